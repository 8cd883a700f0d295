from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.environments import differences, digest, listed, of_organization
from shared.domain.sides import Side

FACTS = st.dictionaries(st.sampled_from(["tenant", "environment", "address"]), st.text(max_size=3))
PLACES = st.dictionaries(st.sampled_from(Side), FACTS)
NAMED = {Side.BC: {"environment": "production"}, Side.DATAVERSE: {"address": "https://a"}}


@given(PLACES)
def test_environments_do_not_differ_from_themselves(places: dict[Side, dict[str, str]]) -> None:
    assert differences(places, places) == []


@given(PLACES, PLACES)
def test_whatever_differs_has_another_digest(
    one: dict[Side, dict[str, str]], other: dict[Side, dict[str, str]]
) -> None:
    if differences(one, other):
        assert digest(one) != digest(other)


@given(PLACES)
def test_the_digest_does_not_depend_on_the_order_of_facts(
    places: dict[Side, dict[str, str]],
) -> None:
    turned = {
        side: dict(reversed(places[side].items())) for side in reversed(Side) if side in places
    }

    assert digest(turned) == digest(places)


def test_a_copied_organization_differs_by_its_id_alone() -> None:
    first, second = uuid4(), uuid4()

    [found] = differences(of_organization(NAMED, first), of_organization(NAMED, second))

    assert (found.side, found.fact) == (Side.DATAVERSE, "organization")
    assert listed([found]) == f"Dataverse's organization was {first}, and is {second} now"


def test_a_fact_that_only_one_of_two_tells_is_no_difference() -> None:
    known = of_organization(NAMED, UUID(int=1))

    assert differences(known, NAMED) == differences(NAMED, known) == []
