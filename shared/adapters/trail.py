"""Which page of a list led to which: pages that lead to one another would be read for ever."""


class Trail:
    """For several lists, also such as are read at the same time."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        """The page that led to each."""

    def leads_back(self, url: str, following: str | None) -> bool:
        """Note that *url* leads to *following*, and return whether that leads to *url* itself."""
        way: dict[str, None] = {}
        at: str | None = url
        while at is not None and at not in way:
            way[at] = None
            at = self._before.get(at)
        if following in way:
            return True
        if following is not None:
            self._before[following] = url
        else:
            for each in way:  # The list is at its end.
                self._before.pop(each, None)
        return False
