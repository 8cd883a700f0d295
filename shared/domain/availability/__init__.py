"""What of an item is there, will be there, and can be promised: see docs/availability.md."""
