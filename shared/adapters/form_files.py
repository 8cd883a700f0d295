"""The pages that forms of Sales embed, as web resources.

They keep the paths that they have among the app's own pages, so that they find one another.
"""

from shared.adapters.page_files import page_files
from shared.domain.customization import Publisher, WebFile

_FOLDERS = ("common/", "forms/", "texts/", "vendor/")
_FOR_DEVELOPERS = "vendor/manifest.json"


def form_files(publisher: Publisher) -> tuple[WebFile, ...]:
    return tuple(
        WebFile(publisher.page(path), f"Business Central {path}", file.content)
        for path, file in page_files().items()
        if path.startswith(_FOLDERS) and path != _FOR_DEVELOPERS
    )
