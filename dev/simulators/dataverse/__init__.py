"""A simulated Dataverse organisation, speaking the Web API v9.2."""

from dev.simulators.dataverse.simulator import DataverseSimulator

__all__ = ["DataverseSimulator"]
