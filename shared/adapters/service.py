"""Requests to one service: a pooled connection, tokens, time-outs and patience."""

import logging
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from time import perf_counter
from typing import Self

import requests
from requests.adapters import HTTPAdapter

from shared.adapters.calls import Sent, Waited, measure_repetition, sending
from shared.adapters.complaints import Complaint
from shared.adapters.identity import Tokens
from shared.adapters.load import is_scarce, kind_of
from shared.adapters.messages import Answer, Call, Tally
from shared.adapters.pace import Pace
from shared.adapters.patience import Patience, retry_after
from shared.adapters.sessions import session_for
from shared.adapters.transport import Bearer, is_below, is_untrusted, was_never_sent
from shared.errors import ConfigurationError, TransientError
from shared.log import get_logger
from shared.ports import Clock

LARGEST_ANSWER = 400 * 1024 * 1024
"""Bytes. A page of 20,000 wide records is far smaller; anything larger is not from the service."""
_PIECE = 256 * 1024
_log = get_logger(__name__)


@dataclass(frozen=True)
class Endpoint:
    """A service as this app's settings describe it."""

    system: str
    """Its name in a sentence."""
    url: str
    """The root of its API, without a trailing slash."""
    scope: str
    address_setting: str
    """The setting to correct where the address is wrong."""
    access_hint: str
    """What an administrator checks where the service refuses the app."""


@dataclass(frozen=True)
class _Trouble:
    """Why a request has not been settled, and what to do about it."""

    error: TransientError
    again: bool
    wait: float | None = None
    """Seconds that the service asked for."""
    everybody: bool = False
    """Whether the whole service wants to be left alone, not just this request."""
    overloaded: bool = False
    """Whether fewer requests at once would help."""


