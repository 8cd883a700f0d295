"""App settings inside bindings: ``%SYNC_SCHEDULE%``."""

import re
from collections.abc import Mapping

_SETTING = re.compile(r"%([^%]+)%")


class UnsetSettingError(ValueError):
    pass


def substitute(text: str, environment: Mapping[str, str]) -> str:
    """:raises UnsetSettingError: names the setting; the platform refuses the function."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in environment:
            raise UnsetSettingError(
                f"the app setting {match[1]} is not set, but {match[0]} is used"
            )
        return environment[match[1]]

    return _SETTING.sub(value, text)
