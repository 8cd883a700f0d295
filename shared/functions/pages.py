"""GET /api/console, a page without data, and GET /api/pages/...: what pages are made of."""

from urllib.parse import urlsplit

import azure.functions as func

from shared.adapters.page_files import CONSOLE, PageFile, page_files
from shared.bootstrap import app
from shared.errors import ConfigurationError, RequestError
from shared.functions.answers import answering
from shared.functions.describing import described

bp = func.Blueprint()
_HEADERS = {
    # Kept, and asked for again each time: an update is there at once.
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_OF_THE_PAGE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}


@bp.function_name("console")
@bp.route(route="console", methods=["GET"])
@answering
@described("The console: a page without data, which asks this API", answers="file", or_status=304)
def console(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    policy = {"Content-Security-Policy": _policy(_directory())}
    return _file(req, page_files()[CONSOLE], _OF_THE_PAGE | policy)


@bp.function_name("page_file")
@bp.route(route="pages/{*path}", methods=["GET"])
@answering
@described("A file that pages are made of", answers="file", or_status=304)
def page_file(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    found = page_files().get(req.route_params.get("path", ""))
    if found is None or found.media_type.startswith("text/html"):
        raise RequestError("The pages have no such file.", code="file_unknown", status=404)
    return _file(req, found, {})


def _file(req: func.HttpRequest, file: PageFile, headers: dict[str, str]) -> func.HttpResponse:
    told = _HEADERS | headers | {"ETag": file.etag}
    if file.etag in req.headers.get("if-none-match", ""):
        return func.HttpResponse(status_code=304, headers=told)
    return func.HttpResponse(file.content, headers=told | {"Content-Type": file.media_type})


def _directory() -> str:
    """Return the origin of the directory that people sign in with, if the settings name one."""
    try:
        place = urlsplit(app().settings.sign_in.authority)
    except ConfigurationError:
        return ""  # The page says so itself, once it asks where to sign in.
    return f"{place.scheme}://{place.netloc}"


def _policy(directory: str) -> str:
    """Only the app's own files run and are shown; only it and *directory* are asked."""
    rules = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "connect-src": f"'self' {directory}".rstrip(),
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "img-src": "'self' data:",
        "require-trusted-types-for": "'script'",
        "script-src": "'self'",
        "style-src": "'self'",
        "trusted-types": "fast-html",  # Fluent's own templates; nobody else makes HTML of text
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
