"""Webhook subscriptions of Business Central.

https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/dynamics-subscriptions
"""

import re
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.notifications import entity_of
from shared.adapters.business_central.refusals import read_refused, was_changed
from shared.adapters.complaints import Complaint
from shared.adapters.crew import Crew
from shared.adapters.messages import Answer, Call, to_json
from shared.adapters.reading import Reading
from shared.adapters.records import moment
from shared.domain.subscriptions import Subscription
from shared.errors import ChangedError, ConfigurationError

_JSON = {"Accept": "application/json", "Content-Type": "application/json"}
_SUPPORTED = re.compile(r"/?(?:api/)?v2\.0/(?:.*/)?(\w+)")


class BusinessCentralSubscriptions:
    def __init__(self, environment: Environment, address: str, secret: str) -> None:
        """
        :param address: where this app takes notifications.
        :param secret: comes back with each of them.
        """
        self._environment, self._address, self._secret = environment, address, secret
        self._crew = Crew(environment.session.pace)
        self._reading = Reading(environment.session, self._crew, _JSON, read_refused)

    def supported(self) -> Set[str]:
        api, _, _ = self._environment.root.rpartition("/")
        company = f"{api}/microsoft/runtime/beta/{self._environment.company}"
        rows, _ = self._rows(f"{company}/webhookSupportedResources", "webhookSupportedResources")
        found = (_SUPPORTED.fullmatch(str(row.get("resource", ""))) for row in rows)
        return frozenset(match[1] for match in found if match is not None)

    def existing(self) -> tuple[Sequence[Subscription], datetime]:
        rows, answer = self._rows(f"{self._environment.root}/subscriptions", "subscriptions")
        ours = [row for row in rows if row.get("notificationUrl") == self._address]
        company_id = self._environment.settings.company_id
        try:
            found = [
                self._subscription(row, entity)
                for row in ours
                if (entity := entity_of(str(row["resource"]), company_id)) is not None
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise answer.unusable("subscriptions in an unknown form") from error
        return found, answer.served_at

    def create(self, entity: str) -> None:
        call = Call("POST", f"{self._environment.root}/subscriptions", _JSON, self._body(entity))
        self._send(call, entity)

    def renew(self, subscription: Subscription) -> None:
        headers = _JSON | {"If-Match": subscription.revision}
        body = self._body(subscription.entity)
        call = Call("PATCH", self._url(subscription), headers, body, harmless=True)
        self._send(call, subscription.entity)

    def delete(self, subscription: Subscription) -> None:
        headers = _JSON | {"If-Match": subscription.revision}
        call = Call("DELETE", self._url(subscription), headers, harmless=True)
        self._send(call, subscription.entity)

    def release(self) -> None:
        self._crew.release()

    def _rows(self, url: str, what: str) -> tuple[list[Mapping[str, Any]], Answer]:
        answer = self._reading.get(url, what)
        content = answer.json()
        rows = content.get("value") if isinstance(content, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise answer.unusable(f"{what} in an unknown form")
        return rows, answer

    def _subscription(self, row: Mapping[str, Any], entity: str) -> Subscription:
        return Subscription(
            str(row["subscriptionId"]),
            str(row["@odata.etag"]),
            entity,
            moment(row["expirationDateTime"]),
            row.get("clientState") == self._secret,
        )

    def _body(self, entity: str) -> bytes:
        resource = f"/api/v2.0/{self._environment.company}/{entity}"
        state = {"notificationUrl": self._address, "clientState": self._secret}
        return to_json({**state, "resource": resource})

    def _url(self, subscription: Subscription) -> str:
        return f"{self._environment.root}/subscriptions('{subscription.id}')"

    def _send(self, call: Call, entity: str) -> None:
        self._crew.hold()
        answer = self._environment.session.send(call, self._reading.tally)
        if answer.ok:
            return
        complaint = Complaint.of(answer)
        if was_changed(complaint):
            raise ChangedError(
                f"The subscription to {entity} was changed meanwhile; the next run looks again.",
                code="subscription_changed",
            )
        raise ConfigurationError(
            f"Business Central does not subscribe this app to {entity}: {complaint.reason}. Check "
            f"that Business Central reaches SYNC_PUBLIC_URL, and that {self._address} answers.",
            code="subscription_refused",
            answer=complaint.answer,
        )
