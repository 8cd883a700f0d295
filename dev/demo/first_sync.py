"""The first chapters: everything is coupled or created."""

from dev.demo.stage import Pair, Stage, counters
from dev.demo.surrounding import NEW_CURRENCIES


def synchronize_currencies(stage: Stage) -> None:
    stage.narrator.chapter("Currencies first, since customers point to them")
    number, new = len(stage.bc.rows("currencies")), len(NEW_CURRENCIES)
    run = stage.full_sync("currency", {"to_dataverse": number})
    done = counters(run, "to_dataverse")
    stage.narrator.equal(
        f"{number - new} currencies found their partners by ISO code.",
        done.get("coupled"),
        number - new,
    )
    stage.narrator.equal(
        f"{new} are new to Dataverse, and were made with today's exchange rates.",
        done.get("inserted"),
        new,
    )


def synchronize_choices(stage: Stage) -> None:
    """Setup has added values to the choices; here they find their codes, and codes their values."""
    stage.narrator.chapter("Payment terms and shipment methods are values of choices in Dataverse")
    for mapping, entity in (
        ("payment-terms", "paymentTerms"),
        ("shipment-method", "shipmentMethods"),
    ):
        number = len(stage.bc.rows(entity))
        run = stage.full_sync(mapping, {"to_dataverse": number, "from_dataverse": number})
        stage.narrator.equal(
            f"{number} {entity} found the values that setup has added for them.",
            counters(run, "to_dataverse").get("coupled"),
            number,
        )
        stage.none_failed(run)


def synchronize_customers(stage: Stage) -> None:
    plan, narrator = stage.plan, stage.narrator
    narrator.chapter("A full synchronization of customers and accounts, through the queue")
    new, both = len(plan.customers), len(plan.shared)
    totals = {"to_dataverse": new + both, "from_dataverse": plan.pairs}
    run = stage.full_sync("customer", totals)
    there, back = counters(run, "to_dataverse"), counters(run, "from_dataverse")
    narrator.equal(f"{new:,} customers got an account.", there.get("inserted", 0), new)
    narrator.equal(
        f"{both} accounts were found by their names and coupled.", there.get("coupled", 0), both
    )
    narrator.equal(
        f"{len(plan.accounts)} accounts got a customer.",
        back.get("inserted", 0),
        len(plan.accounts),
    )
    stage.none_failed(run)
    _know_pairs(stage)
    _check_what_only_dataverse_knew(stage)


def _know_pairs(stage: Stage) -> None:
    ids = {row["displayName"]: row["id"] for row in stage.bc.rows("customers")}
    couplings = stage.operator.listed("mappings/customer/couplings")
    partners = {coupling["bc_id"]: coupling["dataverse_id"] for coupling in couplings}
    stage.pairs = [
        Pair(firm.name, ids[firm.name], partners[ids[firm.name]])
        for firm in stage.plan.customers
        if ids[firm.name] in partners
    ]


def _check_what_only_dataverse_knew(stage: Stage) -> None:
    phones = {row["displayName"]: row["phoneNumber"] for row in stage.bc.rows("customers")}
    only_there = {
        customer.name: account.phone
        for customer, account in stage.plan.shared
        if account.phone and not customer.phone
    }
    found = {name: phones[name] for name in only_there}
    stage.narrator.equal(
        f"{len(only_there)} phone numbers that only Dataverse knew are in Business Central now.",
        found,
        only_there,
    )
