"""Lets the served services tell the app of changes, as they would in the cloud."""

import os
from secrets import token_urlsafe

from dev.demo.app_api import Operator
from dev.stack import LocalStack
from shared import bootstrap


def notify(stack: LocalStack, operator: Operator) -> None:
    """Give the app its public address, and have setup make it known to both services."""
    os.environ |= {
        "SYNC_ALLOW_HTTP": "true",  # the local host speaks no TLS
        "SYNC_PUBLIC_URL": stack.host.url,
        "SYNC_NOTIFICATION_SECRET": token_urlsafe(32),
    }
    bootstrap.use(None)
    operator.set_up()
