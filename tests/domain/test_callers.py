"""What roles are good for, and what a caller tells of itself."""

from dataclasses import asdict
from uuid import UUID

import pytest
from pydantic import SecretStr

from shared.domain.callers import Caller, Role, may

_ALL = tuple(Role)


@pytest.mark.parametrize(
    ("held", "needed", "expected"),
    [
        (Role.ADMINISTRATOR, [Role.ADMINISTRATOR], True),
        (Role.ADMINISTRATOR, [Role.USER], True),
        (Role.ADMINISTRATOR, [Role.PRODUCT_AVAILABILITY], False),
        (Role.USER, [Role.ADMINISTRATOR], False),
        (Role.USER, [Role.USER], True),
        (Role.PRODUCT_AVAILABILITY, [Role.USER], False),
        (Role.PRODUCT_AVAILABILITY, _ALL, True),
        (Role.USER, _ALL, True),
    ],
)
def test_an_administrator_may_what_users_may_and_nobody_else_more_than_their_role(
    held: Role, needed: list[Role], expected: bool
) -> None:
    assert may([held], needed) is expected


def test_who_has_no_role_may_nothing() -> None:
    assert not any(may([], [role]) for role in Role)


def test_a_callers_token_shows_in_no_text_of_it() -> None:
    ids = UUID(int=1), UUID(int=2)
    caller = Caller(*ids, "client", "Ada", is_app=False, token=SecretStr("eyJhb.secret.token"))

    assert "secret" not in f"{caller!r} {caller} {asdict(caller)}"
