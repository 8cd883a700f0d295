"""Who stands behind a request: the platform's word where it is on, else a token that is checked."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from dev.simulators.entra.directory import Directory
from dev.simulators.faults import Fault
from dev.simulators.fleet import Fleet
from shared.adapters.access.callers import EntraCallers
from shared.adapters.access.keys import TenantKeys
from shared.adapters.identity import Identity
from shared.errors import ConfigurationError, RequestError, TransientError
from shared.settings import AccessSettings, SignIn
from tests import forging
from tests.adapters.world import World

OID = "http://schemas.microsoft.com/identity/claims/objectidentifier"
TID = "http://schemas.microsoft.com/identity/claims/tenantid"
SCP = "http://schemas.microsoft.com/identity/claims/scope"
SUB = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier"


@pytest.fixture
def ada(fleet: Fleet) -> str:
    return fleet.credentials.user_id


def callers(fleet: Fleet, tenant: str | None = None, **settings: object) -> EntraCallers:
    known = fleet.credentials
    sign_in = SignIn(fleet.authority, tenant or known.tenant_id, known.client_id, None)
    return EntraCallers(AccessSettings(**settings), sign_in)  # type: ignore[arg-type]


def reason(call: Callable[[], object]) -> str:
    with pytest.raises(RequestError) as caught:
        call()
    assert caught.value.status == 401
    return caught.value.message


# Tokens


@pytest.mark.wire("C.4")
def test_a_person_is_known_by_a_token_for_this_app(fleet: Fleet, ada: str) -> None:
    token = fleet.user_token()

    caller = callers(fleet).identify(None, f"Bearer {token}")

    assert caller.object_id == UUID(ada)
    assert (caller.name, caller.is_app) == ("Ada Adatum", False)
    assert caller.client_id == fleet.credentials.client_id
    assert caller.token is not None
    assert caller.token.get_secret_value() == token


@pytest.mark.wire("C.1")
def test_a_token_of_version_1_is_as_good(fleet: Fleet, directory: Directory, ada: str) -> None:
    known = fleet.credentials
    (tenant,) = directory.tenants
    resources = tuple(
        replace(each, token_version=1) if each.app_id == known.client_id else each
        for each in tenant.resources
    )
    fleet.entra.directory = Directory((replace(tenant, resources=resources),))
    token = fleet.user_token()
    assert forging.claims_of(token)["ver"] == "1.0"

    assert callers(fleet).identify(None, f"Bearer {token}").object_id == UUID(ada)


@pytest.mark.wire("C.1")
def test_an_app_is_known_by_a_token_of_its_own(world: World) -> None:
    known = world.fleet.credentials
    token = Identity(world.identity_settings()).token(f"{known.app_resource}/.default")

    caller = callers(world.fleet).identify(None, f"bearer {token}")

    assert caller.is_app
    assert caller.object_id == UUID(known.client_object_id)
    assert caller.client_id == known.client_id


def test_a_tenant_may_be_named_by_its_domain(fleet: Fleet, ada: str) -> None:
    by_domain = callers(fleet, "contoso.example")

    assert by_domain.identify(None, f"Bearer {fleet.user_token()}").object_id == UUID(ada)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (forging.expired, "has expired"),
        (forging.for_another_app, "another app"),
        (forging.of_another_tenant, "another tenant"),
        (forging.without_the_scope, "lacks the scope"),
        (lambda fleet, user: forging.with_another_key(fleet.user_token(user)), "not genuine"),
        (lambda fleet, user: forging.unsigned(fleet.user_token(user)), "not signed as"),
        (
            lambda fleet, user: forging.signed_with_the_public_key(fleet, fleet.user_token(user)),
            "not signed as",
        ),
        (lambda fleet, user: fleet.user_token(user)[:-4] + "AAAA", "not genuine"),
        (lambda *_: "a.b.c", "can be read"),
        (lambda *_: "x" * 20_000, "too long"),
    ],
)
def test_a_token_that_is_not_good_for_this_app_is_refused_and_the_reason_told(
    fleet: Fleet, ada: str, make: Callable[[Fleet, str], str], told: str
) -> None:
    token = make(fleet, ada)

    message = reason(lambda: callers(fleet).identify(None, f"Bearer {token}"))

    assert told in message
    assert token not in message


def test_a_token_that_is_nested_without_end_is_none(fleet: Fleet) -> None:
    header = urlsafe_b64encode(b"[" * 30_000).decode().rstrip("=")

    assert reason(lambda: callers(fleet).identify(None, f"Bearer {header}.e30.e30"))


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer  ", "Basic YTpi", "token"])
def test_without_a_bearer_token_nobody_is_signed_in(fleet: Fleet, header: str | None) -> None:
    assert "Nobody is signed in" in reason(lambda: callers(fleet).identify(None, header))


def test_an_id_token_is_no_access_token(world: World, ada: str) -> None:
    known = world.fleet.credentials
    id_token = world.fleet.entra.id_token(known.tenant_id, ada, known.client_id)

    message = reason(lambda: callers(world.fleet).identify(None, f"Bearer {id_token}"))

    assert "no access token" in message


def test_an_app_without_a_registration_of_its_own_says_what_to_set(fleet: Fleet) -> None:
    nameless = EntraCallers(
        AccessSettings(), SignIn(fleet.authority, fleet.credentials.tenant_id, None, None)
    )

    with pytest.raises(ConfigurationError) as caught:
        nameless.identify(None, f"Bearer {fleet.user_token()}")

    assert caught.value.code == "sign_in_not_set_up"


# The platform


@pytest.mark.wire("C.3")
def test_the_platforms_header_is_believed_where_its_authentication_is_on(
    fleet: Fleet, ada: str
) -> None:
    caller = callers(fleet, platform=True).identify(forging.principal(fleet, ada), None)

    assert (caller.object_id, caller.name, caller.is_app) == (UUID(ada), "Ada Adatum", False)
    assert caller.token is None


@pytest.mark.wire("C.3")
def test_claims_may_have_their_short_names_and_an_app_has_no_scope(fleet: Fleet) -> None:
    app, known = "55555555-5555-4555-8555-555555555555", fleet.credentials
    long_names = {OID: "", TID: "", SCP: "", "name": ""}
    header = forging.principal(
        fleet, app, **long_names, oid=app, tid=known.tenant_id, sub=app, azp="a-client"
    )

    caller = callers(fleet, platform=True).identify(header, None)

    assert caller.is_app
    assert (caller.object_id, caller.client_id) == (UUID(app), "a-client")


def test_the_token_that_came_along_is_kept_for_acting_on_behalf(fleet: Fleet, ada: str) -> None:
    caller = callers(fleet, platform=True).identify(forging.principal(fleet, ada), "Bearer abc")

    assert caller.token is not None
    assert caller.token.get_secret_value() == "abc"


def test_somebody_who_signed_in_to_the_platform_itself_needs_no_scope(
    fleet: Fleet, ada: str
) -> None:
    header = forging.principal(fleet, ada, **{SCP: "", SUB: "pairwise"})

    assert not callers(fleet, platform=True).identify(header, None).is_app


@pytest.mark.wire("C.3")
def test_the_platforms_header_counts_for_nothing_where_its_authentication_is_off(
    fleet: Fleet, ada: str
) -> None:
    assert reason(lambda: callers(fleet).identify(forging.principal(fleet, ada), None))


def test_a_token_alone_is_not_enough_where_the_platform_should_have_said_who_calls(
    fleet: Fleet,
) -> None:
    checked = callers(fleet, platform=True)

    assert reason(lambda: checked.identify(None, f"Bearer {fleet.user_token()}"))


@pytest.mark.parametrize(
    "header",
    [
        "%%%",
        "bm90IGpzb24=",
        "e30=",
        "W10=",
        "eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W119",  # no claims
        "eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W3sidHlwIjoib2lkIn1dfQ==",  # a claim without value
        "A" * 40_000,
        b64encode(b'{"auth_typ": "aad", "claims": ' + b"[" * 20_000).decode(),
        b64encode(b'{"auth_typ": "\xff"}').decode(),
    ],
)
def test_a_header_that_no_platform_has_written_is_refused(fleet: Fleet, header: str) -> None:
    assert reason(lambda: callers(fleet, platform=True).identify(header, None))


@pytest.mark.parametrize(
    "claims",
    [
        {TID: "99999999-9999-4999-8999-999999999999"},
        {OID: "not-an-id"},
        {SCP: "profile"},
    ],
)
def test_a_caller_of_another_tenant_or_without_consent_is_refused(
    fleet: Fleet, ada: str, claims: dict[str, str]
) -> None:
    header = forging.principal(fleet, ada, **claims)

    assert reason(lambda: callers(fleet, platform=True).identify(header, None))


def test_as_a_second_line_the_token_must_be_there_good_and_the_same_persons(
    fleet: Fleet, ada: str
) -> None:
    strict = callers(fleet, platform=True, validate_tokens=True)
    of_ada, token = forging.principal(fleet, ada), fleet.user_token()
    of_another = forging.principal(fleet, "66666666-6666-4666-8666-666666666666")

    assert strict.identify(of_ada, f"Bearer {token}").object_id == UUID(ada)
    assert "token itself" in reason(lambda: strict.identify(of_ada, None))
    assert "another's" in reason(lambda: strict.identify(of_another, f"Bearer {token}"))
    assert "expired" in reason(
        lambda: strict.identify(of_ada, f"Bearer {forging.expired(fleet, ada)}")
    )


# Entra ID's keys


class Timer:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def directory(fleet: Fleet) -> Iterator[Directory]:
    before = fleet.entra.directory
    yield before
    fleet.entra.directory = before
    fleet.entra_server.faults.clear()
    fleet.entra_server.journal.clear()


def asked(fleet: Fleet) -> int:
    """Return how often the keys were read."""
    return sum("discovery" in each.target for each in fleet.entra_server.journal.last(100))


def test_keys_are_read_once_a_day_and_for_an_unknown_one_at_most_once_a_minute(
    world: World, directory: Directory
) -> None:
    timer, known = Timer(), world.fleet.credentials
    keys = TenantKeys(world.fleet.authority, known.tenant_id, timer)
    world.fleet.entra_server.journal.clear()

    [key_id] = keys.published().keys
    keys.published(key_id)
    keys.published("unknown")
    assert asked(world.fleet) == 1

    timer.now = 61.0
    for number in range(5):
        keys.published(f"unknown {number}")
    assert asked(world.fleet) == 2

    timer.now = 61.0 + 24 * 3600
    keys.published(key_id)
    assert asked(world.fleet) == 3


def test_a_new_key_is_found_when_the_first_token_names_it(world: World) -> None:
    timer, fleet = Timer(), world.fleet
    keys = TenantKeys(fleet.authority, fleet.credentials.tenant_id, timer)
    [before] = keys.published().keys
    timer.now = 61.0

    now = fleet.entra.roll_key()

    assert now != before
    assert {*keys.published(now).keys} == {before, now}


def test_while_entra_id_does_not_answer_nobody_gets_in_and_it_is_left_alone_for_a_while(
    world: World, directory: Directory
) -> None:
    timer, fleet = Timer(), world.fleet
    keys = TenantKeys(fleet.authority, fleet.credentials.tenant_id, timer)
    fleet.entra_server.faults.add(Fault(kind="status", status=503))
    fleet.entra_server.journal.clear()

    for _ in range(3):
        with pytest.raises(TransientError) as caught:
            keys.published()
        assert caught.value.code == "identity_unreachable"
        assert caught.value.retry_after

    assert fleet.entra_server.journal.total == 1
    fleet.entra_server.faults.clear()
    timer.now = 6.0
    assert keys.published().keys


def test_keys_at_another_host_are_not_fetched(world: World) -> None:
    fleet = world.fleet
    tenant = fleet.credentials.tenant_id
    body = f'{{"issuer": "https://sts.example/{tenant}/v2.0", "jwks_uri": "https://example.com/k"}}'
    fleet.entra_server.faults.add(
        Fault(kind="status", status=200, body=body, path="openid-configuration", times=1)
    )

    with pytest.raises(TransientError):
        TenantKeys(fleet.authority, tenant).published()
    fleet.entra_server.faults.clear()
