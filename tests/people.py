"""Salespeople of Business Central, users and teams of Dataverse, and what the app says of them."""

from typing import Any

from tests.surroundings import Json, Surroundings

BUSINESS_UNIT = "businessunitid@odata.bind"


class People:
    """Those of one test; its users and teams go with it."""

    def __init__(self, world: Surroundings) -> None:
        self.world = world
        self._bc, self._dataverse = world.fleet.business_central, world.fleet.dataverse
        self._added: list[tuple[str, str]] = []

    def salesperson(self, code: str, name: str = "", **values: Any) -> Json:
        body = {"code": code, "displayName": name or code, **values}
        return self._bc.add("salespeoplePurchasers", body, company=self.world.customers.company)

    def change_salesperson(self, salesperson: Json, **values: Any) -> None:
        company = self.world.customers.company
        self._bc.change("salespeoplePurchasers", salesperson["id"], values, company=company)

    def remove_salesperson(self, salesperson: Json) -> None:
        company = self.world.customers.company
        self._bc.delete("salespeoplePurchasers", salesperson["id"], company=company)

    def salespeople(self) -> list[Json]:
        return self._bc.rows("salespeoplePurchasers", company=self.world.customers.company)

    def user(self, first_name: str, last_name: str, **columns: Any) -> Json:
        """Add a user who can own rows, unless *columns* say otherwise."""
        licensed: Json = {"islicensed": True, "isintegrationuser": False, "isdisabled": False}
        columns = {"roles": ["Salesperson"], **licensed, **columns}
        row = self._dataverse.add_user(first_name, last_name, **columns)
        self._added.append(("systemuser", row["systemuserid"]))
        return row

    def change_user(self, user: Json, **values: Any) -> None:
        self._dataverse.change("systemuser", user["systemuserid"], values)

    def team(self, name: str) -> str:
        """Add a team like the one that setup makes for a company."""
        [unit] = self._dataverse.rows("businessunit", "_parentbusinessunitid_value eq null")
        [system] = self._dataverse.rows("systemuser", "fullname eq 'SYSTEM'")
        body = {
            "name": name,
            "teamtype": 0,
            BUSINESS_UNIT: f"businessunits({unit['businessunitid']})",
            "administratorid@odata.bind": f"systemusers({system['systemuserid']})",
        }
        row = self._dataverse.add("team", body)
        self._dataverse.give_role("team", row["teamid"], "Salesperson")
        self._added.append(("team", row["teamid"]))
        return str(row["teamid"])

    def members(self, team: str) -> set[str]:
        rows = self._dataverse.rows("teammembership", f"teamid eq {team}")
        return {row["systemuserid"] for row in rows}

    def listed(self) -> Json:
        return self.world.get("salespeople")

    def couple(self, *pairs: Json, **body: object) -> Json:
        answer = self.world.call("POST", "salespeople/couplings", json=body or {"pairs": pairs})
        assert answer.status_code == 200, answer.text
        self.world.stack.host.drain_queues(include_delayed=True)
        return dict(answer.json())

    def pair(self, code: str, user: Json) -> Json:
        """Couple a salesperson with a user, and return how that ended."""
        [ended] = self.couple({"salesperson": code, "user": user["systemuserid"]})["pairs"]
        return dict(ended)

    def couplings(self) -> dict[str, str]:
        """Return the user of each coupled salesperson, by code."""
        listed = self.listed()["salespeople"]
        return {each["code"]: each["user"]["id"] for each in listed if each["user"]}

    def leave(self) -> None:
        self.world.accounts.clear()
        for table, id_ in reversed(self._added):
            self._dataverse.delete(table, id_)


def owner(account: Json) -> tuple[str, str]:
    """Return the kind and the id of an account's owner."""
    if account["_owningteam_value"]:
        return "team", account["_owningteam_value"]
    return "systemuser", account["_owninguser_value"]
