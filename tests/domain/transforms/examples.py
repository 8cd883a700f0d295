"""Transforms as mapping files have them, and values of every kind."""

from decimal import Decimal

import yaml
from hypothesis import strategies as st

from shared.domain.records import Value
from shared.domain.transforms import Outcome, Transform, Turned, Untranslatable

WORDS = (
    "Adatum",
    "e\u0301te\u0301",
    "\u00e9t\u00e9",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645",
    "\u05e9\u05dc\u05d5\u05dd\u200f",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7",
    "\U0001f44d\U0001f3fd",
    "\ud55c\uad6d\uc5b4",
    "  a  b\r\nc\t",
    "stra\u00dfe",
    "\u0130zmir",
    "DE",
    "2026-03-29",
    "2026-03-28T23:00:00Z",
    "12.50",
)

texts = st.one_of(st.text(), st.sampled_from(WORDS), st.lists(st.sampled_from(WORDS)).map("".join))
amounts = st.decimals(-(10**25), 10**25, places=4) | st.integers(-(10**25), 10**25)
anything: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    texts,
    st.booleans(),
    st.integers(),
    st.decimals(),
    st.uuids(),
    st.dates().map(str),
    amounts,
    st.sampled_from([10**500, Decimal("1E+5000"), Decimal("sNaN"), "\ud800", "0001-01-01"]),
)


def transform(written: str) -> Transform:
    """Return what a mapping file says, in YAML."""
    return Transform.read(yaml.safe_load(written))


def value(outcome: Outcome) -> Value:
    assert isinstance(outcome, Turned), outcome
    return outcome.value


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Untranslatable), outcome
    return outcome.reason


TIDY = (
    "upper",
    "lower",
    "title",
    "trim",
    "squeeze",
    "truncate: 5",
    "{ default: none }",
    "{ decimal: 2 }",
    "{ decimal: { places: 0, rounding: down } }",
    "integer",
    "[trim, upper, truncate: 3]",
)
CUT = "[{ prefix: C- }, { truncate: 6 }]"
"""A tidying step behind a translating one, which may cut all but the prefix."""
TRANSLATING = (
    "{ prefix: C- }",
    "{ suffix: ' GmbH' }",
    "{ choice: { Inventory: 1, Service: 3, Non-Inventory: 2 } }",
    "{ choice: { ' ': 0, Adatum: true, true: DE, DE: 1 } }",
    "date",
    "{ date: { zone: Europe/Berlin } }",
    "{ date: { zone: Pacific/Apia } }",
    "{ date: { zone: America/Sao_Paulo } }",
    "{ multiply: 100 }",
    "{ divide: 100 }",
    "{ multiply: 1.19 }",
    "{ divide: 3 }",
    "country",
    "{ country: { DE: Deutschland, EL: Greece } }",
    "{ code: 20 }",
    "{ regex: { find: '^(\\w+)-(\\d+)$', replace: '\\2 \\1', "
    "back: { find: '^(\\d+) (\\w+)$', replace: '\\2-\\1' } } }",
    CUT,
    "[squeeze, { default: Adatum }, { choice: { Adatum: 1, DE: 2 } }]",
)
ONE_WAY = (
    "{ replace: { from: a, to: b } }",
    "{ regex: { find: '[^0-9+]', replace: '' } }",
    "not_negative",
    "{ choice: { a: 1, b: 1 } }",
    "{ name_part: last }",
    "[trim, not_negative]",
)
ALL = (*TIDY, *TRANSLATING, *ONE_WAY)
