"""Read the declarative description of the Dataverse solution, which is deployed with the app."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from shared.adapters.yaml_loader import read_yaml
from shared.domain.customization import Customization, WebResource
from shared.errors import ConfigurationError

FOLDER = Path(__file__).parents[2] / "infra" / "dataverse"


@dataclass(frozen=True)
class SolutionFiles:
    folder: Path = FOLDER

    @cached_property
    def customization(self) -> Customization:
        """:raises ConfigurationError: a file is missing or has a mistake."""
        content: dict[str, Any] = {}
        for name in ("solution.yaml", "tables.yaml", "roles.yaml"):
            content |= self._read(name)
        try:
            return Customization.model_validate(content)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise self._unusable(f"{place}: {first['msg']}") from error

    def content(self, resource: WebResource) -> bytes:
        """:raises ConfigurationError: the file is missing."""
        try:
            return (self.folder / "web_resources" / resource.file).read_bytes()
        except OSError as error:
            raise self._unusable(f"web_resources/{resource.file}: {error.strerror}") from error

    def _read(self, name: str) -> Mapping[str, Any]:
        try:
            read = read_yaml((self.folder / name).read_text("utf-8"))
        except OSError as error:
            raise self._unusable(f"{name}: {error.strerror}") from error
        except yaml.YAMLError as error:
            raise self._unusable(f"{name}: it is no YAML") from error
        if not isinstance(read, dict):
            raise self._unusable(f"{name}: it holds no keys and values")
        return read

    def _unusable(self, told: str) -> ConfigurationError:
        return ConfigurationError(
            f"The description of the Dataverse solution in {self.folder} cannot be used: {told}. "
            "Deploy the app with the folder infra/dataverse as it was released.",
            code="solution_files",
        )
