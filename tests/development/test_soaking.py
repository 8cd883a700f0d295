"""Which tests are for everyday, and which are left to a soak."""

from dataclasses import dataclass
from typing import cast

import pytest

from tests.soaking import split


@dataclass(frozen=True)
class Case:
    """As much of a collected test as is looked at."""

    nodeid: str
    mark: pytest.MarkDecorator | None = None

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return self.mark.mark if self.mark and self.mark.name == name else None


def everyday(*cases: Case) -> list[str]:
    kept, left = split(cast("list[pytest.Item]", cases))
    assert len(kept) + len(left) == len(cases)
    return [case.nodeid for case in kept]


def test_of_a_marked_test_only_the_cases_that_the_mark_names_are_for_everyday() -> None:
    mark = pytest.mark.soak(but=[0, 3])

    assert everyday(*(Case(f"a.py::test[{n}]", mark) for n in range(5))) == [
        "a.py::test[0]",
        "a.py::test[3]",
    ]


def test_a_mark_of_one_case_leaves_the_others_of_its_test_as_they_are() -> None:
    cases = Case("a.py::test[0]"), Case("a.py::test[1]", pytest.mark.soak), Case("a.py::test[2]")

    assert everyday(*cases) == ["a.py::test[0]", "a.py::test[2]"]


def test_cases_are_counted_by_test_whatever_comes_between() -> None:
    mark = pytest.mark.soak(but=[1])
    cases = [Case(f"{test}[{n}]", mark) for n in range(2) for test in ("a.py::one", "a.py::two")]

    assert everyday(*cases) == ["a.py::one[1]", "a.py::two[1]"]


def test_a_mark_without_cases_leaves_the_whole_test_to_a_soak_and_no_mark_nothing() -> None:
    assert everyday(Case("a.py::one", pytest.mark.soak), Case("a.py::two")) == ["a.py::two"]


def test_a_mark_that_says_something_else_is_refused() -> None:
    with pytest.raises(TypeError):
        everyday(Case("a.py::test", pytest.mark.soak(keep=2)))
