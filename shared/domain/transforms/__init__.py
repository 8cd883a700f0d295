"""Transforms: what a value of Business Central is in Dataverse, and back."""

from shared.domain.transforms.exactness import as_kept, same
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable
from shared.domain.transforms.person_names import PersonName
from shared.domain.transforms.steps import STEPS
from shared.domain.transforms.transform import Transform

__all__ = [
    "STEPS",
    "Outcome",
    "PersonName",
    "Transform",
    "Turned",
    "Untranslatable",
    "as_kept",
    "same",
]
