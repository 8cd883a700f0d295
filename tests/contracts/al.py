"""As much of the language AL as an extension that only has API pages and their helpers needs."""

import re
from dataclasses import dataclass
from pathlib import Path

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*)
    |(?P<word>"[^"\n]+"|'(?:[^'\n]|'')*'|[A-Za-z_]\w*|\d[\d.]*)
    |(?P<sign>::|:=|\+=|<>|<=|>=|[-+*/{}()\[\];:,.=<>])""",
    re.VERBOSE,
)
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_PLAIN = re.compile(r'"([A-Za-z_]\w*)"')


@dataclass(frozen=True)
class Source:
    """An object: the tokens of its file, names without quotes that they do not need."""

    file: str
    tokens: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.tokens[0]

    @property
    def number(self) -> int:
        return int(self.tokens[1])

    @property
    def name(self) -> str:
        return self.tokens[2]

    def property(self, name: str) -> str | None:
        """Return the value of a property of the object itself, without quotes around text."""
        depth = 0
        for at, token in enumerate(self.tokens):
            depth += {"{": 1, "}": -1}.get(token, 0)
            if depth == 1 and token == name and self.tokens[at + 1] == "=":
                end = self.tokens.index(";", at)
                return "".join(self.tokens[at + 2 : end]).strip("'")
        return None

    def controls(self, kind: str) -> dict[str, tuple[str, str]]:
        """Return the page's controls: by name, what they show, and what stands in their braces."""
        found = {}
        for at, token in enumerate(self.tokens):
            if token == kind and self.tokens[at + 1] == "(" and self.tokens[at + 3] == ";":
                shown = self.tokens.index(")", at)
                end = self.tokens.index("}", shown)
                inside = " ".join(self.tokens[shown + 2 : end])
                found[self.tokens[at + 2]] = ("".join(self.tokens[at + 4 : shown]), inside)
        return found

    def fields(self) -> frozenset[str]:
        """Return the names of a table's fields."""
        return frozenset(
            self.tokens[at + 4]
            for at, token in enumerate(self.tokens)
            if token == "field" and self.tokens[at + 1] == "("
        )

    def sets(self, name: str) -> bool:
        """Return whether a variable gets a value."""
        return any(
            token == name and self.tokens[at + 1] == ":=" for at, token in enumerate(self.tokens)
        )


def read(path: Path) -> Source:
    """:raises ValueError: it is no AL: a character is unknown, or something stays open."""
    text, at, tokens = path.read_text("utf-8"), 0, []
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"{path.name}: {text[at : at + 20]!r} is no AL")
        if match.lastgroup != "blank":
            tokens.append(_PLAIN.sub(r"\1", match[0]))
        at = match.end()
    _check_closed(path.name, tokens)
    return Source(path.name, tuple(tokens))


def _check_closed(file: str, tokens: list[str]) -> None:
    """Check brackets, and that each begin and case has its end."""
    open_: list[str] = []
    for token in tokens:
        if token in _CLOSING:
            open_.append(_CLOSING[token])
        elif token in ("begin", "case"):
            open_.append("end")
        elif token == "repeat":
            open_.append("until")
        elif token in (*_CLOSING.values(), "end", "until") and (not open_ or open_.pop() != token):
            raise ValueError(f"{file}: {token} closes nothing")
    if open_:
        raise ValueError(f"{file}: {open_[-1]} is missing")
