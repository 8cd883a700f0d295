"""Log lines with their facts.

A message is constant, so that it can be searched for; its facts go in ``extra``. The Functions
worker passes only the message on, so the facts are also told behind it.
"""

import logging
from collections.abc import MutableMapping
from typing import Any


class FactsAdapter(logging.LoggerAdapter[logging.Logger]):
    def process(
        self, msg: str, kwargs: MutableMapping[str, Any]
    ) -> tuple[str, MutableMapping[str, Any]]:
        facts = kwargs.get("extra") or {}
        told = " ".join(f"{name}={value}" for name, value in facts.items())
        return (f"{msg}: {told}" if told else msg), kwargs


def get_logger(name: str) -> FactsAdapter:
    return FactsAdapter(logging.getLogger(name), {})
