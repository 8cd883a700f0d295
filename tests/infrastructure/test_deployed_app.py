"""What the template deploys is what the app's code asks for."""

import json
import re

import pytest
import yaml

from dev.bicep.reading import members, strings, text_of
from dev.commands.bicep import FOLDER
from dev.settings_table import fields
from shared.settings import Settings
from tests.contracts.routes import routes
from tests.infrastructure.template import (
    ROOT,
    default_of,
    settings_of,
    tables,
    template,
)

APP = "modules/function-app"
OF_THE_PLATFORM = {
    "AzureWebJobsStorage__credential",
    "AzureWebJobsStorage__blobServiceUri",
    "PYTHON_THREADPOOL_THREAD_COUNT",
}
SAMPLES = {
    "BC_COMPANY_ID": "6c0d6f0e-5b3c-4c59-9d4e-2f6e3f2b8a11",
    "DATAVERSE_URL": "https://contoso.crm4.dynamics.com",
    "AzureWebJobsStorage__queueServiceUri": "https://contoso.queue.core.windows.net/",
    "AzureWebJobsStorage__tableServiceUri": "https://contoso.table.core.windows.net/",
    "SYNC_PUBLIC_URL": "https://contoso.azurewebsites.net",
    "SYNC_NOTIFICATION_SECRET": "made-up-at-random",
    "SYNC_TABLE_PREFIX": "sync",
    "SYNC_QUEUE_NAME": "sync-work",
    "TELEMETRY_AZURE_MONITOR": "true",
    "APPLICATIONINSIGHTS_AUTHENTICATION_STRING": "ClientId=sample;Authorization=AAD",
}


def credentials() -> dict[str, set[str]]:
    """Return which settings each way to sign in gives the app."""
    ways = members(template(APP).value("credentials"))
    return {way: set(members(node)) for way, node in ways.items()}


def deployed(way: str) -> set[str]:
    given = {*settings_of("main", "settings"), *settings_of(APP, "platformSettings")}
    further = {*settings_of(APP, "notified"), *settings_of(APP, "observed")}
    return given | further | credentials()[way]


def test_each_setting_that_is_deployed_is_one_of_the_app_or_of_the_platform() -> None:
    known = {name for name, _ in fields()} | OF_THE_PLATFORM

    assert set().union(*map(deployed, credentials())) - known == set()


@pytest.mark.parametrize("way", ["identity", "secret", "certificate"])
def test_the_app_accepts_what_each_way_to_sign_in_gives_it(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, _ in fields():
        monkeypatch.delenv(name, raising=False)
    for name in deployed(way):
        monkeypatch.setenv(name, SAMPLES.get(name, "sample"))

    settings = Settings.load()

    assert settings.identity.uses_managed_identity == (way == "identity")
    assert settings.identity.has_certificate == (way == "certificate")
    assert settings.storage.connection_string is None
    assert settings.sign_in.client_id == "sample"
    assert settings.notifications.bc_address is not None
    assert settings.telemetry.by_identity
    assert settings.telemetry.authentication["clientid"] == "sample"


def test_a_secret_is_nowhere_but_in_the_vault() -> None:
    ways = members(template(APP).value("credentials"))
    given = {name: text for node in ways.values() for name, text in members(node).items()}
    told = {name: text_of(node) for name, node in given.items()} | settings_of(APP, "notified")
    secret = [name for name, field in fields() if "SecretStr" in str(field.annotation)]

    held = {name: text for name, text in told.items() if name in secret}
    assert held.keys() == {"ENTRA_CLIENT_SECRET", "ENTRA_CERTIFICATE", "SYNC_NOTIFICATION_SECRET"}
    assert all("@Microsoft.KeyVault(SecretUri=" in text for text in held.values())


def test_the_tables_and_queues_are_those_that_the_app_opens() -> None:
    storage = template("modules/storage")
    defaults = {name: str(field.default) for name, field in fields()}

    assert set(strings(storage.value("tables"))) == tables()
    assert default_of("tablePrefix") == defaults["SYNC_TABLE_PREFIX"]
    assert default_of("queueName") == defaults["SYNC_QUEUE_NAME"]
    assert "name: '${queueName}-poison'" in text_of(storage.of("resource")["poison"].node)


def test_sign_in_is_asked_for_wherever_the_app_asks_for_it_and_nowhere_else() -> None:
    open_routes = {route.address for route in routes() if not route.identity}
    expected = {re.sub(r"\{\w+\}$", "*", address) for address in open_routes}

    assert set(strings(template("modules/sign-in").value("open"))) == expected


def test_keys_open_neither_the_storage_nor_the_telemetry_nor_the_deployment() -> None:
    monitoring = text_of(template("modules/monitoring").root)

    assert "allowSharedKeyAccess: false" in text_of(template("modules/storage").root)
    assert "disableLocalAuth: true" in monitoring
    assert "DisableLocalAuth: true" in monitoring
    assert text_of(template(APP).root).count("properties: { allow: false }") == 2


def test_the_parameters_that_are_asked_for_are_given_and_there_is_no_other() -> None:
    declared = template("main").of("param")
    text = (FOLDER / "main.parameters.json").read_text("utf-8")
    given = json.loads(text)["parameters"]

    assert given.keys() - declared.keys() == set()
    needed = {name for name, parameter in declared.items() if not parameter.has_default}
    assert needed - given.keys() == set()


def test_azd_finds_the_template_and_the_app() -> None:
    project = yaml.safe_load((ROOT / "azure.yaml").read_text("utf-8"))
    [service] = project["services"]

    assert (ROOT / project["infra"]["path"]) == FOLDER
    assert f"'azd-service-name': '{service}'" in text_of(template(APP).root)
    assert (ROOT / project["services"][service]["project"] / "host.json").exists()
