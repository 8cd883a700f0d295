"""A person with a role of their own, who calls a Dataverse simulator beside its administrator."""

from collections.abc import Mapping

from dev.simulators.http import Response
from tests.simulators.dataverse_driver import PERSON, Driver

AS_PERSON = {"Authorization": "Bearer person"}


class Staff(Driver):
    """An organisation with one person, who may do only what a test allows them."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.person = str(self.simulator.add_user("Ada", "Adams", object_id=PERSON)["systemuserid"])
        self.unit = str(self.get("WhoAmI")["BusinessUnitId"])

    def allow(self, depth: str = "Global", *privileges: str) -> str:
        """Give the person a role with privileges; return the role."""
        role = self.simulator.add_role(
            f"Role {len(self.simulator.rows('role'))}", dict.fromkeys(privileges, depth)
        )
        self.simulator.add("systemuserroles", {"systemuserid": self.person, "roleid": role})
        return role

    def ask(
        self,
        method: str,
        address: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a request as the person."""
        return self.call(method, address, body, AS_PERSON | dict(headers or {}))

    def privilege(self, name: str) -> str:
        """Return a privilege's id."""
        [found] = self.get(f"privileges?$select=name&$filter=name eq '{name}'")["value"]
        return str(found["privilegeid"])

    def create_unit(self, name: str, parent: str = "") -> str:
        bind = {"parentbusinessunitid@odata.bind": f"/businessunits({parent or self.unit})"}
        return self.create("businessunits", {"name": name, **bind})
