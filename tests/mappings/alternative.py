"""Mappings that the local host has no timers for: those that are chosen, or off at first."""

from datetime import timedelta
from typing import Any

import yaml

from dev.comparing import ALTERNATIVES
from tests.mappings.books import Books


def choose(books: Books, alternative: str, **keys: Any) -> None:
    """Let the files of an alternative stand beside those that ship, and in their place.

    :param keys: what is otherwise in each of them.
    """
    files = (ALTERNATIVES / alternative).glob("*.yaml")
    books.world.add_own(*(yaml.safe_load(file.read_text("utf-8")) | keys for file in files))


def carry(books: Books, *slugs: str) -> None:
    """Let mappings carry what has changed."""
    books.world.clock.advance(timedelta(minutes=15))
    for slug in slugs:
        run = books.world.sync(slug)
        assert run["state"] == "finished", run


def assert_rest(books: Books, *slugs: str) -> None:
    """Nothing is left to do: records are read once more, and nothing is written."""
    carry(books, *slugs)
    before = books.world.writes()
    carry(books, *slugs)
    assert books.world.writes() == before
    assert books.pending() == []
