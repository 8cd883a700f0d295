"""How much a request asks of a service, for simulating the time that it takes."""

from dev.simulators.http import Request

_BULK = ("CreateMultiple", "UpdateMultiple", "UpsertMultiple")


def operations(request: Request) -> int:
    """Return how many records a request writes; 0 for one that reads. Counted, not parsed."""
    if request.method == "GET":
        return 0
    if request.path.endswith("/$batch"):
        multipart = "multipart" in request.headers.get("content-type", "")
        return request.body.count(b" HTTP/1.1\r\n" if multipart else b'"method"')
    if request.path.endswith(_BULK):
        return request.body.count(b'"@odata.type"')
    return 1
