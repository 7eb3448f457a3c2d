"""Tables as people read them: sheets of texts."""
