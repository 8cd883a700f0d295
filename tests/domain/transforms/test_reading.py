"""What mapping files say of transforms, and what is a mistake in them."""

from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from shared.domain.transforms import Transform
from tests.domain.transforms.examples import ALL, transform


class Pair(BaseModel):
    """A field of a mapping, as far as it concerns transforms."""

    model_config = ConfigDict(frozen=True)

    transform: Transform | None = None


def problems(written: str) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Pair.model_validate({"transform": yaml.safe_load(written)})
    return [
        (".".join(str(part) for part in error["loc"]), error["msg"])
        for error in refused.value.errors()
    ]


@pytest.mark.parametrize(
    ("written", "place", "told"),
    [
        ("uper", "transform", 'unknown step "uper", did you mean "upper"?'),
        ("[trim, uper]", "transform.1", 'unknown step "uper", did you mean "upper"?'),
        ("{ truncate: 0 }", "transform.truncate", "Input should be greater than or equal to 1"),
        ("[{ truncate: x }]", "transform.0.truncate", "Input should be a valid integer"),
        ("truncate", "transform.truncate", "needs length"),
        ("{ upper: 3 }", "transform.upper", "takes nothing"),
        ("{ replace: a }", "transform.replace", "needs from, to"),
        ("{ replace: { from: a } }", "transform.replace.to", "missing"),
        (
            "{ replace: { from: x, form: a, to: b } }",
            "transform.replace.form",
            "unknown key; known are from, to",
        ),
        ("{ upper: { a: 1 } }", "transform.upper.a", "unknown key; known are none"),
        ("[]", "transform", "needs at least one step"),
        (
            "{ trim: ~, upper: ~ }",
            "transform",
            "a step is a name, or one name with what it needs: { truncate: 50 }",
        ),
        (
            "[3]",
            "transform.0",
            "a step is a name, or one name with what it needs: { truncate: 50 }",
        ),
        (
            "{ choice: { a: 2026-01-01 } }",
            "transform.choice",
            "should be text, a number, true or false; quote a date",
        ),
        (
            "{ choice: 3 }",
            "transform.choice",
            "needs values: { Inventory: 1, Service: 3 }",
        ),
        ("{ choice: { '': 1, ' ': 2 } }", "transform.choice", "names the blank twice"),
        ("{ default: '' }", "transform.default", "needs a value"),
        (
            "{ date: { zone: Berlin } }",
            "transform.date.zone",
            "there is no time zone Berlin; try one like Europe/Berlin",
        ),
        (
            "{ decimal: { places: 2, rounding: up } }",
            "transform.decimal.rounding",
            "Input should be 'half_up', 'half_even' or 'down'",
        ),
        ("{ multiply: 0 }", "transform.multiply", "Input should be greater than 0"),
        ("{ multiply: true }", "transform.multiply", "should be a number"),
        (
            "{ country: { NO: Norge } }",
            "transform.country",
            'YAML reads NO as false; write "NO" in quotes',
        ),
        ("{ country: { DE: X, de: Y } }", "transform.country", "names a country twice"),
        ("{ country: DE }", "transform.country", "needs names by their codes: { DE: Deutschland }"),
        (
            "{ name_part: given }",
            "transform.name_part",
            "Input should be 'first', 'middle' or 'last'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(written: str, place: str, told: str) -> None:
    [(found, message)] = problems(written)

    assert (found, message.split(", unable")[0]) == (place, told)


def test_an_unknown_step_is_told_with_those_that_are_known() -> None:
    [(_, told)] = problems("soundex")

    assert told.startswith('unknown step "soundex"; known are upper, lower, title, trim, ')


def test_every_mistake_of_a_step_is_told() -> None:
    assert len(problems("{ replace: { form: a, too: b } }")) == 4


@pytest.mark.parametrize("written", ["upper", "[upper]", "{ upper: }", "[{ upper: ~ }]"])
def test_a_step_may_be_written_alone_or_in_a_list(written: str) -> None:
    assert Pair.model_validate({"transform": yaml.safe_load(written)}).transform == transform(
        "upper"
    )


def test_a_field_needs_no_transform() -> None:
    assert Pair().transform is None
    assert Pair.model_validate({"transform": None}).transform is None


def test_a_decimal_of_a_file_is_what_it_spells() -> None:
    assert transform("{ multiply: 0.1 }") == transform("{ multiply: '0.1' }")


@pytest.mark.parametrize("written", ALL)
def test_a_transform_is_told_with_all_that_decides_about_values(written: str) -> None:
    pair = Pair.model_validate({"transform": yaml.safe_load(written)})

    assert pair.transform is not None
    assert pair.model_dump(mode="json") == {"transform": pair.transform.told()}
    assert hash(pair) == hash(Pair(transform=transform(written)))


def test_transforms_that_differ_are_told_differently() -> None:
    told: list[Any] = [transform(written).told() for written in ALL]

    assert all(told.count(one) == 1 for one in told)
    assert transform("{ choice: { 1: a } }").told() != transform("{ choice: { '1': a } }").told()
