"""The values of choices as an administrator adds and renames them.

https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-optionsets
"""

from collections.abc import Mapping
from typing import Any

from shared.adapters.complaints import Complaint
from shared.adapters.dataverse.administration.metadata import Bodies
from shared.adapters.dataverse.administration.together import Write, check
from shared.adapters.dataverse.administration.web_api import WebApi
from shared.adapters.dataverse.choice_definitions import QUERY, ChoiceDefinition, address, split
from shared.adapters.messages import Part
from shared.domain.choices import in_steps
from shared.errors import ConfigurationError, TransientError
from shared.ports.administration import Choice

_TAKEN = "0x80048403"
"""The choice has a value of that number already."""


class Choices:
    def __init__(self, api: WebApi, language: int) -> None:
        """:param language: the organization's base language."""
        self._api, self._language, self._bodies = api, language, Bodies(language)

    def find(self, name: str) -> Choice | None:
        content = self._api.find(address(name), **QUERY)
        if content is None:
            return None
        try:
            found = ChoiceDefinition.read(content, self._language)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise TransientError(
                f"Dataverse gave an answer that cannot be used: no definition of the choice {name}."
                " It is asked again later.",
                code="service_answer_unusable",
            ) from error
        return Choice(name, found.labels, found.shared_as)

    def put(self, choice: Choice, labels: Mapping[int, str]) -> None:
        """Add or rename values, and publish them; nobody is shown them before.

        What was broken off between the two is repeated as a whole, and finds its numbers taken.
        """
        known = {value: label for value, label in labels.items() if value in choice.labels}
        for value, label in in_steps(choice.labels, known):
            self._rename(self._option(choice, value, label))
        new = {value: label for value, label in labels.items() if value not in known}
        for value in self._taken(choice, new):
            self._check_unseen(choice, value, new[value])
            self._rename(self._option(choice, value, new[value]))
        if choice.shared_as is None:
            self._api.publish("entity", split(choice.name)[0])
        else:
            self._api.publish("optionset", choice.shared_as)

    def _option(self, choice: Choice, value: int, label: str) -> dict[str, Any]:
        return {**self._place(choice), "Value": value, "Label": self._bodies.label(label)}

    def _rename(self, body: Mapping[str, Any]) -> None:
        self._api.act("UpdateOptionValue", {**body, "MergeLabels": True})

    def _check_unseen(self, choice: Choice, value: int, label: str) -> None:
        """:raises ConfigurationError: it is somebody else who has added the value meanwhile."""
        now = self.find(choice.name)
        if now is not None and now.labels.get(value, label) != label:
            raise ConfigurationError(
                f"Somebody has added the value {value}, '{now.labels[value]}', to the choice "
                f"{choice.name} meanwhile.",
                code="setup_refused",
            )

    def _taken(self, choice: Choice, labels: Mapping[int, str]) -> list[int]:
        """Add values; return those that were there before.

        :raises ConfigurationError: Dataverse refuses one of them, or has chosen another number.
        """
        writes = [self._insert(choice, value, label) for value, label in labels.items()]
        answers = self._api.together(writes) if writes else []
        taken = []
        for value, write, part in zip(labels, writes, answers, strict=True):
            if _is_taken(part):
                taken.append(value)
                continue
            check(write, part)
            _check_number(value, part)
        return taken

    def _insert(self, choice: Choice, value: int, label: str) -> Write:
        what = f"the value {value}, '{label}', of the choice {choice.name}"
        return Write(what, "POST", "InsertOptionValue", self._option(choice, value, label))

    def _place(self, choice: Choice) -> dict[str, Any]:
        solution = {"SolutionUniqueName": self._api.solution}
        if choice.shared_as is not None:
            return {**solution, "OptionSetName": choice.shared_as}
        table, column = split(choice.name)
        return {**solution, "EntityLogicalName": table, "AttributeLogicalName": column}


def _is_taken(part: Part) -> bool:
    answer = None if part.ok else Complaint.of_part(part).answer
    return answer is not None and answer.code.lower() == _TAKEN


def _check_number(value: int, part: Part) -> None:
    """:raises ConfigurationError: Dataverse has chosen another number for a new value."""
    chosen = part.content.get("NewOptionValue") if isinstance(part.content, dict) else None
    if chosen != value:
        raise ConfigurationError(
            f"Dataverse has added a choice value as {chosen}, and was asked for {value}. Remove "
            "it in Dataverse, and report this as a defect.",
            code="setup_refused",
        )
