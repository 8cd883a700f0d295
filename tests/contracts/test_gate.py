"""Who may call which route: a table beside the code, in which none may be forgotten."""

from shared.domain.callers import Role
from shared.functions.gate import Gate, gate_of
from tests.contracts.routes import routes

OPEN = Gate(identity=False)
READS = Gate(identity=True, roles=(Role.USER,))
ADMINISTERS = Gate(identity=True, roles=(Role.ADMINISTRATOR,))
SIGNED_IN = Gate(identity=True)
ASKS = Gate(identity=True, roles=(Role.PRODUCT_AVAILABILITY,))
ANY_ROLE = Gate(identity=True, roles=tuple(Role))

TABLE = {
    "GET health": OPEN,
    "GET health/ready": ANY_ROLE,
    "POST setup": SIGNED_IN,
    "GET setup": SIGNED_IN,
    "POST setup/enable": ADMINISTERS,
    "POST setup/disable": ADMINISTERS,
    "POST setup/restore-mappings": ADMINISTERS,
    "POST setup/reinitialise": ADMINISTERS,
    "POST setup/shadow": ADMINISTERS,
    "GET shadow": ADMINISTERS,
    "GET shadow/{mapping}": ADMINISTERS,
    "GET mappings": READS,
    "GET mappings/{mapping}": READS,
    "POST mappings/{mapping}/sync": ADMINISTERS,
    "GET mappings/{mapping}/explain/{side}/{id}": READS,
    "GET mappings/{mapping}/compare/{side}/{id}": READS,
    "GET status": READS,
    "GET signals": READS,
    "GET mappings/{mapping}/couplings": READS,
    "POST mappings/{mapping}/couplings": ADMINISTERS,
    "POST mappings/{mapping}/couplings/import": ADMINISTERS,
    "POST mappings/{mapping}/couplings/match": ADMINISTERS,
    "POST mappings/{mapping}/couplings/create": ADMINISTERS,
    "POST mappings/{mapping}/couplings/uncouple": ADMINISTERS,
    "DELETE mappings/{mapping}/couplings/{bc_id}": ADMINISTERS,
    "POST sync/full": ADMINISTERS,
    "GET sync/full": ADMINISTERS,
    "GET runs": READS,
    "GET runs/{run}": READS,
    "POST runs/{run}/approve": ADMINISTERS,
    "GET jobs": READS,
    "GET jobs/{job}": READS,
    "GET jobs/{job}/errors": READS,
    "GET pending": ADMINISTERS,
    "POST pending/resolve": ADMINISTERS,
    "GET salespeople": ADMINISTERS,
    "POST salespeople/couplings": ADMINISTERS,
    "GET products/{product}/availability": ASKS,
    "POST availability": ASKS,
    "GET quotes/{id}/availability": ASKS,
    "GET orders/{id}/availability": ASKS,
    "GET opportunities/{id}/availability": ASKS,
    "POST setup/availability": ADMINISTERS,
    "GET accounts/{account}/statistics": ANY_ROLE,
    "GET links/{mapping}/{side}/{id}": ANY_ROLE,
    "GET console": OPEN,
    "GET pages/{*path}": OPEN,
    "GET sign-in": OPEN,
    "GET me": SIGNED_IN,
    "GET openapi.json": OPEN,
    "GET notifications/bc": OPEN,
    "POST notifications/bc": OPEN,
    "POST notifications/dataverse": OPEN,
}


def test_each_route_lets_in_whom_the_table_says_and_there_is_no_other_route() -> None:
    found = {
        str(route): Gate(route.identity, tuple(Role(name) for name in route.roles))
        for route in routes()
    }

    assert found == TABLE


def test_roles_decide_and_no_key_of_the_platform_does() -> None:
    assert {route.level for route in routes()} == {"ANONYMOUS"}


def test_a_handler_behind_no_gate_counts_as_open() -> None:
    assert gate_of(test_roles_decide_and_no_key_of_the_platform_does) == OPEN
