"""Which pages of other origins may read what the app answers: the platform's setting ``cors``.

As in Azure, it stands in front of everything, asks nobody to sign in for a preflight, and says
nothing of the app to pages of any other origin.
https://learn.microsoft.com/azure/azure-functions/functions-how-to-use-azure-function-app-settings#cors
"""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def sharing(behind: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    if not origins:
        return behind
    return CORSMiddleware(behind, origins, allow_methods=_METHODS, allow_headers=["*"])
