"""What the ledger holds against the app, and what it does not."""

from shared.domain.sides import Side
from tests.properties.ledger import Ledger

BC, DATAVERSE = "customer", "account"


def coupled() -> Ledger:
    """Return a ledger of a customer that a user wrote, and of the account that the app made."""
    ledger = Ledger()
    ledger.create(Side.BC, BC, {"city": "Rome"})
    ledger.look({Side.BC: [BC], Side.DATAVERSE: [DATAVERSE]}, [(BC, DATAVERSE)])
    return ledger


def objections(ledger: Ledger) -> list[str]:
    return list(ledger.objections(BC, "city", "Rome"))


def test_a_value_that_a_user_deleted_is_not_lost_though_the_record_came_back_and_went_again() -> (
    None
):
    ledger = coupled()
    ledger.change(Side.DATAVERSE, DATAVERSE, "city", "Rome", "Paris")
    ledger.change(Side.BC, BC, "city", "Rome", "Rome")

    ledger.delete(Side.DATAVERSE, DATAVERSE, {"city": "Paris"})
    once = objections(ledger)
    ledger.delete(Side.DATAVERSE, DATAVERSE, {"city": "Rome"})

    assert once == objections(ledger) == []


def test_a_value_that_nobody_deleted_is_lost() -> None:
    ledger = coupled()
    ledger.change(Side.DATAVERSE, DATAVERSE, "city", "Rome", "Paris")

    ledger.delete(Side.DATAVERSE, DATAVERSE, {"city": "Rome"})

    assert "city: 'Paris' is lost, both sides have 'Rome'" in objections(ledger)


def test_what_gave_way_when_records_were_matched_may_be_deleted_with_its_account() -> None:
    ledger = Ledger()
    ledger.create(Side.BC, BC, {"city": "Rome"})
    ledger.create(Side.DATAVERSE, DATAVERSE, {"city": "Paris"})
    for pairs in ([], [(BC, DATAVERSE)]):
        ledger.look({Side.BC: [BC], Side.DATAVERSE: [DATAVERSE]}, pairs)
    ledger.change(Side.DATAVERSE, DATAVERSE, "city", "Rome", "Oslo")

    left = list(ledger.unaccounted(Side.DATAVERSE, DATAVERSE, [BC]))

    assert left == ["Oslo"]
