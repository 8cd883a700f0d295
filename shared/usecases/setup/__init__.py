"""Setup: an administrator goes from nothing to syncing in one call, and repeats it without harm."""
