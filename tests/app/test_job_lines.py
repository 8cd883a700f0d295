"""Every job that ends is told to the log in one line, of which alarms are made."""

import logging
import re

import pytest

from tests.surroundings import Json, Surroundings


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, str]]:
    """Return the facts of the lines about ended jobs."""
    told = [text for text in caplog.messages if text.startswith("job ended: ")]
    return [dict(re.findall(r"(\w+)=(\S*)", text)) for text in told]


def test_each_leg_of_a_run_is_told_with_its_counts_and_without_a_name(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    world.customers.add("Adatum")

    world.full_sync()

    told = lines(caplog)
    assert [(line["mapping"], line["leg"], line["state"]) for line in told] == [
        ("customer", "to_dataverse", "finished"),
        ("customer", "from_dataverse", "finished"),
    ]
    assert (told[0]["read"], told[0]["inserted"], told[0]["failed"]) == ("1", "1", "0")
    assert "Adatum" not in caplog.text


def test_a_run_that_finds_nothing_is_told_too_since_silence_is_an_alarm(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    world.full_sync()
    caplog.set_level(logging.INFO)
    caplog.clear()

    world.tick()

    assert [line["state"] for line in lines(caplog)] == ["finished", "finished"]


def test_records_that_are_left_to_a_person_are_counted(
    world: Surroundings, pair: Json, caplog: pytest.LogCaptureFixture
) -> None:
    world.accounts.change(world.partner(pair), address1_country="x" * 20)
    world.tick()
    caplog.set_level(logging.INFO)
    caplog.clear()

    world.tick()

    assert [line["left_skipped"] for line in lines(caplog)] == ["0", "1"]
