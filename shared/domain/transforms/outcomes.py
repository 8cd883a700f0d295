"""What a transform makes of a value."""

from dataclasses import dataclass

from shared.domain.records import Value

_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Turned:
    value: Value
    notices: tuple[str, ...] = ()
    """What people should hear although nothing failed, for example that a text was cut."""


@dataclass(frozen=True)
class Untranslatable:
    """The value has no counterpart on the other side."""

    reason: str
    """A sentence without its subject, the field: "'X1' is none of Item, Service"."""


Outcome = Turned | Untranslatable


def quoted(value: Value) -> str:
    """Return a value as people read it in a sentence, shortened where it is long."""
    if value is None:
        return "blank"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 4 * _LONGEST_QUOTE:
        return "a number of very many digits"
    text = str(value)
    if len(text) > _LONGEST_QUOTE:
        text = f"{text[:_LONGEST_QUOTE]}…"
    return f"'{text}'" if isinstance(value, str) else text
