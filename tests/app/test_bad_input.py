"""What is wrong from outside is told in one sentence, and nothing is done by halves."""

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from decimal import Decimal
from uuid import uuid4

import pytest
import requests
from azure.storage.queue import QueueClient

from shared.settings import DEFAULT_QUEUE_NAME
from tests.surroundings import Json, Surroundings

NOWHERE = "https://127.0.0.1:1"
COMPANY = "6c0d6f0e-5b3c-4c59-9d4e-2f6e3f2b8a11"
SECRET = "a-secret-that-nobody-may-see"
STORAGE = "http://127.0.0.1:1/devstoreaccount1"
KEY = "c2VjcmV0LWtleQ=="


@pytest.fixture
def settings() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as environment:
        yield environment


def sentence(answer: requests.Response, status: int) -> str:
    """Return what a refusal says, once it is known to be a proper one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert "Traceback" not in answer.text
    detail: str = answer.json()["detail"]
    assert detail[-1] in ".?"
    return detail


# Settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BC_TENANT_ID", ""),
        ("BC_TENANT_ID", "../other"),
        ("BC_ENVIRONMENT", "Production/Sandbox"),
        ("BC_COMPANY_ID", "CRONUS"),
        ("BC_BASE_URL", "http://contoso.example"),
        ("BC_BASE_URL", f"https://user:{SECRET}@contoso.example"),
        ("BC_PAGE_SIZE", "many"),
        ("DATAVERSE_URL", ""),
        ("DATAVERSE_URL", "https://contoso..example"),
        ("DATAVERSE_URL", "https://contoso example"),
        ("DATAVERSE_URL", "https://contoso.example:port"),
        ("DATAVERSE_URL", "https://contoso.example:99999"),
        ("ENTRA_TENANT_ID", ""),
        ("ENTRA_CLIENT_ID", "not an id"),
        ("ENTRA_AUTHORITY", "http://login.example"),
        ("ENTRA_CERTIFICATE_PATH", "/beside/the/secret.pem"),
        ("ENTRA_CLIENT_SECRET", "@Microsoft.KeyVault(SecretUri=https://contoso.example/one/)"),
        ("AzureWebJobsStorage", ""),
        ("AzureWebJobsStorage", SECRET),
        ("SYNC_TABLE_PREFIX", "sync-"),
        ("SYNC_QUEUE_NAME", "q" * 57),
        ("SYNC_LEASE_SECONDS", "1"),
    ],
)
def test_a_missing_or_wrong_setting_is_named_and_nothing_is_started(
    world: Surroundings, settings: pytest.MonkeyPatch, name: str, value: str
) -> None:
    settings.setenv(name, value)
    world.stop_app()

    answer = world.call("POST", "mappings/customer/sync", json={"full": True})

    told = sentence(answer, 500)
    assert name in told
    assert answer.json()["code"] == "settings_invalid"
    assert SECRET not in answer.text
    assert world.call("GET", "health").status_code == 200
    assert world.call("GET", "openapi.json").status_code == 200
    assert world.writes() == 0


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("BC_TENANT_ID", COMPANY, "Microsoft Entra Applications"),
        ("BC_ENVIRONMENT", "NoSuchPlace", "BC_ENVIRONMENT"),
        ("BC_COMPANY_ID", COMPANY, "BC_COMPANY_ID"),
    ],
)
def test_a_setting_that_a_service_refuses_fails_the_run_with_what_to_correct(
    world: Surroundings, name: str, value: str, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    world.customers.add("Adatum")
    world.start_app(**{name: value})

    run = world.sync(direction="to_dataverse", full=True)

    assert run["state"] == "failed"
    assert named in run["message"]
    assert SECRET not in json.dumps(run) + caplog.text
    assert not world.accounts.all()


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("ENTRA_CLIENT_SECRET", SECRET, "ENTRA_CLIENT_SECRET"),
        ("ENTRA_CLIENT_ID", COMPANY, "ENTRA_CLIENT_ID"),
        ("ENTRA_TENANT_ID", COMPANY, "ENTRA_TENANT_ID"),
        ("DATAVERSE_URL", NOWHERE, "the service's address"),
    ],
)
def test_a_setting_that_keeps_the_app_out_of_dataverse_keeps_everybody_out_of_the_app(
    world: Surroundings, name: str, value: str, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    world.customers.add("Adatum")
    right = os.environ[name]
    world.start_app(**{name: value}, ACCESS_CLIENT_ID=world.stack.fleet.credentials.client_id)

    answer = world.call("POST", "mappings/customer/sync", json={"full": True})
    world.stack.host.fire_timer("sync_customer")
    world.start_app(**{name: right})

    assert named in sentence(answer, 500)
    job = world.get("jobs", top=1)["value"][0]
    assert (job["state"], named in job["message"]) == ("failed", True)
    assert SECRET not in answer.text + json.dumps(job) + caplog.text


def test_an_unreachable_service_makes_the_app_not_ready_and_its_setting_is_named(
    world: Surroundings,
) -> None:
    world.start_app(BC_BASE_URL=NOWHERE)

    answer = world.call("GET", "health/ready")

    assert answer.status_code == 503
    checks = answer.json()["checks"]
    assert [which for which, told in checks.items() if "BC_BASE_URL" in told] == ["bc"]
    assert (checks["dataverse"], checks["storage"]) == ("ok", "ok")


@pytest.mark.parametrize(
    ("name", "code"),
    [("ENTRA_AUTHORITY", "identity_unreachable"), ("DATAVERSE_URL", "identity_refused")],
)
def test_where_nobody_can_be_known_readiness_tells_that_and_liveness_stays(
    world: Surroundings, name: str, code: str
) -> None:
    world.start_app(**{name: NOWHERE})

    answer = world.call("GET", "health/ready")

    assert code == answer.json()["code"]
    assert world.call("GET", "health").json() == {"status": "alive"}


@pytest.mark.parametrize(
    ("endpoint", "status", "code"),
    [("http://127.0.0.1:1/", 503, "storage_unavailable"), ("", 500, "storage_refused")],
)
def test_a_storage_account_that_does_not_open_is_told_without_its_key(
    world: Surroundings, endpoint: str, status: int, code: str
) -> None:
    known = world.stack.azurite.connection_string.split(";")
    parts = dict(part.split("=", 1) for part in known if part)
    parts["AccountKey"] = KEY
    if endpoint:
        parts |= {"TableEndpoint": STORAGE, "QueueEndpoint": STORAGE}
    world.set_up = False  # What does not open cannot be asked whether setup was done.
    world.start_app(AzureWebJobsStorage=";".join(f"{k}={v}" for k, v in parts.items()))

    answer = world.call("POST", "mappings/customer/sync", json={})

    assert "AzureWebJobsStorage" in sentence(answer, status)
    assert answer.json()["code"] == code
    assert KEY not in answer.text


# Mappings


def start_with(world: Surroundings, *changes: tuple[str, str]) -> None:
    """Start the app with the customers' file changed."""
    file = world.folder / "customer.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    world.start_app()


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("match: 2", "macth: 2", 'fields[0].macth: unknown key, did you mean "match"?'),
        ("mapping: CURRENCY", "mapping: CURRENCIES", "there is no usable mapping CURRENCIES"),
        ("deleted: keep", "deleted: 2020-13-01", "quote it"),
        ("deleted: keep", "deleted: [", "not readable as YAML"),
        ("deleted: keep", "deleted: keep\ndeleted: keep", "deleted: given twice"),
        ("deleted: keep", "schedule: every day", "schedule: 'every day' is not a schedule"),
    ],
)
def test_a_mistake_in_a_file_switches_that_mapping_off_and_no_other(
    world: Surroundings, old: str, new: str, mistake: str
) -> None:
    start_with(world, (old, new))

    listed = world.get("mappings")["value"]

    usable = [each["slug"] for each in listed if each["usable"]]
    assert usable == ["currency", "salespeople"]
    [told] = {each["mistake"] for each in listed if not each["usable"]}
    assert told.startswith("customer.yaml: ")
    assert mistake in told
    assert "is switched off" in sentence(world.call("POST", "mappings/customer/sync", json={}), 404)


