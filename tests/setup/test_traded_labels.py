"""Codes that trade places in Business Central: setup lets their values' labels do the same."""

import pytest

from tests.setup.firm import Firm, step, told
from tests.setup.test_choice_values import (
    TERMS,
    pending,
    rename,
    sync,
    value_of,
)


def test_codes_that_trade_places_take_their_values_labels_along(firm: Firm) -> None:
    firm.set_up()
    sync(firm)
    ten, fourteen = value_of(firm, "10 DAYS"), value_of(firm, "14 DAYS")
    rename(firm, "10 DAYS", "ASIDE")
    rename(firm, "14 DAYS", "10 DAYS")
    rename(firm, "ASIDE", "14 DAYS")
    sync(firm)
    assert len(pending(firm)) == 2

    report = firm.set_up()
    sync(firm)

    assert "'10 DAYS' to '14 DAYS', '14 DAYS' to '10 DAYS'" in told(report, "choice_values")
    labels = firm.choice(TERMS)
    assert (labels[ten], labels[fourteen]) == ("14 DAYS", "10 DAYS")
    assert firm.choice("quote.paymenttermscode") == labels
    assert (value_of(firm, "14 DAYS"), value_of(firm, "10 DAYS")) == (ten, fourteen)
    assert pending(firm) == []
    assert step(firm.set_up(), "choice_values")["outcome"] == "nothing_to_do"


@pytest.mark.soak
def test_many_values_take_over_labels_of_others_that_are_renamed_too(firm: Firm) -> None:
    count = 30
    firm.fleet.business_central.add_many(
        "paymentTerms", [{"code": f"T{n:02}", "displayName": f"T{n:02}"} for n in range(1, count)]
    )
    firm.set_up()
    sync(firm)
    values = [value_of(firm, f"T{n:02}") for n in range(1, count)]
    for n in range(1, count):
        rename(firm, f"T{n:02}", f"T{n - 1:02}")
    sync(firm)

    report = firm.set_up()
    sync(firm)

    labels = firm.choice(TERMS)
    assert [labels[value] for value in values] == [f"T{n - 1:02}" for n in range(1, count)]
    assert pending(firm) == []
    assert step(report, "choice_values")["outcome"] == "done"
