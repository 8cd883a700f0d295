"""Azurite, the storage emulator: tables and queues, in memory, gone with the process it serves.

What it does not enforce of the real service (size of an entity, number of properties, speed) is for
the program's own guards; see the storage documentation.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

NODE_MODULES = Path(__file__).parents[1] / "node_modules"

ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""The emulator's one account and its key, published by Microsoft; it protects nothing."""

# Port 0 lets the system choose, which no other process can race; Azurite does not say which port
# it got, so this tells. Standard input is a pipe that only our process writes to: it ends when
# our process does, however it dies, and takes the emulator along.
_PRELOAD = """data:text/javascript,
import net from "node:net";
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  this.once("listening", () => console.log(`listening on port ${this.address().port}.`));
  return listen.apply(this, args);
};
process.stdin.on("end", () => process.exit(0)).resume();
"""

_POLL_SECONDS = 0.02


class AzuriteError(Exception):
    """Azurite could not be started; says why and what to do."""


class Azurite:
    """Context manager around the table and the queue emulator, each with its own free port."""

    def __init__(self, node_modules: Path = NODE_MODULES, *, timeout: float = 60.0) -> None:
        """:param timeout: seconds to wait for both emulators to answer."""
        self._node_modules = node_modules
        self._timeout = timeout
        self._children = ExitStack()
        self.table_endpoint = self.queue_endpoint = ""

    @property
    def connection_string(self) -> str:
        return (
            f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={KEY};"
            f"TableEndpoint={self.table_endpoint};QueueEndpoint={self.queue_endpoint};"
        )

    def __enter__(self) -> Self:
        with ExitStack() as children:
            deadline = time.monotonic() + self._timeout
            table = children.enter_context(_Emulator("table", self._node_modules))
            queue = children.enter_context(_Emulator("queue", self._node_modules))
            self.table_endpoint = table.endpoint(deadline)
            self.queue_endpoint = queue.endpoint(deadline)
            self._children = children.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._children.close()


class _Emulator:
    def __init__(self, service: Literal["table", "queue"], node_modules: Path) -> None:
        self._service = service
        self._command = _command(service, node_modules)

    def __enter__(self) -> Self:
        self._directory = tempfile.TemporaryDirectory(prefix="azurite-")
        self._log = Path(self._directory.name, "output")
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._directory.name,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl+C is for us to handle: the last writes still need their storage.
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._directory.cleanup()

    def endpoint(self, deadline: float) -> str:
        """Wait until the emulator answers.

        :raises AzuriteError: it ended, or was silent until *deadline* (of the monotonic clock).
        """
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AzuriteError(self._failure(f"ended with code {self._process.returncode}"))
            port = re.search(r"listening on port (\d+)\.", self._log.read_text())
            if port and _answers(f"http://127.0.0.1:{port[1]}/{ACCOUNT}"):
                return f"http://127.0.0.1:{port[1]}/{ACCOUNT}"
            time.sleep(_POLL_SECONDS)
        raise AzuriteError(self._failure("did not answer in time"))

    def _failure(self, what: str) -> str:
        output = self._log.read_text().strip() or "nothing"
        return f"azurite-{self._service} {what}. It wrote:\n{output}"


def _command(service: Literal["table", "queue"], node_modules: Path) -> list[str]:
    script = node_modules / ".bin" / f"azurite-{service}"
    node = shutil.which("node")
    if node is None:
        raise AzuriteError("Node.js is not installed: `node` was not found. Azurite needs it.")
    if not script.exists():
        raise AzuriteError(f"Azurite is not installed ({script} is missing): run `make setup`.")
    command = [node, "--import", _PRELOAD, os.fspath(script)]
    command += [f"--{service}Host", "127.0.0.1", f"--{service}Port", "0"]
    # The SDKs send newer API versions than the emulator knows by name.
    command += ["--inMemoryPersistence", "--disableTelemetry", "--silent", "--skipApiVersionCheck"]
    return command


def _answers(url: str) -> bool:
    try:
        urlopen(url, timeout=5).close()
    except HTTPError as refusal:  # unauthenticated, but there
        refusal.close()
    except (URLError, OSError):
        return False
    return True
