"""Every setting of the app, read from the environment once, at the start."""

from shared.settings.access import AccessSettings, SignIn
from shared.settings.availability import DEFAULT_ORDERS_SCHEDULE, AvailabilitySettings
from shared.settings.kinds import QueueName
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

__all__ = [
    "DEFAULT_MAPPING_FOLDER",
    "DEFAULT_ORDERS_SCHEDULE",
    "DEFAULT_QUEUE_NAME",
    "DEFAULT_RENEWAL",
    "AccessSettings",
    "AvailabilitySettings",
    "BusinessCentralSettings",
    "DataverseSettings",
    "IdentitySettings",
    "NotificationSettings",
    "QueueName",
    "ServiceSettings",
    "Settings",
    "SignIn",
    "StorageSettings",
    "SyncSettings",
    "mapping_folders",
]
