"""Steps for text."""

import re
from typing import ClassVar

from pydantic import ConfigDict, Field

from shared.domain.records import Value
from shared.domain.transforms.graphemes import cut, length
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted
from shared.domain.transforms.step import Step, TidyText, no_text

_WORD = re.compile(r"[^\s-]+")


class Upper(TidyText):
    name: ClassVar[str] = "upper"

    def written(self, text: str) -> str:
        return text.upper()


class Lower(TidyText):
    name: ClassVar[str] = "lower"

    def written(self, text: str) -> str:
        return text.lower()


class Title(TidyText):
    name: ClassVar[str] = "title"

    def written(self, text: str) -> str:
        return _WORD.sub(lambda word: _initial(word[0][0]) + word[0][1:].lower(), text)


class Trim(TidyText):
    name: ClassVar[str] = "trim"

    def written(self, text: str) -> str:
        return text.strip()


class Squeeze(TidyText):
    name: ClassVar[str] = "squeeze"

    def written(self, text: str) -> str:
        return " ".join(text.split())


class Truncate(TidyText):
    """Characters are counted as both services count them, see ``graphemes``."""

    name: ClassVar[str] = "truncate"
    short: ClassVar[str | None] = "length"

    length: int = Field(ge=1, strict=True)

    def written(self, text: str) -> Outcome:
        present = length(text)
        if present <= self.length:
            return Turned(text)
        kept = cut(text, self.length).rstrip()
        return Turned(kept, (f"cut from {present} to {length(kept)} characters: {quoted(text)}",))


class Replace(TidyText):
    name: ClassVar[str] = "replace"
    model_config = ConfigDict(serialize_by_alias=True)

    found: str = Field(alias="from", min_length=1)
    put: str = Field(alias="to")

    @property
    def two_way(self) -> bool:
        return False

    def written(self, text: str) -> str:
        return text.replace(self.found, self.put)


class Prefix(Step):
    name: ClassVar[str] = "prefix"
    short: ClassVar[str | None] = "text"

    text: str = Field(min_length=1)

    def forward(self, value: Value) -> Outcome:
        return Turned(self.text + value) if isinstance(value, str) else no_text(value)

    def backward(self, value: Value) -> Outcome:
        """A value without the prefix is passed on as it is."""
        return Turned(value.removeprefix(self.text)) if isinstance(value, str) else no_text(value)


class Suffix(Step):
    name: ClassVar[str] = "suffix"
    short: ClassVar[str | None] = "text"

    text: str = Field(min_length=1)

    def forward(self, value: Value) -> Outcome:
        return Turned(value + self.text) if isinstance(value, str) else no_text(value)

    def backward(self, value: Value) -> Outcome:
        """A value without the suffix is passed on as it is."""
        return Turned(value.removesuffix(self.text)) if isinstance(value, str) else no_text(value)


class Code(Step):
    """Business Central's type Code: capitals, without blanks around them, of limited length."""

    name: ClassVar[str] = "code"
    short: ClassVar[str | None] = "length"

    length: int = Field(ge=1, strict=True)

    def forward(self, value: Value) -> Outcome:
        return self._fitting(value, value) if isinstance(value, str) else no_text(value)

    def backward(self, value: Value) -> Outcome:
        if not isinstance(value, str):
            return no_text(value)
        return self._fitting(value, "".join(_capital(c) for c in value.strip(" ")))

    def _fitting(self, given: str, code: str) -> Outcome:
        """A code that is too long is not cut: another record's code could come out."""
        if length(code.strip(" ")) > self.length:
            return Untranslatable(f"{quoted(given)} is longer than {self.length} characters")
        return Turned(code)


TEXT_STEPS: tuple[type[Step], ...] = (
    Upper,
    Lower,
    Title,
    Trim,
    Squeeze,
    Truncate,
    Replace,
    Prefix,
    Suffix,
    Code,
)


def _capital(character: str) -> str:
    """Return one character for one: ß stays, for a code must not grow."""
    capital = character.upper()
    return capital if len(capital) == 1 else character


def _initial(character: str) -> str:
    capital = character.title()
    return capital if len(capital) == 1 else character
