"""Tell salespeople what their customers owe and have ordered: see docs/statistics.md."""
