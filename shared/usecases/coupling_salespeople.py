"""Couple salespeople with users, as somebody asks; asked again, only what is missing is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.jobs import Run
from shared.domain.mapping import TableMapping
from shared.domain.outcomes import Creation, Exists, Refused, Unanswered, Written
from shared.domain.records import Record, Value
from shared.domain.salespeople import CODE, People, is_generated, next_codes, objection, propose
from shared.domain.sides import Direction, Leg, Side
from shared.domain.translation import Translated, translate
from shared.errors import RequestError
from shared.usecases.engine import Engine
from shared.usecases.forgetting import forget
from shared.usecases.keeping import keep
from shared.usecases.leases import lease_of
from shared.usecases.requesting import Wish, request_run
from shared.usecases.salespeople import Desk

_LEG = Leg.FROM_DATAVERSE


@dataclass(frozen=True)
class Pair:
    """What somebody asks for; with only one of the two, that one is to have no partner."""

    salesperson: str | None = None
    """A code, or an id."""
    user: UUID | None = None
    create: bool = False
    """Whether the user, who has no salesperson yet, gets a new one."""


class Ending(StrEnum):
    COUPLED = "coupled"
    CREATED = "created"
    """A salesperson was made from the user, and coupled."""
    UNCOUPLED = "uncoupled"
    NOTHING_TO_DO = "nothing_to_do"
    REFUSED = "refused"


@dataclass(frozen=True)
class Ended:
    salesperson: Record | None
    user: Record | None
    ending: Ending
    message: str = ""


@dataclass(frozen=True)
class Coupled:
    pairs: tuple[Ended, ...]
    run: Run | None
    """Brings the users' names and addresses to the newly coupled salespeople."""


def couple(engine: Engine, mapping: TableMapping, pairs: Sequence[Pair] | None) -> Coupled:
    """Couple *pairs*, or all that the e-mail addresses propose.

    Nothing is changed where one of the pairs cannot be.

    :raises RequestError: names every pair that cannot be coupled, or the mapping is at work.
    """
    keep(engine)
    with lease_of(engine, mapping.slug), Desk.open(engine, mapping) as desk:
        people = desk.people()
        wanted = _proposed(people) if pairs is None else _understood(people, pairs)
        ended = _Coupler(desk, people).carry_out(wanted)
    fresh = [e.user.id for e in ended if e.user and e.ending in (Ending.COUPLED, Ending.CREATED)]
    return Coupled(tuple(ended), _synchronize(engine, mapping, fresh))


def _synchronize(engine: Engine, mapping: TableMapping, users: Sequence[UUID]) -> Run | None:
    installation = engine.installations.current()
    if not (users and installation.enabled and mapping.takes_part(installation.ownership)):
        return None
    wish = Wish(Direction.FROM_DATAVERSE, tuple(users))
    return request_run(engine, mapping, wish)


# What is asked for


@dataclass(frozen=True)
class _Wanted:
    salesperson: Record | None
    user: Record | None
    create: bool = False


def _proposed(people: People) -> list[_Wanted]:
    proposals, _ = propose(people)
    return [_Wanted(each.salesperson, each.user) for each in proposals]


def _understood(people: People, pairs: Sequence[Pair]) -> list[_Wanted]:
    named = {str(record.values[CODE]): record for record in people.salespeople.values()}
    named |= {str(id_): record for id_, record in people.salespeople.items()}
    problems: list[str] = []
    wanted: list[_Wanted] = []
    for pair in pairs:
        salesperson = None if pair.salesperson is None else _named(named, pair.salesperson)
        user = None if pair.user is None else people.users.get(pair.user)
        if pair.salesperson is not None and salesperson is None:
            problems.append(f"there is no salesperson {pair.salesperson}")
        elif pair.user is not None and user is None:
            problems.append(f"there is no user {pair.user} who can own rows")
        elif user and (salesperson or pair.create) and (reason := objection(user)):
            problems.append(f"the user {user.title} {reason}")
        else:
            wanted.append(_Wanted(salesperson, user, pair.create))
    problems += _repeated(wanted)
    if problems:
        raise RequestError(
            f"Nothing was coupled: {'; '.join(problems)}. GET /api/salespeople shows who is there.",
            code="people_refused",
        )
    return wanted


def _named(named: dict[str, Record], text: str) -> Record | None:
    """Codes have no small letters in Business Central, ids no capital ones here."""
    return named.get(text.strip().upper()) or named.get(text.strip().lower())


def _repeated(wanted: Iterable[_Wanted]) -> list[str]:
    named = [each for pair in wanted for each in (pair.salesperson, pair.user) if each is not None]
    ids = [record.id for record in named]
    return sorted({f"{each.title} is named twice" for each in named if ids.count(each.id) > 1})


# Carrying it out


@dataclass(frozen=True)
class _Goal:
    """What is to be; without both, whoever is named has no partner."""

    salesperson: Record | None
    user: Record | None
    is_new: bool = False
    problem: str = ""
    """Why the salesperson could not be made."""

    def touches(self, coupling: Coupling) -> bool:
        salesperson, user = self.salesperson, self.user
        return (salesperson is not None and coupling.bc_id == salesperson.id) or (
            user is not None and coupling.dataverse_id == user.id
        )

    def is_met_by(self, coupling: Coupling) -> bool:
        ids = (self.salesperson and self.salesperson.id, self.user and self.user.id)
        return ids == (coupling.bc_id, coupling.dataverse_id)


