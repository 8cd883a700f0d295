"""One request's end of the connection, with the ways of leaving a client without an answer."""

import asyncio
import socket
import struct

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from dev.simulators.http import Request, Response

_BODILESS = (204, 304)


class Protocol(HttpToolsProtocol):
    """Lets the application reach the transport, which a reset needs."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["state"]["transport"] = self.transport

    def shutdown(self) -> None:
        """Drop the connection at once: closing TLS in good order waits for the client."""
        self.transport.abort()


class Client:
    """Whoever sent one request."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host, port = scope["client"]
        self.connection = f"{host}:{port}"
        """The same for all requests on one keep-alive connection."""
        self._transport: asyncio.Transport = scope["state"]["transport"]
        self._receive = receive
        self._send = send

    async def send_all(self, response: Response) -> None:
        await self._start(response)
        await self._send({"type": "http.response.body", "body": response.body})

    async def send_half(self, response: Response) -> None:
        """Announce the whole body, send half of it and close."""
        await self._start(response)
        half = response.body[: len(response.body) // 2]
        await self._send({"type": "http.response.body", "body": half, "more_body": True})
        self._transport.close()
        await self._gone()

    async def hold(self) -> None:
        """Keep the connection open without a word until the client gives up."""
        await self._gone()

    async def reset(self) -> None:
        """Have the client see a reset connection instead of an orderly end."""
        raw: socket.socket = self._transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()
        await self._gone()

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def _start(self, response: Response) -> None:
        headers = [(k.encode(), v.encode("latin-1")) for k, v in response.headers.items()]
        if response.status not in _BODILESS:
            headers.append((b"Content-Length", str(len(response.body)).encode()))
        await self._send(
            {"type": "http.response.start", "status": response.status, "headers": headers}
        )


async def read_request(scope: Scope, receive: Receive) -> Request | None:
    """Return the whole request; None if the client left before it was complete."""
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    headers = _headers(scope)
    return Request(
        method=scope["method"],
        base=f"{scope['scheme']}://{headers.get('host', '')}",
        path=scope["raw_path"].decode("latin-1"),
        query_string=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=b"".join(parts),
    )


def _headers(scope: Scope) -> dict[str, str]:
    """A header given several times is one header with a list, as RFC 9110 section 5.3 has it."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
