"""Which environments this process works with, by its settings and by what Dataverse tells."""

from datetime import datetime, timedelta
from uuid import UUID

from shared.adapters.crew import Crew
from shared.adapters.dataverse.organization import HEADERS, Organization
from shared.adapters.dataverse.refusals import read_refused
from shared.adapters.reading import Reading
from shared.domain.environments import Environments, of_organization
from shared.domain.sides import Side
from shared.ports import Met
from shared.settings import BusinessCentralSettings

_BELIEVED = timedelta(minutes=10)
"""A copy does not take the place of an environment from one moment to the next."""


class ServiceWhereabouts:
    """Business Central's API tells nothing of an environment that its copy does not tell as well;
    its address does: names are unique in a tenant, and the company's id is part of it.
    """

    def __init__(self, settings: BusinessCentralSettings, organization: Organization) -> None:
        self._settings, self._organization = settings, organization
        self._known: tuple[datetime, Environments] | None = None

    def named(self) -> Environments:
        bc, dataverse = self._settings, self._organization.settings
        return {
            Side.BC: {
                "tenant": bc.tenant_id.lower(),
                "environment": bc.environment.lower(),
                "company": str(bc.company_id),
            },
            Side.DATAVERSE: {"address": dataverse.url.lower()},
        }

    def met(self, *, anew: bool = False) -> Met:
        now = self._organization.session.clock.now()
        if self._known is not None and not anew and abs(now - self._known[0]) < _BELIEVED:
            return Met(self._known[1], 0)
        reading = self._asked()
        self._known = now, of_organization(self.named(), reading[0])
        return Met(self._known[1], reading[1])

    def _asked(self) -> tuple[UUID, int]:
        """Return the organization's id, and how many requests it took to learn it."""
        crew = Crew(self._organization.session.pace)
        reading = Reading(self._organization.session, crew, HEADERS, read_refused)
        try:
            answer = reading.get(self._organization.url("WhoAmI"), "the app's own user")
        finally:
            crew.release()
        try:
            return UUID(str(answer.json()["OrganizationId"])), reading.tally.requests
        except (KeyError, TypeError, ValueError) as error:
            raise answer.unusable("no organization") from error
