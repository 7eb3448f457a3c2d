"""The rules, by what they look at. Every module here is read by `registry.rules`."""
