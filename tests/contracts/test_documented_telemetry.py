"""docs/telemetry.md tells every span, metric and attribute as the code names it."""

from dev.telemetry_table import PAGE, blocks, tables, written
from shared.domain.jobs import Counters
from shared.telemetry import Attribute, Instrument, Metric, Span
from shared.telemetry.attributes import COUNTERS


def test_the_tables_are_as_the_code_has_them_now() -> None:
    page = PAGE.read_text("utf-8")

    assert sorted(blocks(page)) == sorted(tables())
    assert page == written(page), "python -m dev telemetry writes them anew"


def test_each_attribute_is_told_by_something() -> None:
    told = {each for signal in (*Span, *Metric) for each in signal.attributes}

    assert set(Attribute) - told == set()


def test_names_and_units_are_as_opentelemetry_wants_them() -> None:
    for metric in Metric:
        assert metric.key == metric.key.lower()
        assert metric.key.startswith("sync.")
        assert metric.unit == "s" or metric.unit[0] + metric.unit[-1] == "{}"
        assert not metric.key.endswith(("_total", ".count")), "the instrument says that"
    assert {metric.kind for metric in Metric} == set(Instrument)


def test_each_counter_of_a_job_is_told() -> None:
    assert set(COUNTERS) == set(Counters.__dataclass_fields__)
