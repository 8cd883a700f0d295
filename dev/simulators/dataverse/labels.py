"""Labels: texts for people in several languages, of which the organisation has one."""

from typing import Any

from dev.simulators.dataverse.errors import bad_payload

ENGLISH = 1033


def write_label(text: str, *, managed: bool = True) -> dict[str, Any]:
    label = {"Label": text, "LanguageCode": ENGLISH, "IsManaged": managed}
    return {"LocalizedLabels": [label], "UserLocalizedLabel": label}


def read_label(value: object, name: str) -> str:
    """Return a label's text; empty where none is given.

    :param name: of the member that holds the label.
    :raises DataverseError: it is no label.
    """
    if value is None:
        return ""
    labels = value.get("LocalizedLabels") if isinstance(value, dict) else None
    if not isinstance(labels, list):
        raise bad_payload(f"'{name}' is no Label: it needs LocalizedLabels.")
    for each in labels:
        is_label = isinstance(each, dict) and isinstance(each.get("Label"), str)
        if not is_label or not isinstance(each.get("LanguageCode"), int):
            raise bad_payload(f"'{name}' holds a label without Label and LanguageCode.")
        if each["LanguageCode"] == ENGLISH:
            return str(each["Label"])
    raise bad_payload(f"'{name}' has no label in the organisation's language, {ENGLISH}.")
