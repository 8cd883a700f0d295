"""The pages that forms of Sales embed, as web resources.

They keep the paths that they have among the app's own pages, so that they find one another. One
more tells them where the app is, which Dataverse cannot know.
"""

import json

from shared.adapters.page_files import page_files
from shared.domain.customization import Publisher, WebFile

_FOLDERS = ("common/", "forms/", "texts/", "vendor/")
PLACE = "forms/place.js"


def form_files(publisher: Publisher, app: str) -> tuple[WebFile, ...]:
    """:param app: the app's address, without a path."""
    place = f"export const APP = {json.dumps(f'{app}/api/')};\n"
    contents = {
        path: file.content for path, file in page_files().items() if path.startswith(_FOLDERS)
    }
    contents[PLACE] = place.encode()
    return tuple(
        WebFile(f"{publisher.prefix}_/pages/{path}", f"Business Central {path}", content)
        for path, content in sorted(contents.items())
        if path != "vendor/manifest.json"
    )
