"""Settings: read once, and wrong ones told in the administrator's words."""

import os
from collections.abc import Iterator

import pytest

from shared.errors import ConfigurationError
from shared.settings import Settings

COMPLETE = {
    "BC_TENANT_ID": "contoso.example",
    "BC_ENVIRONMENT": "Production",
    "BC_COMPANY_ID": "6c0d6f0e-5b3c-4c59-9d4e-2f6e3f2b8a11",
    "DATAVERSE_URL": "https://contoso.crm4.dynamics.com",
    "ENTRA_TENANT_ID": "contoso.example",
    "ENTRA_CLIENT_ID": "22222222-2222-4222-8222-222222222222",
    "ENTRA_CLIENT_SECRET": "hunter2",
    "AzureWebJobsStorage": "UseDevelopmentStorage=true",
}
PREFIXES = ("BC_", "DATAVERSE_", "ENTRA_", "SYNC_", "AZUREWEBJOBSSTORAGE")


class Environment:
    """This process's environment, with these settings and no others."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def become(self, **settings: str) -> None:
        for name in [*os.environ]:
            if name.upper().startswith(PREFIXES):
                self._patch.delenv(name)
        for name, value in settings.items():
            self._patch.setenv(name, value)


@pytest.fixture
def environment() -> Iterator[Environment]:
    with pytest.MonkeyPatch.context() as patch:
        yield Environment(patch)


def mistake(environment: Environment, **changes: str) -> str:
    environment.become(**(COMPLETE | changes))
    with pytest.raises(ConfigurationError) as caught:
        Settings.load()
    assert caught.value.code == "settings_invalid"
    return caught.value.message


def test_a_complete_environment_is_read_with_its_defaults(environment: Environment) -> None:
    environment.become(**COMPLETE)

    settings = Settings.load()

    api = "https://api.businesscentral.dynamics.com/v2.0/contoso.example/Production/api/v2.0"
    assert settings.business_central.api_url == api
    assert settings.business_central.page_size == 4000
    assert settings.dataverse.api_url == "https://contoso.crm4.dynamics.com/api/data/v9.2"
    assert settings.identity.principal == COMPLETE["ENTRA_CLIENT_ID"]
    assert settings.storage.table_prefix == "sync"
    assert settings.sync.mapping_folder.name == "mappings"


def test_everything_that_is_missing_is_named_in_one_message(environment: Environment) -> None:
    environment.become()

    with pytest.raises(ConfigurationError) as caught:
        Settings.load()

    for name in ("BC_TENANT_ID", "BC_ENVIRONMENT", "BC_COMPANY_ID", "DATAVERSE_URL"):
        assert f"{name} is missing" in caught.value.message
    assert "AzureWebJobsStorage" in caught.value.message


def test_an_empty_setting_is_a_missing_one(environment: Environment) -> None:
    assert "DATAVERSE_URL is missing" in mistake(environment, DATAVERSE_URL="")


def test_a_wrong_setting_is_told_with_what_it_means(environment: Environment) -> None:
    message = mistake(environment, BC_PAGE_SIZE="30000", BC_COMPANY_ID="CRONUS")

    assert "BC_PAGE_SIZE should be less than or equal to 20000" in message
    assert "(How many records one request reads)" in message
    assert "BC_COMPANY_ID should be a valid UUID" in message


def test_no_message_and_no_printed_settings_show_a_secret(environment: Environment) -> None:
    message = mistake(
        environment,
        ENTRA_CERTIFICATE_PATH="certificate.pem",
        AzureWebJobsStorage="AccountKey=abcdef",
        BC_PAGE_SIZE="0",
    )
    environment.become(**COMPLETE, SYNC_LEASE_SECONDS="60")
    shown = repr(Settings.load())

    assert "hunter2" not in message + shown
    assert "abcdef" not in message
    assert "UseDevelopmentStorage" not in shown


@pytest.mark.scenario("CDSConnectionWizardTests.CDSConnectionWizardCheckModifyCDSConnectionURL")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://contoso.crm4.dynamics.com", "https://contoso.crm4.dynamics.com"),
        ("contoso.crm4.dynamics.com", "https://contoso.crm4.dynamics.com"),
        (" https://contoso.crm4.dynamics.com/ ", "https://contoso.crm4.dynamics.com"),
        ("contoso.crm4.dynamics.com/apps", "https://contoso.crm4.dynamics.com"),
        (
            "https://Contoso.crm4.dynamics.com/main.aspx?appid=1#home",
            "https://contoso.crm4.dynamics.com",
        ),
        ("https://sales.contoso.example:555/crm", "https://sales.contoso.example:555"),
    ],
)
def test_of_an_address_scheme_host_and_port_are_kept(
    environment: Environment, given: str, kept: str
) -> None:
    """The original drops a port, too; an address that has one is not reached without it."""
    environment.become(**(COMPLETE | {"DATAVERSE_URL": given}))

    assert Settings.load().dataverse.url == kept


@pytest.mark.scenario("CDSConnectionString.ServerAddressShouldBeHTTPS")
@pytest.mark.parametrize("url", ["http://contoso.crm4.dynamics.com", "ftp://contoso"])
def test_an_address_without_https_is_refused(environment: Environment, url: str) -> None:
    assert "https" in mistake(environment, DATAVERSE_URL=url)


def test_http_is_for_this_machine_only_and_only_when_asked_for(environment: Environment) -> None:
    local = {"DATAVERSE_URL": "http://localhost:7002"}
    far = {"DATAVERSE_URL": "http://contoso.crm4.dynamics.com"}
    environment.become(**(COMPLETE | local | {"SYNC_ALLOW_HTTP": "true"}))

    assert Settings.load().dataverse.url == "http://localhost:7002"
    assert "must begin with https://" in mistake(environment, **local)
    assert "must begin with https://" in mistake(environment, **far, SYNC_ALLOW_HTTP="true")


def test_two_ways_to_sign_in_are_one_too_many(environment: Environment) -> None:
    message = mistake(environment, ENTRA_CERTIFICATE_PATH="certificate.pem")

    assert "ENTRA_CLIENT_SECRET and ENTRA_CERTIFICATE_PATH are both set" in message


@pytest.mark.parametrize(
    "setting", ["ENTRA_CLIENT_SECRET", "ENTRA_CERTIFICATE", "SYNC_NOTIFICATION_SECRET"]
)
def test_a_vault_that_gave_no_secret_is_told_and_its_reference_is_none(
    environment: Environment, setting: str
) -> None:
    reference = "@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/one/)"

    told = mistake(environment, **{"ENTRA_CLIENT_SECRET": "", setting: reference})

    assert f"{setting} is a Key Vault reference that could not be resolved" in told


def test_without_secret_and_certificate_the_managed_identity_is_used(
    environment: Environment,
) -> None:
    environment.become(**(COMPLETE | {"ENTRA_CLIENT_SECRET": ""}))

    assert Settings.load().identity.uses_managed_identity


def test_a_secret_needs_the_app_that_it_belongs_to(environment: Environment) -> None:
    assert "ENTRA_CLIENT_SECRET also needs ENTRA_CLIENT_ID" in mistake(
        environment, ENTRA_CLIENT_ID=""
    )


def test_a_public_address_needs_the_secret_of_notifications(environment: Environment) -> None:
    told = mistake(environment, SYNC_PUBLIC_URL="https://sync.example")

    assert "SYNC_PUBLIC_URL also needs SYNC_NOTIFICATION_SECRET" in told


@pytest.mark.parametrize("secret", ["too-short", "x" * 129, "with blanks in between", "ä" * 20])
def test_a_secret_that_cannot_travel_is_refused_and_not_shown(
    environment: Environment, secret: str
) -> None:
    told = mistake(environment, SYNC_NOTIFICATION_SECRET=secret)

    assert "SYNC_NOTIFICATION_SECRET" in told
    assert secret not in told


def test_notifications_come_to_an_encrypted_address(environment: Environment) -> None:
    secret = {"SYNC_NOTIFICATION_SECRET": "a-secret-made-up-at-random"}
    environment.become(**COMPLETE, **secret, SYNC_PUBLIC_URL="https://sync.example/api/health")

    address = Settings.load().notifications.bc_address

    assert address == "https://sync.example/api/notifications/bc"
    assert "SYNC_PUBLIC_URL must begin with https://" in mistake(
        environment, **secret, SYNC_PUBLIC_URL="http://sync.example"
    )


def test_storage_opens_by_account_name_and_identity(environment: Environment) -> None:
    environment.become(
        **(COMPLETE | {"AzureWebJobsStorage": "", "AzureWebJobsStorage__accountName": "contoso"})
    )

    storage = Settings.load().storage

    assert storage.tables_at == "https://contoso.table.core.windows.net"
    assert storage.queues_at == "https://contoso.queue.core.windows.net"


@pytest.mark.parametrize("prefix", ["1sync", "sync-a", "s" * 21])
def test_a_table_prefix_that_azure_would_refuse_is_refused(
    environment: Environment, prefix: str
) -> None:
    assert "SYNC_TABLE_PREFIX" in mistake(environment, SYNC_TABLE_PREFIX=prefix)
