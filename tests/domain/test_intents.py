from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.identifiers import derived_id, slug
from shared.domain.intents import fingerprint
from shared.domain.records import Value
from tests.domain.examples import id_of


def test_values_that_services_write_differently_have_one_fingerprint() -> None:
    sent: dict[str, Value] = {
        "name": "Adatum",
        "country": "de",
        "limit": Decimal("10.50"),
        "note": None,
    }
    read: dict[str, Value] = {"limit": Decimal("10.5"), "name": "Adatum ", "country": "DE"}

    assert fingerprint(sent) == fingerprint(read)


def test_different_values_have_different_fingerprints() -> None:
    assert fingerprint({"a": "1", "b": None}) != fingerprint({"a": None, "b": "1"})
    assert fingerprint({"a": True}) != fingerprint({"a": None})
    assert fingerprint({"a": "1"}) != fingerprint({"a": "2"})
    assert fingerprint({"a": Decimal("1.5")}) != fingerprint({"a": Decimal("15")})
    assert fingerprint({"a": id_of("one")}) != fingerprint({"a": id_of("other")})
    assert fingerprint({"a": True}) != fingerprint({"a": False})


texts = st.dictionaries(st.sampled_from("abc"), st.sampled_from([None, "x", "X ", "y", "Y"]))


@given(texts, texts)
def test_two_sets_of_values_share_a_fingerprint_exactly_where_services_see_no_difference(
    one: dict[str, str | None], other: dict[str, str | None]
) -> None:
    def seen(values: dict[str, str | None]) -> dict[str, str]:
        return {name: text.strip().upper() for name, text in values.items() if text is not None}

    assert (fingerprint({**one}) == fingerprint({**other})) == (seen(one) == seen(other))


def test_a_derived_id_depends_on_company_mapping_record_and_generation() -> None:
    company, record = id_of("company"), id_of("record")
    ids = {
        derived_id(company, "customer", record, 1),
        derived_id(id_of("other"), "customer", record, 1),
        derived_id(company, "vendor", record, 1),
        derived_id(company, "customer", id_of("other"), 1),
        derived_id(company, "customer", record, 2),
    }

    assert len(ids) == 5
    assert derived_id(company, "customer", record, 1) in ids


def test_a_slug_is_fit_for_routes_and_keys() -> None:
    assert slug("PAYMENT TERMS") == "payment-terms"
    assert slug("ITEM-PRODUCT") == "item-product"
