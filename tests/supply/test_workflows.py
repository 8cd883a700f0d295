"""What runs in pipelines is pinned, and gets no more rights than it needs."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from dev.bicep.reading import text_of
from dev.commands.bicep import FOLDER
from dev.supply.locked import ROOT
from tests.infrastructure.template import template

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BY_VERSION_ALONE = {"Azure/setup-azd@v2"}
"""Whose hash nobody could look up who wrote this; its workflow says so."""


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / ".github" / name).read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", [path.name for path in WORKFLOWS])
def test_each_action_is_pinned_by_its_hash(name: str) -> None:
    used = {step["uses"] for step in steps(read(f"workflows/{name}")) if "uses" in step}

    loose = {action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)}
    assert loose - BY_VERSION_ALONE == set()


def test_a_check_may_read_and_a_deployment_may_also_sign_in() -> None:
    assert read("workflows/check.yml")["permissions"] == {"contents": "read"}
    deploy = read("workflows/deploy.yml")["permissions"]
    assert deploy == {"contents": "read", "id-token": "write"}


def test_a_deployment_keeps_no_secret() -> None:
    for path in WORKFLOWS:
        assert "secrets." not in path.read_text("utf-8")


def test_each_value_that_the_template_asks_for_comes_with_the_deployment() -> None:
    asked = re.findall(r"\$\{(\w+)", (FOLDER / "main.parameters.json").read_text("utf-8"))
    [job] = read("workflows/deploy.yml")["jobs"].values()

    assert set(asked) - job["env"].keys() == set()


def test_all_that_is_pinned_is_looked_after() -> None:
    looked_after = {each["package-ecosystem"] for each in read("dependabot.yml")["updates"]}

    assert looked_after == {"pip", "npm", "github-actions"}


def test_each_python_that_may_be_deployed_is_tested() -> None:
    text = (FOLDER / "main.bicep").read_text("utf-8")
    found = re.search(r"@allowed\(\[(.*)\]\)\nparam pythonVersion", text)
    jobs = read("workflows/check.yml")["jobs"]

    assert found is not None
    offered = re.findall(r"'([\d.]+)'", found[1])
    assert jobs["tests"]["strategy"]["matrix"]["python"] == offered


def test_packages_are_audited_for_the_python_that_is_deployed() -> None:
    default = text_of(template("main").of("param")["pythonVersion"].node.named_children[-1])
    setups = [
        step["with"]
        for step in read("workflows/check.yml")["jobs"]["vulnerabilities"]["steps"]
        if "with" in step
    ]
    audited = {each.get("python-version") for each in setups} - {None}

    assert audited == {default.strip("'")}
