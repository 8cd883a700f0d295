import pytest

from shared.domain.records import Value
from shared.domain.transforms import Turned
from tests.domain.transforms.examples import reason, transform, value


@pytest.mark.parametrize(
    ("written", "bc", "dataverse"),
    [
        ("upper", "stra\u00dfe", "STRASSE"),
        ("lower", "ADATUM", "adatum"),
        ("title", "jean-luc o'NEILL von \u00f6rtzen", "Jean-Luc O'neill Von \u00d6rtzen"),
        ("trim", " \t Adatum  Corp \n", "Adatum  Corp"),
        ("trim", "  ", None),
        ("squeeze", " Adatum \n  Corp ", "Adatum Corp"),
        ("truncate: 6", "Adatum", "Adatum"),
        ("truncate: 7", "Adatum Corp", "Adatum"),
        ("{ replace: { from: ' & ', to: ' and ' } }", "A & B & C", "A and B and C"),
        ("{ replace: { from: '-', to: '' } }", "-", None),
        ("{ prefix: C- }", "10000", "C-10000"),
        ("{ suffix: ' GmbH' }", "Adatum", "Adatum GmbH"),
        ("{ code: 10 }", "10000", "10000"),
        ("upper", None, None),
        ("{ prefix: C- }", "", None),
    ],
)
def test_a_text_gets_its_form_in_dataverse(written: str, bc: Value, dataverse: Value) -> None:
    assert value(transform(written).forward(bc)) == dataverse


@pytest.mark.parametrize(
    ("written", "dataverse", "bc"),
    [
        ("upper", "Adatum", "ADATUM"),
        ("truncate: 6", "Adatum Corp", "Adatum"),
        ("{ prefix: C- }", "C-10000", "10000"),
        ("{ prefix: C- }", "10000", "10000"),
        ("{ prefix: C- }", "C-", None),
        ("{ suffix: ' GmbH' }", "Adatum GmbH", "Adatum"),
        ("{ suffix: ' GmbH' }", "Adatum", "Adatum"),
        ("{ code: 10 }", " net-30 ", "NET-30"),
        ("{ code: 10 }", "stra\u00dfe", "STRA\u00dfE"),
    ],
)
def test_a_text_gets_its_form_in_business_central(
    written: str, dataverse: Value, bc: Value
) -> None:
    assert value(transform(written).backward(dataverse)) == bc


def test_a_cut_is_told() -> None:
    assert transform("truncate: 6").backward("Adatum Corp") == Turned(
        "Adatum", ("cut from 11 to 6 characters: 'Adatum Corp'",)
    )


def test_a_code_that_is_too_long_is_not_cut() -> None:
    told = reason(transform("{ code: 5 }").backward("net-30 days"))

    assert told == "'net-30 days' is longer than 5 characters"


@pytest.mark.parametrize("written", ["upper", "{ prefix: C- }", "{ code: 9 }", "country", "date"])
def test_what_is_no_text_is_told(written: str) -> None:
    assert reason(transform(written).forward(7)).startswith("7 is no ")
    assert reason(transform(written).backward(7)).startswith("7 is no ")
