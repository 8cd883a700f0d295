"""What somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(wrong: str, right: Iterable[str]) -> str:
    """Return a sentence with the nearest of *right*, with a blank in front; empty if none is."""
    by_folded = {name.casefold(): name for name in right}
    nearest = get_close_matches(wrong.casefold(), by_folded, n=1, cutoff=0.6)
    return f' Did you mean "{by_folded[nearest[0]]}"?' if nearest else ""
