"""The app's routes, as the platform is told of them, and the gate in front of each."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache

from tests.contracts.documented_settings import ROOT

_INDEX = """
import json, os
from dev.host.functions import HttpTrigger, load_functions
from function_app import app
from shared.functions.gate import gate_of
routes = []
for function in load_functions(app, os.environ):
    trigger, gate = function.trigger, gate_of(function.call)
    if isinstance(trigger, HttpTrigger):
        for method in trigger.methods:
            routes.append({
                "method": method, "path": trigger.route.template, "name": function.name,
                "level": trigger.level.name, "identity": gate.identity, "roles": gate.roles,
            })
print(json.dumps(routes))
"""


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    """Below the prefix."""
    name: str
    """The function's."""
    level: str
    """What the platform itself demands of callers."""
    identity: bool
    roles: tuple[str, ...]

    @property
    def address(self) -> str:
        """As the API's description has it, which knows no parameters that go on and on."""
        return f"/api/{self.path.replace('{*', '{')}"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@cache
def routes() -> tuple[Route, ...]:
    """Return all of them; from a process of its own, since an app can be asked but once."""
    done = subprocess.run(
        [sys.executable, "-c", _INDEX],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(
        Route(**{**route, "roles": tuple(route["roles"])}) for route in json.loads(done.stdout)
    )
