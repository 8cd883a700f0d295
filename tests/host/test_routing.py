"""Route templates, as ASP.NET reads them."""

import pytest

from dev.host.routing import Route, TemplateError, parse_template, split_path


def match(template: str, path: str) -> dict[str, str] | None:
    return parse_template(template).match(split_path(path))


@pytest.mark.parametrize(
    ("template", "path", "values"),
    [
        ("health", "/health", {}),
        ("health", "/HEALTH/", {}),
        ("health", "/health/more", None),
        ("jobs/{id}", "/jobs/7", {"id": "7"}),
        ("jobs/{id}", "/jobs", None),
        ("jobs/{id}", "/jobs//", None),
        ("jobs/{id?}", "/jobs", {}),
        ("jobs/{id?}", "/jobs/7", {"id": "7"}),
        ("files/{*path}", "/files", {}),
        ("files/{*path}", "/files/a/b.txt", {"path": "a/b.txt"}),
        ("files/{name}.{kind}", "/files/a.txt", {"name": "a", "kind": "txt"}),
        ("files/{name}.{kind}", "/files/atxt", None),
        ("names/{name}", "/names/Ad%20%C3%A5tum", {"name": "Ad åtum"}),
        ("names/{name}", "/names/a%2Fb", {"name": "a%2Fb"}),
        ("a+b/{x}", "/a+b/1", {"x": "1"}),
    ],
)
def test_a_template_takes_the_paths_it_describes(
    template: str, path: str, values: dict[str, str] | None
) -> None:
    assert match(template, path) == values


GUID = "7fb7a3c2-0b6e-4a53-9d0e-3a2b5f0d1c11"


@pytest.mark.parametrize(
    ("constraint", "fits", "does_not_fit"),
    [
        ("guid", [GUID, GUID.upper(), GUID.replace("-", ""), f"{{{GUID}}}"], ["7", f"{{{GUID}"]),
        ("int", ["7", "-7", "2147483647"], ["seven", "2147483648", "7.0"]),
        ("long", ["2147483648"], ["9223372036854775808"]),
        ("bool", ["true", "False"], ["1"]),
        ("alpha", ["abc"], ["ab1"]),
        ("decimal", ["1.5", "7"], ["x", "nan"]),
        ("length(2)", ["ab"], ["a", "abc"]),
        ("length(2,3)", ["ab", "abc"], ["a", "abcd"]),
        ("minlength(2)", ["ab"], ["a"]),
        ("maxlength(2)", ["ab"], ["abc"]),
        ("min(5)", ["5"], ["4", "x"]),
        ("max(5)", ["5"], ["6", "x"]),
        ("range(1,5)", ["1", "5"], ["0", "6", "x"]),
        ("int:min(5)", ["5"], ["4"]),
    ],
)
def test_a_constraint_decides_which_values_a_parameter_takes(
    constraint: str, fits: list[str], does_not_fit: list[str]
) -> None:
    route = parse_template(f"things/{{x:{constraint}}}")

    assert [route.match(["things", value]) for value in fits] == [{"x": value} for value in fits]
    assert [route.match(["things", value]) for value in does_not_fit] == [None] * len(does_not_fit)


def test_text_goes_before_parameters_and_the_more_special_before_the_more_general() -> None:
    templates = [
        "jobs/{*rest}",
        "jobs/{id}",
        "jobs/{id:int:min(1)}",
        "jobs/{id:int}",
        "jobs/latest",
        "jobs/{id:int}/errors",
        "jobs",
    ]

    ordered = sorted(map(parse_template, templates), key=lambda route: route.precedence)

    assert [route.template for route in ordered] == [
        "jobs/latest",
        "jobs/{id:int:min(1)}",
        "jobs/{id:int}/errors",
        "jobs/{id:int}",
        "jobs/{*rest}",
        "jobs/{id}",
        "jobs",
    ]


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{id", "malformed"),
        ("{id=5}", "does not imitate"),
        ("{id:regex(a)}", 'no constraint "regex"'),
        ("{id:range(1)}", "too few or too many"),
        ("{id:min(x)}", "whole numbers"),
        ("{id?}/more", "last segment"),
        ("{*rest}/more", "last segment"),
        ("{id}/{ID}", "twice"),
    ],
)
def test_a_template_that_cannot_be_served_is_refused_with_the_reason(
    template: str, reason: str
) -> None:
    with pytest.raises(TemplateError, match=reason):
        parse_template(template)


def test_the_root_has_no_parts() -> None:
    assert split_path("/") == []
    assert Route("", ()).match([]) == {}
