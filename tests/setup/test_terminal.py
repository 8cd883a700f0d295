"""``python -m dev setup``: an administrator signs in by device code and watches the steps."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from dev.__main__ import main
from dev.people import Person
from dev.simulators.dataverse.staff import ADMINISTRATOR
from dev.simulators.entra.directory import User
from dev.simulators.fleet import Fleet
from dev.simulators.server import Socket
from shared.usecases.setup.setting_up import STEPS
from tests.setup.firm import Firm

ROOT = Path(__file__).parents[2]
TITLES = [step.title for step in STEPS]


class Terminal:
    """``python -m dev setup``, and who sits in front of it."""

    def __init__(self, firm: Firm, capsys: pytest.CaptureFixture[str]) -> None:
        self.firm, self._capsys = firm, capsys
        self._signing_in = firm.fleet.entra.sign_in
        self._printed = ""

    def seat(self, person: Person | None) -> None:
        """Let somebody sit at the screen who types in each code at once."""
        self._signing_in.person = self._user(person) if person else None

    @contextmanager
    def deciding(self, person: Person | None, after: float = 0.0) -> Iterator[None]:
        """Let somebody come, *after* so many seconds, and type in a code; or decline all."""
        self.seat(None)
        coming = Thread(target=self._decide, args=(person, after))
        coming.start()
        yield
        coming.join()

    def run(self, *options: str, app: str | None = None, authority: str | None = None) -> int:
        known = self.firm.fleet.credentials
        code = main(
            [
                *("setup", app or self.firm.url, "--tenant", known.tenant_id),
                *("--client-id", known.client_id),
                *("--authority", authority or self.firm.fleet.authority),
                *options,
            ]
        )
        self._printed = self._capsys.readouterr().out
        return code

    @property
    def shown(self) -> str:
        """What the last command has printed, in one line."""
        return " ".join(self._printed.split())

    @property
    def lines(self) -> list[str]:
        return self._printed.splitlines()

    def steps(self, *marks: str) -> list[str]:
        """Return the titles of the steps that were shown with one of *marks*."""
        lines = [line.strip() for line in self._printed.splitlines()]
        return [
            line.removeprefix(mark).strip()
            for line in lines
            for mark in marks
            if line.removeprefix(mark).strip() in TITLES and line.startswith(mark)
        ]

    def _decide(self, person: Person | None, after: float) -> None:
        while not self._signing_in.devices:
            time.sleep(0.05)
        time.sleep(after)
        for device in [*self._signing_in.devices.values()]:
            self._signing_in.decide(device.user_code, self._user(person) if person else None)

    def _user(self, person: Person) -> User:
        users = self.firm.fleet.entra.directory.tenants[0].users
        return next(user for user in users if user.object_id == person.object_id)


@pytest.fixture
def terminal(firm: Firm, capsys: pytest.CaptureFixture[str]) -> Terminal:
    terminal = Terminal(firm, capsys)
    terminal.seat(firm.admin)
    return terminal


def test_a_complete_run_shows_each_step_once_and_ends_well(terminal: Terminal) -> None:
    assert terminal.run() == 0

    for step in STEPS:
        assert (
            terminal.shown.count(f"done {step.title} ")
            + terminal.shown.count(f"in order {step.title} ")
            == 1
        ), (step.title, terminal.shown)
    assert "Setup is complete. Synchronization is on." in terminal.shown
    assert terminal.firm.call("GET", "setup").json()["complete"]


def test_repeated_it_shows_each_step_in_order(terminal: Terminal) -> None:
    terminal.run()

    assert terminal.run("--no-enable") == 0

    assert terminal.steps("in order") == TITLES


def test_somebody_who_takes_their_time_is_asked_for_one_code_only(terminal: Terminal) -> None:
    with terminal.deciding(terminal.firm.admin, after=3.0):
        code = terminal.run()

    assert code == 0
    assert terminal.shown.count("enter the code") == 1


def test_a_step_that_failed_shows_what_to_change_and_a_repeated_run_ends_well(
    terminal: Terminal,
) -> None:
    unreadable = terminal.firm.fleet.business_central.permissions.unreadable
    unreadable.add("customers")

    code, shown = terminal.run(), terminal.shown
    unreadable.clear()

    assert code == 1
    assert "to be changed Mappings" in shown
    assert "Correct the mapping's file, or give the app what it lacks." in shown
    assert "Left: Mappings," in shown
    assert terminal.run() == 0


def test_somebody_who_is_no_administrator_is_told_what_is_missing(terminal: Terminal) -> None:
    terminal.seat(terminal.firm.hire("Hal Half", ADMINISTRATOR[0]))

    assert terminal.run() == 1

    assert "The app refused setup (HTTP 403)." in terminal.shown
    assert "System Customizer" in terminal.shown


def test_a_check_changes_nothing_and_names_what_setup_would_make(terminal: Terminal) -> None:
    assert terminal.run("--check") == 1

    requests = terminal.firm.requests_to_dataverse()
    assert [request for request in requests if not request.startswith("GET")] == []
    assert "The solution BusinessCentralSync is missing." in terminal.shown
    assert terminal.firm.call("GET", "setup").json()["steps"] == []


def test_a_check_of_what_is_set_up_finds_all_as_it_should_be(terminal: Terminal) -> None:
    terminal.firm.set_up()

    assert terminal.run("--check") == 0

    assert terminal.shown.endswith("Everything is as it should be.")


def test_what_is_asked_for_in_the_terminal_is_what_setup_does(terminal: Terminal) -> None:
    assert terminal.run("--ownership", "person", "--no-enable") == 0

    shown = terminal.firm.call("GET", "setup").json()
    assert (shown["ownership"], shown["enabled"]) == ("person", False)
    assert "Synchronization is off." in terminal.shown


def test_a_call_whose_time_is_over_is_repeated_until_setup_is_complete(terminal: Terminal) -> None:
    terminal.firm.hurry(timedelta(seconds=0.12))

    assert terminal.run() == 0

    assert "The call's time was over; setup goes on." in terminal.shown
    assert "Setup is complete." in terminal.shown


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_an_app_that_cannot_be_reached_is_told_in_one_sentence(
    terminal: Terminal, options: tuple[str, ...]
) -> None:
    with Socket(None) as silent:
        nowhere = silent.url

    assert terminal.run(*options, app=nowhere) == 1

    assert f"The app cannot be reached at {nowhere}" in terminal.shown
    assert "Traceback" not in terminal.shown


def test_something_else_at_the_address_is_told_in_one_sentence(terminal: Terminal) -> None:
    assert terminal.run(app=f"{terminal.firm.url}/elsewhere") == 1

    assert "The app refused setup (HTTP 404)." in terminal.shown


def test_a_sign_in_that_was_declined_is_told_in_one_sentence(terminal: Terminal) -> None:
    with terminal.deciding(None):
        code = terminal.run()

    assert code == 1
    assert "Entra ID did not sign you in." in terminal.shown
    assert terminal.firm.requests_to_dataverse() == []


def test_a_directory_that_cannot_be_reached_is_told_in_one_sentence(terminal: Terminal) -> None:
    with Socket(None) as silent:
        nowhere = silent.url.replace("http://", "https://")

    assert terminal.run(authority=nowhere) == 1

    assert "Entra ID did not sign you in." in terminal.shown
    assert "Connection refused" in terminal.shown


@pytest.mark.parametrize("which", ["directory", "app"])
def test_a_certificate_that_nobody_trusts_here_is_told_with_the_setting_that_does(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, which: str
) -> None:
    with Fleet(tmp_path / "others") as others:
        if which == "directory":
            monkeypatch.delenv("REQUESTS_CA_BUNDLE")
            address = terminal.firm.fleet.authority
            code = terminal.run()
        else:
            address = others.authority
            code = terminal.run(app=address)

    assert code == 1
    assert f"The certificate at {address} is not trusted here." in terminal.shown
    assert "REQUESTS_CA_BUNDLE" in terminal.shown


@pytest.mark.soak(but=[0, 2, 3, 5])
@pytest.mark.parametrize(
    "app", ["localhost:7071", "sync.example", "ftp://sync.example", "http://[", "https://a b", ""]
)
def test_what_is_no_address_is_told_before_anybody_signs_in(terminal: Terminal, app: str) -> None:
    assert terminal.run(app=app or " ") == 1

    assert "is no address of an app: give one such as https://" in terminal.shown
    assert terminal.firm.fleet.entra.sign_in.devices == {}


@pytest.mark.parametrize("authority", ["http://entra.example", "entra.example:port", "https://["])
def test_what_is_no_directory_is_told_in_one_sentence(terminal: Terminal, authority: str) -> None:
    assert terminal.run(authority=authority) == 1

    assert "sign" in terminal.shown
    assert "Traceback" not in terminal.shown


def test_long_findings_stay_below_their_step_on_a_screen_of_eighty_columns(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    terminal.run("--check")

    lines = terminal.lines
    begin = next(at for at, line in enumerate(lines) if line.endswith(TITLES[0]))
    steps = lines[begin : next(at for at, line in enumerate(lines) if line.startswith("Left:"))]
    findings = [line for line in steps if line.strip() and not line.endswith(tuple(TITLES))]
    assert any(len(line) > 70 for line in findings)
    assert all(line.startswith(" " * 18) for line in findings)
    assert all(len(line) <= 80 for line in findings if " " in line.strip())


def test_what_the_library_warns_of_does_not_tear_the_steps_apart(firm: Firm) -> None:
    """In a process of its own: only there does a warning that nobody handles reach the screen."""
    known = firm.fleet.credentials
    with Socket(None) as silent:
        nowhere = silent.url.replace("http://", "https://")
    command = [sys.executable, "-m", "dev", "setup", firm.url, "--tenant", known.tenant_id]
    command += ["--client-id", known.client_id, "--authority", nowhere]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 1
    assert "Entra ID did not sign you in." in done.stdout
    assert done.stderr == ""
