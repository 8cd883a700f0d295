"""What the steps of setup work with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from shared.domain.customization import Customization, WebFile
from shared.domain.environments import Environments
from shared.domain.installation import Installation, Ownership
from shared.ports import ChangeSubscriptions
from shared.ports.administration import (
    BusinessCentralAdministration,
    DataverseAdministration,
    DataverseUser,
    Remark,
)
from shared.usecases.engine import Engine


@dataclass(frozen=True)
class Options:
    """What the administrator wants."""

    ownership: Ownership | None = None
    """None keeps what was chosen before; Team, where nothing was."""
    couple_salespeople: bool = False
    """Couple salespeople with the Sales users that have their e-mail address."""
    grant_roles: bool = True
    """Give the caller the role that the app's own calls need."""
    enable: bool = True
    accept_environments: str = ""
    """The digest of the environments that the app may go on with, in place of those it knows."""


@dataclass(frozen=True)
class Own:
    """What the app knows of itself."""

    client_id: Callable[[], str]
    """Tells under which application (client) id the app signs in to Dataverse."""
    environment: str
    """The name of Business Central's environment."""
    places: tuple[str, ...]
    """Where it looks for the two systems, in sentences."""
    mistakes: tuple[str, ...]
    """Of mapping files that are switched off."""
    replacing: tuple[str, ...]
    """A customer's own mapping files that stand in the place of those that ship."""
    bc_subscriptions: ChangeSubscriptions | None
    dataverse_address: str | None
    """Where Dataverse can notify the app; None where it has no public address."""
    secret: str | None
    pages: tuple[WebFile, ...]
    """What forms of Sales embed."""
    address: str
    """Where browsers find the app, without a path."""


NO_USER_YET = (
    "What the app may see and do in Dataverse is known once its own user is there and has its "
    "roles."
)


@dataclass
class Context:
    engine: Engine
    dataverse: DataverseAdministration
    business_central: BusinessCentralAdministration
    customization: Customization
    own: Own
    options: Options
    installation: Installation
    """Steps replace it by one that knows more."""
    caller: DataverseUser | None = None
    """The administrator, once a step has found out who that is."""
    settled: Mapping[str, datetime] = field(default_factory=dict)
    """What a call whose time was over has found in order lately."""
    met: Environments = field(default_factory=dict)
    """The environments that setup works with."""
    integration_user: UUID | None = None
    can_sign_in: bool = False
    """Whether the app's own user is there, enabled, and has its roles."""
    unfit: set[str] = field(default_factory=set)
    """The names of the mappings that do not fit both sides."""
    local_currency: str = ""
    company_name: str = ""


@dataclass(frozen=True)
class Step:
    name: str
    title: str
    remarks: Callable[[Context], Iterator[Remark]]
    """Looks, and offers a change at the moment at which it can be made: what comes after it in the
    step already finds it made, unless setup only looks."""
    needs: tuple[str, ...] = ()
    """The steps without which it has nothing to work with."""
