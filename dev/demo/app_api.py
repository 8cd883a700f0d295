"""The function app as an operator uses it: over HTTP, signed in as an administrator."""

import time
from collections.abc import Callable
from threading import Event
from typing import Any

import requests

from dev.host import LocalHost
from dev.people import Person

Json = dict[str, Any]

_TIMEOUT = 60
_BETWEEN_LOOKS = 0.2
_LONGEST_SILENCE = 120.0
"""Seconds without any progress after which a run is given up."""


class RunLostError(Exception):
    """A run did not finish, or there is none where one was expected."""


class Operator:
    def __init__(self, host: LocalHost, administrator: Person) -> None:
        self._host = host
        self._http = requests.Session()
        self._http.headers.update(administrator.headers)

    def be_known(self) -> None:
        """Let the app look the role up, once: afterwards every request to Dataverse is a run's."""
        self.get("mappings")

    def set_up(self) -> Json:
        """Have the app set up, and return what it did.

        :raises requests.HTTPError: it did not come to its end; with the reason.
        """
        return dict(self._call("POST", "setup", json={}).json())

    def check_setup(self) -> Json:
        """Return what setup would do now, without doing it."""
        return dict(self._call("POST", "setup", params={"check": "true"}, json={}).json())

    def only_look(self) -> None:
        """Switch synchronization off, and let timers look what they would do."""
        self._call("POST", "setup/shadow", json={})

    def get(self, path: str, **query: object) -> Json:
        """:raises requests.HTTPError: the app refused; with what it said."""
        return dict(self._call("GET", path, params=query).json())

    def listed(self, path: str, **query: object) -> list[Json]:
        """Return all pages of a list."""
        found: list[Json] = []
        continuation: Json = {}
        while True:
            page = self.get(path, top=1000, **query, **continuation)
            found += page["value"]
            if "continuation" not in page:
                return found
            continuation = {"continuation": page["continuation"]}

    def full_sync(self, mapping: str, watch: Callable[[Json], None]) -> Json:
        """Ask for a full synchronization, show *watch* how far it is, and return the run.

        It has ended, or waits for an approval.

        :raises RunLostError: it stands still.
        """
        return self._follow(f"mappings/{mapping}/sync", {"full": True}, mapping, watch)

    def full_sync_of_all(self) -> list[Json]:
        """Ask for a full synchronization of all mappings, and return their runs at their ends.

        What the mass-change fuse stops is approved.

        :raises RunLostError: it stands still.
        """
        asked = self._call("POST", "sync/full").json()["value"]
        ended: list[Json] = []
        for run in asked:
            seen = self._until_it_rests(f"runs/{run['id']}", run["mapping"], lambda _: None)
            if seen["state"] == "stopped":
                seen = self.approve(seen, lambda _: None)
            ended.append(seen)
        return ended

    def approve(self, run: Json, watch: Callable[[Json], None]) -> Json:
        """Let a run go on that the mass-change fuse has stopped, and return it at its end."""
        return self._follow(f"runs/{run['id']}/approve", {}, run["mapping"], watch)

    def _follow(self, path: str, body: Json, mapping: str, watch: Callable[[Json], None]) -> Json:
        answer = self._call("POST", path, json=body)
        place = answer.headers["Location"].removeprefix("/api/")
        return self._until_it_rests(place, mapping, watch)

    def _until_it_rests(self, place: str, mapping: str, watch: Callable[[Json], None]) -> Json:
        before: Json = {}
        deadline = time.monotonic() + _LONGEST_SILENCE
        while time.monotonic() < deadline:
            run = self.get(place)
            watch(run)
            if run["state"] in ("finished", "failed", "stopped"):
                return run
            if run != before:
                before, deadline = run, time.monotonic() + _LONGEST_SILENCE
            Event().wait(_BETWEEN_LOOKS)
        raise RunLostError(f"The run of {mapping} stood still for {_LONGEST_SILENCE:.0f} seconds.")

    def fire_timer(self, mapping: str) -> Json:
        """Let the mapping's timer fire as if its time had come, and return the run it made."""
        before = self._newest(mapping)
        self._host.fire_timer(f"sync_{mapping}")
        newest = self._newest(mapping)
        if newest is None or newest == before:
            raise RunLostError(f"The timer of {mapping} made no run.")
        return self.get(f"runs/{newest}")

    def errors(self, run: Json) -> list[Json]:
        """Return what a run's jobs listed, each with its job's direction."""
        return [
            error | {"direction": job["direction"]}
            for job in run["jobs"]
            for error in self.listed(f"jobs/{job['id']}/errors")
        ]

    def close(self) -> None:
        self._http.close()

    def _newest(self, mapping: str) -> str | None:
        jobs = self.get("jobs", mapping=mapping, top=1)["value"]
        return str(jobs[0]["run"]) if jobs else None

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        url = f"{self._host.url}/api/{path}"
        answer = self._http.request(method, url, timeout=_TIMEOUT, **options)
        if not answer.ok:
            told = f"The app refused {method} {path}: {_sentence(answer)}"
            raise requests.HTTPError(told, response=answer)
        return answer


def _sentence(answer: requests.Response) -> str:
    """Return what a refusal says to people; the app's own is a problem document."""
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code} {answer.text}"
