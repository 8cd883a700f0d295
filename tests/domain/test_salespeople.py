"""Which user a salesperson could be, and which code a new one gets."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.records import Record, Value
from shared.domain.salespeople import People, is_generated, next_codes, propose
from shared.domain.sides import Side
from tests.domain.examples import NOW, id_of

_ADDRESSES = st.sampled_from([None, "a@x.example", " A@X.example ", "b@x.example", "c@x.example"])


def record(side: Side, name: str, values: Mapping[str, Value]) -> Record:
    return Record(side, id_of(f"{side} {name}"), 'W/"1"', NOW, values, name)


def salesperson(code: str, email: str | None) -> Record:
    return record(Side.BC, code, {"code": code, "email": email})


def user(name: str, email: str | None, *, disabled: bool = False, licensed: bool = True) -> Record:
    values: dict[str, Value] = {
        "internalemailaddress": email,
        "isdisabled": disabled,
        "islicensed": licensed,
    }
    return record(Side.DATAVERSE, name, values)


def people(
    salespeople: list[Record], users: list[Record], coupled: Mapping[UUID, UUID] | None = None
) -> People:
    return People({r.id: r for r in salespeople}, {r.id: r for r in users}, coupled or {})


@given(st.lists(_ADDRESSES, max_size=4), st.lists(_ADDRESSES, max_size=4))
def test_every_free_salesperson_is_proposed_to_one_user_or_told_why_not(
    addresses: list[str | None], others: list[str | None]
) -> None:
    asked = people(
        [salesperson(f"S{n}", email) for n, email in enumerate(addresses)],
        [user(f"U{n}", email) for n, email in enumerate(others)],
    )

    proposals, unclear = propose(asked)

    told = [p.salesperson.id for p in proposals] + [u.salesperson.id for u in unclear]
    assert sorted(told) == sorted(asked.salespeople)
    users = [proposal.user.id for proposal in proposals]
    assert len(users) == len(set(users))
    for proposal in proposals:
        here, there = (
            str(proposal.salesperson.values["email"]),
            str(proposal.user.values["internalemailaddress"]),
        )
        assert here.strip().lower() == there.strip().lower()
    assert all(each.reason.endswith(".") for each in unclear)


@pytest.mark.parametrize("state", [{"disabled": True}, {"licensed": False}])
def test_of_two_users_with_one_address_the_one_who_can_own_rows_is_proposed(
    state: dict[str, bool],
) -> None:
    old, new = user("Old", "a@x.example", **state), user("New", "a@x.example")

    proposals, _ = propose(people([salesperson("S", "a@x.example")], [old, new]))

    assert [proposal.user for proposal in proposals] == [new]


def test_the_coupled_are_neither_proposed_nor_in_the_way() -> None:
    first, second = salesperson("S1", "a@x.example"), salesperson("S2", "a@x.example")
    one, other = user("U1", "a@x.example"), user("U2", "a@x.example")

    proposals, unclear = propose(people([first, second], [one, other], {first.id: one.id}))

    assert [(p.salesperson, p.user) for p in proposals] == [(second, other)]
    assert not unclear


@pytest.mark.parametrize(
    ("codes", "following"),
    [
        ([], ["SP NO. 00001", "SP NO. 00002"]),
        (["JO", "SP NO. 00007", "SP NO. 3", "SP NO. 00002"], ["SP NO. 00008", "SP NO. 00009"]),
        (["SP NO. 09999"], ["SP NO. 10000", "SP NO. 10001"]),
    ],
)
def test_new_codes_follow_the_last_one_of_their_series(
    codes: list[Value], following: list[str]
) -> None:
    assert next_codes(codes, 2) == following
    assert all(is_generated(code) for code in following)
