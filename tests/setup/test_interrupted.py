"""Setup is broken off anywhere, or called twice at once: it goes on, and makes nothing twice."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests

from dev.simulators.faults import Fault
from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from dev.stack import LocalStack
from shared import bootstrap
from shared.usecases.setup.setting_up import LEASE, STEPS
from tests.doors import DEAD, Doors
from tests.setup.firm import Firm, codes
from tests.soaking import SOAKING

UNTIL_THE_LEASE_IS_OVER = timedelta(minutes=6)
MOST_LIVES = 80
EVERY = {"dataverse": 10 if SOAKING else 14, "storage": 5}
"""One write of so many goes wrong; setup writes more to Dataverse than to storage."""
MADE = {
    "solution": "uniquename eq 'BusinessCentralSync'",
    "publisher": "uniquename eq 'bcsync'",
    "role": "startswith(name,'Business Central')",
    "systemuser": "applicationid ne null",
    "team": None,
    "businessunit": None,
    "bcsync_company": None,
    "webresource": None,
    "serviceendpoint": None,
    "sdkmessageprocessingstep": None,
}
"""What setup makes rows of, besides tables, columns, keys and choice values."""
CHOICES = ("account.paymenttermscode", "quote.paymenttermscode", "salesorder.freighttermscode")


def made(firm: Firm) -> dict[str, list[str]]:
    """Return the names of all that is there, those twice that are there twice."""
    found = {
        table: sorted(
            str(row.get("name") or row.get("fullname") or row.get("bcsync_name"))
            for row in firm.rows(table, filter_)
        )
        for table, filter_ in MADE.items()
    }
    options = "$select=LogicalName&$expand=Attributes($select=LogicalName),Keys($select=SchemaName)"
    for table in firm.dataverse("GET", f"EntityDefinitions?{options}")["value"]:
        parts = [each["LogicalName"] for each in table["Attributes"]]
        parts += [each["SchemaName"] for each in table["Keys"]]
        found[f"table {table['LogicalName']}"] = sorted(parts)
    for choice in CHOICES:
        found[f"choice {choice}"] = sorted(firm.choice(choice).values())
    return found


class Mortal:
    """A process that dies when it is about to write through *door* for the *last*-th time.

    Nothing that it still tries then has any effect, at any service or in storage.
    """

    def __init__(self, door: SimulatorServer, last: int) -> None:
        self._door, self._left = door, last
        self.dead = False

    def watch(self, door: SimulatorServer, request: Request) -> Fault | None:
        if door is self._door and request.method != "GET":
            self._left -= 1
            self.dead = self.dead or self._left == 0
        return DEAD if self.dead else None


@pytest.fixture
def ways_out(firm: Firm, stack: LocalStack) -> Iterator[Doors]:
    doors = Doors(firm.fleet, stack.azurite)
    firm.start_app(AzureWebJobsStorage=doors.connection_string)
    yield doors
    doors.close()


@pytest.fixture
def undisturbed(firm: Firm) -> dict[str, list[str]]:
    """What setup makes elsewhere, where nothing comes between."""
    firm.set_up()
    expected = made(firm)
    firm.move()
    firm.forget()
    return expected


# The process dies


@pytest.mark.parametrize("place", ["dataverse", "storage"])
def test_a_process_that_dies_again_and_again_makes_everything_once(
    firm: Firm, undisturbed: dict[str, list[str]], ways_out: Doors, place: str
) -> None:
    """Each life gets a few writes further than the one before: what is in Dataverse stays there,
    while storage is told of each step anew."""
    lives, answer = 0, requests.Response()
    while lives < MOST_LIVES:
        if place == "dataverse":
            life = Mortal(firm.fleet.dataverse_server, EVERY[place])
        else:
            life = Mortal(ways_out.tables, EVERY[place] * (lives + 1))
        with ways_out.watched(life.watch):
            answer = firm.call("POST", "setup", json={})
        if not life.dead:
            break
        assert answer.status_code >= 400
        lives += 1
        firm.clock.advance(UNTIL_THE_LEASE_IS_OVER)
        firm.start_app()

    assert lives >= 4
    assert answer.status_code == 200, answer.text
    assert made(firm) == undisturbed
    assert codes(firm.check()) == []


def test_a_setup_that_died_half_way_is_not_complete_and_cannot_be_switched_on(
    firm: Firm, ways_out: Doors
) -> None:
    """Its caller may switch it on: the roles are there, from an app that was there before."""
    firm.set_up()
    firm.forget()
    firm.take_privilege("Business Central Integration User", "prvReadAccount")
    life = Mortal(firm.fleet.dataverse_server, 1)
    with ways_out.watched(life.watch):
        firm.call("POST", "setup", json={})
    assert life.dead

    shown = firm.call("GET", "setup").json()
    answer = firm.call("POST", "setup/enable")

    assert 0 < len(shown["steps"]) < len(STEPS)
    assert not shown["complete"]
    assert answer.status_code == 409
    assert answer.json()["code"] == "setup_incomplete"


# Dataverse does not do what it is asked for


@pytest.mark.parametrize("kind", ["status", "timeout_after"])
def test_writes_that_dataverse_refuses_or_does_not_answer_are_not_made_twice(
    firm: Firm, undisturbed: dict[str, list[str]], kind: str
) -> None:
    """In time or not, what was carried out is found by the next call."""
    firm.start_app(DATAVERSE_TIMEOUT_SECONDS="2")
    skip = EVERY["dataverse"] - 1
    calls, answer = 0, requests.Response()
    while calls < MOST_LIVES:
        fault = {"kind": kind, "method": "POST|PATCH|PUT", "skip": skip, "status": 400}
        firm.fleet.dataverse_server.faults.add(Fault.model_validate(fault))
        answer = firm.call("POST", "setup", json={})
        firm.fleet.dataverse_server.faults.clear()
        if answer.status_code == 200:
            break
        calls += 1

    assert answer.status_code == 200, answer.text
    assert calls >= 3
    assert made(firm) == undisturbed


# Two calls at once


def test_of_two_calls_at_once_the_second_is_told_to_wait(firm: Firm) -> None:
    # The first one is at work as long as it holds this.
    with bootstrap.app().engine.progress.lease(LEASE, "the first call"):
        second = firm.call("POST", "setup", json={})
    repeated = firm.call("POST", "setup", json={})

    assert second.status_code == 409
    assert second.json()["code"] == "mapping_busy"
    assert int(second.headers["Retry-After"]) > 0
    assert second.json()["detail"].startswith("Setup is at work right now.")
    assert repeated.status_code == 200


# Time is over


def test_a_call_whose_time_is_over_says_so_and_goes_on_when_repeated(firm: Firm) -> None:
    firm.hurry(timedelta(seconds=0.3))

    first = firm.call("POST", "setup", json={})
    state = firm.call("GET", "setup").json()
    firm.hurry(timedelta())
    second = firm.call("POST", "setup", json={})

    assert first.status_code == 202
    assert first.json()["steps"] == state["steps"]
    assert not state["complete"]
    assert not state["enabled"]
    assert "not_reached" in {step["outcome"] for step in state["steps"]}
    assert second.status_code == 200
    assert second.json()["complete"]
