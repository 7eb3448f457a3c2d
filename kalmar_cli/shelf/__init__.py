"""Which budget files exist, what they are called, and loading them."""
