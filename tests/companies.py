"""Companies in Dataverse: the table and the lookup that setup adds, and rows of several companies.

The tables are made through the Web API, as an administrator's setup does, once for an organisation.
"""

from uuid import UUID

import requests

from tests.surroundings import Json, Surroundings

COMPANY = "_bcsync_companyid_value"
OWNED = ("account", "contact", "product", "pricelevel", "opportunity", "invoice")
"""Tables whose rows belong to companies."""
_TABLE = "bcsync_company"
_READING = {"prvReadbcsync_Company": "Global", "prvAppendTobcsync_Company": "Global"}


class Companies:
    def __init__(self, world: Surroundings) -> None:
        self.world, self._dataverse = world, world.fleet.dataverse
        if self._is_deployed():
            self.leave()
        else:
            self._deploy()
        self.own = self.add("CRONUS")
        self.other = self.add("Fabrikam")
        world.install(company_row=UUID(self.own))

    def add(self, name: str) -> str:
        """Add a company's row, and return its id."""
        return str(self._dataverse.add(_TABLE, {"bcsync_name": name})["bcsync_companyid"])

    def account(self, name: str, company: str | None = None, **values: object) -> Json:
        return self.world.accounts.add(name, **self._bound(company), **values)

    def move(self, account: Json, company: str | None) -> None:
        """Let an account belong to another company, or to none."""
        self.world.accounts.change(account, **self._bound(company))

    def leave(self) -> None:
        self.world.accounts.clear()
        for row in self._dataverse.rows(_TABLE):
            self._dataverse.delete(_TABLE, row["bcsync_companyid"])

    @staticmethod
    def _bound(company: str | None) -> Json:
        address = None if company is None else f"bcsync_companies({company})"
        return {"bcsync_CompanyId@odata.bind": address}

    def _is_deployed(self) -> bool:
        try:
            self._dataverse.rows(_TABLE)
        except KeyError:
            return False
        return True

    def _deploy(self) -> None:
        fleet = self.world.fleet
        known = fleet.credentials
        [ada] = self._dataverse.rows(
            "systemuser", f"azureactivedirectoryobjectid eq {known.user_id}"
        )
        self._dataverse.give_role("systemuser", ada["systemuserid"], "System Administrator")
        token = fleet.entra.user_token(
            known.tenant_id,
            known.user_id,
            known.client_id,
            fleet.dataverse_server.url,
            "user_impersonation",
        )
        lookups = (("RelationshipDefinitions", _lookup(table)) for table in OWNED)
        for resource, body in (("EntityDefinitions", _table()), *lookups):
            answer = requests.post(
                f"{fleet.dataverse_api}/{resource}",
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                timeout=30,
            )
            assert answer.status_code == 204, answer.text
        self._withdraw(ada["systemuserid"])
        role = self._dataverse.add_role("Companies", _READING)
        for user in self._dataverse.rows("systemuser", "applicationid ne null"):
            pair = {"systemuserid": user["systemuserid"], "roleid": role}
            self._dataverse.add("systemuserroles", pair)

    def _withdraw(self, user: str) -> None:
        roles = self._dataverse.rows("role", "name eq 'System Administrator'")
        copies = {role["roleid"] for role in roles}  # one for each business unit
        for held in self._dataverse.rows("systemuserroles", f"systemuserid eq {user}"):
            if held["roleid"] in copies:
                self._dataverse.delete("systemuserroles", held["systemuserroleid"])


def _label(text: str) -> Json:
    return {"LocalizedLabels": [{"Label": text, "LanguageCode": 1033}]}


def _table() -> Json:
    return {
        "@odata.type": "Microsoft.Dynamics.CRM.EntityMetadata",
        "SchemaName": "bcsync_Company",
        "DisplayName": _label("Company"),
        "DisplayCollectionName": _label("Companies"),
        "OwnershipType": "OrganizationOwned",
        "HasNotes": False,
        "HasActivities": False,
        "Attributes": [
            {
                "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata",
                "SchemaName": "bcsync_Name",
                "DisplayName": _label("Name"),
                "MaxLength": 100,
                "IsPrimaryName": True,
            }
        ],
    }


def _lookup(table: str) -> Json:
    return {
        "@odata.type": "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
        "SchemaName": f"bcsync_company_{table}",
        "ReferencedEntity": _TABLE,
        "ReferencingEntity": table,
        "CascadeConfiguration": {"Delete": "RemoveLink"},
        "Lookup": {
            "@odata.type": "Microsoft.Dynamics.CRM.LookupAttributeMetadata",
            "SchemaName": "bcsync_CompanyId",
            "DisplayName": _label("Company"),
        },
    }
