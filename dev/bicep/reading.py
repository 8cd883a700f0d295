"""What a Bicep file declares and refers to, by its syntax tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import tree_sitter_bicep
from tree_sitter import Language, Node, Parser

_PARSER = Parser(Language(tree_sitter_bicep.language()))
_KINDS = {
    "parameter_declaration": "param",
    "variable_declaration": "var",
    "resource_declaration": "resource",
    "module_declaration": "module",
    "output_declaration": "output",
}

_NAMING = {"call_expression": "function", "for_statement": "initializer"}
"""Where a name is a function's, or is given to something here."""


def text_of(node: Node) -> str:
    return (node.text or b"").decode()


def below(node: Node) -> Iterator[Node]:
    """Yield a node and all that it consists of."""
    yield node
    for child in node.children:
        yield from below(child)


@dataclass(frozen=True)
class Declaration:
    kind: str
    name: str
    node: Node
    decorators: tuple[str, ...]
    """Their names."""

    @property
    def line(self) -> int:
        return self.node.start_point[0] + 1

    @property
    def target(self) -> str:
        """What a module or a resource is: its file, or its type with the version."""
        found = next(child for child in self.node.named_children if child.type == "string")
        return text_of(found).strip("'")

    @property
    def has_default(self) -> bool:
        """Whether a parameter can be left out."""
        return len([child for child in self.node.named_children if child.type != "comment"]) > 2

    @property
    def body(self) -> Node | None:
        """The object that a module or a resource consists of."""
        return next((node for node in below(self.node) if node.type == "object"), None)


class BicepFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = _PARSER.parse(path.read_bytes()).root_node

    @cached_property
    def declarations(self) -> list[Declaration]:
        return list(_declarations(self.root))

    def of(self, kind: str) -> dict[str, Declaration]:
        return {each.name: each for each in self.declarations if each.kind == kind}

    def value(self, variable: str) -> Node:
        """Return what a variable stands for."""
        return self.of("var")[variable].node.named_children[1]

    @cached_property
    def references(self) -> list[Node]:
        """The names that expressions use; functions are not among them."""
        return [node for node in below(self.root) if _is_reference(node)]

    @cached_property
    def loop_names(self) -> set[str]:
        loops = (node for node in below(self.root) if node.type == "for_statement")
        found = (loop.child_by_field_name("initializer") for loop in loops)
        return {text_of(node) for node in found if node}


def members(value: Node) -> dict[str, Node]:
    """Return an object's properties by their names."""
    properties = (child for child in value.named_children if child.type == "object_property")
    pairs = ([c for c in each.named_children if c.type != "comment"] for each in properties)
    return {text_of(pair[0]).strip("'"): pair[1] for pair in pairs if len(pair) > 1}


def strings(value: Node) -> list[str]:
    """Return the strings of an array."""
    return [text_of(item).strip("'") for item in value.named_children if item.type == "string"]


def _declarations(node: Node) -> Iterator[Declaration]:
    decorators: list[str] = []
    for child in node.children:
        if child.type == "decorators":
            calls = (found for found in below(child) if found.type == "call_expression")
            decorators += [text_of(call.named_children[0]) for call in calls]
        elif kind := _KINDS.get(child.type):
            name = text_of(child.named_children[0])
            yield Declaration(kind, name, child, tuple(decorators))
            decorators = []
        if child.type not in ("decorators", "\n"):
            yield from _declarations(child)


def _is_reference(node: Node) -> bool:
    parent = node.parent
    if node.type != "identifier" or parent is None:
        return False
    if field := _NAMING.get(parent.type):
        return parent.child_by_field_name(field) != node
    if parent.type == "resource_expression":
        return parent.child_by_field_name("object") == node
    declares = parent.type == "object_property" or parent.type in _KINDS
    return not (declares and parent.named_children[0] == node)
