"""Files of the repository that commands write anew: written, or held against what they would be."""

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]


def keep(files: Mapping[Path, str], command: str, *, check: bool) -> bool:
    """Write *files*, or only look; return whether they are as they are to be now.

    :param command: of ``python -m dev``, which writes them; told where one is out of date.
    """
    if not check:
        for file, content in files.items():
            file.write_text(content, "utf-8")
        return True
    stale = [file for file, content in files.items() if file.read_text("utf-8") != content]
    for file in stale:
        told = file.relative_to(ROOT)
        print(f"{told} is out of date: run python -m dev {command}", file=sys.stderr)
    return not stale
