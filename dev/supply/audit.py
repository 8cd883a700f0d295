"""Look the deployed packages up in OSV, the database of known vulnerabilities.

https://google.github.io/osv.dev/post-v1-querybatch/
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import requests

from dev.supply.locked import Package

SERVICE = "https://api.osv.dev"
_PATIENCE = (5, 30)


class UnreachableError(Exception):
    """Nobody answered, or somebody else did."""


@dataclass(frozen=True)
class Finding:
    package: Package
    ids: tuple[str, ...]
    """Of the vulnerabilities, as OSV has them."""


def look_up(packages: Sequence[Package], service: str = SERVICE) -> list[Finding]:
    """Return the packages with known vulnerabilities; one request asks for all.

    :raises UnreachableError: the service does not answer as it should.
    """
    queries = [{"package": {"purl": package.purl}} for package in packages]
    try:
        answer = requests.post(
            f"{service}/v1/querybatch", json={"queries": queries}, timeout=_PATIENCE
        )
        answer.raise_for_status()
        results: list[dict[str, Any]] = answer.json()["results"]
        told = [tuple(sorted(v["id"] for v in each.get("vulns", ()))) for each in results]
    except (requests.RequestException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreachableError(f"{service} does not answer: {type(error).__name__}.") from error
    if len(told) != len(packages):
        raise UnreachableError(f"{service} answered {len(told)} of {len(packages)} questions.")
    return [Finding(package, ids) for package, ids in zip(packages, told, strict=True) if ids]
