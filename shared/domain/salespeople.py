"""Salespeople of Business Central and the users of Sales who are the same persons."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.domain.matching import folded
from shared.domain.records import Record, Value

CODE, NAME, EMAIL, BLOCKED = "code", "displayName", "email", "blocked"
USER_NAME, USER_EMAIL, DISABLED, LICENSED = (
    "fullname",
    "internalemailaddress",
    "isdisabled",
    "islicensed",
)
_SERIES = "SP NO. "
_NUMBERED = re.compile(rf"{re.escape(_SERIES)}(\d{{5}})")


@dataclass(frozen=True)
class Proposal:
    salesperson: Record
    user: Record


@dataclass(frozen=True)
class Unclear:
    """A salesperson for whom no user can be proposed."""

    salesperson: Record
    reason: str
    candidates: Sequence[Record] = ()


@dataclass(frozen=True)
class People:
    salespeople: Mapping[UUID, Record]
    users: Mapping[UUID, Record]
    coupled: Mapping[UUID, UUID]
    """Users by salesperson."""

    def user_of(self, salesperson: UUID) -> Record | None:
        user = self.coupled.get(salesperson)
        return None if user is None else self.users.get(user)

    def salesperson_of(self, user: UUID) -> Record | None:
        salesperson = next((id_ for id_, other in self.coupled.items() if other == user), None)
        return None if salesperson is None else self.salespeople.get(salesperson)

    def free_salespeople(self) -> list[Record]:
        return [each for id_, each in self.salespeople.items() if id_ not in self.coupled]

    def free_users(self) -> list[Record]:
        taken = set(self.coupled.values())
        return [each for id_, each in self.users.items() if id_ not in taken]


def objection(user: Record) -> str | None:
    """Return why rows cannot belong to a user; None where they can."""
    if user.values[DISABLED] is True:
        return "is disabled"
    return None if user.values[LICENSED] is True else "has no licence"


def propose(people: People) -> tuple[list[Proposal], list[Unclear]]:
    """Pair free salespeople with free users by e-mail, case and outer blanks aside.

    An address proposes a pair only where it belongs to one of each.
    """
    users, salespeople = people.free_users(), people.free_salespeople()
    by_email = _by(users, USER_EMAIL)
    namesakes = _by(salespeople, EMAIL)
    proposals: list[Proposal] = []
    unclear: list[Unclear] = []
    for salesperson in salespeople:
        email = folded(salesperson.values[EMAIL])
        found = by_email.get(email, []) if email else []
        usable = [user for user in found if objection(user) is None]
        if len(usable) == 1 and len(namesakes[email]) == 1:
            proposals.append(Proposal(salesperson, usable[0]))
        else:
            reason = _reason(email, found, usable)
            unclear.append(Unclear(salesperson, reason, usable or found))
    return proposals, unclear


def _by(records: Iterable[Record], column: str) -> dict[Value, list[Record]]:
    found: dict[Value, list[Record]] = defaultdict(list)
    for record in records:
        if (value := folded(record.values[column])) is not None:
            found[value].append(record)
    return found


def _reason(email: Value, found: Sequence[Record], usable: Sequence[Record]) -> str:
    if email is None:
        return "The salesperson has no e-mail address."
    if not found:
        return "No free user has the salesperson's e-mail address."
    if not usable:
        return f"The user with the salesperson's e-mail address {objection(found[0])}."
    if len(usable) > 1:
        return f"{len(usable)} users have the salesperson's e-mail address."
    return "Another free salesperson has the same e-mail address."


def next_codes(codes: Iterable[Value], count: int) -> list[str]:
    """Return codes for new salespeople: the next ones of the series ``SP NO. 00001``."""
    numbers = (_NUMBERED.fullmatch(str(code)) for code in codes)
    last = max((int(found[1]) for found in numbers if found), default=0)
    return [f"{_SERIES}{last + n:05}" for n in range(1, count + 1)]


def is_generated(code: Value) -> bool:
    return _NUMBERED.fullmatch(str(code)) is not None
