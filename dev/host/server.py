"""Carries the host's ASGI application: uvicorn in a thread, on a port of 127.0.0.1."""

import socket
import threading
import time
from typing import Self

import uvicorn
from starlette.types import ASGIApp

_START_SECONDS = 10.0


class Server:
    """Bound when made, so that its address is known before it serves."""

    def __init__(self, application: ASGIApp, port: int) -> None:
        """:param port: 0 for any that is free.

        :raises OSError: the port is taken.
        """
        self._socket = _listen(port)
        config = uvicorn.Config(
            application, lifespan="off", ws="none", log_config=None, access_log=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="http", daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def start(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the local host's HTTP server did not start")
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Answer what was asked, then stop."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


def _listen(port: int) -> socket.socket:
    # The protocol is named because asyncio turns Nagle's algorithm off only where it is; left on,
    # it costs each answer 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        listening.close()
        raise OSError(f"port {port} of 127.0.0.1 cannot be used ({error.strerror})") from error
    listening.listen()
    return listening