def test_a_mapping_with_a_mistake_is_known_by_its_slug_whatever_its_file_is_called(
    world: Surroundings,
) -> None:
    start_with(world, ("match: 2", "macth: 2"))
    (world.folder / "customer.yaml").rename(world.folder / "clients.yaml")
    world.start_app()

    [listed] = [each for each in world.get("mappings")["value"] if not each["usable"]]
    told = sentence(world.call("GET", "mappings/customer"), 404)

    assert (listed["file"], listed["slug"]) == ("clients.yaml", "customer")
    assert "is switched off: clients.yaml: " in told
    assert told.endswith('did you mean "match"?')


def test_the_name_in_a_file_that_is_no_yaml_is_known(world: Surroundings) -> None:
    start_with(world, ("deleted: keep", "deleted: ["))

    [listed] = [each for each in world.get("mappings")["value"] if not each["usable"]]

    assert listed["slug"] == "customer"


def test_a_file_without_a_readable_name_is_known_by_its_own(world: Surroundings) -> None:
    start_with(world, ("name: CUSTOMER", "name = ["))

    [listed] = [each for each in world.get("mappings")["value"] if not each["usable"]]

    assert listed["slug"] is None
    assert sentence(world.call("GET", "mappings/customer"), 404).endswith(".")


@pytest.mark.soak(but=[0, 3, 6])
@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("entity: customers", "entity: custumers", "custumers"),
        ("table: account", "table: acount", "acount"),
        ("bc: phoneNumber", "bc: phoneNumbr", "phoneNumbr"),
        ("dataverse: telephone1", "dataverse: telefone1", "telefone1"),
        ("blocked eq ' '", "bloked eq ' '", "bloked"),
        ("statecode eq 0", "statcode eq 0", "statcode"),
        ("statecode eq 0", "statecode eq", "filter"),
    ],
)
def test_a_mapping_that_a_service_does_not_know_fails_its_run_and_writes_nothing(
    world: Surroundings, old: str, new: str, named: str
) -> None:
    world.customers.add("Adatum")
    world.accounts.add("Litware")
    start_with(world, (old, new))

    run = world.sync(full=True)

    assert run["state"] == "failed"
    assert named in run["message"]
    assert "Traceback" not in run["message"]
    if "eq" not in old:
        assert world.writes() == 0


