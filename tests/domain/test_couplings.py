from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.couplings import Agreement, Coupling, LastResult, Version
from shared.domain.sides import Leg, Side
from tests.domain.examples import NOW, person, row

COUPLING = Coupling("people", person().id, row().id)
AGREED = Agreement({"name": "Adatum"}, {"fullname": "Adatum"})
OURS, PARTNERS = Version('W/"7"', NOW), Version('W/"8"', NOW + timedelta(minutes=1))


def test_a_coupling_knows_its_record_on_either_side() -> None:
    assert COUPLING.id_on(Side.BC) == person().id
    assert COUPLING.id_on(Side.DATAVERSE) == row().id


def test_a_version_is_that_of_the_record_it_was_taken_from() -> None:
    assert Version.of(replace(person(), etag='W/"7"')) == OURS


@pytest.mark.parametrize("side", Side)
def test_each_side_has_its_own_version_after_both_agreed(side: Side) -> None:
    agreed = COUPLING.agreed(AGREED, side, OURS, PARTNERS, NOW)

    assert agreed.version(side) == OURS
    assert agreed.version(side.other) == PARTNERS


def test_records_that_agree_are_in_order_again() -> None:
    skipped = replace(COUPLING, skipped=True)

    agreed = skipped.agreed(AGREED, Side.BC, OURS, PARTNERS, NOW)

    assert (agreed.agreement, agreed.synced_at, agreed.skipped) == (AGREED, NOW, False)


@pytest.mark.parametrize("side", Side)
def test_a_record_that_was_seen_leaves_the_other_side_as_it_was(side: Side) -> None:
    seen = COUPLING.seen(side.other, PARTNERS).seen(side, OURS)

    assert (seen.version(side), seen.version(side.other)) == (OURS, PARTNERS)


def test_each_leg_keeps_its_own_last_result() -> None:
    failed = COUPLING.ended(Leg.TO_DATAVERSE, succeeded=False, job_id="1")

    both = failed.ended(Leg.FROM_DATAVERSE, succeeded=True, job_id="2")
    healed = both.ended(Leg.TO_DATAVERSE, succeeded=True, job_id="3")

    assert both.results[Leg.TO_DATAVERSE] == LastResult(succeeded=False, job_id="1")
    assert both.results[Leg.FROM_DATAVERSE] == LastResult(succeeded=True, job_id="2")
    assert healed.results[Leg.TO_DATAVERSE] == LastResult(succeeded=True, job_id="3")
