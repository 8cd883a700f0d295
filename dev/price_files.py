"""Unit prices in a further currency: its two mapping files, made from those in dollars."""

import re
from pathlib import Path

import yaml

from dev.comparing import ALTERNATIVES
from shared.domain.identifiers import slug

_MODELS = ALTERNATIVES / "further_currencies"
_THEIRS = "USD"
_CODE = re.compile(r"[A-Z]{3}")


class PriceFilesError(Exception):
    """Nothing was written; the text says why, and what to do."""


def write_price_files(code: str, own: Path | None) -> dict[Path, str]:
    """Return the files that were written to the folder *own*, each with its mapping's slug.

    :raises PriceFilesError: a file is there already, or *code* or the folder is not fit for it.
    """
    code = code.upper()
    if not _CODE.fullmatch(code):
        raise PriceFilesError(f"{code} is no currency's code: that has three letters, as GBP.")
    if own is None:
        raise PriceFilesError(
            "Name the folder of your own mapping files: --own, or SYNC_OWN_MAPPING_FOLDER."
        )
    texts = {own / _turned(path.name, code): _turned(_text(path), code) for path in _models()}
    there = [str(path) for path in texts if path.exists()]
    if there:
        raise PriceFilesError(
            f"Already there: {' and '.join(there)}. Nothing was written; take away what is to be "
            "made anew."
        )
    own.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    return {path: slug(yaml.safe_load(text)["name"]) for path, text in texts.items()}


def _models() -> list[Path]:
    return sorted(_MODELS.glob("*.yaml"), reverse=True)


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _turned(text: str, code: str) -> str:
    return text.replace(_THEIRS, code).replace(_THEIRS.lower(), code.lower())
