"""Whom the app believes: the platform, where its authentication is on; a token otherwise."""

from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import SecretStr

from shared.adapters.access import claims, principal
from shared.domain.callers import Caller
from shared.settings import AccessSettings, SignIn

if TYPE_CHECKING:
    from shared.adapters.access.keys import TenantKeys
    from shared.adapters.access.tokens import Tokens


class EntraCallers:
    def __init__(self, settings: AccessSettings, sign_in: SignIn) -> None:
        self._settings, self._sign_in = settings, sign_in

    # Imported where they are needed: PyJWT adds a tenth of a second to a cold start, and where the
    # platform has checked the token nobody needs it.

    @cached_property
    def _keys(self) -> "TenantKeys":
        from shared.adapters.access.keys import TenantKeys

        return TenantKeys(self._sign_in.authority, self._sign_in.tenant)

    @cached_property
    def _tokens(self) -> "Tokens":
        from shared.adapters.access.tokens import Tokens

        return Tokens(self._sign_in, self._keys)

    def identify(self, principal_header: str | None, authorization: str | None) -> Caller:
        caller = self._vouched(principal_header, authorization)
        needed = self._settings.app_role
        if needed and needed not in caller.app_roles:
            raise claims.app_role_missing(needed)
        return caller

    def _vouched(self, principal_header: str | None, authorization: str | None) -> Caller:
        token = _bearer(authorization)
        if not self._settings.platform:
            if token is None:
                raise claims.not_signed_in()
            return self._tokens.check(token)
        if not principal_header:
            raise claims.not_signed_in()
        caller = self._of_platform(principal_header, token)
        if self._settings.validate_tokens:
            if token is None:
                raise claims.refused("this app also wants to see the token itself")
            checked = self._tokens.check(token)
            if checked.object_id != caller.object_id:
                raise claims.refused("the token is another's than the platform says")
            return checked
        return caller

    def _of_platform(self, header: str, token: str | None) -> Caller:
        kept = None if token is None else SecretStr(token)
        return claims.caller(principal.claims_of(header), self._tenant_id(), kept, sessions=True)

    def _tenant_id(self) -> UUID:
        try:
            return UUID(self._sign_in.tenant)
        except ValueError:  # A domain: what the tenant publishes names its id.
            return self._keys.published().tenant_id


def _bearer(authorization: str | None) -> str | None:
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
