"""Which of the app's roles Dataverse has assigned to a user, in every way that counts."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest

from dev.people import Person, assign, hire, root_role, take_away
from dev.simulators.faults import Fault
from shared.adapters.dataverse.roles import DataverseRoles
from shared.domain.callers import Caller, Role
from shared.domain.sides import Side
from shared.errors import ConfigurationError, IntegrationError, TransientError
from shared.settings import AccessSettings
from tests.adapters.world import World

NONE = frozenset[Role]()
USER = frozenset({Role.USER})
BOTH = frozenset({Role.USER, Role.PRODUCT_AVAILABILITY})


class Timer:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Looking:
    """The look-up, and the users and roles that it finds."""

    def __init__(self, world: World) -> None:
        self.world, self.fleet, self.timer = world, world.fleet, Timer()
        self.dataverse = world.fleet.dataverse
        self.roles = self.started()
        for role in Role:
            root_role(self.dataverse, role)

    def started(self, **settings: Any) -> DataverseRoles:
        access = AccessSettings(**settings)
        dataverse = self.world.dataverse_settings()
        return DataverseRoles(dataverse, access, self.world.identity, self.world.clock, self.timer)

    def of(self, person: Person) -> frozenset[Role]:
        return self.roles.of(as_caller(person))

    def move_to_new_unit(self, person: Person) -> str:
        root = self.dataverse.rows("businessunit", "_parentbusinessunitid_value eq null")[0]
        bind = {"parentbusinessunitid@odata.bind": f"businessunits({root['businessunitid']})"}
        unit = str(
            self.dataverse.add("businessunit", {"name": f"Unit {uuid4()}", **bind})[
                "businessunitid"
            ]
        )
        bind = {"businessunitid@odata.bind": f"businessunits({unit})"}
        self.dataverse.change("systemuser", person.user_id, bind)
        return unit

    def give(self, person: Person, role_id: str) -> None:
        self.dataverse.associate(
            "systemuser", person.user_id, "systemuserroles_association", role_id
        )

    def team_of(self, person: Person, *roles: Role) -> str:
        unit = self.dataverse.rows("businessunit")[0]["businessunitid"]
        team = self.dataverse.add(
            "team",
            {
                "name": f"Team {uuid4()}",
                "teamtype": 0,
                "businessunitid@odata.bind": f"businessunits({unit})",
                "administratorid@odata.bind": f"systemusers({person.user_id})",
            },
        )
        team_id = str(team["teamid"])
        for role in roles:
            role_id = root_role(self.dataverse, role)
            self.dataverse.associate("team", team_id, "teamroles_association", role_id)
        self.dataverse.associate("team", team_id, "teammembership_association", person.user_id)
        return team_id

    def asked(self) -> int:
        """Return how often Dataverse was asked for a user since the last time."""
        journal = self.world.server(Side.DATAVERSE).journal
        found = sum("systemusers?" in each.target for each in journal.last(1000))
        journal.clear()
        return found


def as_caller(person: Person) -> Caller:
    return Caller(UUID(person.object_id), uuid4(), "a-client", person.name, is_app=False)


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


@pytest.mark.wire("B.8")
def test_a_user_has_the_roles_that_are_assigned_to_them_and_no_others(looking: Looking) -> None:
    eva = hire(looking.fleet, "Eva Example", *BOTH)
    looking.give(eva, looking.dataverse.rows("role", "name eq 'System Administrator'")[0]["roleid"])

    assert looking.of(eva) == BOTH


@pytest.mark.wire("B.8")
def test_a_user_has_the_roles_of_their_teams(looking: Looking) -> None:
    eva = hire(looking.fleet, "Eva Example", Role.USER)
    looking.team_of(eva)
    looking.team_of(eva, Role.PRODUCT_AVAILABILITY)
    looking.team_of(hire(looking.fleet, "Somebody Else"), Role.ADMINISTRATOR)

    assert looking.of(eva) == BOTH


@pytest.mark.wire("B.8")
def test_a_business_units_copy_of_a_role_counts_as_the_role(looking: Looking) -> None:
    eva = hire(looking.fleet, "Eva Example")
    unit = looking.move_to_new_unit(eva)
    root = root_role(looking.dataverse, Role.USER)
    of_unit = f"_parentrootroleid_value eq {root} and _businessunitid_value eq {unit}"
    [copy] = looking.dataverse.rows("role", of_unit)
    looking.give(eva, copy["roleid"])

    assert looking.of(eva) == USER


def test_a_role_of_another_business_unit_with_the_same_name_counts_for_nothing(
    looking: Looking,
) -> None:
    eve = hire(looking.fleet, "Eve Example")
    bind = {"businessunitid@odata.bind": f"businessunits({looking.move_to_new_unit(eve)})"}
    made_up = looking.dataverse.add("role", {"name": f"Made up {uuid4()}", **bind})["roleid"]
    looking.dataverse.change("role", made_up, {"name": Role.ADMINISTRATOR.value})
    looking.give(eve, made_up)

    assert looking.of(eve) == NONE


def test_a_disabled_user_has_no_role(looking: Looking) -> None:
    eva = hire(looking.fleet, "Eva Example", Role.ADMINISTRATOR)
    looking.dataverse.change("systemuser", eva.user_id, {"isdisabled": True})

    assert looking.of(eva) == NONE


def test_whom_dataverse_does_not_know_has_no_role(looking: Looking) -> None:
    stranger = Person(str(uuid4()), "", "Stranger", "")

    assert looking.of(stranger) == NONE


@pytest.mark.wire("B.8")
def test_an_app_has_the_roles_of_its_application_user(looking: Looking) -> None:
    client_id = str(uuid4())
    row = looking.dataverse.add_user("", "Portal", application_id=client_id)
    assign(looking.fleet, row["systemuserid"], Role.USER)

    def roles_of(client: str, *, is_app: bool) -> frozenset[Role]:
        return looking.roles.of(Caller(uuid4(), uuid4(), client, "", is_app=is_app))

    assert roles_of(client_id, is_app=True) == USER
    assert roles_of(client_id, is_app=False) == NONE
    assert roles_of("no-id' or 1 eq 1", is_app=True) == NONE


def test_roles_are_believed_for_minutes_and_their_lack_for_less(looking: Looking) -> None:
    looking.roles = looking.started(roles_seconds=300, no_roles_seconds=30)
    eva, tom = hire(looking.fleet, "Eva Example", Role.USER), hire(looking.fleet, "Tom Example")
    assert (looking.of(eva), looking.of(tom)) == (USER, NONE)
    take_away(looking.fleet, eva.user_id, Role.USER)
    assign(looking.fleet, tom.user_id, Role.USER)

    looking.timer.now = 29.0
    assert (looking.of(eva), looking.of(tom)) == (USER, NONE)
    looking.timer.now = 31.0
    assert (looking.of(eva), looking.of(tom)) == (USER, USER)
    looking.timer.now = 301.0
    assert looking.of(eva) == NONE


def test_many_requests_of_one_caller_at_once_ask_dataverse_once(looking: Looking) -> None:
    eva = hire(looking.fleet, "Eva Example", Role.USER)
    looking.world.server(Side.DATAVERSE).latency = 0.05
    looking.asked()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: looking.of(eva), range(16)))

    assert found == [USER] * 16
    assert looking.asked() == 1


def test_no_more_than_ten_thousand_callers_are_remembered(looking: Looking) -> None:
    memory = looking.roles.remembered

    for number in range(10_050):
        memory[number] = BOTH

    assert len(memory) == 10_000


FAULTS = {
    "unavailable": Fault(kind="status", status=503, times=None),
    "broken": Fault(kind="status", status=500, times=None),
    "unavailable for a minute": Fault(kind="status", status=503, retry_after=60, times=None),
    "no JSON": Fault(kind="status", status=200, body="{'value'", times=None),
    "other JSON": Fault(kind="status", status=200, body='{"value": [{"id": 1}]}', times=None),
    "a web page": Fault(kind="html_body", status=200, times=None),
    "reset": Fault(kind="reset", times=None),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_while_dataverse_does_not_tell_nobody_has_a_role_and_nothing_is_remembered(
    looking: Looking, fault: Fault
) -> None:
    eva = hire(looking.fleet, "Eva Example", Role.USER)
    server = looking.world.server(Side.DATAVERSE)
    server.faults.add(fault)

    with pytest.raises(TransientError) as caught:
        looking.of(eva)
    server.faults.clear()

    assert caught.value.code == "roles_unknown"
    assert caught.value.retry_after
    looking.world.clock.sleep(70)
    assert looking.of(eva) == USER


@pytest.mark.parametrize("status", [302, 403, 404])
def test_where_dataverse_refuses_the_app_nobody_has_a_role(looking: Looking, status: int) -> None:
    eva = hire(looking.fleet, "Eva Example", Role.USER)
    looking.world.server(Side.DATAVERSE).faults.add(Fault(kind="status", status=status, times=None))

    with pytest.raises(ConfigurationError):
        looking.of(eva)


def test_a_link_to_more_roles_that_leads_elsewhere_is_not_followed(looking: Looking) -> None:
    eva = hire(looking.fleet, "Eva Example", Role.USER)
    body = f"""{{"value": [{{"systemuserid": "{eva.user_id}", "systemuserroles_association": [],
        "systemuserroles_association@odata.nextLink": "https://example.com/more"}}]}}"""
    looking.world.server(Side.DATAVERSE).faults.add(
        Fault(kind="status", status=200, body=body, path=r"systemusers\?")
    )

    with pytest.raises(IntegrationError) as caught:
        looking.of(eva)

    assert caught.value.code == "service_link_foreign"


def test_pages_of_roles_that_lead_to_one_another_are_not_read_for_ever(
    looking: Looking, world: World
) -> None:
    person = hire(world.fleet, "Rosa Round", Role.USER)
    url = f"{world.fleet.dataverse_api}/roles"
    for page, following in (("one", "two"), ("two", "one"), ("", "one")):
        body = f'{{"value": [], "@odata.nextLink": "{url}?$skiptoken={following}"}}'
        world.fault(
            Side.DATAVERSE, "status", status=200, path=f"roles.*{page}", body=body, times=None
        )

    with pytest.raises(TransientError, match="leads to itself"):
        looking.of(person)
