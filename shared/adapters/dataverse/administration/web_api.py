"""The Web API in the name of an administrator: single requests, few of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from shared.adapters import odata
from shared.adapters.complaints import Complaint
from shared.adapters.dataverse.administration.together import Write, parts_of
from shared.adapters.dataverse.organization import HEADERS
from shared.adapters.messages import Answer, Call, Part, Tally, to_json
from shared.adapters.multipart import write_batch
from shared.adapters.service import ServiceSession
from shared.adapters.trail import Trail
from shared.errors import ConfigurationError, TransientError

Row = Mapping[str, Any]
_JSON = {**HEADERS, "Content-Type": "application/json", "Consistency": "Strong"}
"""What one request has made, the next one has to see; elsewhere that takes half a minute."""
_NOT_FOUND = 404


class WebApi:
    def __init__(self, session: ServiceSession, solution: str = "") -> None:
        """:param solution: the unique name of the solution that gains what is created."""
        self._session, self.solution = session, solution
        self._tally = Tally()

    @property
    def root(self) -> str:
        return self._session.endpoint.url

    @property
    def served_at(self) -> datetime | None:
        """Dataverse's clock at its latest answer."""
        return self._tally.served_at

    def find(self, path: str, **options: str) -> Row | None:
        """Return one thing by its address; None where there is no such thing."""
        answer = self._send("GET", self._url(path, options))
        if answer.status == _NOT_FOUND:
            return None
        return _object(self._checked(answer, f"show {path}"))

    def get(self, path: str, **options: str) -> Row:
        return _object(self._checked(self._send("GET", self._url(path, options)), f"show {path}"))

    def rows(self, path: str, **options: str) -> Sequence[Row]:
        """Return the rows of all pages."""
        return list(self._rows(path, self._url(path, options)))

    def one(self, path: str, **options: str) -> Row | None:
        """Return the first row of a list; None where it is empty."""
        return next(iter(self.rows(path, **options)), None)

    def the(self, path: str, **options: str) -> Row:
        """Return the first row of a list that every environment has one in.

        :raises TransientError: it is empty.
        """
        found = self.one(path, **options)
        if found is None:
            raise TransientError(
                f"Dataverse gave an answer that cannot be used: no rows of {path}. It is asked "
                "again later.",
                code="service_answer_unusable",
            )
        return found

    def create(self, path: str, body: Row, *, in_solution: bool = False) -> UUID:
        """Create something and return its id."""
        headers = {"MSCRM.SolutionUniqueName": self.solution} if in_solution else {}
        answer = self._checked(
            self._send("POST", self._url(path), body, headers), f"create in {path}"
        )
        id_ = entity_id(answer.headers)
        if id_ is None:
            raise answer.unusable("no id of what was created")
        return id_

    def together(self, writes: Sequence[Write]) -> list[Part]:
        """Carry out writes in one request, one after the other; return the answer to each.

        What is refused keeps none of the others from being carried out.
        """
        root = urlsplit(self.root).path
        common = {"Accept": _JSON["Accept"], "MSCRM.SolutionUniqueName": self.solution}
        content_type, body = write_batch([each.operation(root, common) for each in writes])
        headers = {**_JSON, "Content-Type": content_type, "Prefer": "odata.continue-on-error"}
        answer = self._session.send(Call("POST", self._url("$batch"), headers, body), self._tally)
        if not answer.headers.get("content-type", "").startswith("multipart/"):
            answer = self._checked(answer, "write several things at once")
        return parts_of(answer, writes)

    def act(self, path: str, body: Row | None = None) -> None:
        """Call an action."""
        self._checked(self._send("POST", self._url(path), body or {}), f"carry out {path}")

    def change(self, path: str, body: Row) -> None:
        """Change a row that exists."""
        headers = {"If-Match": "*"}
        self._checked(self._send("PATCH", self._url(path), body, headers), f"change {path}")

    def replace(self, path: str, body: Row) -> None:
        """Replace a definition; labels that it does not mention stay."""
        headers = {"MSCRM.MergeLabels": "true", "MSCRM.SolutionUniqueName": self.solution}
        self._checked(self._send("PUT", self._url(path), body, headers), f"change {path}")

    def publish(self, kind: str, *names: str) -> None:
        """Let changes of definitions count: of an *entity*, or of each *webresource* by its id."""
        kinds = {"entity": "entities"}.get(kind, f"{kind}s")
        each = "".join(f"<{kind}>{name}</{kind}>" for name in names)
        text = f"<{kinds}>{each}</{kinds}>"
        self.act("PublishXml", {"ParameterXml": f"<importexportxml>{text}</importexportxml>"})

    def associate(self, path: str, target: str) -> None:
        """Add the row at *target* to the collection at *path*."""
        body = {"@odata.id": f"{self.root}/{target}"}
        self._checked(self._send("POST", self._url(f"{path}/$ref"), body), f"add to {path}")

    def _rows(self, path: str, url: str) -> Iterator[Row]:
        following: str | None = url
        trail = Trail()
        while following:
            answer = self._checked(self._send("GET", following), f"list {path}")
            content = _object(answer)
            if not isinstance(content.get("value"), list):
                raise answer.unusable(f"no list of {path}")
            yield from (_found(row, answer) for row in content["value"])
            link = content.get("@odata.nextLink")
            link = self._session.continue_at(link) if link else None
            if trail.leads_back(following, link):
                raise answer.unusable(f"a page of {path} that leads to itself")
            following = link

    def _url(self, path: str, options: Row | None = None) -> str:
        named = {f"${name}": value for name, value in (options or {}).items()}
        return odata.url(f"{self.root}/{path}", named)

    def _send(
        self, method: str, url: str, body: Row | None = None, headers: Row | None = None
    ) -> Answer:
        content = None if body is None else to_json(body)
        call = Call(method, url, {**_JSON, **(headers or {})}, content)
        return self._session.send(call, self._tally)

    def _checked(self, answer: Answer, deed: str) -> Answer:
        if answer.ok:
            return answer
        complaint = Complaint.of(answer)
        raise ConfigurationError(
            f"Dataverse refuses to {deed}: {complaint.reason}.",
            code="setup_refused",
            answer=complaint.answer,
        )


def entity_id(headers: Mapping[str, str]) -> UUID | None:
    """Return the id of what was created or changed, where an answer tells it."""
    address = headers.get("odata-entityid", "")
    try:
        return UUID(address.rpartition("(")[2].rstrip(")"))
    except ValueError:
        return None


def _object(answer: Answer) -> Row:
    return _found(answer.json(), answer)


def _found(content: object, answer: Answer) -> Row:
    if not isinstance(content, dict):
        raise answer.unusable("not an object")
    return _Found(content, answer)


class _Found(dict[str, Any]):
    """What was answered; where it lacks what was asked for, nothing can be made of the answer."""

    def __init__(self, content: Mapping[str, Any], answer: Answer) -> None:
        super().__init__(content)
        self._answer = answer

    def __missing__(self, name: str) -> object:
        raise self._answer.unusable(f"it lacks {name}")
