"""OData filters, as far as the app has to read them."""


def clauses(filter_: str) -> tuple[str, ...]:
    """Return the conditions that a filter joins by "and" at its outermost level.

    A filter with an "or" there is one condition: "and" binds closer.
    """
    found: list[str] = []
    depth, quoted, start, at = 0, False, 0, 0
    while at < len(filter_):
        character = filter_[at]
        if character == "'":
            quoted = not quoted
        elif not quoted:
            depth += {"(": 1, ")": -1}.get(character, 0)
            if depth == 0 and filter_[at : at + 4].lower() == " or ":
                return (filter_.strip(),)
            if depth == 0 and filter_[at : at + 5].lower() == " and ":
                found.append(filter_[start:at])
                start = at = at + 5
                continue
        at += 1
    return tuple(clause.strip() for clause in (*found, filter_[start:]) if clause.strip())
