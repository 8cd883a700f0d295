"""Who decides in the console is asked first, asks once, and means what they see."""

import re

from playwright.sync_api import expect

from tests.app.pairs import edit_both, in_conflict, in_step
from tests.browser.visitor import Visitor
from tests.people import People
from tests.surroundings import Json, Surroundings


def choosing(world: Surroundings, visitor: Visitor) -> Json:
    """Show a customer in conflict, and choose Business Central's side for both of its fields."""
    customer = in_conflict(world)
    visitor.sign_in(place=f"#/records/customer/bc/{customer['id']}")
    visitor.page.get_by_role("radio", name="2", exact=True).check()
    visitor.page.get_by_role("radio", name="Adatum Ltd").check()
    return customer


def test_who_does_not_agree_keeps_what_they_have_chosen(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    in_conflict(world)
    visitor.sign_in(place="#/inbox")
    page.get_by_role("checkbox", name="Choose Adatum Ltd").check()

    page.get_by_role("button", name="Uncouple").click()
    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Choose Adatum Ltd")).to_be_checked()


def test_who_goes_back_while_they_are_asked_has_not_agreed(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_step(world)
    visitor.sign_in(place="#/mappings/currency")
    visitor.go(f"#/records/customer/bc/{customer['id']}")
    page.get_by_role("button", name="Uncouple").click()
    expect(page.locator("fluent-dialog")).to_contain_text("Uncouple: Adatum")

    page.go_back()

    expect(page.get_by_role("heading", name="CURRENCY")).to_be_visible()
    expect(page.locator("fluent-dialog")).to_have_count(0)
    page.go_forward()
    expect(page.get_by_role("button", name="Uncouple")).to_be_enabled()
    assert len(world.couplings()) == 1


def test_who_leaves_before_the_question_is_drawn_is_not_asked(
    world: Surroundings, visitor: Visitor
) -> None:
    customer = in_step(world)
    visitor.sign_in(place=f"#/records/customer/bc/{customer['id']}")
    uncouple = visitor.page.get_by_role("button", name="Uncouple")

    uncouple.evaluate("button => { button.click(); window.dispatchEvent(new Event('hashchange')) }")

    expect(visitor.page.locator("fluent-dialog")).to_have_count(0)
    assert visitor.complaints == []


def test_a_question_about_several_records_names_them(world: Surroundings, visitor: Visitor) -> None:
    page = visitor.page
    customers = world.customers.add_many([f"Customer {number}" for number in range(7)])
    world.full_sync()
    for customer in customers:
        world.customers.change(customer, phoneNumber="2")
        world.accounts.change(world.partner(customer), telephone1="3")
    world.tick()
    visitor.sign_in(place="#/inbox")
    page.get_by_role("checkbox", name="All of these").check()

    page.get_by_role("button", name="Uncouple").click()

    expect(page.locator("fluent-dialog")).to_contain_text("7 pairs are taken apart.")
    expect(page.locator("fluent-dialog")).to_contain_text(re.compile(r"(Customer \d, ){4}"))
    expect(page.locator("fluent-dialog")).to_contain_text("and 2 more")


def test_a_second_click_asks_for_nothing_while_the_first_is_carried_out(
    visitor: Visitor,
) -> None:
    page = visitor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    visitor.sign_in(place="#/mappings/customer")

    page.get_by_role("button", name="Synchronize now").dblclick()
    expect(page.get_by_text("A run was started.")).to_be_visible()

    assert asked.count("POST") == 2  # of the sign-in, and of the run


def test_a_salesperson_is_uncoupled_only_after_the_question_is_answered(
    world: Surroundings, visitor: Visitor, people: People
) -> None:
    page = visitor.page
    people.salesperson("JIM", "Jim Olive", email="jim@contoso.example")
    people.user("Jim", "Olive", internalemailaddress="jim@contoso.example")
    world.call("POST", "salespeople/couplings", json={"proposals": True})
    visitor.sign_in(place="#/people")

    page.get_by_role("button", name="Uncouple: Jim Olive").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert people.couplings().keys() == {"JIM"}

    page.get_by_role("button", name="Uncouple: Jim Olive").click()
    page.locator("fluent-dialog").get_by_role("button", name="Uncouple", exact=True).click()
    expect(page.get_by_role("button", name="Couple: Jim Olive", exact=True)).to_be_visible()
    assert people.couplings() == {}


def test_the_inbox_shows_each_pair_in_conflict_once_whatever_others_are_called(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    one, other, third = world.customers.add_many(["Adatum", "Adatum", "Fabrikam"])
    world.full_sync()
    for customer in one, other:
        world.customers.change(customer, phoneNumber="2")
        world.accounts.change(world.partner(customer), telephone1="3")
    edit_both(world, third)
    for customer in one, third:
        world.sync(direction="to_dataverse", records=[customer["id"]])
    for customer in other, third:
        account = world.partner(customer)["accountid"]
        world.sync(direction="from_dataverse", records=[account])
    assert {entry["title"] for entry in world.pending()} == {"Adatum", "Adatum Ltd", "Adatum Inc"}
    assert len(world.pending()) == 4

    visitor.sign_in(place="#/inbox")

    expect(page.get_by_role("link", name="Adatum", exact=True)).to_have_count(2)
    expect(page.get_by_role("link", name="Adatum Ltd")).to_have_count(1)
    expect(page.get_by_role("link", name="Adatum Inc")).to_have_count(0)


def test_a_side_is_not_chosen_for_a_field_that_is_in_conflict_no_longer(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = choosing(world, visitor)
    expect(page.get_by_role("button", name="Keep the chosen values")).to_be_enabled()
    world.customers.change(customer, phoneNumber="3")
    visitor.look_again()
    expect(page.get_by_role("radio")).to_have_count(2)

    with page.expect_request("**/pending/resolve") as asked:
        page.get_by_role("button", name="Keep the chosen values").click()

    decided = asked.value.post_data_json or {}
    assert decided["fields"] == {"name": "bc"}


def test_who_lets_a_side_win_for_many_records_is_asked_and_of_one_is_not(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customers = world.customers.add_many(["Adatum", "Fabrikam"])
    world.full_sync()
    for customer in customers:
        edit_both(world, customer)
    world.tick()
    visitor.sign_in(place="#/inbox")
    boxes = page.get_by_role("checkbox", name="Choose")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        box.check()

    page.get_by_role("button", name="Business Central wins").click()
    expect(page.locator("fluent-dialog")).to_contain_text("In 2 records, Dataverse's value")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not any(entry["decided"] for entry in world.pending())

    page.get_by_role("button", name="Business Central wins").click()
    visitor.agree("Business Central wins")
    expect(page.get_by_text("Noted for 2 records")).to_be_visible()
    world.stack.host.drain_queues(include_delayed=True)
    assert [world.partner(each)["telephone1"] for each in customers] == ["2", "2"]


def test_a_decision_is_followed_until_its_run_is_over_and_cannot_be_taken_twice_meanwhile(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    choosing(world, visitor)
    keep = page.get_by_role("button", name="Keep the chosen values")

    keep.click()

    expect(page.get_by_text("Noted; a run carries it out.")).to_be_visible()
    for name in "Keep the chosen values", "Synchronize it now", "Uncouple", "Try again":
        expect(page.get_by_role("button", name=name)).to_be_disabled()
    assert visitor.barriers() == []
    world.stack.host.drain_queues(include_delayed=True)
    # Sooner than a page is looked at again of which nothing is expected.
    expect(keep).to_have_count(0, timeout=10_000)
    expect(page.get_by_role("button", name="Uncouple")).to_be_enabled()

    page.get_by_role("link", name="Show the run of customer").click()
    expect(page.get_by_role("heading", name="customer: Run")).to_be_visible()
    expect(page.get_by_text("Finished").first).to_be_visible()


def test_the_inbox_follows_what_was_decided_in_it(world: Surroundings, visitor: Visitor) -> None:
    page = visitor.page
    in_conflict(world)
    visitor.sign_in(place="#/inbox")
    page.get_by_role("checkbox", name="Choose Adatum Ltd").check()
    page.get_by_role("button", name="Business Central wins").click()
    expect(page.get_by_role("link", name="Show the run of customer")).to_be_visible()

    world.stack.host.drain_queues(include_delayed=True)

    expect(page.get_by_text("No record is out of order.")).to_be_visible(timeout=10_000)
