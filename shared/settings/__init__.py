"""Every setting of the app, read from the environment once, at the start."""

from shared.settings.access import AccessSettings, SignIn
from shared.settings.availability import DEFAULT_ORDERS_SCHEDULE, AvailabilitySettings
from shared.settings.kinds import QueueName
from shared.settings.links import LinkSettings
from shared.settings.loading import ServiceSettings, Settings
from shared.settings.own import (
    DEFAULT_MAPPING_FOLDER,
    DEFAULT_QUEUE_NAME,
    DEFAULT_RENEWAL,
    NotificationSettings,
    StorageSettings,
    SyncSettings,
    mapping_folders,
)
from shared.settings.services import (
    BusinessCentralSettings,
    DataverseSettings,
    IdentitySettings,
)
from shared.settings.statistics import DEFAULT_STATISTICS_SCHEDULE, StatisticsSettings
from shared.settings.telemetry import TelemetrySettings

__all__ = [
    "DEFAULT_MAPPING_FOLDER",
    "DEFAULT_ORDERS_SCHEDULE",
    "DEFAULT_QUEUE_NAME",
    "DEFAULT_RENEWAL",
    "DEFAULT_STATISTICS_SCHEDULE",
    "AccessSettings",
    "AvailabilitySettings",
    "BusinessCentralSettings",
    "DataverseSettings",
    "IdentitySettings",
    "LinkSettings",
    "NotificationSettings",
    "QueueName",
    "ServiceSettings",
    "Settings",
    "SignIn",
    "StatisticsSettings",
    "StorageSettings",
    "SyncSettings",
    "TelemetrySettings",
    "mapping_folders",
]
