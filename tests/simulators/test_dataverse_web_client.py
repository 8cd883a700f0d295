"""What a person's browser gets of the organization: forms, and the web resources on them."""

import re
from base64 import b64encode

import pytest

from dev.simulators.dataverse.web_client import Form
from dev.simulators.http import Response
from tests.simulators.dataverse_driver import PERSON, URL, Driver

PAGE = "new_/page.html"
HOSTILE = "<script>alert(1)</script>"


class Browser:
    """Keeps the cookie, and sends nothing else that says who it is."""

    def __init__(self, dataverse: Driver) -> None:
        self._dataverse, self._cookie = dataverse, ""
        paula = dataverse.simulator.add_user(
            "Paula", "Person", object_id=PERSON, roles=["System Administrator"]
        )
        self.user = paula["systemuserid"]

    def get(self, path: str) -> Response:
        headers = {"Authorization": "", "Cookie": self._cookie}
        answer = self._dataverse.call("GET", f"{URL}{path}", headers=headers)
        self._cookie = answer.headers.get("Set-Cookie", self._cookie).partition(";")[0]
        return answer

    def sign_in(self) -> Response:
        asked = self.get(f"/_client/sign-in?back=/&user={self.user}")
        assert (asked.status, asked.headers["Location"]) == (302, "/")
        return asked


def organization() -> tuple[Driver, Browser]:
    dataverse = Driver()
    page = {"name": PAGE, "webresourcetype": 1, "content": b64encode(b"<p>Hello").decode()}
    dataverse.create("webresourceset", page)
    return dataverse, Browser(dataverse)


def test_who_has_not_signed_in_is_asked_who_they_are_and_led_back() -> None:
    _, browser = organization()

    asked = browser.get("/main.aspx?pagetype=entityrecord&etn=account")

    assert asked.status == 302
    choices = browser.get(asked.headers["Location"].removeprefix(URL))
    assert b"Paula Person" in choices.body
    assert browser.get(f"/_client/sign-in?back=//evil.example&user={browser.user}").status == 400


@pytest.mark.wire("B.13")
@pytest.mark.parametrize("version", ["", "/%7B638400000000000000%7D"])
def test_a_web_resource_is_served_by_its_name_to_people_of_the_organization(version: str) -> None:
    _, browser = organization()
    address = f"{version}/WebResources/{PAGE}"
    assert browser.get(address).status == 302
    browser.sign_in()

    answer = browser.get(address)

    assert (answer.status, answer.body) == (200, b"<p>Hello")
    assert answer.headers["Content-Type"] == "text/html"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert browser.get(f"{version}/WebResources/new_/other.html").status == 404


@pytest.mark.wire("B.13")
def test_a_form_passes_the_record_on_to_what_it_embeds() -> None:
    dataverse, browser = organization()
    dataverse.simulator.web_client.forms["account"] = Form((PAGE,), (), ())
    account = dataverse.create("accounts", {"name": HOSTILE})
    browser.sign_in()

    form = browser.get(f"/main.aspx?pagetype=entityrecord&etn=account&id={account}").body.decode()
    new = browser.get("/main.aspx?pagetype=entityrecord&etn=account").body.decode()

    assert f"id=%7B{account.upper()}%7D" in form
    assert "typename=account" in form
    assert "?id=&amp;" in new
    assert HOSTILE not in form
    assert re.search(r"<h1>&lt;script&gt;", form)


@pytest.mark.wire("B.13")
def test_a_signed_in_browser_may_ask_the_web_api() -> None:
    dataverse, browser = organization()
    browser.sign_in()

    known = browser.get("/api/data/v9.2/WhoAmI")

    assert known.status == 200
    assert browser.user.encode() in known.body
    dataverse.simulator.change("systemuser", browser.user, {"isdisabled": True})
    assert browser.get("/api/data/v9.2/WhoAmI").status == 403
