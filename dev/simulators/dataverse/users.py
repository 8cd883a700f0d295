"""Who may call: the user of the organisation behind a token."""

from collections.abc import Mapping
from http import HTTPStatus

from dev.simulators.callers import Caller
from dev.simulators.dataverse.errors import DataverseError
from dev.simulators.dataverse.storage import Storage

_ON_BEHALF = {
    "callerobjectid": "azureactivedirectoryobjectid",
    "mscrmcallerid": "systemuserid",
}


class Users:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def of(self, caller: Caller) -> str:
        """Return the id of the caller's row in systemuser.

        :raises DataverseError: the organisation does not know the caller, or has disabled them.
        """
        if caller.is_app:
            return self._enabled("applicationid", caller.client_id)
        return self._enabled("azureactivedirectoryobjectid", caller.object_id)

    def named_by(self, headers: Mapping[str, str]) -> str | None:
        """Return the user in whose name the request is made; None if in the caller's own.

        :raises DataverseError: the organisation does not know that user, or has disabled them.
        """
        for header, column in _ON_BEHALF.items():
            if header in headers:
                return self._enabled(column, headers[header])
        return None

    def enabled(self, user_id: str) -> str:
        """Return the id of a user who signs in through a browser.

        :raises DataverseError: the organisation has disabled them.
        """
        return self._enabled("systemuserid", user_id)

    def _enabled(self, column: str, identity: str) -> str:
        found = self._storage.query(
            f"SELECT systemuserid, isdisabled FROM systemuser WHERE {column} = ?",
            [identity.lower()],
        )
        if not found:
            message = "The user is not a member of the organization."
            raise DataverseError(HTTPStatus.FORBIDDEN, "0x80072560", message)
        user_id, is_disabled = found[0]
        if is_disabled:
            message = "The user has been disabled."
            raise DataverseError(HTTPStatus.FORBIDDEN, "0x80040225", message)
        return str(user_id)
