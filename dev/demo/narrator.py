"""Tell what happens: plain sentences, progress where somebody watches, claims that are checked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from textwrap import shorten
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
)

from dev.demo.closing_table import ClosingTable

Json = dict[str, Any]
Watch = Callable[[Json], None]

_WIDTH_WITHOUT_TERMINAL = 110
_STEPS = 4
"""So many lines replace a progress bar where there is no terminal."""
_LONGEST = 1000
"""So many characters say enough of what is wrong."""
DIRECTIONS = {"to_dataverse": "to Dataverse", "from_dataverse": "to Business Central"}


class Narrator:
    """:ivar broken: the claims that did not hold, in words."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, emoji=False)
        if not self.console.is_terminal:
            self.console.width = _WIDTH_WITHOUT_TERMINAL
        self.table = ClosingTable()
        self.broken: list[str] = []
        self._good, self._bad = _marks(self.console.encoding)

    def chapter(self, title: str) -> None:
        self.console.print()
        self._print(f"[bold]{escape(title)}[/bold]", 0)

    def say(self, sentence: str) -> None:
        self._print(escape(sentence), 2)

    def quote(self, sentence: str) -> None:
        """Show a sentence of the app's own."""
        self._print(f"[cyan]{escape(sentence)}[/cyan]", 4)

    def claim(self, sentence: str, holds: bool, otherwise: object = "") -> None:
        """Say *sentence*, and whether it is true; *otherwise* is what is true instead."""
        if holds:
            self._print(f"[green]{self._good}[/green] {escape(sentence)}", 2)
            return
        instead = " - " + shorten(str(otherwise), _LONGEST) if otherwise != "" else ""
        self.broken.append(f"{sentence}{instead}")
        self._print(f"[red]{self._bad} NOT SO: {escape(sentence + instead)}[/red]", 2)

    def equal(self, sentence: str, found: object, expected: object) -> None:
        self.claim(sentence, found == expected, f"expected {expected}, found {found}")

    @contextmanager
    def progress(self, totals: Mapping[str, int]) -> Iterator[Watch]:
        """Yield what shows a run's counters; *totals* is what each direction will read."""
        if not self.console.is_terminal:
            yield _Lines(self.say, totals).show
            return
        columns = (
            TextColumn(" "),
            SpinnerColumn("line", finished_text=" "),
            TextColumn("{task.description:<20}"),
            BarColumn(),
            MofNCompleteColumn(),
        )
        with Progress(*columns, console=self.console) as progress:
            tasks = {
                direction: progress.add_task(DIRECTIONS[direction], total=total)
                for direction, total in totals.items()
            }
            yield lambda run: _show(progress, tasks, run)

    def close(self) -> None:
        """Print the closing table, and what did not hold."""
        self.chapter("What was done")
        self.console.print(self.table.drawn())
        if not self.broken:
            return
        self.chapter("These claims did not hold")
        for sentence in self.broken:
            self._print(f"[red]{self._bad} {escape(sentence)}[/red]", 2)

    def _print(self, text: str, indent: int) -> None:
        """Wrap at the terminal's edge; without a terminal, one sentence is one line."""
        if self.console.is_terminal:
            self.console.print(Padding.indent(text, indent))
        else:
            self.console.print(" " * indent + text, soft_wrap=True)


def _show(progress: Progress, tasks: Mapping[str, TaskID], run: Json) -> None:
    for job in run["jobs"]:
        progress.update(tasks[job["direction"]], completed=job["counters"]["read"])


class _Lines:
    """Says how far a run is, a few times per direction."""

    def __init__(self, say: Callable[[str], None], totals: Mapping[str, int]) -> None:
        self._say, self._totals = say, totals
        self._said = dict.fromkeys(totals, 0)

    def show(self, run: Json) -> None:
        for job in run["jobs"]:
            direction, read = job["direction"], job["counters"]["read"]
            total = self._totals[direction]
            step = _STEPS * read // max(total, 1)
            if step > self._said[direction]:
                self._said[direction] = step
                self._say(f"... {read:,} of {total:,} read on the way {DIRECTIONS[direction]}")


def _marks(encoding: str) -> tuple[str, str]:
    return ("✓", "✗") if encoding.lower().startswith("utf") else ("ok", "!!")
