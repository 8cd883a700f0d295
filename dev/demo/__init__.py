"""The demonstration: both services filled, synchronized, edited, read back and compared."""
