"""Access keys: who may call what.

https://learn.microsoft.com/azure/azure-functions/function-keys-how-to
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from hmac import compare_digest
from secrets import token_urlsafe


class AuthLevel(IntEnum):
    """Each level includes those below it."""

    ANONYMOUS = 0
    FUNCTION = 1
    ADMIN = 2


def _new_key() -> str:
    return token_urlsafe(32)


@dataclass(frozen=True)
class HostKeys:
    """Keys made up anew for each host unless given."""

    master: str = field(default_factory=_new_key, repr=False)
    """Opens every function and what is under /admin."""
    default: str = field(default_factory=_new_key, repr=False)
    """Opens every function of level FUNCTION."""
    functions: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Keys that open one function, by its name."""

    def level(self, key: str | None, function: str) -> AuthLevel:
        """Return what *key* allows with *function*."""
        if not key:
            return AuthLevel.ANONYMOUS
        if _equal(key, self.master):
            return AuthLevel.ADMIN
        if any(_equal(key, known) for known in self._keys_of(function)):
            return AuthLevel.FUNCTION
        return AuthLevel.ANONYMOUS

    def _keys_of(self, function: str) -> Iterator[str]:
        yield self.default
        if function in self.functions:
            yield self.functions[function]


def _equal(given: str, known: str) -> bool:
    return compare_digest(given.encode(), known.encode())
