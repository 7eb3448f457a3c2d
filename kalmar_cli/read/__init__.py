"""A budget file: bytes → text → events → values with places → Budget. Nothing is guessed."""