class ServiceSession:
    """One per service and process; its stores and their threads share it."""

    def __init__(
        self,
        endpoint: Endpoint,
        tokens: Tokens,
        clock: Clock,
        pace: Pace,
        patience: Patience | None = None,
        *,
        largest_answer: int = LARGEST_ANSWER,
    ) -> None:
        self.endpoint = endpoint
        self.further_roots: set[str] = set()
        """Of the service's other APIs, which serve links of their own."""
        self.clock = clock
        self.pace = pace
        self._tokens = tokens
        self._patience = patience or Patience()
        self._largest_answer = largest_answer
        self._session = session_for(endpoint.url)
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=pace.wanted, max_retries=0)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        # Dataverse's cookie ties a client to one of its servers, each with limits of its own.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # urllib3 writes whole URLs, and so the values in filters, at its lowest level.
        logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

    def close(self) -> None:
        self._session.close()

    def with_patience(self, patience: Patience) -> Self:
        """Return the same session for callers who wait as long as *patience* has it."""
        other = copy(self)
        other._patience = patience
        return other

    def send(self, call: Call, tally: Tally) -> Answer:
        """Send a request until it is settled; refusals of its content are answers, too.

        :raises ConfigurationError: the service refuses the app, or is not at this address.
        :raises TransientError: it did not settle the request; *in_doubt* tells whether a write may
            have been carried out.
        :raises ChangedError: what the tally has to do before a write forbids it.
        """
        attempt = 1
        while True:
            bearer = Bearer(self._tokens.token(self.endpoint.scope))
            asked = perf_counter()
            with self.pace.turn() as number:
                turn = perf_counter() - asked
                waited = Waited(turn, self.pace.gate.pass_through(self._patience.longest_wait))
                if not call.reads:
                    # Last of all: the turn and the gate may have taken longer than a lease lives.
                    tally.before_write()
                started = perf_counter()
                with sending(call, self.pace, self._roots, attempt, waited) as sent:
                    outcome = self._attempt(call, bearer, tally, sent)
                self._tell_pace(number, call, outcome, perf_counter() - started)
                if isinstance(outcome, Answer):
                    return outcome
                pause = self._pause(outcome, attempt)
            self._wait_or_raise(outcome, attempt, pause)
            attempt += 1

    def continue_at(self, link: str) -> str:
        """Return a link that the service gave, if it leads back to the same API.

        :raises ConfigurationError: it leads elsewhere, and would take our token there.
        """
        if any(is_below(link, root) for root in self._roots):
            return link
        raise ConfigurationError(
            f"{self.endpoint.system} gave a link that leads away from {self.endpoint.url}. It is "
            f"not followed; check {self.endpoint.address_setting} and any proxy in between.",
            code="service_link_foreign",
        )

    @property
    def _roots(self) -> tuple[str, ...]:
        return (self.endpoint.url, *self.further_roots)

    def _tell_pace(
        self, number: int, call: Call, outcome: "Answer | _Trouble", seconds: float
    ) -> None:
        if isinstance(outcome, _Trouble):
            if outcome.overloaded:
                self.pace.refused(number, seconds)
        elif is_scarce(outcome):
            self.pace.refused(number, seconds)
        else:
            self.pace.answered(number, kind_of(call, outcome), seconds)

    def _pause(self, trouble: _Trouble, attempt: int) -> float:
        """Return the seconds to wait; nobody takes the next turn before the gate is closed."""
        pause = self._patience.pause(attempt) if trouble.wait is None else trouble.wait
        if trouble.everybody:
            self.pace.put_off(pause)
        return pause

    def _wait_or_raise(self, trouble: _Trouble, attempt: int, pause: float) -> None:
        final = not trouble.again or attempt >= self._patience.attempts
        if final or pause > self._patience.longest_wait:
            raise trouble.error
        _log.warning(
            "request is repeated",
            extra={
                "service": self.endpoint.system,
                "reason": trouble.error.code,
                "attempt": attempt,
                "pause_seconds": round(pause, 3),
            },
        )
        if not trouble.everybody:
            measure_repetition(self.pace.side, pause)
            self.clock.sleep(pause)

    def _attempt(self, call: Call, bearer: Bearer, tally: Tally, sent: Sent) -> Answer | _Trouble:
        outcome = self._settle(call, bearer, tally, sent)
        if isinstance(outcome, _Trouble):
            sent.failed(outcome.error.code)
            if outcome.everybody:
                sent.put_off()
        return outcome

    def _settle(self, call: Call, bearer: Bearer, tally: Tally, sent: Sent) -> Answer | _Trouble:
        tally.sent()
        try:
            with self._session.request(
                call.method,
                call.url,
                headers={**call.headers, **sent.headers},
                data=call.body,
                auth=bearer,
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                stream=True,
            ) as response:
                answer = self._receive(call, response)
        except requests.exceptions.RequestException as error:
            if is_untrusted(error):
                raise self._untrusted() from error
            return self._unanswered(call, error)
        tally.answered(answer.served_at)
        sent.answered(answer)
        return self._judge(call, answer)

    def _receive(self, call: Call, response: requests.Response) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_content(_PIECE):
            size += len(piece)
            if size > self._largest_answer:
                raise TransientError(
                    f"{self.endpoint.system} gave an answer of more than {self._largest_answer} "
                    "bytes, which was not read to its end. Lower the page size in the settings.",
                    code="service_answer_too_large",
                    in_doubt=not call.reads,
                )
            pieces.append(piece)
        return Answer(
            self.endpoint.system,
            response.status_code,
            headers,
            b"".join(pieces),
            self._served_at(headers.get("date")),
            call.reads,
        )

    def _served_at(self, date: str | None) -> datetime:
        """Return the service's time; ours only where it does not tell."""
        try:
            return parsedate_to_datetime(date or "").astimezone(UTC)
        except ValueError:
            return self.clock.now().replace(microsecond=0)

    def _judge(self, call: Call, answer: Answer) -> Answer | _Trouble:
        status = answer.status
        if status in (401, 403):
            raise self._refused(answer)
        if 300 <= status < 400:
            raise self._redirected(status)
        if status in (408, 429) or (status >= 500 and status != 501):
            return self._busy(call, answer)
        if answer.ok and "text/html" in answer.headers.get("content-type", ""):
            return _Trouble(answer.unusable("a web page"), call.repeatable)
        return answer

    def _busy(self, call: Call, answer: Answer) -> _Trouble:
        """429 is never carried out, nor is what a service puts off with Retry-After."""
        wait = retry_after(answer.headers.get("retry-after"), answer.served_at)
        put_off = answer.status == 429 or (answer.status == 503 and wait is not None)
        complaint = Complaint.of(answer)
        error = TransientError(
            f"{self.endpoint.system} is busy or ailing (HTTP {answer.status}{complaint.quoted}). "
            "The work goes on by itself later.",
            code="service_busy",
            answer=complaint.answer,
            retry_after=wait,
            in_doubt=not (put_off or call.reads),
        )
        gateway = answer.status in (502, 503, 504)
        return _Trouble(
            error,
            again=put_off or (gateway and call.repeatable),
            wait=wait,
            everybody=put_off,
            overloaded=put_off or gateway or answer.status == 408,
        )

    def _unanswered(self, call: Call, error: requests.exceptions.RequestException) -> _Trouble:
        never_sent = was_never_sent(error)
        timed_out = isinstance(error, requests.exceptions.ReadTimeout)
        told = TransientError(
            f"{self.endpoint.system} cannot be reached at {self.endpoint.url}. The work goes on by "
            f"itself; if that does not help, check {self.endpoint.address_setting}."
            if never_sent
            else f"{self.endpoint.system} did not answer in time or broke off. "
            "The work goes on by itself later.",
            code="service_unreachable" if never_sent else "service_unanswered",
            in_doubt=not (never_sent or call.reads),
        )
        again = never_sent or (call.repeatable and not timed_out)
        return _Trouble(told, again, overloaded=timed_out)

    def _refused(self, answer: Answer) -> ConfigurationError:
        complaint = Complaint.of(answer)
        return ConfigurationError(
            f"{self.endpoint.system} refuses the app (HTTP {answer.status}{complaint.quoted}). "
            f"{self.endpoint.access_hint}",
            code="access_denied",
            answer=complaint.answer,
        )

    def _redirected(self, status: int) -> ConfigurationError:
        return ConfigurationError(
            f"{self.endpoint.system} is not at {self.endpoint.url}, which redirects (HTTP {status})"
            f". Correct {self.endpoint.address_setting}.",
            code="service_moved",
        )

    def _untrusted(self) -> ConfigurationError:
        return ConfigurationError(
            f"The certificate of {self.endpoint.url} is not trusted. Correct "
            f"{self.endpoint.address_setting}, or name the certificate authority's file in "
            "REQUESTS_CA_BUNDLE.",
            code="certificate_untrusted",
        )