def test_a_folder_without_mapping_files_is_told_when_asked_whether_the_app_is_ready(
    world: Surroundings,
) -> None:
    for file in world.folder.iterdir():
        file.unlink()
    world.start_app()

    [mistake] = world.get("health/ready")["mistakes"]

    assert "SYNC_MAPPING_FOLDER" in mistake


# Requests


@pytest.mark.scenario(
    "CRMEntitySynchTest.SplitTableFilterUnexpectedChar",
    "IntegrationTableSynchTest.SynchRecordsMustBeToOrFromIntegrationTable",
)
@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"{", "JSON"),
        (b"\xff", "JSON"),
        (b"[" * 5000, "JSON"),
        (b"null", "object"),
        (b'{"full": "perhaps"}', "full"),
        (b'{"ful": true}', "ful"),
        (b'{"top": -1}', "top"),
        (b'{"records": ["1 or 1=1"]}', "records.0"),
        (b'{"direction": "sideways"}', "direction"),
        (b'{"records": ["%s"]}' % COMPANY.encode(), "direction"),
        (json.dumps({str(n): n for n in range(1000)}).encode(), "995 more"),
    ],
)
def test_a_body_that_is_not_understood_is_refused_and_no_run_begins(
    world: Surroundings, body: bytes, named: str
) -> None:
    answer = world.call("POST", "mappings/customer/sync", data=body)

    told = sentence(answer, 400)
    assert named in told
    assert len(told) < 500
    assert world.get("jobs")["value"] == []


def test_a_body_beyond_a_mebibyte_is_refused(world: Surroundings) -> None:
    answer = world.call("POST", "mappings/customer/sync", data=b" " * (1024 * 1024 + 1))

    assert "1 MiB" in sentence(answer, 413)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("jobs?top=-1", 400),
        ("jobs?top=1e3", 400),
        ("jobs?ordinal=1", 400),
        ("jobs?continuation=" + "z" * 201, 400),
        ("pending?continuation=%C2%B2", 400),
        ("pending?mapping=%27%20or%201%20eq%201", 404),
        ("mappings/customer/couplings?continuation=..%2F%27%20or%20%27", 400),
        ("mappings/customer/couplings?continuation=g", 400),
        ("mappings/customer/couplings?bc_id=1", 400),
        (f"mappings/customer/couplings?bc_id={COMPANY}&dataverse_id={COMPANY}", 400),
        ("mappings/..%2F..%2Fcustomer", 404),
        ("mappings/customer%2Fsync", 404),
        ("mappings/%F0%9F%98%80", 404),
        ("mappings/%00", 404),
        ("jobs/%27%20or%20%27a%27%20eq%20%27a", 404),
        ("jobs/%23%3F%5C.customer", 404),
        ("jobs/" + "9" * 2000, 404),
        ("runs/%2e%2e", 404),
        ("runs/53c557e0-462f-4eeb-b9b6-5cadcdc67f02", 404),
    ],
)
def test_an_address_that_means_nothing_is_refused_in_a_sentence(
    world: Surroundings, path: str, status: int
) -> None:
    assert sentence(world.call("GET", path), status)


def test_of_a_chosen_record_that_is_no_id_nothing_else_is_said(world: Surroundings) -> None:
    body = {"mapping": "customer", "direction": "to_dataverse", "action": "retry", "records": ["x"]}

    told = sentence(world.call("POST", "pending/resolve", json=body), 400)

    assert told.startswith("The request is not understood: records.0: ")
    assert "records: " not in told


