"""Apps of several companies share one organization's pages, and find room beside one another."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.form_places import with_app

ADATUM, FABRIKAM = uuid4(), uuid4()


def test_an_app_is_written_down_beside_those_of_other_companies() -> None:
    first = with_app(None, ADATUM, "https://adatum.example")
    both = with_app(first, FABRIKAM, "https://fabrikam.example")

    assert f'"{ADATUM}": "https://adatum.example/api/"' in both.decode()
    assert f'"{FABRIKAM}": "https://fabrikam.example/api/"' in both.decode()
    assert both.startswith(b"export const APPS = {")


@given(st.lists(st.tuples(st.uuids(), st.text())))
def test_an_app_that_is_written_down_already_changes_nothing(apps: list[tuple[UUID, str]]) -> None:
    script = b""
    for company, app in apps:
        script = with_app(script, company, app)

    assert all(with_app(script, company, app) == script for company, app in dict(apps).items())


def test_an_app_that_has_moved_is_found_at_its_new_address_alone() -> None:
    before = with_app(None, ADATUM, "https://old.example")

    after = with_app(before, ADATUM, "https://new.example")

    assert b"old" not in after


@pytest.mark.parametrize("present", [b"", b"\xff", b"export const APPS = [];\n", b"alert(1)"])
def test_what_is_no_such_script_is_begun_anew(present: bytes) -> None:
    assert with_app(present, ADATUM, "https://a.example") == with_app(
        None, ADATUM, "https://a.example"
    )
