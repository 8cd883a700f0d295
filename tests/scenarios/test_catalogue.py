"""Nothing falls between the scenarios that have a test and those that wait for something."""

from dev.scenarios.catalogue import catalogue, implemented, waiting

GROUPS = (
    "engine",
    "transfer",
    "fullsync",
    "sched",
    "coupling",
    "match",
    "uncouple",
    "config",
    "owner",
    "setup",
    "status",
    "currency",
    "unit",
    "product",
    "price",
    "contact",
    "opportunity",
    "invoice",
    "stats",
)
"""The groups that setup, the engine, its mappings of master data and its runs have to answer."""


def test_each_scenario_that_matters_has_a_test_or_waits_for_something_named() -> None:
    wanted = {s.id for s in catalogue() if s.group in GROUPS and s.priority <= 2}

    nowhere = wanted - implemented().keys() - waiting().keys()

    assert not nowhere


def test_no_scenario_is_both_tested_and_waiting() -> None:
    assert not implemented().keys() & waiting().keys()


def test_tests_and_lists_name_scenarios_that_exist() -> None:
    known = {scenario.id for scenario in catalogue()}

    assert implemented().keys() <= known
    assert waiting().keys() <= known