@pytest.mark.parametrize(
    ("method", "path", "body", "told"),
    [
        (
            "GET",
            "jobs?tpo=5",
            None,
            "tpo: there is no such key. There are top, continuation, mapping.",
        ),
        (
            "POST",
            "sync/full",
            {"full": True},
            "full: there is no such key. Nothing is to be given.",
        ),
        (
            "POST",
            "mappings/customer/couplings",
            {"pairs": [{"bc": COMPANY, "dataverse_id": COMPANY, "bc_id": COMPANY}]},
            "pairs.0.bc: there is no such key. There are bc_id, dataverse_id.",
        ),
    ],
)
def test_a_key_that_a_route_does_not_take_is_told_with_those_that_it_does(
    world: Surroundings, method: str, path: str, body: Json | None, told: str
) -> None:
    answer = world.call(method, path, json=body)

    assert sentence(answer, 400) == f"The request is not understood: {told}"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("runs/nonsense", 404, "There is no run 'nonsense'; GET /api/runs lists"),
        ("jobs/nonsense", 404, "There is no job 'nonsense'; GET /api/jobs lists"),
        ("jobs/nonsense/errors", 404, "There is no job 'nonsense'; GET /api/jobs lists"),
        ("mappings/customer/explain/bc/123", 400, "'123' is no id of a record: ask"),
        (f"mappings/customer/compare/crm/{COMPANY}", 400, "'crm' is neither bc nor dataverse: ask"),
    ],
)
def test_what_is_not_found_is_named(world: Surroundings, path: str, status: int, told: str) -> None:
    assert sentence(world.call("GET", path), status).startswith(told)


@pytest.mark.parametrize("spelled", ["{id}", "{{{id}}}", "urn:uuid:{id}", "{upper}", "{bare}"])
def test_couplings_go_on_after_an_id_however_it_is_spelled(
    world: Surroundings, spelled: str
) -> None:
    world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    world.full_sync()
    first = world.get("mappings/customer/couplings", top=2)
    id_ = first["continuation"]
    written = spelled.format(id=id_, upper=id_.upper(), bare=id_.replace("-", ""))

    second = world.get("mappings/customer/couplings", top=2, continuation=written)

    assert second["value"] == world.couplings()[2:]


def test_a_function_key_opens_nothing(world: Surroundings) -> None:
    keys = world.stack.host.keys

    for key in (keys.default, keys.master):
        headers = {"x-functions-key": key, "Authorization": ""}
        assert world.call("GET", "jobs", headers=headers).status_code == 401
        params = {"code": key}
        assert world.call("GET", "jobs", headers=headers, params=params).status_code == 401


def test_a_thousand_chosen_records_are_kept_with_their_run(world: Surroundings) -> None:
    ids = [str(uuid4()) for _ in range(1000)]

    run = world.sync(direction="to_dataverse", records=ids)

    assert run["state"] == "finished"
    assert run["records"] == ids


# Queue messages


@pytest.mark.parametrize("text", [b"{", b"[]", b'{"run": 1}', b"\xff", b'{"run": "x", "more": 1}'])
def test_a_foreign_message_in_the_poison_queue_is_reported_and_does_not_come_back(
    world: Surroundings, text: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    connection_string = world.stack.azurite.connection_string
    name = f"{DEFAULT_QUEUE_NAME}-poison"
    with QueueClient.from_connection_string(connection_string, name) as queue:
        queue.send_message(b64encode(text).decode())
        world.stack.host.drain_queues(include_poison=True)

        assert queue.get_queue_properties().approximate_message_count == 0
    assert "foreign message removed from the queue" in caplog.text


# Values


def test_names_of_all_kinds_travel_unchanged_and_stay_apart(world: Surroundings) -> None:
    names: list[Json] = [
        {"displayName": name}
        for name in (
            "O'Neil's \"Shop\" & <Sons>",
            "Größe 株式会社 مرحبا",
            "Emoji 👩‍👩‍👧‍👦 Ltd",
            "x" * 100,
            "100% + #1? a/b\\c; (d) [e] {f} $select=*",
            "adatum",
            "ADATUM AG",
            "' or 1 eq 1 or ''='",
        )
    ]
    for values in names:
        world.customers.add(values["displayName"], creditLimit=Decimal("12345678901.12"))
    world.accounts.add("O'Neil's \"Shop\" & <Sons>")

    world.full_sync()
    again = world.tick()

    assert sorted(row["name"] for row in world.accounts.all()) == sorted(
        values["displayName"] for values in names
    )
    assert not world.pending()
    assert all(not job["counters"]["modified"] for job in again["jobs"])
