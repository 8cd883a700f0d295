"""The order in which mappings are completed, derived from what their records point to."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from shared.domain.mapping import TableMapping


def in_order(mappings: Mapping[str, TableMapping]) -> list[TableMapping]:
    """Return the mappings, each after those that its records point to.

    :raises CycleError: they wait for one another; its second argument is the circle of names.
    """
    graph = {name: sorted(awaited(mapping, mappings)) for name, mapping in mappings.items()}
    return [mappings[name] for name in TopologicalSorter(graph).static_order()]


def awaited(mapping: TableMapping, mappings: Mapping[str, TableMapping]) -> set[str]:
    """Return the names of those of *mappings* that go before another one."""
    return {name for name in mapping.predecessors() if name in mappings}


def circle(mappings: Mapping[str, TableMapping]) -> list[str]:
    """Return names of mappings each of which waits for the one before it; none if all is well."""
    try:
        in_order(mappings)
    except CycleError as error:
        return list(error.args[1])
    return []
