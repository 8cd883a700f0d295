"""The members of Dataverse's teams."""

from collections.abc import Sequence, Set
from uuid import UUID

from shared.adapters import odata
from shared.adapters.complaints import Complaint
from shared.adapters.crew import Crew
from shared.adapters.dataverse.organization import HEADERS, Organization
from shared.adapters.dataverse.refusals import ACCESS_HINT, is_duplicate, read_refused
from shared.adapters.messages import Call, to_json
from shared.adapters.reading import Reading
from shared.errors import ConfigurationError

_JSON = {"Content-Type": "application/json"}
_MEMBERS = "teammembership_association"
_USER = "systemuserid"
_PAGE = 5000


class DataverseTeams:
    def __init__(self, organization: Organization) -> None:
        self._organization = organization
        self._crew = Crew(organization.session.pace)
        self._reading = Reading(organization.session, self._crew, HEADERS, read_refused)

    def members(self, team: UUID) -> Set[UUID]:
        url = odata.url(self._address(team), {"$select": _USER})
        pages = self._reading.ids(url, _USER, "the members of the owning team", _PAGE)
        return {id_ for page in pages for id_ in page}

    def join(self, team: UUID, users: Sequence[UUID]) -> None:
        for user in users:
            self._join(team, user)

    def release(self) -> None:
        self._crew.release()

    def _join(self, team: UUID, user: UUID) -> None:
        reference = {"@odata.id": self._organization.url(f"systemusers({user})")}
        url = f"{self._address(team)}/$ref"
        call = Call("POST", url, {**HEADERS, **_JSON}, to_json(reference), harmless=True)
        self._crew.hold()
        answer = self._organization.session.send(call, self._reading.tally)
        if answer.ok or is_duplicate(Complaint.of(answer)):
            return
        complaint = Complaint.of(answer)
        raise ConfigurationError(
            f"Dataverse refused to add user {user} to the owning team: {complaint.reason}. "
            f"Add the user to the team in Dataverse, and repeat the call. {ACCESS_HINT}",
            code="team_refused",
            answer=complaint.answer,
        )

    def _address(self, team: UUID) -> str:
        return self._organization.url(f"teams({team})/{_MEMBERS}")
