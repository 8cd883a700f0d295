"""What stands in for Application Insights: it takes what is sent, and shows it."""

import gzip
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4


class Ingestion:
    def __init__(self, address: str) -> None:
        self.connection_string = f"InstrumentationKey={uuid4()};IngestionEndpoint={address}"
        self.taken: list[dict[str, Any]] = []
        self.paths: set[str] = set()
        self.tokens: set[str] = set()

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the data of everything of a kind, such as MetricData."""
        found = (each["data"] for each in self.taken)
        return [data["baseData"] for data in found if data["baseType"] == kind]


@contextmanager
def ingesting(tls: ssl.SSLContext | None = None) -> Iterator[Ingestion]:
    """:param tls: without one, it speaks HTTP, and no token is sent to it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            items = json.loads(body)
            ingestion.taken += items
            ingestion.paths.add(self.path)
            ingestion.tokens.add(self.headers.get("Authorization", "").removeprefix("Bearer "))
            told = {"itemsReceived": len(items), "itemsAccepted": len(items), "errors": []}
            content = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "https" if tls else "http"
    ingestion = Ingestion(f"{scheme}://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield ingestion
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
