"""The table of steps in docs/mappings.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import yaml

from shared.domain.records import Value
from shared.domain.transforms import Transform
from tests.contracts.documented_settings import ROOT

_TABLE = re.compile(r"<!-- transforms -->\n(.*?)<!-- /transforms -->", re.DOTALL)
_ROW = re.compile(r"^\| `(\w+)` \| `(.+?)` \| `(.+?)` → `(.+?)` \| (yes|no) \| (.+) \|$")


@dataclass(frozen=True)
class Documented:
    step: str
    written: str
    bc: Value
    dataverse: Value
    both_ways: bool

    @property
    def transform(self) -> Transform:
        return Transform.read(yaml.safe_load(self.written))


def documented_steps() -> Iterator[Documented]:
    page = (ROOT / "docs" / "mappings.md").read_text(encoding="utf-8")
    found = _TABLE.search(page)
    assert found is not None
    for line in found[1].splitlines()[2:]:
        row = _ROW.match(line)
        assert row is not None, line
        step, written, bc, dataverse, both_ways, _ = row.groups()
        yield Documented(step, written, _scalar(bc), _scalar(dataverse), both_ways == "yes")


def _scalar(written: str) -> Value:
    value = yaml.safe_load(written) if written != "blank" else None
    assert value is None or isinstance(value, str | bool | int | float)
    return Decimal(str(value)) if isinstance(value, float) else value
