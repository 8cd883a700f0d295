"""What each run did, for the closing table."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rich import box
from rich.table import Column, Table

Json = dict[str, Any]

_COUNTERS = ("read", "inserted", "modified", "unchanged", "skipped", "failed")
_TARGETS = {"to_dataverse": "Dataverse", "from_dataverse": "BC"}


@dataclass
class ClosingTable:
    """The jobs of all runs, in the order in which they ran."""

    jobs: list[tuple[str, Json]] = field(default_factory=list)

    def note(self, title: str, run: Json) -> None:
        self.jobs += [(title, job) for job in run["jobs"]]

    def drawn(self) -> Table:
        """Draw it 80 characters wide at most, without the counters that are zero in all jobs."""
        table = Table(
            Column("run", no_wrap=True),
            Column("to", no_wrap=True),
            box=box.SIMPLE,
            padding=0,
        )
        shown = [name for name in _COUNTERS if name == "read" or self._sum(name)]
        for name in (*shown, "requests\nsent", "seconds"):
            table.add_column(name, justify="right", no_wrap=True)
        for number, (title, job) in enumerate(self.jobs):
            is_first = number == 0 or self.jobs[number - 1][0] != title
            counts = [f"{job['counters'][name]:,}" for name in shown]
            numbers = [*counts, f"{job['requests']:,}", f"{seconds(job):.1f}"]
            table.add_row(title if is_first else "", _TARGETS[job["direction"]], *numbers)
        table.add_section()
        totals = [f"{self._sum(name):,}" for name in shown]
        requests = sum(job["requests"] for _, job in self.jobs)
        took = sum(seconds(job) for _, job in self.jobs)
        table.add_row("all", "", *totals, f"{requests:,}", f"{took:.1f}")
        return table

    def _sum(self, counter: str) -> int:
        return sum(job["counters"][counter] for _, job in self.jobs)


def seconds(job: Json) -> float:
    """Return how long a job took; zero while it runs."""
    if job["finished_at"] is None:
        return 0.0
    started, finished = (
        datetime.fromisoformat(job[f"{end}_at"]) for end in ("started", "finished")
    )
    return (finished - started).total_seconds()
