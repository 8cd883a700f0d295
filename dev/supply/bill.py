"""The bill of materials: CycloneDX 1.6 in JSON, of what is deployed.

https://cyclonedx.org/docs/1.6/json/
"""

import json
import tomllib
from typing import Any

from dev.supply.licences import licence
from dev.supply.locked import ROOT, Package, deployed

FILE = ROOT / "docs" / "sbom.cdx.json"
_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
Json = dict[str, Any]


def bill() -> str:
    """Return the bill; the same for the same lock files, so without a time or a serial number."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = deployed()
    content = {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": about["name"],
                "name": about["name"],
                "version": about["version"],
                "licenses": [{"license": {"id": about["license"]}}],
            }
        },
        "components": [_component(each) for each in packages],
        "dependencies": [
            {"ref": about["name"], "dependsOn": sorted(each.purl for each in packages)},
            *({"ref": each.purl} for each in packages),
        ],
    }
    return json.dumps(content, indent=2) + "\n"


def _component(package: Package) -> Json:
    scope, _, name = package.name.rpartition("/")
    component: Json = {"type": "library", "bom-ref": package.purl}
    if scope:
        component["group"] = scope
    component |= {
        "name": name,
        "version": package.version,
        "licenses": [_licence(licence(package))],
        "purl": package.purl,
    }
    if package.marker:
        component["properties"] = [{"name": "python:marker", "value": package.marker}]
    return component


def _licence(expression: str) -> Json:
    if " " in expression:
        return {"expression": expression}
    return {"license": {"id": expression}}
