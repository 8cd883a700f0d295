"""A person's name, taken apart as Business Central does: at the blanks."""


def first_name(name: str) -> str:
    """Return what stands before middle name and surname; a single word is a first name."""
    parts = name.split()
    return " ".join(parts[: max(1, len(parts) - 2)])


def last_name(name: str) -> str:
    """Return the surname: the last word, unless it is the only one."""
    parts = name.split()
    return parts[-1] if len(parts) > 1 else ""
