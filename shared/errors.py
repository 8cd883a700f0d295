"""Errors, sorted by what to do about them.

IntegrationError
├── ConfigurationError   an administrator changes a setting, a permission or a mapping
├── TransientError       wait, then the same again
├── RecordError          this one record is refused: change the record or the mapping
├── FuseError            somebody approves what the run is about to change, or stops it
├── SwitchedOffError     an administrator switches synchronization on again
├── ChangedError         the record changed after it was read: look again, decide again
└── RequestError         the caller of our own HTTP surface changes the request
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ServiceAnswer:
    """What a service said when it refused, for support requests."""

    status: int
    code: str
    request_id: str


class IntegrationError(Exception):
    """A sentence for people, with a code that ``docs/errors.md`` explains."""

    def __init__(self, message: str, *, code: str, answer: ServiceAnswer | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.answer = answer


class ConfigurationError(IntegrationError):
    pass


class TransientError(IntegrationError):
    def __init__(
        self,
        message: str,
        *,
        code: str,
        answer: ServiceAnswer | None = None,
        retry_after: float | None = None,
        in_doubt: bool = False,
    ) -> None:
        """
        :param retry_after: seconds that the service asked us to wait.
        :param in_doubt: True where the request may have been carried out all the same.
        """
        super().__init__(message, code=code, answer=answer)
        self.retry_after = retry_after
        self.in_doubt = in_doubt


class RecordError(IntegrationError):
    pass


class FuseError(IntegrationError):
    pass


class SwitchedOffError(IntegrationError):
    pass


class ChangedError(IntegrationError):
    pass


class RequestError(IntegrationError):
    def __init__(
        self,
        message: str,
        *,
        code: str,
        status: int = 400,
        retry_after: float | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        """:param details: what the answer holds besides the sentence."""
        super().__init__(message, code=code)
        self.details = details or {}
        self.status = status
        self.retry_after = retry_after
