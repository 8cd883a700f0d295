"""A simulated Business Central online: its API v2.0, on SQLite tables in memory."""

from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.simulator import BusinessCentralSimulator

__all__ = ["BusinessCentralSettings", "BusinessCentralSimulator"]
