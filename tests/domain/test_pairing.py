from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.pairing import Candidate, Paired, pair
from shared.domain.pending import Cause
from shared.domain.sides import Leg
from tests.domain.examples import PEOPLE, id_of

TO = Leg.TO_DATAVERSE
PRIORITIES = len(PEOPLE.match_keys())


def candidate(name: str, *keys: str | None, coupled: bool = False) -> Candidate:
    given_keys = [(key,) if key else None for key in keys]
    padded = [*given_keys, *[None] * (PRIORITIES - len(keys))]
    return Candidate(id_of(name), name, tuple(padded), coupled)


@st.composite
def candidates(draw: st.DrawFn, prefix: str) -> list[Candidate]:
    keys = st.lists(
        st.sampled_from([None, "a", "b", "c"]), min_size=PRIORITIES, max_size=PRIORITIES
    )
    drawn = draw(st.lists(st.tuples(keys, st.booleans()), max_size=6))
    return [
        candidate(f"{prefix}{n}", *values, coupled=coupled)
        for n, (values, coupled) in enumerate(drawn)
    ]


@given(candidates("here"), candidates("there"), st.randoms())
def test_what_is_paired_does_not_depend_on_the_order_of_reading(
    sources: list[Candidate], targets: list[Candidate], random: Random
) -> None:
    first = pair(PEOPLE, TO, sources, targets)
    shuffled_sources, shuffled_targets = sources[:], targets[:]
    random.shuffle(shuffled_sources)
    random.shuffle(shuffled_targets)

    again = pair(PEOPLE, TO, shuffled_sources, shuffled_targets)

    def pairs(found: object) -> set[tuple[str, str]]:
        assert isinstance(found, list)
        return {(p.source.title, p.target.title) for p in found if isinstance(p, Paired)}

    assert pairs(first) == pairs(again)


@given(candidates("here"), candidates("there"))
def test_every_source_has_one_answer_and_no_target_is_taken_twice_or_from_its_partner(
    sources: list[Candidate], targets: list[Candidate]
) -> None:
    found = pair(PEOPLE, TO, sources, targets)
    taken = [each.target for each in found if isinstance(each, Paired)]

    assert [each.source for each in found] == sources
    assert len({target.id for target in taken}) == len(taken)
    assert not any(target.coupled for target in taken)


def test_an_ambiguity_outweighs_a_match_that_has_a_partner() -> None:
    source = candidate("adatum", "a", "x")
    targets = [
        candidate("taken", "a", coupled=True),
        *(candidate(name, None, "x") for name in ("one", "other")),
    ]

    [found] = pair(PEOPLE, TO, [source], targets)

    assert not isinstance(found, Paired)
    assert found.cause is Cause.AMBIGUOUS
    assert [target.title for target in found.targets] == ["one", "other"]


def test_what_matches_nothing_is_told_by_all_the_keys_that_were_tried() -> None:
    [found] = pair(PEOPLE, TO, [candidate("adatum", "a")], [])

    assert not isinstance(found, Paired)
    assert found.cause is Cause.UNMATCHED
    assert found.reason.startswith("matches no Dataverse record by ")
