"""What the permission sets of the calling application leave out."""

from dataclasses import dataclass, field

from dev.simulators.business_central.errors import BusinessCentralError


@dataclass
class Permissions:
    """Names of entity sets; tests add to them. At first everything is allowed."""

    unreadable: set[str] = field(default_factory=set)
    unwritable: set[str] = field(default_factory=set)

    def check(self, method: str, entity_set: str) -> None:
        """The code and the words are recalled.

        :raises BusinessCentralError: 403.
        """
        denied = self.unreadable if method == "GET" else self.unreadable | self.unwritable
        if entity_set in denied:
            kind = "Read" if method == "GET" else "Insert, Modify, Delete"
            raise BusinessCentralError(
                403,
                "Authorization_RequestDenied",
                "Sorry, the current permissions prevented the action. "
                f"(TableData behind {entity_set} {kind})",
            )
