"""A country: a code in Business Central, a name in Dataverse."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import PlainSerializer, PlainValidator

from shared.domain.records import Value
from shared.domain.transforms.country_names import NAMES, OTHERS
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted
from shared.domain.transforms.step import Step, no_text

_NO_LETTER = re.compile(r"[\W_]+")
_Pairs = tuple[tuple[str, str], ...]


def _names(given: object) -> _Pairs:
    if not isinstance(given, Mapping):
        raise ValueError("needs names by their codes: { DE: Deutschland }")
    if False in given:
        raise ValueError('YAML reads NO as false; write "NO" in quotes')
    pairs = tuple(given.items())
    if not all(isinstance(one, str) and one.strip() for pair in pairs for one in pair):
        raise ValueError("needs names by their codes: { DE: Deutschland }")
    codes, names = zip(*((code.upper(), _heard(name)) for code, name in pairs), strict=True)
    if len({*codes}) < len(codes) or len({*names}) < len(names):
        raise ValueError("names a country twice")
    return tuple((code.upper(), name) for code, name in pairs)


class Country(Step):
    """English names, except for those that the mapping file names itself.

    Who names EL Greece gives the name a new code: GR is none any more.
    """

    name: ClassVar[str] = "country"
    short: ClassVar[str | None] = "names"
    whole: ClassVar[bool] = True

    names: Annotated[_Pairs, PlainValidator(_names), PlainSerializer(list)] = ()

    def forward(self, value: Value) -> Outcome:
        if not isinstance(value, str):
            return no_text(value)
        code = value.strip().upper()
        name = dict(self.names).get(code) or NAMES.get(code)
        if name is None or self._code(name) != code:
            return Untranslatable(
                f"{quoted(value)} is no country code; a code of your own needs its name in the "
                "mapping: { country: { EL: Greece } }"
            )
        return Turned(name)

    def backward(self, value: Value) -> Outcome:
        """Names are found without regard to case, accents and punctuation; codes are, too."""
        if not isinstance(value, str):
            return no_text(value)
        code = self._code(value)
        if code is None:
            return Untranslatable(
                f"{quoted(value)} is no country's English name; a name of your own needs its code "
                "in the mapping: { country: { DE: Deutschland } }"
            )
        return Turned(code)

    def _code(self, name: str) -> str | None:
        heard = _heard(name)
        own = {_heard(name): code for code, name in self.names}
        own_codes = {_heard(code): code for code, _ in self.names}
        return own.get(heard) or own_codes.get(heard) or _CODES.get(heard)


def _heard(name: str) -> str:
    """Return what is left of a name where case, accents and punctuation do not count."""
    apart = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("'", ""))
    letters = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    words = ["saint" if word == "st" else word for word in _NO_LETTER.sub(" ", letters).split()]
    return " ".join(words[1:] if words[:1] == ["the"] and words[1:] else words)


_CODES: Mapping[str, str] = {
    **{code.casefold(): code for code in NAMES},
    **{_heard(name): code for name, code in OTHERS.items()},
    **{_heard(name): code for code, name in NAMES.items()},
}
