"""Tell salespeople what they can promise: see docs/availability.md."""
