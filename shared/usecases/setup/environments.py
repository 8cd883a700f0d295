"""Which environments the app keeps to, and how an administrator lets it go on with others."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from uuid import UUID

from shared.domain.environments import Environments, differences, digest, listed, of_organization
from shared.ports.administration import Change, CompanyRow, Fault, Note, Remark
from shared.usecases.reinitialising import begin_anew
from shared.usecases.setup.context import Context

_MEANING = (
    "Nothing was written to them. If they are not meant, correct the settings. If they are meant: "
    "couplings and the values that were agreed last stay, and are taken to hold there; all records "
    "are read again; what differs from the agreed values counts as changed there, and is carried "
    "to the other side; coupled records that are missing count as deleted there."
)


def keeping(context: Context, organization: UUID) -> Iterator[Remark]:
    known = context.installation
    met = context.met = of_organization(context.engine.whereabouts.named(), organization)
    found = differences(known.environments, met)
    if not found or not known.bound:
        # Whatever nothing was synchronized with yet may still be a mistake.
        because = "" if known.met else known.off_because
        context.installation = replace(known, environments=met, met={}, off_because=because)
        yield Note(f"The app keeps to this organization, {organization}, and to the company.")
        return
    accepted, told = digest(met), listed(found)
    if context.options.accept_environments == accepted:
        yield Change(f"Accepted: {told}.", partial(_accept, context, met))
        return
    yield Fault(
        f"These are other environments than those that the app was set up for: {told}. {_MEANING}",
        f'Then repeat setup with "accept_environments": "{accepted}".',
        code="environment_changed",
        accepts=accepted,
    )


def _accept(context: Context, met: Environments) -> None:
    begin_anew(context.engine, context.engine.mappings.values())
    known = context.installation
    because = "" if known.met else known.off_because
    context.installation = replace(known, environments=met, met={}, off_because=because)


def belonging(context: Context, row: CompanyRow) -> Iterator[Remark]:
    """Compare the environment of Business Central with the one that a company's row was made for.

    An app without memory notices by that what was copied: a company keeps its id in a copy.
    """
    dataverse, own = context.dataverse, context.own.environment
    noted = row.environment
    if noted.lower() == own.lower():
        return
    accepted = digest(context.met)
    what = f"Dataverse has rows of this company from Business Central's environment {noted or '?'}"
    if context.options.accept_environments == accepted:
        yield Change(
            f"{what}; {own} takes its place.", partial(dataverse.move_company_row, row.id, own)
        )
        return
    yield Fault(
        f"{what}, and the app is set up for {own}. One of the two is a copy, or was renamed.",
        "If Dataverse was copied as well, or the environment renamed, repeat setup with "
        f'"accept_environments": "{accepted}"; else correct the settings.',
        code="environment_changed",
        accepts=accepted,
    )
