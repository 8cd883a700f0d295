"""Counts requests to the tables, as the vendor's library logs them."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

_logger = logging.getLogger("azure.core.pipeline.policies.http_logging_policy")
_REQUEST = re.compile(r"Request URL: (['\"])(?P<url>.*?)\1\s*Request method: '(?P<method>\w+)'")
_KEYS = re.compile(r"\(.*|\?.*")


class _Counting(logging.Handler):
    def __init__(self, endpoint: str) -> None:
        super().__init__(logging.INFO)
        self._endpoint = endpoint
        self.sent: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        found = _REQUEST.search(record.getMessage())
        if found and found["url"].startswith(self._endpoint):
            table = _KEYS.sub("", found["url"].removeprefix(self._endpoint).lstrip("/"))
            self.sent[f"{found['method']} {table}"] += 1


@contextmanager
def counted(endpoint: str) -> Iterator[Counter[str]]:
    """Count the requests that this process sends to the tables, by method and table."""
    counting, level, propagate = _Counting(endpoint), _logger.level, _logger.propagate
    _logger.addHandler(counting)
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    try:
        yield counting.sent
    finally:
        _logger.removeHandler(counting)
        _logger.setLevel(level)
        _logger.propagate = propagate
