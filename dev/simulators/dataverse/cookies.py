"""Where a page ended, as the service writes it into nextLink.

The form, an XML fragment within an XML fragment, each percent-encoded, is the service's; clients
must not look inside.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from dev.simulators.dataverse.errors import bad_query
from dev.simulators.dataverse.values import Stored

_OUTER = re.compile(
    r'<cookie pagenumber="(\d+)" pagingcookie="([^"]*)" istracking="(True|False)" />'
)


@dataclass(frozen=True)
class Cookie:
    page: int
    """The number of the page that this cookie leads to, counted from 1."""
    last: tuple[tuple[str, Stored], ...]
    """The last row before that page: its value in each column of the order."""
    is_tracking: bool = False

    def text(self) -> str:
        """Return the value of $skiptoken, before it is encoded for a URL."""
        inner = "".join(
            f"<value name={quoteattr(name)} kind={quoteattr(type(value).__name__)}"
            f" last={quoteattr(str(value))} />"
            for name, value in self.last
        )
        paging = quote(quote(f'<cookie page="{self.page - 1}">{inner}</cookie>', safe=""), safe="")
        return (
            f'<cookie pagenumber="{self.page}" pagingcookie="{paging}"'
            f' istracking="{self.is_tracking}" />'
        )


def parse_cookie(text: str) -> Cookie:
    """:raises DataverseError: it is none of the service's own."""
    match = _OUTER.fullmatch(text)
    if match is None:
        raise bad_query("The value of $skiptoken is malformed.")
    try:
        inner = ElementTree.fromstring(unquote(unquote(match[2])))
        last = tuple((value.attrib["name"], _value(value)) for value in inner)
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise bad_query("The value of $skiptoken is malformed.") from error
    return Cookie(int(match[1]), last, match[3] == "True")


def _value(element: ElementTree.Element) -> Stored:
    text = element.attrib["last"]
    match element.attrib["kind"]:
        case "NoneType":
            return None
        case "int":
            return int(text)
        case "float":
            return float(text)
        case _:
            return text