class _Coupler:
    def __init__(self, desk: Desk, people: People) -> None:
        self.desk, self.engine, self.mapping = desk, desk.engine, desk.mapping
        self.people = people
        self.couplings = desk.couplings(people.salespeople, people.users)

    def carry_out(self, wanted: Sequence[_Wanted]) -> list[Ended]:
        """Users join the team first: rows can come to them as soon as they are coupled."""
        self._join(
            [pair.user for pair in wanted if pair.user and (pair.salesperson or pair.create)]
        )
        goals = self._goals(wanted)
        open_ = [goal for goal in goals if not goal.problem]
        freed = [c for c in self.couplings if any(_is_in_the_way(c, goal) for goal in open_)]
        self._remove(freed)
        stored = self._insert([goal for goal in open_ if self._is_missing(goal)])
        return [self._ended(goal, freed, stored) for goal in goals]

    def _join(self, users: Sequence[Record]) -> None:
        team = self.engine.installations.current().owning_team
        if team is None or not users:
            return
        members = self.desk.teams.members(team)
        self.desk.teams.join(team, [user.id for user in users if user.id not in members])

    def _remove(self, freed: Sequence[Coupling]) -> None:
        forget(self.engine, self.mapping.slug, freed)
        self.engine.couplings.remove(freed)

    def _is_missing(self, goal: _Goal) -> bool:
        paired = goal.salesperson is not None and goal.user is not None
        return paired and not any(goal.is_met_by(coupling) for coupling in self.couplings)

    def _insert(self, goals: Sequence[_Goal]) -> dict[UUID, Coupling | None]:
        """Return what was stored, by salesperson."""
        slug = self.mapping.slug
        new = [
            Coupling(slug, g.salesperson.id, g.user.id) for g in goals if g.salesperson and g.user
        ]
        stored = self.engine.couplings.insert(new)
        return {asked.bc_id: found for asked, found in zip(new, stored, strict=True)}

    def _ended(
        self, goal: _Goal, freed: Sequence[Coupling], stored: dict[UUID, Coupling | None]
    ) -> Ended:
        salesperson, user = goal.salesperson, goal.user
        if goal.problem:
            return Ended(salesperson, user, Ending.REFUSED, goal.problem)
        if salesperson is None or user is None:
            done = any(goal.touches(coupling) for coupling in freed)
            return Ended(salesperson, user, Ending.UNCOUPLED if done else Ending.NOTHING_TO_DO)
        if salesperson.id not in stored:
            return Ended(salesperson, user, Ending.NOTHING_TO_DO)
        if stored[salesperson.id] is None:
            return Ended(salesperson, user, Ending.REFUSED, "One of them was coupled meanwhile.")
        return Ended(salesperson, user, Ending.CREATED if goal.is_new else Ending.COUPLED)

    # New salespeople

    def _goals(self, wanted: Sequence[_Wanted]) -> list[_Goal]:
        made = self._make([pair.user for pair in wanted if pair.create and pair.user])
        return [
            made[pair.user.id] if pair.create and pair.user else _Goal(pair.salesperson, pair.user)
            for pair in wanted
        ]

    def _make(self, users: Sequence[Record]) -> dict[UUID, _Goal]:
        """Make a salesperson of each user who has none; one that a broken call left is taken."""
        goals: dict[UUID, _Goal] = {}
        left = [each for each in self.people.free_salespeople() if is_generated(each.values[CODE])]
        for user in users:
            values = self._values(user)
            has = self.people.salesperson_of(user.id)
            orphan = next((o for o in left if _equals(o, values)), None)
            if has is not None:
                goals[user.id] = _Goal(has, user)
            elif orphan is not None:
                left.remove(orphan)
                goals[user.id] = _Goal(orphan, user, is_new=True)
        return goals | self._create([user for user in users if user.id not in goals])

    def _create(self, users: Sequence[Record]) -> dict[UUID, _Goal]:
        taken = [each.values[CODE] for each in self.people.salespeople.values()]
        codes = next_codes(taken, len(users))
        table = self.desk.salespeople
        news = [{CODE: code, **self._values(user)} for code, user in zip(codes, users, strict=True)]
        outcomes = self.desk.bc.create(table, [Creation(values) for values in news])
        goals: dict[UUID, _Goal] = {}
        for user, code, outcome in zip(users, codes, outcomes, strict=True):
            match outcome:
                case Written(id_):
                    salesperson = replace(
                        user, side=Side.BC, id=id_, title=code, values={CODE: code}
                    )
                    goals[user.id] = _Goal(salesperson, user, is_new=True)
                case Refused(error) | Exists(error) | Unanswered(error):
                    goals[user.id] = _Goal(None, user, problem=error.message)
        return goals

    def _values(self, user: Record) -> dict[str, Value]:
        plain = [field for field in self.mapping.fields_for(_LEG) if field.lookup is None]
        translated = translate(plain, _LEG, user, {})
        if not isinstance(translated, Translated):
            return {}
        return {name: value for name, value in translated.values.items() if value is not None}


def _is_in_the_way(coupling: Coupling, goal: _Goal) -> bool:
    return goal.touches(coupling) and not goal.is_met_by(coupling)


def _equals(salesperson: Record, values: dict[str, Value]) -> bool:
    return all(salesperson.values.get(name) == value for name, value in values.items())
