"""Why the local host does not start."""

from collections.abc import Sequence


class HostRefusedError(Exception):
    """The app would not run in Azure as it stands, or uses what this host does not imitate."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(["the function app cannot be hosted:", *problems]))
