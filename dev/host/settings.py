"""What the host reads of host.json. Other sections of that file are the platform's own business."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from dev.host.errors import HostRefusedError


class _Section(BaseModel):
    # The file's schema is Microsoft's and grows, so what this host does not know is let pass.
    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True
    )


class QueueSettings(_Section):
    """The section ``extensions.queues``; the defaults are the platform's."""

    batch_size: int = Field(default=16, ge=1, le=32)
    """Messages received at once."""
    new_batch_threshold: int | None = Field(default=None, ge=0)
    """The next batch is received when at most so many run; by default half a batch."""
    max_dequeue_count: int = Field(default=5, ge=1)
    """After so many failures a message is moved to the poison queue."""
    visibility_timeout: timedelta = timedelta(0)
    """How long a message waits after a failure before it is tried again."""
    max_polling_interval: timedelta = timedelta(minutes=1)
    """The longest wait between two looks at an empty queue."""
    message_encoding: Literal["base64", "none"] = "base64"

    @property
    def threshold(self) -> int:
        if self.new_batch_threshold is None:
            return self.batch_size // 2
        return self.new_batch_threshold


class HostSettings(_Section):
    route_prefix: str = "api"
    queues: QueueSettings = QueueSettings()

    @classmethod
    def read(cls, path: Path) -> Self:
        """:raises HostRefusedError: the file is missing or has a wrong value."""
        try:
            extensions = json.loads(path.read_text()).get("extensions", {})
            prefix = extensions.get("http", {}).get("routePrefix", "api")
            queues = QueueSettings.model_validate(extensions.get("queues", {}))
        except (OSError, ValueError, AttributeError) as error:
            raise HostRefusedError([f"{path}: {_reason(error)}"]) from error
        return cls(route_prefix=prefix.strip("/"), queues=queues)


def _reason(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(_sentence(detail) for detail in error.errors())


def _sentence(detail: Any) -> str:
    return f"extensions.queues.{'.'.join(map(str, detail['loc']))}: {detail['msg']}"
