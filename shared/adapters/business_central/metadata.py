"""The API's entity sets and fields, as its own ``$metadata`` describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from shared.adapters.spelling import suggestion
from shared.errors import ConfigurationError


@dataclass(frozen=True)
class EntitySet:
    name: str
    fields: Mapping[str, str]
    """The fields' names with their types, for example Edm.String."""

    def type_of(self, field: str) -> str:
        """:raises ConfigurationError: there is no such field."""
        if field in self.fields:
            return self.fields[field]
        raise ConfigurationError(
            f'Business Central\'s {self.name} have no field "{field}".'
            f"{suggestion(field, self.fields)} Correct the mapping.",
            code="unknown_field",
        )


@dataclass(frozen=True)
class Metadata:
    entity_sets: Mapping[str, EntitySet]

    def entity_set(self, name: str) -> EntitySet:
        """:raises ConfigurationError: there is no such entity set."""
        if name in self.entity_sets:
            return self.entity_sets[name]
        raise ConfigurationError(
            f'Business Central\'s API has no entity set "{name}".'
            f"{suggestion(name, self.entity_sets)} Correct the mapping.",
            code="unknown_table",
        )


class MalformedMetadataError(ValueError):
    """The document is not what a ``$metadata`` is."""


def read_metadata(document: bytes) -> Metadata:
    """:raises MalformedMetadataError: it is not XML, or declares entities of XML itself."""
    reader = _Reader()
    try:
        reader.parser.Parse(document, True)
    except expat.ExpatError as error:
        raise MalformedMetadataError("the metadata are not XML") from error
    if not reader.sets:
        raise MalformedMetadataError("the metadata name no entity sets")
    return Metadata(
        {
            name: EntitySet(name, reader.types.get(type_.rpartition(".")[2], {}))
            for name, type_ in reader.sets.items()
        }
    )


class _Reader:
    """Reads what is needed in one pass: the document has megabytes."""

    def __init__(self) -> None:
        self.types: dict[str, dict[str, str]] = {}
        self.sets: dict[str, str] = {}
        self._fields: dict[str, str] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _refuse(self, *_declaration: object) -> None:
        """Entity declarations can blow a small document up; no metadata need them."""
        raise MalformedMetadataError("the metadata declare a document type")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "EntityType":
                self._fields = self.types.setdefault(attributes.get("Name", ""), {})
            case "Property" if self._fields is not None:
                self._fields[attributes.get("Name", "")] = attributes.get("Type", "Edm.String")
            case "EntitySet":
                self.sets[attributes.get("Name", "")] = attributes.get("EntityType", "")
            case _:
                pass

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "EntityType":
            self._fields = None
