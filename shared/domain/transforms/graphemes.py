"""Text cut at its visible characters.

Both services count a text's length in UTF-16 code units: most emoji are two of them, and a family
of four is eleven. What people see as one character is not cut apart, as far as Unicode's data in
the standard library tells: combining marks, joiners, skin tones, flags, tags and Hangul syllables
stay with what they belong to.
"""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_EXTENDING = frozenset({"Mn", "Mc", "Me"})


def length(text: str) -> int:
    """Return how many UTF-16 code units *text* has."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, at_most: int) -> str:
    """Return the longest beginning of up to *at_most* UTF-16 code units that ends where a visible
    character ends.

    Where not even the first one fits, it is cut apart: the beginning is never empty without need.
    """
    return _filled(clusters(text), at_most) or _filled(text, at_most)


def clusters(text: str) -> Iterator[str]:
    """Split *text* into its visible characters."""
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _filled(parts: Iterator[str] | str, at_most: int) -> str:
    kept, room = [], at_most
    for part in parts:
        room -= length(part)
        if room < 0:
            break
        kept.append(part)
    return "".join(kept)


def _belongs(cluster: str, character: str) -> bool:
    """Return whether *character* belongs to the visible character that *cluster* began."""
    last = cluster[-1]
    if last == "\r" or _is_control(last) or _is_control(character):
        return last == "\r" and character == "\n"
    if character == _JOINER or last == _JOINER or _extends(character):
        return True
    if _is_flag_half(character):
        return _is_flag_half(last) and _flag_halves(cluster) % 2 == 1
    return _continues_syllable(last, character) or _is_low_surrogate_of(last, character)


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in _EXTENDING
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags, as in the flag of Scotland
        or character == "\u200c"
    )


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc"


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves(cluster: str) -> int:
    return len(cluster) - len(cluster.rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))


def _continues_syllable(last: str, character: str) -> bool:
    """Return whether two Hangul characters make up one syllable."""
    vowel, final = "\u1160" <= character <= "\u11a7", "\u11a8" <= character <= "\u11ff"
    if "\u1100" <= last <= "\u115f":
        return vowel or "\u1100" <= character <= "\u115f" or "\uac00" <= character <= "\ud7a3"
    if "\uac00" <= last <= "\ud7a3":
        open_ended = (ord(last) - 0xAC00) % 28 == 0
        return final or (vowel and open_ended)
    if "\u1160" <= last <= "\u11a7":
        return vowel or final
    return "\u11a8" <= last <= "\u11ff" and final


def _is_low_surrogate_of(last: str, character: str) -> bool:
    return "\ud800" <= last <= "\udbff" and "\udc00" <= character <= "\udfff"
