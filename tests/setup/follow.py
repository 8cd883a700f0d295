"""Follow a page word by word: write its files, run its commands, compare what they say."""

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# (\S+)\n")
_TABLE_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
_END = "__the end of what it says__"


@dataclass(frozen=True)
class Command:
    text: str
    says: str
    """What the page has below it, all lines of it."""


class Page:
    def __init__(self, path: Path) -> None:
        self.text = path.read_text(encoding="utf-8")

    def section(self, heading: str) -> "Section":
        """Return what stands below a heading."""
        [found] = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", self.text, re.M | re.S)
        return Section(found)

    @property
    def headings(self) -> list[str]:
        return re.findall(r"^## (.*)$", self.text, re.MULTILINE)


class Section:
    def __init__(self, text: str) -> None:
        self.text = text

    def table(self) -> list[list[str]]:
        """Return the cells of the section's table, without its heading."""
        rows = [found.split("|") for found in _TABLE_ROW.findall(self.text)]
        return [[cell.strip().strip("`") for cell in row] for row in rows[2:]]

    def files(self) -> Mapping[str, str]:
        """Return the blocks that begin with a file's name, by that name."""
        blocks = (content for kind, content in _BLOCK.findall(self.text) if kind == "yaml")
        return {name[1]: content for content in blocks if (name := _FILE.match(content))}

    def commands(self) -> Iterator[Command]:
        for kind, content in _BLOCK.findall(self.text):
            if kind == "console":
                for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
                    text, _, says = part.partition("\n")
                    yield Command(text, says)


class Shell:
    """One shell, which keeps its variables from command to command."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def run(self, command: str) -> str:
        """Return all that a command says."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{command}\necho {_END}\n")
        self._process.stdin.flush()
        said = ""
        for line in self._process.stdout:
            if line.rstrip("\n").endswith(_END):
                return said + line.rstrip("\n").removesuffix(_END)
            said += line
        raise AssertionError(f"the shell has ended: {said}")


def matches(said: str, says: str) -> bool:
    """Return whether a page quotes what was said; it leaves lines out by three dots.

    Codes that are made up anew each time differ, as do ports.
    """
    parts = [re.escape(line) for line in _without_chance(says).splitlines()]
    pattern = "\n".join("(?:.*\n)*?.*" if part == r"\.\.\." else part for part in parts)
    return re.fullmatch(pattern, _without_chance(said.rstrip("\n"))) is not None


def _without_chance(text: str) -> str:
    """Return a text without what is another one each time."""
    return re.sub(r"\bcode [A-Z]{9}\b", "code CODE", re.sub(r"localhost:\d+", "localhost", text))


def follow(section: Section, shell: Shell, meanwhile: Callable[[], None]) -> None:
    """Run a section's commands, and compare.

    :param meanwhile: what the world does after each command.
    """
    commands = list(section.commands())
    assert commands
    for command in commands:
        said = shell.run(command.text)
        assert said == command.says, command.text
        meanwhile()
