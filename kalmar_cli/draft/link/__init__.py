"""Which line pays for which proposal."""
