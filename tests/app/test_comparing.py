"""Both records of a pair, field by field: GET /api/mappings/{mapping}/compare/{side}/{id}."""

from tests.app.pairs import edit_both
from tests.security.calling import problem
from tests.surroundings import Json, Surroundings


def fields(world: Surroundings, pair: Json) -> dict[str, Json]:
    told = world.get(f"mappings/customer/compare/bc/{pair['id']}")
    return {field["dataverse"]: field for field in told["fields"]}


def test_a_pair_in_step_has_agreed_on_every_field(world: Surroundings, pair: Json) -> None:
    told = fields(world, pair)

    assert told["name"]["bc_value"] == told["name"]["dataverse_value"] == "Adatum"
    assert told["name"]["bc_agreed"] == told["name"]["dataverse_agreed"] == "Adatum"
    assert not any(field["changed"] or field["conflict"] for field in told.values())


def test_what_one_side_has_changed_is_no_conflict(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, displayName="Adatum Ltd")
    world.accounts.change(world.partner(pair), telephone1="3")

    told = fields(world, pair)

    assert told["name"]["changed"] == ["bc"]
    assert told["telephone1"]["changed"] == ["dataverse"]
    assert told["telephone1"]["bc_agreed"] == "1"
    assert not any(field["conflict"] for field in told.values())


def test_fields_that_both_sides_have_changed_are_in_conflict_unless_to_the_same(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.customers.change(pair, city="Hamburg")
    world.accounts.change(world.partner(pair), address1_city="Hamburg")

    told = fields(world, pair)

    open_ = {name for name, field in told.items() if field["conflict"]}
    assert open_ == {"name", "telephone1"}
    assert told["address1_city"]["changed"] == ["bc", "dataverse"]
    assert told["name"]["both_ways"] is True


def test_a_conflict_that_waits_for_a_person_stays_one(world: Surroundings, pair: Json) -> None:
    edit_both(world, pair)
    world.tick()
    world.tick()

    account = world.partner(pair)["accountid"]
    told = world.get(f"mappings/customer/compare/dataverse/{account}")

    assert [field["dataverse"] for field in told["fields"] if field["conflict"]] == [
        "name",
        "telephone1",
    ]
    assert told["coupling"]["bc_id"] == pair["id"]


def test_a_policy_that_settles_a_conflict_leaves_none(world: Surroundings, pair: Json) -> None:
    world.adjust(conflict="bc_wins")
    edit_both(world, pair)

    told = fields(world, pair)

    assert told["name"]["changed"] == ["bc", "dataverse"]
    assert told["name"]["conflict"] is False


def test_a_partner_that_is_gone_has_no_values(world: Surroundings, pair: Json) -> None:
    world.accounts.delete(world.partner(pair))

    told = fields(world, pair)

    assert told["name"]["bc_value"] == "Adatum"
    assert told["name"]["dataverse_value"] is None


def test_a_record_without_a_partner_has_nothing_to_be_compared_with(world: Surroundings) -> None:
    stranger = world.customers.add("Contoso")

    answer = world.call("GET", f"mappings/customer/compare/bc/{stranger['id']}")

    assert "Business Central record" in problem(answer, 404, "not_coupled")
