"""Half an emoji, as programs leave it that cut text at any place, concerns its record alone."""

import json
from decimal import Decimal

import pytest

from shared.domain.sides import Side
from tests.codes import Codes
from tests.customizer import Customizer
from tests.surroundings import Json, Surroundings, counters


def answered_with(world: Surroundings, names: dict[str, str]) -> str:
    """Return a page of customers as Business Central would answer it, with other names."""
    rows: list[Json] = [
        {
            "@odata.etag": 'W/"1"',
            **{k: float(v) if isinstance(v, Decimal) else v for k, v in row.items()},
            "displayName": names.get(row["displayName"], row["displayName"]),
        }
        for row in world.customers.all()
    ]
    return json.dumps({"value": rows}, default=str)


@pytest.mark.parametrize("half", [0xD83D, 0xDE00])
def test_a_record_with_half_an_emoji_fails_alone_and_says_so(
    world: Surroundings, half: int
) -> None:
    world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    body = answered_with(world, {"Contoso": f"Contoso {chr(half)}"})
    world.fault(Side.BC, "status", status=200, path="/customers\\?", body=body, times=1)

    run = world.sync(full=True, direction="to_dataverse")

    assert counters(run) == {"read": 3, "inserted": 2, "failed": 1}
    [entry] = world.pending()
    assert entry["cause"] == "data"
    assert entry["title"] == "Contoso \N{REPLACEMENT CHARACTER}"
    assert "its displayName holds half a character" in entry["message"]
    assert {row["name"] for row in world.accounts.all()} == {"Adatum", "Fabrikam"}

    world.sync()
    assert {row["name"] for row in world.accounts.all()} == {"Adatum", "Contoso", "Fabrikam"}


def test_a_label_with_half_an_emoji_makes_no_payment_term_and_stops_no_other(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    label = {"LocalizedLabels": [{"Label": "Soon \ud83d", "LanguageCode": 1033}]}
    plain = {"LocalizedLabels": [{"Label": "Later", "LanguageCode": 1033}]}
    options = [{"Value": 1, "Label": label}, {"Value": 2, "Label": plain}]
    body = json.dumps({"OptionSet": {"Options": options}, "GlobalOptionSet": None})
    path = r"paymenttermscode'\)/Microsoft"
    world.fault(Side.DATAVERSE, "status", status=200, path=path, body=body, times=None)

    world.sync("payment-terms")

    world.server(Side.DATAVERSE).faults.clear()
    assert terms.all().keys() == {"LATER"}
    [entry] = world.get("pending", mapping="payment-terms")["value"]
    assert "its label holds half a character" in entry["message"]
