"""The steps that need the administrator: the solution, the roles, the app's own user."""

from collections.abc import Iterator
from functools import partial

from shared.domain.callers import Role
from shared.domain.customization import WebFile
from shared.domain.form_places import with_app
from shared.ports.administration import Change, DataverseUser, Fault, Note, Remark
from shared.usecases.setup.connections import SYSTEM_ADMINISTRATOR
from shared.usecases.setup.context import Context

_OWN_ROLES = (Role.ADMINISTRATOR, Role.USER)
"""What the app's own user needs."""
_PLACES = "forms/places.js"


def solution(context: Context) -> Iterator[Remark]:
    yield from context.dataverse.solution(context.customization)


def pages(context: Context) -> Iterator[Remark]:
    own, dataverse = context.own, context.dataverse
    yield from dataverse.web_resources(own.pages)
    name = context.customization.publisher.page(_PLACES)
    present = dataverse.web_resource(name)
    content = with_app(present, context.engine.company_id, own.address)
    yield from dataverse.web_resources([WebFile(name, "Business Central apps", content)])
    yield Note(f"Pages on forms ask the app at {own.address}.")


def roles(context: Context) -> Iterator[Remark]:
    for role in context.customization.roles:
        yield from context.dataverse.role(role)


def integration_user(context: Context) -> Iterator[Remark]:
    client_id = context.own.client_id()
    found = context.dataverse.application_users(client_id)
    if not found:
        yield Change(
            f"There is no application user for the app ({client_id}).",
            partial(context.dataverse.create_application_user, client_id),
        )
        found = context.dataverse.application_users(client_id)
    if len(found) > 1:
        names = ", ".join(user.name for user in found)
        yield Fault(
            f"There are {len(found)} application users for the app ({client_id}): {names}.",
            "Delete all but one of them in the Power Platform admin center.",
            code="application_user_ambiguous",
        )
        return
    for user in found:
        context.integration_user = user.id
        remarks = list(_in_order(context, user))
        yield from remarks
        if any(isinstance(remark, Change) for remark in remarks):
            user = next(iter(context.dataverse.application_users(client_id)), user)
        context.can_sign_in = user.enabled and all(_has(context, user, role) for role in _OWN_ROLES)


def _in_order(context: Context, user: DataverseUser) -> Iterator[Remark]:
    if SYSTEM_ADMINISTRATOR in user.roles:
        yield Fault(
            f"The app's user {user.name} is a System Administrator, which it must not be: it is to "
            "be able to do no more than its roles say.",
            "Take that role away from it.",
            code="integration_user_administrator",
        )
    if not user.enabled:
        yield Change(
            f"The app's user {user.name} is disabled.",
            partial(context.dataverse.enable_user, user.id),
        )
    yield from _holds(context, user, _OWN_ROLES, f"The app's user {user.name}")


def callers_role(context: Context) -> Iterator[Remark]:
    """From here on the administrator calls the app by its own roles."""
    caller = context.caller
    if caller is None or not context.options.grant_roles:
        yield Note(f"Who runs the app needs the role {Role.ADMINISTRATOR}.")
        return
    yield from _holds(context, caller, (Role.ADMINISTRATOR,), caller.name)


def _holds(
    context: Context, user: DataverseUser, roles: tuple[Role, ...], who: str
) -> Iterator[Remark]:
    for role in roles:
        if not _has(context, user, role):
            yield Change(
                f"{who} does not have the role {role}.",
                partial(context.dataverse.assign_role, user.id, role),
            )
        else:
            yield Note(f"{who} has the role {role}.")


def _has(context: Context, user: DataverseUser, role: Role) -> bool:
    id_ = context.dataverse.role_id(role)
    return id_ is not None and id_ in user.roles
