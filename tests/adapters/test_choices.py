"""The values of choices as the app reads them, and columns that point to them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.domain.choices import id_of
from shared.domain.outcomes import Creation, Deletion, Modification, Refused, Written
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import ConfigurationError
from tests.adapters.world import World
from tests.customizer import Customizer

NAME = "account.paymenttermscode"
TERMS = Table(NAME, ("label", "value"), title="label")
ACCOUNTS = Table(
    "account", ("name", "paymenttermscode"), None, {"paymenttermscode": NAME}, title="name"
)
STANDARD = {1: "Net 30", 2: "2% 10, Net 30", 3: "Net 45", 4: "Net 60"}


@pytest.fixture
def customizer(world: World) -> Iterator[Customizer]:
    customizer = Customizer(world.fleet, NAME)
    yield customizer
    customizer.leave()


def labels(records: list[Record]) -> dict[UUID, object]:
    return {record.id: record.values["label"] for record in records}


# Values


@pytest.mark.wire("B.7")
@pytest.mark.wire("B.8a")
def test_a_page_has_all_values_whenever_they_were_changed(world: World) -> None:
    page = world.dataverse().read_page(TERMS, datetime.now(UTC), None)

    assert labels(list(page.records)) == {id_of(v): label for v, label in STANDARD.items()}
    assert {record.values["value"] for record in page.records} == STANDARD.keys()
    assert page.next is None
    assert {record.title for record in page.records} == {*STANDARD.values()}


def test_a_value_has_a_new_version_where_its_label_has_changed(
    world: World, customizer: Customizer
) -> None:
    store = world.dataverse()
    before = {record.id: record for record in store.read_page(TERMS, None, None).records}

    customizer.rename(1, "Net 31")
    after = {record.id: record for record in store.read_page(TERMS, None, None).records}

    assert [id_ for id_ in after if after[id_].etag != before[id_].etag] == [id_of(1)]
    assert {record.modified_at for record in after.values()} == {before[id_of(1)].modified_at}


def test_values_are_found_by_their_labels_as_dataverse_compares_text(world: World) -> None:
    store = world.dataverse()

    found = store.find(TERMS, "label", ["NET 45", "net  60 ", "Net 5", None])

    assert sorted(record.id for record in found) == [id_of(3), id_of(4)]
    assert [record.id for record in store.find(TERMS, "value", [2])] == [id_of(2)]


def test_values_are_read_by_id_and_what_is_gone_is_absent(
    world: World, customizer: Customizer
) -> None:
    store = world.dataverse()
    assert labels(store.read_by_id(TERMS, [id_of(1), id_of(77)], within_filter=True)) == {
        id_of(1): "Net 30"
    }

    customizer.remove(1)

    assert store.absent(TERMS, [id_of(1), id_of(2)]) == {id_of(1)}
    [ids] = store.read_ids(TERMS)
    assert sorted(ids) == [id_of(2), id_of(3), id_of(4)]
    assert store.count(TERMS) == 3
    assert not store.read_deletions(TERMS, None).complete


def test_the_definition_is_read_once_for_a_page(world: World) -> None:
    store = world.dataverse()

    store.read_page(TERMS, None, None)
    store.find(TERMS, "label", ["Net 45"])
    store.read_by_id(TERMS, [id_of(1)], within_filter=False)
    once = world.sent(Side.DATAVERSE, "GET", "PicklistAttributeMetadata")
    store.release()
    store.find(TERMS, "label", ["Net 45"])

    assert (once, world.sent(Side.DATAVERSE, "GET", "PicklistAttributeMetadata")) == (1, 2)


def test_values_of_a_global_choice_are_read_like_those_of_a_column(
    world: World, customizer: Customizer
) -> None:
    column = customizer.add_global_choice("contact", "new_Kinds", {1: "One", 7: "Seven"})

    page = world.dataverse().read_page(Table(column, ("label",)), None, None)

    assert labels(list(page.records)) == {id_of(1): "One", id_of(7): "Seven"}


def test_no_value_is_written_and_setup_is_named(world: World) -> None:
    store, before = world.dataverse(), len(world.server(Side.DATAVERSE).journal.last(1000))

    [created] = store.create(TERMS, [Creation({"label": "Net 90"})])
    change = Modification(id_of(1), "*", {"label": "Net 31"})
    [changed] = store.modify(TERMS, [change], one_way=False)
    [deleted] = store.delete(TERMS, [Deletion(id_of(1), "*")])

    for outcome, code in ((created, "choice_value_missing"), (changed, "choice_value_missing")):
        assert isinstance(outcome, Refused)
        assert (outcome.error.code, outcome.waits) == (code, True)
        assert NAME in outcome.error.message
        assert "POST /api/setup" in outcome.error.message
    assert isinstance(deleted, Refused)
    assert (deleted.error.code, deleted.waits) == ("choice_value_kept", False)
    assert len(world.server(Side.DATAVERSE).journal.last(1000)) == before


def test_a_label_that_no_choice_takes_is_the_records_own_matter(world: World) -> None:
    [created] = world.dataverse().create(TERMS, [Creation({"label": "2%, 10"})])

    assert isinstance(created, Refused)
    assert (created.error.code, created.waits) == ("choice_label_unfit", False)
    assert "'2%, 10' cannot be a label" in created.error.message


@pytest.mark.parametrize(
    ("table", "code", "told"),
    [
        (Table(NAME, ("lable",)), "unknown_field", 'did you mean "label"?'),
        (Table("account.paymentermscode", ("label",)), "unknown_field", "paymenttermscode"),
        (Table("acount.paymenttermscode", ("label",)), "unknown_table", "account"),
        (Table("account.name", ("label",)), "choice_needed", "account.name is no choice"),
    ],
)
def test_what_is_no_choice_is_named(world: World, table: Table, code: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        world.dataverse().read_page(table, None, None)

    assert caught.value.code == code
    assert told.lower() in caught.value.message.lower()


# Columns that point to values


def test_a_row_points_to_values_by_their_ids(world: World) -> None:
    store = world.dataverse()
    creation = Creation({"name": "Adatum", "paymenttermscode": id_of(3)})

    [written] = store.create(ACCOUNTS, [creation])

    assert isinstance(written, Written)
    [account] = world.accounts()
    assert account["paymenttermscode"] == 3
    [row] = store.read_by_id(ACCOUNTS, [written.id], within_filter=False)
    assert row.values["paymenttermscode"] == id_of(3)
    assert [r.id for r in store.find(ACCOUNTS, "paymenttermscode", [id_of(3)])] == [row.id]
    assert store.find(ACCOUNTS, "paymenttermscode", [id_of(4)]) == []


def test_a_rows_value_is_changed_and_taken_away(world: World) -> None:
    store = world.dataverse()
    account = world.add_account("Adatum", paymenttermscode=1)
    [row] = store.read_by_id(ACCOUNTS, [UUID(account["accountid"])], within_filter=False)

    change = Modification(row.id, row.etag, {"paymenttermscode": id_of(2)})
    store.modify(ACCOUNTS, [change], one_way=False)
    assert world.accounts()[0]["paymenttermscode"] == 2

    blank = Modification(row.id, "*", {"paymenttermscode": None})
    store.modify(ACCOUNTS, [blank], one_way=True)
    assert world.accounts()[0]["paymenttermscode"] is None
    [row] = store.read_by_id(ACCOUNTS, [row.id], within_filter=False)
    assert row.values["paymenttermscode"] is None


def test_a_column_that_is_no_choice_cannot_point_to_a_value(world: World) -> None:
    wrong = Table("account", ("name",), None, {"name": NAME})

    with pytest.raises(ConfigurationError, match=r"account\.name is no choice"):
        world.dataverse().read_page(wrong, None, None)


def test_the_id_of_a_row_is_not_written_as_a_value(world: World) -> None:
    stray = Creation({"name": "Adatum", "paymenttermscode": world.currency()})

    with pytest.raises(ConfigurationError, match="its mapping once had another table") as caught:
        world.dataverse().create(ACCOUNTS, [stray])

    assert caught.value.code == "choice_needed"
    assert world.accounts() == []
