"""Put the mapping files that the app was released with back into a folder of one's own."""

from pathlib import Path

import yaml

from shared.adapters.mapping_reading import files_in
from shared.adapters.yaml_loader import read_yaml
from shared.errors import ConfigurationError
from shared.settings import DEFAULT_MAPPING_FOLDER


def restore_defaults(folder: Path) -> list[str]:
    """Restore every default mapping, and return the names of the files that were written.

    Files that hold a mapping by the name of a default one give way, whatever they are called; all
    others are left alone. A customer's own folder is another one, and nothing of it is touched.

    :raises ConfigurationError: the folder cannot be written.
    """
    if folder.resolve() == DEFAULT_MAPPING_FOLDER.resolve():
        return []  # The app uses the files that it was released with.
    written = []
    for default in sorted(DEFAULT_MAPPING_FOLDER.glob("*.yaml")):
        content = default.read_bytes()
        target = _place(default.name, _name(content), folder)
        others = [path for path in _files_of(_name(content), folder) if path != target]
        if not others and target.exists() and target.read_bytes() == content:
            continue
        try:
            # Written first: whoever is interrupted in between has one file too many, which the
            # app names, instead of none.
            target.write_bytes(content)
            for other in others:
                other.unlink()
        except OSError as error:
            raise ConfigurationError(
                f"The mapping file {error.filename or target} cannot be written "
                f"({error.strerror}). Where the app's files cannot be changed, put the defaults "
                "into SYNC_MAPPING_FOLDER and deploy it anew.",
                code="mapping_folder_readonly",
            ) from error
        written.append(target.name)
    return written


def _place(file: str, name: object, folder: Path) -> Path:
    """Return where the mapping *name* goes: where somebody's own one has its file, beside that."""
    path = folder / file
    if path.exists() and _name(path.read_bytes()) not in (None, name):
        return _place(f"default-{file}", name, folder)
    return path


def _files_of(name: object, folder: Path) -> list[Path]:
    """Return the files that hold the mapping *name*."""
    return [path for path in files_in(folder) if _name(path.read_bytes()) == name]


def _name(content: bytes) -> object:
    """Return the mapping's name; None where the file cannot be read so far."""
    try:
        read = read_yaml(content)
    except (yaml.YAMLError, ValueError, KeyError, AttributeError, RecursionError):
        return None
    return read.get("name") if isinstance(read, dict) else None
