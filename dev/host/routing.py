"""Which function serves a path: the route templates of ASP.NET, as the Functions host orders them.

Templates are tried in the order of ``Route.precedence``; one whose methods do not fit is passed
over, so a known path with an unknown method is 404, not 405.
https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-templates
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

_PARAMETER = re.compile(
    r"\{(?P<stars>\*{0,2})(?P<name>[A-Za-z_]\w*)"
    r"(?P<constraints>(?::[A-Za-z]+(?:\([^{}()]*\))?)*)(?P<optional>\??)\}"
)
_GUID = re.compile(
    r"[0-9a-f]{32}|(?P<open>[{(])?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?(open)[})])", re.I
)


class TemplateError(ValueError):
    """A route template that is malformed, or uses what this host does not imitate."""


@dataclass(frozen=True)
class Constraint:
    name: str
    arguments: tuple[int, ...]

    def holds(self, value: str) -> bool:
        return _CONSTRAINTS[self.name](value, self.arguments)


@dataclass(frozen=True)
class Parameter:
    name: str
    constraints: tuple[Constraint, ...]
    optional: bool
    catch_all: bool


@dataclass(frozen=True)
class Segment:
    """What stands between two slashes: text, parameters, or both (``{name}.{extension}``)."""

    pattern: re.Pattern[str]
    parameters: tuple[Parameter, ...]
    rank: tuple[int, str, int]

    @property
    def may_be_missing(self) -> bool:
        return any(parameter.optional or parameter.catch_all for parameter in self.parameters)

    def match(self, text: str) -> dict[str, str] | None:
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        values = found.groupdict()
        fits = all(
            constraint.holds(values[parameter.name])
            for parameter in self.parameters
            for constraint in parameter.constraints
        )
        return values if fits else None


@dataclass(frozen=True)
class Route:
    template: str
    segments: tuple[Segment, ...]

    @property
    def precedence(self) -> tuple[tuple[int, str, int], ...]:
        """Sorts text before parameters, more constraints before fewer, longer before shorter."""
        return (*(segment.rank for segment in self.segments), (2, "", 0))

    def match(self, parts: Sequence[str]) -> dict[str, str] | None:
        """Return the parameters' values for a path's decoded *parts*, or None if it is another's.

        A parameter that is optional and missing has no entry.
        """
        values: dict[str, str] = {}
        for index, segment in enumerate(self.segments):
            if index >= len(parts):
                return values if segment.may_be_missing else None
            rest = segment.parameters and segment.parameters[0].catch_all
            found = segment.match("/".join(parts[index:]) if rest else parts[index])
            if found is None:
                return None
            values |= found
            if rest:
                return values
        return values if len(parts) == len(self.segments) else None


def parse_template(template: str) -> Route:
    """:raises TemplateError: says what is wrong with the template."""
    texts = [text for text in template.strip("/").split("/") if text]
    segments = tuple(_segment(text) for text in texts)
    parameters = [parameter for segment in segments for parameter in segment.parameters]
    names = [parameter.name.lower() for parameter in parameters]
    if len(set(names)) < len(names):
        raise TemplateError("a parameter name stands in it twice")
    if any(segment.may_be_missing for segment in segments[:-1]):
        raise TemplateError("only its last segment can be optional or a catch-all")
    return Route(template, segments)


def _segment(text: str) -> Segment:
    found = list(_PARAMETER.finditer(text))
    literals = _PARAMETER.split(text)[:: _PARAMETER.groups + 1]
    if any(set(literal) & set("{}?*") for literal in literals):
        raise TemplateError(f'"{text}" is malformed, or uses what the local host does not imitate')
    parameters = tuple(_parameter(match) for match in found)
    pattern = re.escape(literals[0])
    for parameter, literal in zip(parameters, literals[1:], strict=True):
        pattern += f"(?P<{parameter.name}>.+?){re.escape(literal)}"
    if literals[0] or not parameters:
        rank = (0, literals[0].lower(), 0)
    else:
        rank = (1, "", -len(parameters[0].constraints))
    return Segment(re.compile(pattern, re.IGNORECASE | re.DOTALL), parameters, rank)


def _parameter(match: re.Match[str]) -> Parameter:
    constraints = re.findall(r":([A-Za-z]+)(?:\(([^()]*)\))?", match["constraints"])
    return Parameter(
        name=match["name"],
        constraints=tuple(_constraint(name.lower(), arguments) for name, arguments in constraints),
        optional=bool(match["optional"]),
        catch_all=bool(match["stars"]),
    )


def _constraint(name: str, arguments: str) -> Constraint:
    if name not in _CONSTRAINTS:
        raise TemplateError(f'the local host has no constraint "{name}"')
    numbers = tuple(part.strip() for part in arguments.split(",")) if arguments else ()
    if len(numbers) not in _ARGUMENTS.get(name, (0,)):
        raise TemplateError(f'the constraint "{name}" has too few or too many arguments')
    if not all(re.fullmatch(r"-?[0-9]+", number) for number in numbers):
        raise TemplateError(f'the arguments of the constraint "{name}" must be whole numbers')
    return Constraint(name, tuple(int(number) for number in numbers))


def split_path(raw_path: str) -> list[str]:
    """Return a percent-encoded path's decoded parts; an encoded slash stays encoded."""
    path = raw_path.removeprefix("/").removesuffix("/")
    if not path:
        return []
    return [unquote(re.sub("%2f", "%252F", part, flags=re.I)) for part in path.split("/")]


def _whole_number(low: int, high: int) -> Callable[[str, Sequence[int]], bool]:
    def holds(value: str, _: Sequence[int]) -> bool:
        return bool(re.fullmatch(r"\s*[+-]?[0-9]+\s*", value)) and low <= int(value) <= high

    return holds


_is_long = _whole_number(-(2**63), 2**63 - 1)


def _is_decimal(value: str, _: Sequence[int]) -> bool:
    try:
        return Decimal(value.replace(",", "")).is_finite()
    except InvalidOperation:
        return False


_CONSTRAINTS: Mapping[str, Callable[[str, Sequence[int]], bool]] = {
    "int": _whole_number(-(2**31), 2**31 - 1),
    "long": _is_long,
    "guid": lambda value, _: _GUID.fullmatch(value) is not None,
    "bool": lambda value, _: value.strip().lower() in ("true", "false"),
    "alpha": lambda value, _: re.fullmatch("[A-Za-z]*", value) is not None,
    "decimal": _is_decimal,
    "double": _is_decimal,
    "float": _is_decimal,
    "required": lambda value, _: value != "",
    "length": lambda value, sizes: sizes[0] <= len(value) <= sizes[-1],
    "minlength": lambda value, sizes: len(value) >= sizes[0],
    "maxlength": lambda value, sizes: len(value) <= sizes[0],
    "min": lambda value, limits: _is_long(value, ()) and int(value) >= limits[0],
    "max": lambda value, limits: _is_long(value, ()) and int(value) <= limits[0],
    "range": lambda value, limits: _is_long(value, ()) and limits[0] <= int(value) <= limits[1],
}
_ARGUMENTS: Mapping[str, tuple[int, ...]] = {
    "length": (1, 2),
    "minlength": (1,),
    "maxlength": (1,),
    "min": (1,),
    "max": (1,),
    "range": (2,),
}
"""How many arguments a constraint takes, where it takes any."""
