"""Opens Dataverse in the name of an administrator, for one call."""

from shared.adapters.dataverse.administration.administrator import Administrator
from shared.adapters.identity import Tokens
from shared.adapters.ledger import Budget
from shared.adapters.pace import Pace
from shared.adapters.patience import Patience
from shared.adapters.service import Endpoint, ServiceSession
from shared.adapters.slots import LocalSlots
from shared.adapters.solution_files import SolutionFiles
from shared.domain.sides import Side
from shared.ports import Clock
from shared.settings import DataverseSettings

_HINT = (
    "Setup works in the name of the person who calls it, who needs the roles System Administrator "
    "and System Customizer, and the environment must let that person in."
)


def administrator(
    settings: DataverseSettings, tokens: Tokens, clock: Clock, files: SolutionFiles
) -> Administrator:
    """:param tokens: the administrator's, by whose limits the requests are counted, too."""
    endpoint = Endpoint(
        "Dataverse", settings.api_url, f"{settings.url}/.default", "DATAVERSE_URL", _HINT
    )
    pace = Pace(Side.DATAVERSE, LocalSlots(), clock, 1, Budget(settings.requests_per_window))
    pace.join()
    patience = Patience(read=settings.timeout_seconds)
    session = ServiceSession(endpoint, tokens, clock, pace, patience)
    return Administrator(session, files.customization.solution.unique_name, files.content)
