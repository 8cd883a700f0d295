"""Choices get a value for each record that is mapped to them: only an administrator may add one.

What runs would write to a choice, and may not, is done here; runs couple it afterwards.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from uuid import UUID

from shared.domain.choices import LABEL, Labels, Settled, id_of, settle, value_of
from shared.domain.couplings import Coupling
from shared.domain.decisions import Decision, Insert, Modify
from shared.domain.jobs import Trigger
from shared.domain.mapping import TableMapping
from shared.domain.sides import Direction, Leg, Side
from shared.domain.turning import same
from shared.ports.administration import Change, Choice, Note, Remark
from shared.usecases.offered import switched_on
from shared.usecases.preview import preview
from shared.usecases.requesting import Wish, new_run
from shared.usecases.setup.context import NO_USER_YET, Context

_NUMBERS = 10_000
"""A publisher's option value prefix leaves room for as many values."""
_MOST = 100_000
_AT_ONCE = 25
"""New values to one change: between two changes, a call of setup can end."""


def choice_values(context: Context) -> Iterator[Remark]:
    if not context.can_sign_in:
        yield Note(NO_USER_YET)
        return
    for mapping in switched_on(context.engine).values():
        if not (mapping.dataverse.choice and mapping.direction.allows(Leg.TO_DATAVERSE)):
            continue
        if mapping.name in context.unfit:
            yield Note(f"{mapping.name} gives no values before it fits both sides.")
        else:
            yield from _Values(context, mapping).remarks()


class _Values:
    """The values of one mapping's choice, and of those that have the same ones."""

    def __init__(self, context: Context, mapping: TableMapping) -> None:
        self._engine, self._dataverse, self._mapping = context.engine, context.dataverse, mapping
        self._first = context.customization.publisher.option_value_prefix * _NUMBERS

    def remarks(self) -> Iterator[Remark]:
        choice = self._dataverse.choice(self._mapping.table(Side.DATAVERSE))
        if choice is None:
            return  # What there is no column for, the check of the mappings names.
        mirrors: list[Choice] = []
        for name in self._mapping.dataverse.same_choice:
            mirror = self._dataverse.choice(name)
            if mirror is None:
                yield Note(f"There is no choice {name} here; it gets no values.")
            elif mirror.shared_as is None or mirror.shared_as != choice.shared_as:
                mirrors.append(mirror)
        settled = settle(choice.labels, self._written(choice, mirrors))
        yield from self._put(choice, settled)
        labels = {**choice.labels, **settled.renamed, **settled.added}
        for mirror in mirrors:
            yield from self._mirror(choice, labels, mirror)
        yield Note(f"The choice {choice.name} has {len(labels)} values.")

    def _written(self, choice: Choice, mirrors: Sequence[Choice]) -> dict[int, str]:
        """Return the labels that a full run would write, by value; new ones in their order."""
        uncoupled = self._uncoupled(choice)
        written: dict[int, str] = {}
        new: list[str] = []
        for decision in self._decisions():
            match decision:
                case Modify(target=target, changes={"label": str(label)}):
                    written |= _labelled(target.id, label)
                case Insert(values={"label": str(label)}, replaces=None):
                    new += [] if self._is_there(decision, uncoupled) else [label]
                case Insert(values={"label": str(label)}, replaces=Coupling(dataverse_id=gone)):
                    written |= _labelled(gone, label)
                case _:
                    pass
        taken = {value for each in (choice, *mirrors) for value in each.labels}
        numbers = (value for value in count(self._first) if value not in taken)
        return {**written, **dict(zip(numbers, sorted(new), strict=False))}

    def _decisions(self) -> Iterator[Decision]:
        wish = Wish(direction=Direction.TO_DATAVERSE, full=True)
        run = new_run(self._engine, self._mapping, Trigger.REQUEST, wish)
        return (each for _, each in preview(self._engine, run, self._mapping, _MOST).decisions)

    def _uncoupled(self, choice: Choice) -> list[str]:
        """Return the labels of values that have no partner."""
        values = {id_of(value): label for value, label in choice.labels.items()}
        coupled = self._engine.couplings.find(self._mapping.slug, Side.DATAVERSE, values)
        return [label for id_, label in values.items() if id_ not in coupled]

    def _is_there(self, insert: Insert, labels: Sequence[str]) -> bool:
        """Return whether a record comes from one of *labels*, which may be longer than itself."""
        leg = Leg.TO_DATAVERSE
        fields = [f for f in self._mapping.fields_for(leg) if f.bc and f.dataverse == LABEL]
        return any(
            same(field.transform, leg, insert.record.values[field.bc or ""], label)
            for field in fields
            for label in labels
        )

    def _put(self, choice: Choice, settled: Settled) -> Iterator[Remark]:
        """Offer to rename values and to add others, and tell what cannot be."""
        if renamed := settled.renamed:
            # All at once: which label is free hangs on all others.
            told = ", ".join(f"'{choice.labels[v]}' to '{label}'" for v, label in renamed.items())
            what = f"Values of the choice {choice.name} have to be renamed: {told}."
            yield self._change(choice, renamed, what)
        for chunk in _chunks(settled.added):
            told = ", ".join(f"'{label}'" for label in chunk.values())
            yield self._change(choice, chunk, f"The choice {choice.name} lacks {told}.")
        for label, why in settled.objections.items():
            yield Note(f"The choice {choice.name} cannot call a value '{label}': {why}.")

    def _change(self, choice: Choice, labels: Labels, what: str) -> Change:
        return Change(what, partial(self._dataverse.put_choice_values, choice, labels))

    def _mirror(self, choice: Choice, labels: Labels, mirror: Choice) -> Iterator[Remark]:
        """Give *mirror* the values that *choice* has by now; what it calls otherwise, it keeps."""
        strange = {v for v in labels if not self._follows(v, labels[v], choice, mirror)}
        for value in sorted(strange):
            yield Note(
                f"The choice {mirror.name} calls the value {value} '{mirror.labels[value]}', and "
                f"{choice.name} '{labels[value]}'; both are left as they are."
            )
        wanted = {value: label for value, label in labels.items() if value not in strange}
        yield from self._put(mirror, settle(mirror.labels, wanted))

    def _follows(self, value: int, label: str, choice: Choice, mirror: Choice) -> bool:
        """Return whether *mirror* may call a value as *choice* does: it did so until now, or the
        value is one of those that setup adds."""
        there = mirror.labels.get(value)
        is_ours = self._first <= value < self._first + _NUMBERS
        return there in (None, label, choice.labels.get(value)) or is_ours


def _labelled(id_: UUID, label: str) -> dict[int, str]:
    value = value_of(id_)
    return {} if value is None else {value: label}


def _chunks(labels: Labels) -> Iterator[dict[int, str]]:
    items = list(labels.items())
    return (dict(items[at : at + _AT_ONCE]) for at in range(0, len(items), _AT_ONCE))
