"""What the platform checks and fills in rows that the organisation itself is made of."""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5

from dev.simulators.dataverse.errors import bad_argument
from dev.simulators.dataverse.storage import Row
from dev.simulators.dataverse.values import Stored

ObjectIds = Callable[[str], str | None]
"""Gives the object id of an application in Entra ID by its client id."""

_UNIQUE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PREFIX = re.compile(r"(?!mscrm)[A-Za-z][A-Za-z0-9]{1,7}")
_VERSION = re.compile(r"\d+\.\d+(\.\d+(\.\d+)?)?")
_RESOURCE = re.compile(r"[A-Za-z][A-Za-z0-9]{1,7}_(?!.*//)[A-Za-z0-9_./]+")
_LARGEST = 5120 * 1024
"""Bytes; an organization can allow more (MaxUploadFileSize)."""
_NON_INTERACTIVE = 4
OWNER_TEAM, ACCESS_TEAM = 0, 1


def no_object_id(_client_id: str) -> str | None:
    """Nobody tells."""
    return None


class Insistence:
    def __init__(self, object_ids: ObjectIds) -> None:
        self._object_ids = object_ids

    def new(self, table: str, row_id: str, values: Row, author_id: str, unit: Stored) -> None:
        """Complete and check a new row.

        :param unit: the author's business unit.
        :raises DataverseError: a value is malformed.
        """
        match table:
            case "systemuser":
                self._user(values)
            case "role":
                values.setdefault("parentrootroleid", row_id)
            case "team":
                values.setdefault("teamtype", OWNER_TEAM)
                values.setdefault("administratorid", author_id)
                values.setdefault("businessunitid", unit)
            case "solution":
                values.update(isvisible=1, ismanaged=0)
            case _:
                pass
        check(table, values)

    def _user(self, values: Row) -> None:
        """An application's user does not sign in; the platform looks its identity up [R]."""
        application = values.get("applicationid")
        values.setdefault("accessmode", 0 if application is None else _NON_INTERACTIVE)
        values.setdefault("caltype", 0)
        if application is None:
            return
        values["accessmode"] = _NON_INTERACTIVE
        if values.get("firstname") is None and values.get("lastname") is None:
            values["fullname"] = f"# {application}"
        if values.get("azureactivedirectoryobjectid") is None:
            found = self._object_ids(str(application))
            unknown = uuid5(NAMESPACE_URL, f"service principal:{application}")
            values["azureactivedirectoryobjectid"] = found or str(unknown)


def check(table: str, values: Row) -> None:
    """:raises DataverseError: a value that is there is malformed."""
    match table:
        case "solution":
            _match(values, "uniquename", _UNIQUE_NAME)
            _match(values, "version", _VERSION)
        case "publisher":
            _match(values, "uniquename", _UNIQUE_NAME)
            _match(values, "customizationprefix", _PREFIX)
        case "webresource":
            _match(values, "name", _RESOURCE)
            _check_content(values)
        case _:
            return


def _match(values: Row, name: str, pattern: re.Pattern[str]) -> None:
    value = values.get(name)
    if value is not None and not pattern.fullmatch(str(value)):
        raise bad_argument(f"'{value}' cannot be the {name}.")


def _check_content(values: Row) -> None:
    try:
        content = b64decode(str(values.get("content") or ""), validate=True)
    except (Base64Error, ValueError):
        raise bad_argument("The content of a web resource is no base64.") from None
    if len(content) > _LARGEST:
        raise bad_argument("The content of a web resource is too large.")
