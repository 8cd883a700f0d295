"""All steps, by the names that mapping files use."""

from collections.abc import Mapping

from shared.domain.transforms.amounts import AMOUNT_STEPS
from shared.domain.transforms.choices import Choice, Default
from shared.domain.transforms.countries import Country
from shared.domain.transforms.dates import Date
from shared.domain.transforms.patterns import Regex
from shared.domain.transforms.person_names import NamePart
from shared.domain.transforms.step import Step
from shared.domain.transforms.text import TEXT_STEPS

_ALL: tuple[type[Step], ...] = (
    *TEXT_STEPS,
    Regex,
    Default,
    Choice,
    Date,
    *AMOUNT_STEPS,
    Country,
    NamePart,
)

STEPS: Mapping[str, type[Step]] = {step.name: step for step in _ALL}
