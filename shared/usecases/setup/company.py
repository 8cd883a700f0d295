"""The company's place in Dataverse: its row, its owning team, and the currency of its amounts."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from shared.domain.belonging import COMPANY_TABLE
from shared.domain.installation import Ownership
from shared.ports.administration import Change, Fault, Note, Remark
from shared.usecases.setup.context import Context
from shared.usecases.setup.environments import belonging


def company(context: Context) -> Iterator[Remark]:
    company_id, dataverse = context.engine.company_id, context.dataverse
    team = context.installation.owning_team
    row = dataverse.company_row(company_id)
    remarks = [] if row is None else [*belonging(context, row)]
    yield from remarks
    if any(isinstance(remark, Fault) for remark in remarks):
        return
    yield from dataverse.place_company(company_id, context.company_name, team)
    if row is None:
        yield Change(
            f"The company {context.company_name} has no row in {COMPANY_TABLE}.",
            partial(
                dataverse.create_company_row,
                company_id,
                context.company_name,
                context.own.environment,
            ),
        )
        row = dataverse.company_row(company_id)
    else:
        yield from dataverse.name_company_row(row, context.company_name)
    context.installation = replace(
        context.installation,
        company_row=row.id if row else None,
        owning_team=dataverse.company_team(company_id, team),
    )


def ownership(context: Context) -> Iterator[Remark]:
    wanted = context.options.ownership or context.installation.ownership
    if wanted is not context.installation.ownership:
        yield Change(
            f"The ownership model is {context.installation.ownership}; it becomes {wanted}.",
            partial(_own, context, wanted),
        )
    elif wanted is Ownership.TEAM:
        yield Note("Rows that the app creates belong to the company's team.")
    else:
        yield Note("Rows that the app creates belong to the user of the record's salesperson.")


def _own(context: Context, wanted: Ownership) -> None:
    context.installation = replace(context.installation, ownership=wanted)


def base_currency(context: Context) -> Iterator[Remark]:
    code = context.local_currency
    if not context.dataverse.has_currency(code):
        yield Fault(
            f"Business Central's local currency {code} is no currency of the Dataverse "
            "environment.",
            f"Create the currency {code} in Dataverse, with its exchange rate.",
            code="currency_missing",
        )
    else:
        yield Note(f"Business Central's local currency {code} is a currency in Dataverse, too.")
