"""Mappings whose records point to each other: values that cannot go over yet follow in a next run.

Accounts have a primary contact, and contacts an account: in Business Central, locations name a
payment method, and payment methods a location.
"""

from collections.abc import Iterator

import pytest

from tests.surroundings import Json, Surroundings, counters

ACCOUNTS: Json = {
    "name": "METHOD",
    "bc": {"entity": "paymentMethods"},
    "dataverse": {"table": "account"},
    "only_coupled": False,
    "fields": [
        {"bc": "code", "dataverse": "accountnumber", "match": 1},
        {
            "bc": "displayName",
            "dataverse": "primarycontactid",
            "lookup": {"mapping": "PLACE", "by": "code", "uncoupled": "later"},
        },
    ],
}
CONTACTS: Json = {
    "name": "PLACE",
    "bc": {"entity": "locations"},
    "dataverse": {"table": "contact"},
    "only_coupled": False,
    "fields": [
        {"bc": "code", "dataverse": "lastname", "match": 1},
        {
            "bc": "displayName",
            "dataverse": "parentcustomerid",
            "lookup": {"mapping": "METHOD", "by": "code"},
        },
    ],
}


class Circle:
    """A payment method and a location that name each other."""

    def __init__(self, world: Surroundings) -> None:
        self.world = world
        self._bc, self._company = world.stack.fleet.business_central, world.customers.company
        self.clear()
        for table in ("locations", "paymentMethods"):
            for row in self._bc.rows(table, company=self._company):
                self._bc.delete(table, row["id"], company=self._company)
        self.method = self.add("paymentMethods", code="M", displayName="P")
        self.place = self.add("locations", code="P", displayName="M")

    def add(self, table: str, **values: str) -> Json:
        [row] = self._bc.add_many(table, [values], company=self._company)
        return dict(row)

    def change_method(self, **values: str) -> None:
        self._bc.change("paymentMethods", self.method["id"], values, company=self._company)

    def read_method(self) -> Json:
        found = self._bc.read("paymentMethods", self.method["id"], company=self._company)
        assert found is not None
        return dict(found)

    def account(self) -> Json:
        [account] = self.world.accounts.all()
        return account

    def contacts(self) -> list[Json]:
        with self.world.stack.fleet.dataverse_server.lock:
            return self.world.stack.fleet.dataverse.rows("contact")

    def run(self, mapping: str) -> Json:
        return self.world.sync(mapping)

    def waiting(self) -> list[Json]:
        return list(self.world.get("pending", mapping="method")["value"])

    def clear(self) -> None:
        dataverse = self.world.stack.fleet.dataverse
        self.world.accounts.clear()
        for contact in self.contacts():
            with self.world.stack.fleet.dataverse_server.lock:
                dataverse.delete("contact", contact["contactid"])


@pytest.fixture(params=["to_dataverse", "bidirectional"])
def circle(world: Surroundings, request: pytest.FixtureRequest) -> Iterator[Circle]:
    world.add_own(*(each | {"direction": request.param} for each in (ACCOUNTS, CONTACTS)))
    circle = Circle(world)
    yield circle
    circle.clear()


@pytest.mark.soak(but=[0])
def test_a_record_goes_over_without_a_value_that_it_gets_in_the_next_run(circle: Circle) -> None:
    first = circle.run("method")

    assert counters(first)["inserted"] == 1
    assert circle.account()["_primarycontactid_value"] is None
    [entry] = circle.waiting()
    assert (entry["cause"], entry["direction"]) == ("dependency", "to_dataverse")
    assert "displayName points to P, which is not coupled in PLACE" in entry["message"]

    circle.run("place")
    [contact] = circle.contacts()
    assert contact["_parentcustomerid_value"] == circle.account()["accountid"]

    second = circle.run("method")

    assert counters(second)["modified"] == 1
    assert circle.account()["_primarycontactid_value"] == contact["contactid"]
    assert circle.waiting() == []

    for mapping in ("method", "place"):
        circle.run(mapping)
        silent = circle.run(mapping)
        for job in silent["jobs"]:
            assert {name for name, count in job["counters"].items() if count} <= {
                "read",
                "unchanged",
            }


@pytest.mark.soak(but=[0])
def test_a_full_synchronization_and_one_run_more_close_the_circle(circle: Circle) -> None:
    circle.world.call("POST", "sync/full")
    circle.world.stack.host.drain_queues(include_delayed=True)
    runs = [run["mapping"] for run in circle.world.get("sync/full")["runs"]]
    circle.run("method")

    assert runs.index("method") < runs.index("place")
    [contact] = circle.contacts()
    assert circle.account()["_primarycontactid_value"] == contact["contactid"]


@pytest.mark.soak(but=[0])
def test_a_value_that_follows_later_waits_as_long_as_it_takes(circle: Circle) -> None:
    circle.run("method")
    for _ in range(3):
        again = circle.run("method")
        assert counters(again).keys() <= {"read", "unchanged"}
    [entry] = circle.waiting()
    assert not entry["skipped"]
    assert entry["cause"] == "dependency"

    circle.run("place")
    circle.run("method")

    assert circle.account()["_primarycontactid_value"] == circle.contacts()[0]["contactid"]
    assert circle.waiting() == []


@pytest.mark.soak(but=[0])
def test_a_record_that_points_nowhere_any_more_waits_for_nothing(circle: Circle) -> None:
    circle.run("method")

    circle.change_method(displayName="")
    circle.run("method")

    assert circle.waiting() == []
    assert circle.account()["_primarycontactid_value"] is None


@pytest.mark.soak(but=[0])
def test_other_values_travel_while_one_is_to_follow(circle: Circle) -> None:
    circle.run("method")

    circle.change_method(code="N")
    circle.run("method")

    assert circle.account()["accountnumber"] == "N"
    assert [entry["cause"] for entry in circle.waiting()] == ["dependency"]


@pytest.mark.soak(but=[0])
def test_a_partner_found_by_its_key_gets_the_value_later_too(circle: Circle) -> None:
    circle.world.accounts.add("Found", accountnumber="M")
    circle.run("method")
    assert len(circle.waiting()) == 1

    circle.run("place")
    circle.run("method")

    assert circle.account()["_primarycontactid_value"] == circle.contacts()[0]["contactid"]
    assert circle.waiting() == []
    assert circle.read_method()["displayName"] == "P"


@pytest.mark.soak(but=[0])
def test_what_a_person_decided_is_carried_out_once_though_a_value_is_to_follow(
    circle: Circle,
) -> None:
    circle.run("method")
    [entry] = circle.waiting()

    circle.world.resolve(entry, "bc_wins")

    [left] = circle.waiting()
    assert left["cause"] == "dependency"
    assert not left["decided"]
