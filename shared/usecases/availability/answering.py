"""What can be promised of products, one by one or for the lines of a document."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple
from uuid import UUID

from shared.domain.availability.figures import Figures
from shared.domain.availability.orders import ItemKey
from shared.domain.availability.promising import Outlook, Question, Scope, answer, reach, share
from shared.errors import IntegrationError, RequestError, SwitchedOffError
from shared.ports.availability import AvailabilitySource, OrderBooks, SalesRecords
from shared.usecases.availability.documents import DocumentKind, DocumentLine, lines_of
from shared.usecases.availability.products import Meant, Unstocked, find, no_product
from shared.usecases.engine import Engine
from shared.usecases.remembering import Memory, Patience, Remembered


@dataclass(frozen=True)
class Asked:
    product: str
    """A Dataverse id, a product's number or an item's number."""
    quantity: Decimal | None = None
    day: date | None = None
    """None for today."""
    unit: str | None = None
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True)
class Stocked:
    """An item with a stock, and what can be promised of it."""

    figures: Remembered[Figures]
    age: float
    """Of the figures, in seconds."""
    outlook: Outlook


@dataclass(frozen=True)
class NotStocked:
    """A service, a non-inventory item or a resource: there is always enough."""

    figures: Figures | None
    """None where no item of Business Central stands behind the product."""


Answered = Stocked | NotStocked | IntegrationError


@dataclass(frozen=True)
class AnsweredLine:
    line: DocumentLine
    answer: Answered | None
    """None for what was written in without a product."""

    @property
    def enough(self) -> bool | None:
        match self.answer:
            case Stocked(outlook=outlook):
                return outlook.enough
            case NotStocked() | None:
                return True
            case IntegrationError():
                return None


class _Document(NamedTuple):
    kind: DocumentKind
    id: UUID
    caller: UUID


class Availability:
    def __init__(
        self,
        engine: Engine,
        source: AvailabilitySource,
        books: OrderBooks,
        records: SalesRecords,
        patience: Patience,
    ) -> None:
        self._engine, self._source = engine, source
        self._books, self._records = books, records
        self._meanings: Memory[str, Meant] = Memory(
            engine.clock, "Dataverse", patience, code="availability_not_now"
        )
        now = Patience(timedelta(), timedelta(), patience.wait)
        self._documents: Memory[_Document, list[DocumentLine]] = Memory(
            engine.clock, "Dataverse", now, code="availability_not_now"
        )
        self._figures: Memory[ItemKey, Figures | None] = Memory(
            engine.clock, "Business Central", patience, code="availability_not_now"
        )
        self._locations: Memory[str, bool] = Memory(
            engine.clock, "Business Central", patience, code="availability_not_now"
        )

    def tell(self, asked: Sequence[Asked]) -> list[Answered]:
        """Answer questions that have nothing to do with each other.

        :raises SwitchedOffError: nobody may ask.
        """
        self._check_on()
        known = self._known({each.product for each in asked})
        nowhere = self._nowhere([(known[each.product], each.scope) for each in asked])
        return [self._one(known[each.product], each, nowhere) for each in asked]

    def tell_document(
        self, kind: DocumentKind, document: UUID, scope: Scope, day: date | None, caller: UUID
    ) -> list[AnsweredLine]:
        """Answer for the lines of a document, which share the stock.

        :param caller: who asks, by their id in Entra ID, and may see the document.
        :param day: for lines that do not say when they are wanted; None for today.
        :raises SwitchedOffError: nobody may ask.
        :raises RequestError: there is no such document, or no such location.
        :raises TransientError: Dataverse does not tell of it now.
        """
        self._check_on()
        lines = self._lines(_Document(kind, document, caller))
        known = self._known({str(line.product) for line in lines if line.product})
        for problem in self._nowhere([(each, scope) for each in known.values()]).values():
            raise problem
        answers: dict[UUID, Answered] = {}
        by_product: dict[UUID, list[DocumentLine]] = defaultdict(list)
        for line in lines:
            if line.product is not None:
                by_product[line.product].append(line)
        for product, same in by_product.items():
            shared = self._together(known[str(product)], same, scope, day)
            answers |= {line.id: told for line, told in zip(same, shared, strict=True)}
        return [AnsweredLine(line, answers.get(line.id)) for line in lines]

    def _lines(self, document: "_Document") -> list[DocumentLine]:
        def read(asked: Sequence[_Document]) -> dict[_Document, list[DocumentLine]]:
            return {each: lines_of(self._records, *each) for each in asked}

        found = self._documents.get([document], read)[document]
        if isinstance(found, IntegrationError):
            raise found
        return found.value

    def note_orders(self) -> bool:
        """Read open orders through, where the source needs that; return whether it was done."""
        installation = self._engine.installations.current()
        if not (installation.enabled and installation.availability):
            return False
        if not self._source.reads_orders():
            return False
        self._books.save(self._source.orders())
        return True

    def _one(
        self, known: "_Known", asked: Asked, nowhere: Mapping[str, IntegrationError]
    ) -> Answered:
        match known:
            case Remembered() if _code(asked.scope) in nowhere:
                return nowhere[_code(asked.scope)]
            case Remembered():
                question = Question(asked.day or self._today, asked.quantity, asked.unit)
                outlook = answer(known.value, asked.scope, question, self._today)
                return Stocked(known, self._age(known.read_at), outlook)
            case _:
                return known

    def _together(
        self, known: "_Known", lines: Sequence[DocumentLine], scope: Scope, day: date | None
    ) -> list[Answered]:
        match known:
            case Remembered():
                questions = [
                    Question(line.day or day or self._today, line.quantity, line.unit)
                    for line in lines
                ]
                outlooks = share(known.value, scope, questions, self._today)
                age = self._age(known.read_at)
                return [Stocked(known, age, outlook) for outlook in outlooks]
            case _:
                return [known for _ in lines]

    def _known(self, products: Iterable[str]) -> Mapping[str, "_Known"]:
        """Return what is known of each product's item."""
        meanings = self._meanings.get(products, partial(find, self._engine, self._records))
        keys = {
            text: meant.value
            for text, meant in meanings.items()
            if isinstance(meant, Remembered) and isinstance(meant.value, ItemKey)
        }
        figures = self._figures.get(keys.values(), self._source.read) if keys else {}
        return {
            text: _known(text, figures[keys[text]] if text in keys else meant)
            for text, meant in meanings.items()
        }

    def _nowhere(self, asked: Collection[tuple["_Known", Scope]]) -> Mapping[str, IntegrationError]:
        """Return what is wrong with locations, by their codes.

        Business Central is asked for those only of which no figures tell: where nothing is, there
        may be no such place.
        """
        figures = [
            (told.value, scope.location, _code(scope))
            for told, scope in asked
            if isinstance(told, Remembered) and scope.location
        ]
        reached = {code for each, location, code in figures if reach(each, location)}
        doubtful = {code for _, _, code in figures} - reached
        found = self._locations.get(sorted(doubtful), self._source.locations) if doubtful else {}
        return {
            code: told if isinstance(told, IntegrationError) else _no_location(code)
            for code, told in found.items()
            if isinstance(told, IntegrationError) or not told.value
        }

    def _age(self, read_at: datetime) -> float:
        return max(0.0, (self._engine.clock.now() - read_at).total_seconds())

    @property
    def _today(self) -> date:
        return self._engine.clock.now().date()

    def _check_on(self) -> None:
        if not self._engine.installations.current().availability:
            raise SwitchedOffError(
                "Product availability is switched off. An administrator switches it on by POST "
                "/api/setup/availability.",
                code="availability_off",
            )


_Known = Remembered[Figures] | NotStocked | IntegrationError


def _known(
    asked: str, told: Remembered[Figures | None] | Remembered[Meant] | IntegrationError
) -> _Known:
    match told:
        case Remembered(value=Figures() as figures):
            if not figures.item.is_stocked:
                return NotStocked(figures)
            return Remembered(figures, told.read_at, told.stale)
        case Remembered(value=Unstocked()):
            return NotStocked(None)
        case Remembered(value=IntegrationError() as problem):
            return problem
        case IntegrationError():
            return told
        case _:
            return no_product(asked)


def _code(scope: Scope) -> str:
    """Return a location's code as Business Central keeps it, in capitals."""
    return (scope.location or "").upper()


def _no_location(code: str) -> RequestError:
    return RequestError(
        f"Business Central has no location '{code}'. The same question without a location lists "
        "those where the product is; the page Locations of Business Central has them all.",
        code="location_unknown",
        status=404,
    )
