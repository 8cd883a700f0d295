"""The pages are files without data, which nobody has to sign in for, behind a strict policy."""

import re

import pytest

from shared.adapters.page_files import FOLDER, page_files
from tests.security.calling import problem
from tests.surroundings import Surroundings

NOBODY = {"Authorization": ""}


def test_the_console_runs_the_apps_own_files_only_and_asks_only_app_and_directory(
    world: Surroundings,
) -> None:
    answer = world.call("GET", "console", headers=NOBODY)

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = dict(
        rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "connect-src": f"'self' {world.stack.fleet.authority}",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "img-src": "'self' data:",
        "require-trusted-types-for": "'script'",
        "script-src": "'self'",
        "style-src": "'self'",
        "trusted-types": "fast-html",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_console_is_there_while_settings_are_wrong(world: Surroundings) -> None:
    world.stop_app(BC_COMPANY_ID="no id")

    answer = world.call("GET", "console", headers=NOBODY)

    assert answer.status_code == 200
    assert "connect-src 'self';" in answer.headers["Content-Security-Policy"]
    problem(world.call("GET", "sign-in", headers=NOBODY), 500, "settings_invalid")


@pytest.mark.parametrize("page", sorted(FOLDER.rglob("*.html")), ids=lambda page: page.parent.name)
def test_no_page_has_a_script_or_a_style_of_its_own(page: str) -> None:
    content = (FOLDER / page).read_text("utf-8")

    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", content) == []


def test_what_scripts_make_is_text_and_never_markup() -> None:
    own = [path for path in FOLDER.rglob("*.js") if path.parent.name != "vendor"]
    assert own
    for path in own:
        found = re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(",
            path.read_text("utf-8"),
        )
        assert found == [], path


def test_every_file_of_the_pages_is_served_and_told_by_its_content(world: Surroundings) -> None:
    for path, file in page_files().items():
        answer = world.call("GET", f"pages/{path}", headers=NOBODY)
        if path.endswith(".html"):
            problem(answer, 404, "file_unknown")
            continue
        assert (answer.status_code, answer.content) == (200, file.content), path
        assert answer.headers["Content-Type"] == file.media_type
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        known = NOBODY | {"If-None-Match": answer.headers["ETag"]}
        again = world.call("GET", f"pages/{path}", headers=known)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "console",
        "console/main.py",
        "..%2Fbootstrap.py",
        "/etc/passwd",
        "con%00",
    ],
)
def test_nothing_else_is_served(world: Surroundings, path: str) -> None:
    problem(world.call("GET", f"pages/{path}", headers=NOBODY), 404, "file_unknown")


def test_pages_are_told_where_people_sign_in_and_nothing_secret(world: Surroundings) -> None:
    known = world.stack.fleet.credentials

    answer = world.call("GET", "sign-in", headers=NOBODY)

    assert answer.json() == {
        "authority": f"{world.stack.fleet.authority}/{known.tenant_id}",
        "client_id": known.client_id,
        "scope": f"{known.app_resource}/user_impersonation",
    }
