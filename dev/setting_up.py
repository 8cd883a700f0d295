"""Setup from a terminal: sign in, call the app, and show its steps while they are carried out."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass
from textwrap import fill
from typing import Any

import requests
from rich.console import Console
from rich.markup import escape
from rich.text import Text

Json = dict[str, Any]

_LONGEST_CALL = 240
"""Seconds: the platform ends an HTTP answer after 230."""
_BETWEEN_LOOKS = 1.0
_MOST_CALLS = 20
"""Each goes on for minutes: more would go in circles."""
_MARKS = {
    "done": "[green]done[/green]          ",
    "nothing_to_do": "[green]in order[/green]      ",
    "failed": "[red]to be changed[/red] ",
    "not_reached": "[yellow]not reached[/yellow]   ",
}


_INDENT = " " * 18
"""As wide as the marks."""
_NARROWEST = 20


@dataclass(frozen=True)
class Wanted:
    check: bool = False
    """Only look."""
    body: Mapping[str, Any] | None = None
    """What POST /api/setup is asked for."""


class SetupClient:
    """Calls the app in the name of the person whose token it is given."""

    def __init__(self, app_url: str, token: Callable[[], str], console: Console) -> None:
        """:param token: gives a bearer token for the app that is good for some minutes."""
        self._url, self._token, self._console = app_url.rstrip("/"), token, console
        self._known: dict[str, Json] = {}
        """Steps as they were shown, or as a former run has left them."""

    def run(self, wanted: Wanted) -> bool:
        """Call until setup has come to its end; return whether all is well.

        Broken off, the next run goes on: the app keeps what each step has done.
        """
        self._token()  # Whoever has to sign in does so once, before calls run side by side.
        if not wanted.check:
            self._known |= {step["step"]: step for step in self._kept()}
        for _ in range(_MOST_CALLS):
            answer = self._watched(wanted)
            content = self._content(answer)
            if content is None:
                return False
            self._show(content.get("steps", ()))
            if answer.status_code != 202:
                return self._conclude(content, wanted)
            self._console.print("The call's time was over; setup goes on.")
        self._console.print("[red]Setup does not come to an end.[/red] See the app's log.")
        return False

    def _watched(self, wanted: Wanted) -> requests.Response:
        """Call, and show what is done meanwhile."""
        with ThreadPoolExecutor(1) as pool:
            calling = pool.submit(self._post, wanted)
            while not (wanted.check or self._over(calling)):
                self._show(self._kept())
            return calling.result()

    @staticmethod
    def _over(calling: "Future[requests.Response]") -> bool:
        try:
            calling.exception(_BETWEEN_LOOKS)
        except NotYetError:
            return False
        return True

    def _post(self, wanted: Wanted) -> requests.Response:
        return requests.post(
            f"{self._url}/api/setup",
            params={"check": "true"} if wanted.check else None,
            json=dict(wanted.body or {}),
            headers=self._headers(),
            timeout=_LONGEST_CALL,
            allow_redirects=False,
        )

    def _kept(self) -> Sequence[Json]:
        """Return what the app has kept of the steps so far."""
        try:
            answer = requests.get(
                f"{self._url}/api/setup", headers=self._headers(), timeout=30, allow_redirects=False
            )
            return list(answer.json()["steps"]) if answer.ok else ()
        except (requests.RequestException, ValueError, LookupError):
            return ()  # The call itself tells what is wrong.

    def _is_new(self, step: Json) -> bool:
        known = self._known.get(step["step"])
        return known is None or known["at"] != step["at"]

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token()}"}

    def _content(self, answer: requests.Response) -> Json | None:
        """Return what the app said; None, and a sentence, where it said nothing of setup."""
        try:
            content = answer.json()
        except ValueError:
            content = None
        if isinstance(content, dict) and ("steps" in content or answer.status_code == 202):
            return content
        told = content.get("detail") if isinstance(content, dict) else None
        self._console.print(
            f"[red]The app refused setup (HTTP {answer.status_code}).[/red] "
            f"{escape(told or 'Check the address, and that the app runs.')}"
        )
        return None

    def _show(self, steps: Sequence[Json]) -> None:
        for step in steps:
            if not self._is_new(step):
                continue
            self._known[step["step"]] = step
            self._console.print(f"  {_MARKS[step['outcome']]} [bold]{escape(step['title'])}[/bold]")
            for finding in step["findings"]:
                colour = "red" if finding["code"] else "dim"
                told = " ".join(filter(None, (finding["what"], finding["fix"])))
                self._console.print(Text(self._indented(told), colour), soft_wrap=True)

    def _indented(self, told: str) -> str:
        """Break a text into lines below a step's title."""
        return fill(
            told,
            max(self._console.width, len(_INDENT) + _NARROWEST),
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _conclude(self, content: Json, wanted: Wanted) -> bool:
        left = [step["title"] for step in content["steps"] if _is_left(step)]
        if left:
            self._console.print(f"[red]Left:[/red] {', '.join(left)}.", soft_wrap=True)
            return False
        state = "on" if content["enabled"] else "off"
        self._console.print(
            "Everything is as it should be."
            if wanted.check
            else f"[green]Setup is complete.[/green] Synchronization is {state}."
        )
        return True


def _is_left(step: Json) -> bool:
    return step["outcome"] in ("failed", "not_reached")
