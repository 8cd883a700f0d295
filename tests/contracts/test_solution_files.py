"""What setup deploys is described without a mistake, and gives the app what its mappings need."""

from pathlib import Path
from shutil import copytree

import pytest

from shared.adapters.mapping_files import load_mappings
from shared.adapters.solution_files import FOLDER, SolutionFiles
from shared.domain.belonging import COMPANY_TABLE
from shared.domain.callers import Role
from shared.domain.customization import COMPANY_KEY, OWNING_TEAM, Depth, Right
from shared.errors import ConfigurationError
from shared.settings import DEFAULT_MAPPING_FOLDER
from shared.usecases.setup.mapped_tables import Needs


def test_the_app_users_roles_hold_every_right_that_the_default_mappings_need() -> None:
    customization = SolutionFiles().customization
    roles = [customization.role(name) for name in (Role.ADMINISTRATOR, Role.USER)]

    shipped = load_mappings(DEFAULT_MAPPING_FOLDER)
    needed = Needs(shipped.mappings, shipped.parts).rights

    assert needed
    for table, rights in needed.items():
        held = frozenset().union(*(role.rights(table) for role in roles))
        assert set(rights) <= held, table


def test_the_roles_of_the_solution_are_those_that_decide_about_callers_and_the_teams() -> None:
    customization = SolutionFiles().customization

    names = {role.name for role in customization.roles}
    assert names == {*(role.value for role in Role), OWNING_TEAM}


@pytest.mark.parametrize("name", [Role.USER, Role.PRODUCT_AVAILABILITY, OWNING_TEAM])
def test_who_does_not_run_the_integration_may_only_read(name: str) -> None:
    role = SolutionFiles().customization.role(name)

    assert role.privileges
    assert {right for table in role.privileges for right in role.rights(table)} == {Right.READ}
    assert all(privilege.startswith("prvRead") for privilege in role.named)


def test_a_teams_members_see_nothing_through_it_but_what_it_owns() -> None:
    assert SolutionFiles().customization.role(OWNING_TEAM).depth is Depth.BASIC


def test_a_companys_row_is_found_by_the_key_that_the_app_knows() -> None:
    [table] = [t for t in SolutionFiles().customization.tables if t.name == COMPANY_TABLE]

    assert [key.columns for key in table.keys] == [(COMPANY_KEY,)]


def test_everything_of_the_solution_has_the_publishers_prefix() -> None:
    customization = SolutionFiles().customization
    names = [table.name for table in customization.tables]
    names += [lookup.name for _, lookup in customization.lookups()]
    names += [column.name for table in customization.tables for column in table.columns]
    names += [resource.name for resource in customization.web_resources]

    prefix = f"{customization.publisher.prefix}_"
    assert [name for name in names if not name.startswith(prefix)] == []


def test_every_web_resource_has_its_file_and_every_file_its_web_resource() -> None:
    files = SolutionFiles()
    resources = files.customization.web_resources

    assert all(files.content(resource) for resource in resources)
    there = {path.name for path in (FOLDER / "web_resources").iterdir()}
    assert there == {resource.file for resource in resources}


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("roles.yaml", "account: crwdats", "account: xyz", "stands for nothing"),
        ("tables.yaml", "columns: [bcsync_externalid]", "columns: [bcsync_other]", "no column"),
        ("solution.yaml", "version: 1.1.0.0", "version: one", "version"),
        ("solution.yaml", "publisher:", "publisher: [", "it is no YAML"),
    ],
)
def test_a_mistake_in_the_solutions_description_is_named(
    tmp_path: Path, file: str, before: str, after: str, told: str
) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "dataverse"))
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), "utf-8")

    with pytest.raises(ConfigurationError, match=told) as caught:
        _ = SolutionFiles(folder).customization

    assert caught.value.code == "solution_files"


def test_a_missing_file_of_the_solution_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"solution\.yaml") as caught:
        _ = SolutionFiles(tmp_path).customization

    assert caught.value.code == "solution_files"
