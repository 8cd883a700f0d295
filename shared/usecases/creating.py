"""What is settled about new rows of Dataverse once it is decided that they are created."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from shared.domain.creating import with_lines, withheld
from shared.domain.decisions import Decision, Insert
from shared.domain.mapping import TableMapping
from shared.domain.records import Record
from shared.domain.sides import Leg, Side
from shared.domain.tables import Table, table_of
from shared.usecases.computing import Computer
from shared.usecases.crossing import Crossing
from shared.usecases.pointing import Pointing


class Creating:
    """For one job. Lines are read for records that get a partner now, and for no others."""

    def __init__(self, crossing: Crossing, pointing: Pointing) -> None:
        self._crossing, self._pointing = crossing, pointing

    def complete(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Return the decisions, with all that is to be known of what they create."""
        into_dataverse = self._crossing.leg is Leg.TO_DATAVERSE
        if not into_dataverse or not any(isinstance(each, Insert) for each in decisions):
            return list(decisions)
        crossing = self._crossing
        lasting = {field.dataverse for field in crossing.mapping.lasting_fields(crossing.leg)}
        later = crossing.target.given_later(crossing.target_table) & lasting
        completed: list[Decision] = [
            withheld(each, later) if isinstance(each, Insert) else each for each in decisions
        ]
        for part in crossing.engine.parts.get(crossing.mapping.name, ()):
            completed = self._with_lines(part, completed)
        return completed

    def _with_lines(self, part: TableMapping, decisions: Sequence[Decision]) -> list[Decision]:
        mappings = self._crossing.engine.mappings
        ids = [each.record.id for each in decisions if isinstance(each, Insert)]
        theirs, ours = (table_of(part, side, mappings) for side in (Side.BC, Side.DATAVERSE))
        lines = self._read(part, theirs, ids)
        lookups = self._pointing.lookups(
            part.fields_for(Leg.TO_DATAVERSE), [line for each in lines.values() for line in each]
        )
        return [
            with_lines(each, part, ours, lines.get(each.record.id), lookups)
            if isinstance(each, Insert)
            else each
            for each in decisions
        ]

    def _read(
        self, part: TableMapping, table: Table, ids: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[Record]]:
        """Return the lines of records, with the fields that the app works out."""
        crossing = self._crossing
        read = crossing.bc.read_lines(crossing.source_table, table, ids)
        computer = Computer(part.bc.computed, crossing.bc, crossing.stores[Side.DATAVERSE])
        return {id_: computer.complete(lines) for id_, lines in read.items()}
