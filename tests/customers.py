"""Customers and accounts, as the users of both systems see and change them."""

from datetime import datetime
from typing import Any

from dev.stack import LocalStack

Json = dict[str, Any]
_EURO = {"currencyname": "Euro", "currencysymbol": "€", "currencyprecision": 2, "exchangerate": 1}
"""The base currency's row, of which the organization has one at the beginning."""


class Customers:
    """Business Central's customers, as its own users see and change them."""

    def __init__(self, stack: LocalStack, company: str) -> None:
        self._simulator = stack.fleet.business_central
        self.company = self._simulator.add_company(company)

    def add(self, name: str, **values: Any) -> Json:
        return self.add_many([name], **values)[0]

    def add_many(self, names: list[str], **values: Any) -> list[Json]:
        many = [{"displayName": name, **values} for name in names]
        return self._simulator.add_many("customers", many, company=self.company)

    def change(self, customer: Json, **values: Any) -> None:
        self._simulator.change("customers", customer["id"], values, company=self.company)

    def commit_late(self, customer: Json, began: datetime, **values: Any) -> None:
        """Change a customer by a transaction that wrote at *began* and commits only now."""
        self._simulator.change(
            "customers", customer["id"], values, modified_at=began, company=self.company
        )

    def delete(self, customer: Json) -> None:
        self._simulator.delete("customers", customer["id"], company=self.company)

    def read(self, customer_id: str) -> Json:
        found = self._simulator.read("customers", customer_id, company=self.company)
        assert found is not None
        return dict(found)

    def all(self) -> list[Json]:
        return self._simulator.rows("customers", company=self.company)

    def currency(self, code: str) -> Json:
        rows = self._simulator.rows("currencies", company=self.company)
        return next(row for row in rows if row["code"] == code)

    def change_currency(self, currency: Json, **values: Any) -> None:
        self._simulator.change("currencies", currency["id"], values, company=self.company)


class Accounts:
    """Dataverse's accounts, as its own users see and change them."""

    def __init__(self, stack: LocalStack) -> None:
        self._simulator = stack.fleet.dataverse
        self._lock = stack.fleet.dataverse_server.lock

    def add(self, name: str, **values: Any) -> Json:
        with self._lock:
            return self._simulator.add("account", {"name": name, "customertypecode": 3, **values})

    def add_as(self, user_id: str, name: str) -> Json:
        """Add an account as one of the organization's users does, an application for example."""
        with self._lock:
            row = {"name": name, "customertypecode": 3}
            return self._simulator.add("account", row, by=user_id)

    def change(self, account: Json, **values: Any) -> None:
        with self._lock:
            self._simulator.change("account", account["accountid"], values)

    def delete(self, account: Json) -> None:
        with self._lock:
            self._simulator.delete("account", account["accountid"])

    def read(self, account_id: str) -> Json:
        with self._lock:
            return dict(self._simulator.read("account", account_id))

    def all(self) -> list[Json]:
        with self._lock:
            return self._simulator.rows("account")

    def currency(self, code: str) -> Json:
        with self._lock:
            rows = self._simulator.rows("transactioncurrency")
        return next(row for row in rows if row["isocurrencycode"] == code)

    def change_currency(self, currency: Json, **values: Any) -> None:
        with self._lock:
            self._simulator.change("transactioncurrency", currency["transactioncurrencyid"], values)

    def clear(self) -> None:
        for account in self.all():
            self.delete(account)
        with self._lock:
            for row in self._simulator.rows("transactioncurrency"):
                id_ = row["transactioncurrencyid"]
                if row["isocurrencycode"] != "EUR":
                    self._simulator.delete("transactioncurrency", id_)
                elif any(row[name] != value for name, value in _EURO.items()):
                    self._simulator.change("transactioncurrency", id_, _EURO)

    def delete_currency(self, currency: Json) -> None:
        with self._lock:
            self._simulator.delete("transactioncurrency", currency["transactioncurrencyid"])

    def add_currency(self, code: str, name: str) -> Json:
        values = {
            "isocurrencycode": code,
            "currencyname": name,
            "currencysymbol": code,
            "currencyprecision": 2,
            "exchangerate": 2,
        }
        with self._lock:
            return self._simulator.add("transactioncurrency", values)
