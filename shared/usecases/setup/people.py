"""Who in Sales is whom in Business Central: with ownership Person, rows belong to them."""

from collections.abc import Iterator
from functools import partial

from shared.domain.installation import Ownership
from shared.domain.salespeople import People, propose
from shared.ports.administration import Change, Note, Remark
from shared.usecases.coupling_salespeople import couple
from shared.usecases.salespeople import MAPPING, look
from shared.usecases.setup.context import NO_USER_YET, Context

_SHOWN = 20


def salespeople(context: Context) -> Iterator[Remark]:
    mapping = context.engine.mappings.get(MAPPING)
    if mapping is None:
        return
    if not context.can_sign_in:
        yield Note(NO_USER_YET)
        return
    if mapping.name in context.unfit:
        yield Note(f"Nobody can be proposed before {mapping.name} fits both sides.")
        return
    people = look(context.engine, mapping)
    proposals, unclear = propose(people)
    if proposals and context.options.couple_salespeople:
        names = ", ".join(each.salesperson.title for each in proposals[:_SHOWN])
        yield Change(
            f"{len(proposals)} salespeople are not coupled with the users who have their e-mail "
            f"address ({names})",
            partial(couple, context.engine, mapping, None),
        )
    elif proposals:
        yield Note(
            f"{len(proposals)} salespeople have the e-mail address of a user; POST "
            "/api/salespeople/couplings couples them."
        )
    for each in unclear[:_SHOWN]:
        yield Note(f"The salesperson {each.salesperson.title} is not proposed: {each.reason}")
    yield from _told(context, people)


def _told(context: Context, people: People) -> Iterator[Remark]:
    coupled = sum(people.user_of(id_) is not None for id_ in people.salespeople)
    total = len(people.salespeople)
    told = f"{coupled} of {total} salespeople are coupled."
    if context.installation.ownership is Ownership.PERSON and coupled < total:
        told += " Records of the others wait until they are, and say so."
    yield Note(told)
