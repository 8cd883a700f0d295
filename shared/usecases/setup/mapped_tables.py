"""Does what the mappings name exist on both sides, and may the app do with it what they need?"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256

from shared.domain.belonging import COMPANY_TABLE
from shared.domain.customization import Right
from shared.domain.mapping import TableMapping
from shared.domain.policies import DeletionPolicy
from shared.domain.sides import Leg, Side
from shared.ports.administration import Fault, Note, Remark
from shared.usecases.checking import Checker
from shared.usecases.engine import Engine
from shared.usecases.offered import REMEDY, off, switched_on
from shared.usecases.setup.context import NO_USER_YET, Context


def mappings(context: Context) -> Iterator[Remark]:
    for mistake in context.own.mistakes:
        yield Fault(
            f"A mapping is switched off: {mistake}.",
            "Correct its file.",
            code="mapping_switched_off",
        )
    for replacing in context.own.replacing:
        yield Note(f"In SYNC_OWN_MAPPING_FOLDER, {replacing} is used.")
    yield from _tables(context)
    if context.can_sign_in:
        yield from _privileges(context)
    else:
        yield Note(NO_USER_YET)
    yield from _messages(context)


def _tables(context: Context) -> Iterator[Remark]:
    engine, now = context.engine, context.engine.clock.now()
    sides = tuple(Side) if context.can_sign_in else (Side.BC,)
    sees = "both sides have" if context.can_sign_in else "Business Central has"
    checker = Checker(engine.stores, engine.mappings, now, sides)
    files = _fingerprint(engine)
    for mapping in _with_lines(engine):
        key = f"{mapping.slug} {files}"
        if key in context.settled:
            yield Note(_fits(mapping, sees), settles=key)
            continue
        why = off(engine, mapping, now)
        if why is not None:
            yield Note(f"{why} {REMEDY} Run setup again then.")
            continue
        found = list(_faults(checker, mapping))
        yield from found
        if found:
            context.unfit.add(mapping.name)
        else:
            yield Note(_fits(mapping, sees), settles=key)


def _with_lines(engine: Engine) -> Iterator[TableMapping]:
    """Yield every mapping, and after it those of its lines."""
    for mapping in engine.mappings.values():
        yield mapping
        yield from engine.parts.get(mapping.name, ())


def _fits(mapping: TableMapping, sees: str) -> str:
    return f"{mapping.name}: {sees} its tables and columns."


def _fingerprint(engine: Engine) -> str:
    """Return a hash of all that mappings say, for what is found in one depends on the others."""
    said = "".join(mapping.model_dump_json() for mapping in _with_lines(engine))
    return sha256(said.encode()).hexdigest()[:16]


def _faults(checker: Checker, mapping: TableMapping) -> Iterator[Fault]:
    for each in checker.problems(mapping):
        yield Fault(f"{mapping.name}: {each.key}: {each.what}", each.fix, code=each.code)


def _privileges(context: Context) -> Iterator[Remark]:
    if context.integration_user is None:
        return
    needs = needed(context.engine)
    lacking = context.dataverse.lacking(context.integration_user, needs.rights)
    for name in lacking:
        yield Fault(
            f"The app's user lacks the privilege {name}, which a mapping needs.",
            "Run setup, which repairs the app's roles; for a table of your own, give the app's "
            "user a role with this privilege.",
            code="privilege_missing",
        )
    if not lacking:
        yield Note("The app's user has all privileges that the mappings need.")


def _messages(context: Context) -> Iterator[Remark]:
    for table, message in context.dataverse.untaken_messages(needed(context.engine).bulk):
        yield Note(f"The table {table} does not take {message}: its rows are written one by one.")


def needed(engine: Engine) -> "Needs":
    """Return what the mappings that are on need."""
    return Needs(switched_on(engine), engine.parts)


class Needs:
    """What mappings need of Dataverse: of rows, for the values of choices are no rows."""

    def __init__(
        self,
        mappings: Mapping[str, TableMapping],
        parts: Mapping[str, Sequence[TableMapping]] | None = None,
    ) -> None:
        """
        :param mappings: by name; lookups into others have nothing to point to.
        :param parts: those of lines, by the name of that which they belong to.
        """
        self._all, self._parts = mappings, parts or {}
        self._mappings = [m for m in mappings.values() if m.dataverse.choice is None]

    @cached_property
    def rights(self) -> dict[str, list[Right]]:
        """Rights by table."""
        needed: dict[str, set[Right]] = {}
        for mapping in self._mappings:
            table = mapping.dataverse.table
            needed.setdefault(table, set()).add(Right.READ)
            if mapping.direction.allows(Leg.TO_DATAVERSE):
                needed[table] |= {Right.CREATE, Right.WRITE} if mapping.creates else {Right.WRITE}
                if mapping.owner is not None:
                    needed[table].add(Right.ASSIGN)
                for target in self._targets(mapping):
                    needed[table].add(Right.APPEND)
                    needed.setdefault(target, set()).update({Right.READ, Right.APPEND_TO})
                for part in self._parts.get(mapping.name, ()):
                    lines = needed.setdefault(part.dataverse.table, set())
                    lines |= {Right.READ, Right.CREATE, Right.APPEND}
                    needed[table].add(Right.APPEND_TO)
                    for target in self._targets(part):
                        needed.setdefault(target, set()).update({Right.READ, Right.APPEND_TO})
                if mapping.deleted is DeletionPolicy.DELETE:
                    needed[table].add(Right.DELETE)
            if mapping.dataverse.company is not None:
                # Rows of no company are claimed, also where nothing else is written.
                needed[table] |= {Right.WRITE, Right.APPEND}
                needed.setdefault(COMPANY_TABLE, set()).update({Right.READ, Right.APPEND_TO})
        return {table: sorted(rights) for table, rights in sorted(needed.items())}

    @cached_property
    def bulk(self) -> dict[str, list[str]]:
        """Bulk messages by table."""
        return {
            mapping.dataverse.table: self._messages(mapping)
            for mapping in self._mappings
            if mapping.direction.allows(Leg.TO_DATAVERSE)
        }

    def _messages(self, mapping: TableMapping) -> list[str]:
        """Rows that are created together with their lines are created one by one."""
        creating = [] if mapping.name in self._parts else ["CreateMultiple"]
        return [*creating, "UpdateMultiple"]

    @cached_property
    def watched(self) -> list[str]:
        """Tables of Dataverse whose changes travel, or whose deletions matter."""
        return sorted({mapping.dataverse.table for mapping in self._mappings})

    @cached_property
    def read(self) -> list[str]:
        """Tables of Dataverse whose changes travel."""
        reading = (m for m in self._mappings if m.direction.allows(Leg.FROM_DATAVERSE))
        return sorted({mapping.dataverse.table for mapping in reading})

    def _targets(self, mapping: TableMapping) -> Iterator[str]:
        leg = Leg.TO_DATAVERSE
        for field in mapping.fields_for(leg) if mapping.creates else mapping.lasting_fields(leg):
            if field.lookup:
                for name in field.lookup.mapping:
                    found = self._all.get(name)
                    if found is not None and found.dataverse.choice is None:
                        yield found.dataverse.table
