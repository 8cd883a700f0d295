"""Who may call: the user of the organisation behind a token."""

from http import HTTPStatus

from dev.simulators.callers import Caller
from dev.simulators.dataverse.errors import DataverseError
from dev.simulators.dataverse.storage import Storage


class Users:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def of(self, caller: Caller) -> str:
        """Return the id of the caller's row in systemuser.

        This is where the rights of the user's roles join; so far every enabled user may do all.

        :raises DataverseError: the organisation does not know the caller, or has disabled them.
        """
        column = "applicationid" if caller.is_app else "azureactivedirectoryobjectid"
        identity = caller.client_id if caller.is_app else caller.object_id
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
