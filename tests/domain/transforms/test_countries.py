import pytest

from shared.domain.records import Value
from shared.domain.transforms.country_names import NAMES, OTHERS
from tests.domain.transforms.examples import reason, transform, value

COUNTRY = transform("country")
OWN = transform("{ country: { DE: Deutschland, EL: Greece, XI: Northern Ireland } }")


@pytest.mark.parametrize("code", NAMES)
def test_every_country_comes_back_from_its_name(code: str) -> None:
    assert value(COUNTRY.backward(value(COUNTRY.forward(code)))) == code


def test_there_are_the_countries_of_the_standard() -> None:
    assert len(NAMES) == 249
    assert all(len(code) == 2 and code.isupper() for code in NAMES)
    assert {*OTHERS.values()} <= {*NAMES}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        (" GERMANY ", "DE"),
        ("de", "DE"),
        ("Cote d'Ivoire", "CI"),
        ("Turkiye", "TR"),
        ("Turkey", "TR"),
        ("The Netherlands", "NL"),
        ("Bosnia & Herzegovina", "BA"),
        ("St. Lucia", "LC"),
        ("USA", "US"),
        ("Great Britain", "GB"),
        (None, None),
    ],
)
def test_a_country_is_found_by_what_people_write(name: Value, code: Value) -> None:
    assert value(COUNTRY.backward(name)) == code


def test_a_mapping_may_name_countries_itself() -> None:
    assert value(OWN.forward("DE")) == "Deutschland"
    assert value(OWN.backward("Deutschland")) == "DE"
    assert value(OWN.backward("Germany")) == "DE"
    assert value(OWN.forward("FR")) == "France"
    assert value(OWN.forward("xi")) == "Northern Ireland"
    assert value(OWN.backward("xi")) == "XI"


def test_a_name_that_was_given_to_another_code_has_that_code_only() -> None:
    assert value(OWN.backward("Greece")) == "EL"
    assert reason(OWN.forward("GR")).startswith("'GR' is no country code")


def test_an_unknown_country_is_told() -> None:
    assert reason(COUNTRY.forward("XX")).startswith("'XX' is no country code; a code of your own")
    assert reason(COUNTRY.backward("Ruritania")).startswith("'Ruritania' is no country's English")
