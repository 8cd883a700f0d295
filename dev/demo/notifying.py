"""Lets the served services tell the app of changes, as they would in the cloud."""

import os
from secrets import token_urlsafe

from dev.stack import LocalStack
from shared import bootstrap
from shared.domain.sides import Side


def notify(stack: LocalStack) -> None:
    """Give the app its public address, and have both services call it."""
    secret = token_urlsafe(32)
    os.environ |= {
        "SYNC_ALLOW_HTTP": "true",  # the local host speaks no TLS
        "SYNC_PUBLIC_URL": stack.host.url,
        "SYNC_NOTIFICATION_SECRET": secret,
    }
    bootstrap.use(None)
    stack.host.fire_timer("renew_subscriptions")
    endpoint = f"{stack.host.url}/api/notifications/dataverse"
    for table in sorted({mapping.table(Side.DATAVERSE) for mapping in bootstrap.app().usable}):
        stack.fleet.dataverse.add_webhook(endpoint, table, "x-sync-secret", secret)
