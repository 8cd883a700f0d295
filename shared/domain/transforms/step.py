"""What all steps of a transform have in common."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from shared.domain.records import Value
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted


class Step(BaseModel):
    """One step. It never sees a blank, except where it says what a blank becomes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]
    """What mapping files call it."""
    short: ClassVar[str | None] = None
    """The parameter that is meant where no parameter is named: ``{ truncate: 50 }``."""
    whole: ClassVar[bool] = False
    """Whether keys and values in a file are that one parameter, instead of several by name."""

    @property
    def two_way(self) -> bool:
        """Whether a field that travels both ways may have it."""
        return True

    @property
    def blank_becomes(self) -> Value:
        """What a blank of Business Central is in Dataverse."""
        return None

    @property
    def blank_comes_from(self) -> Value:
        """What a blank of Dataverse is in Business Central."""
        return None

    def forward(self, value: Value) -> Outcome:
        """Turn a value of Business Central, which is not blank, into Dataverse's."""
        raise NotImplementedError

    def backward(self, value: Value) -> Outcome:
        """Turn a value of Dataverse, which is not blank, into Business Central's."""
        raise NotImplementedError


class Tidy(Step):
    """Does the same whichever way the value travels; a second time changes nothing more."""

    def tidied(self, value: Value) -> Outcome:
        raise NotImplementedError

    def forward(self, value: Value) -> Outcome:
        return self.tidied(value)

    def backward(self, value: Value) -> Outcome:
        return self.tidied(value)


class TidyText(Tidy):
    def written(self, text: str) -> str | Outcome:
        raise NotImplementedError

    def tidied(self, value: Value) -> Outcome:
        if not isinstance(value, str):
            return no_text(value)
        written = self.written(value)
        return Turned(written) if isinstance(written, str) else written


def no_text(value: Value) -> Untranslatable:
    return Untranslatable(f"{quoted(value)} is no text")
