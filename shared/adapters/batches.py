"""Many writes in few requests, each with an outcome of its own."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from shared.adapters.messages import Part
from shared.domain.outcomes import Changed, Exists, Refused, Unanswered, Written
from shared.errors import ChangedError, ConfigurationError, IntegrationError, TransientError

_Item = TypeVar("_Item")
_Write = TypeVar("_Write")
_Result = TypeVar("_Result")
_Outcome = TypeVar("_Outcome", bound=Written | Refused | Changed | Exists | Unanswered)
_TOO_MUCH = (408, 413)


class TooLargeError(Exception):
    """The service refuses a batch for its size, and has carried out none of it."""


def chunks(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def spread(
    done: Sequence[list[_Result | IntegrationError] | IntegrationError],
    batches: Sequence[Sequence[_Item]],
) -> list[_Result | IntegrationError]:
    """Return a result for each item; a batch's error is each of its items'."""
    results: list[_Result | IntegrationError] = []
    for outcomes, batch in zip(done, batches, strict=True):
        results += [outcomes] * len(batch) if isinstance(outcomes, IntegrationError) else outcomes
    return results


def carry_out(
    writes: Sequence[_Write],
    operation: Callable[[_Write], _Item],
    send: Callable[[Sequence[_Item], bool], Sequence[Part]],
    outcome: Callable[[_Write, Part], _Result],
    *,
    harmless: bool,
) -> list[_Result | IntegrationError]:
    """Send one batch of writes; return what each one's answer means, or why it has none.

    :param send: also told whether carrying operations out twice does no harm.
    """
    operations = [operation(write) for write in writes]
    parts = answer_all(operations, lambda some: send(some, harmless), harmless=harmless)
    return [
        part if isinstance(part, IntegrationError) else outcome(write, part)
        for write, part in zip(writes, parts, strict=True)
    ]


def answer_all(
    operations: Sequence[_Item],
    send: Callable[[Sequence[_Item]], Sequence[Part]],
    *,
    harmless: bool,
) -> list[Part | IntegrationError]:
    """Send a batch until each operation has an answer, or the reason why it has none.

    A service that stops at a failure answers a part of the batch; the rest is sent again.

    :param send: returns the answers to the first of the operations it is given.
    :param harmless: whether carrying operations out twice does no harm.
    """
    answers: list[Part | IntegrationError] = []
    while rest := operations[len(answers) :]:
        try:
            got = send(rest)
        except (TooLargeError, IntegrationError) as error:
            if _is_too_large(error, harmless) and len(rest) > 1:
                middle = len(rest) // 2
                for half in (rest[:middle], rest[middle:]):
                    answers += answer_all(half, send, harmless=harmless)
                return answers
            if isinstance(error, TooLargeError):
                return [*answers, Part(413, {}, None)]
            return [*answers, *[error] * len(rest)]
        if not got:
            return [*answers, *[_left_out()] * len(rest)]
        answers += got[: len(rest)]
    return answers


def settle(results: Sequence[_Outcome | IntegrationError]) -> list[_Outcome | Unanswered]:
    """Return an outcome for each write.

    :raises ChangedError: nothing more may be written, whatever was written before.
    :raises IntegrationError: nothing was written, and the same reason stopped everything.
    """
    errors = [result for result in results if isinstance(result, IntegrationError)]
    if forbidden := [error for error in errors if isinstance(error, ChangedError)]:
        raise forbidden[0]
    in_doubt = any(isinstance(error, TransientError) and error.in_doubt for error in errors)
    if errors and len(errors) == len(results) and not in_doubt:
        grave = (error for error in errors if isinstance(error, ConfigurationError))
        raise next(grave, errors[0])
    outcomes: list[_Outcome | Unanswered] = [
        Unanswered(_transient(result)) if isinstance(result, IntegrationError) else result
        for result in results
    ]
    _raise_if_all_are_denied(outcomes)
    return outcomes


def _raise_if_all_are_denied(
    outcomes: Sequence[Written | Refused | Changed | Exists | Unanswered],
) -> None:
    """One record can be out of reach; where all are, the app's permissions are wrong."""
    denied = [
        outcome.error
        for outcome in outcomes
        if isinstance(outcome, Refused)
        and outcome.error.answer
        and outcome.error.answer.status in (401, 403)
    ]
    if denied and len(denied) == len(outcomes):
        first = denied[0]
        raise ConfigurationError(first.message, code="access_denied", answer=first.answer)


def _is_too_large(error: Exception, harmless: bool) -> bool:
    """A batch that took too long may have been carried out in part."""
    if isinstance(error, TooLargeError):
        return True
    answer = error.answer if isinstance(error, IntegrationError) else None
    return harmless and answer is not None and answer.status in _TOO_MUCH


def _left_out() -> TransientError:
    return TransientError(
        "The service answered a batch without telling what became of its operations. "
        "They are looked up later.",
        code="service_answer_unusable",
        in_doubt=True,
    )


def _transient(error: IntegrationError) -> TransientError:
    """Some writes succeeded, so that the reason why others did not must not hide them."""
    if isinstance(error, TransientError):
        return error
    return TransientError(error.message, code=error.code, answer=error.answer)
