"""local.settings.example.json: copied and filled in, it is all that the app needs."""

import json
import os

import pytest

from dev.settings_example import FILE, completed
from dev.settings_table import fields
from shared.adapters.mapping_files import load_mappings
from shared.functions.schedules import setting_of
from shared.settings import DEFAULT_MAPPING_FOLDER, Settings
from tests.contracts.documented_settings import TOGETHER_NEEDED, required

OF_THE_PLATFORM = {"FUNCTIONS_WORKER_RUNTIME"}


def example() -> dict[str, str]:
    content = json.loads(FILE.read_text(encoding="utf-8"))
    values: dict[str, str] = content["Values"]
    return values


def test_each_name_in_the_example_is_a_known_setting() -> None:
    known = {name for name, _ in fields()} | OF_THE_PLATFORM
    known |= {setting_of(m) for m in load_mappings(DEFAULT_MAPPING_FOLDER).mappings.values()}

    assert example().keys() - known == set()


def test_each_setting_is_in_the_example_and_each_that_is_needed_has_a_sample() -> None:
    text = FILE.read_text("utf-8")

    assert text == completed(text), "python -m dev settings completes it"
    left_out = {name for name, _ in fields()} - example().keys()
    assert {name.partition("__")[0] for name in left_out} == {
        "AzureWebJobsStorage",
        "WEBSITE_AUTH_ENABLED",
    }
    assert required()
    assert [name for name in required() | TOGETHER_NEEDED if not example()[name]] == []


def test_the_example_is_accepted_as_it_stands_and_says_what_to_fill_in() -> None:
    with pytest.MonkeyPatch.context() as environment:
        for name in [*os.environ]:
            environment.delenv(name)
        for name, value in example().items():
            environment.setenv(name, value)

        settings = Settings.load()

    assert settings.identity.client_secret is not None
    assert "fill in" in settings.identity.client_secret.get_secret_value()
