"""The last chapter: read both services back and prove that they agree."""

from dev.demo.narrator import Narrator
from dev.demo.proof import Evidence, Verdict, examine
from dev.demo.stage import Stage


def prove(stage: Stage) -> None:
    narrator = stage.narrator
    narrator.chapter("Both services are read back through their public APIs, and compared")
    evidence = stage.read_back()
    pending = stage.operator.listed("pending", mapping="customer")
    verdict = examine(evidence, stage.operator.listed("mappings/customer/couplings"), pending)
    _tell(narrator, verdict)
    _check_numbers(stage, evidence, verdict)
    listed = {entry["record"] for entry in pending}
    ids = {difference.account[evidence.terms.table.key] for difference in verdict.differences}
    narrator.equal("What differs is what the app lists, and nothing else.", ids, listed)
    for difference in verdict.differences:
        narrator.quote(difference.sentence)


def _tell(narrator: Narrator, verdict: Verdict) -> None:
    narrator.say(
        f"{verdict.values:,} pairs of values in {verdict.pairs:,} coupled records were compared."
    )
    narrator.claim(
        "Couplings are complete, one to one, and their records agree in each mapped field.",
        not verdict.problems,
        " ".join(verdict.problems[:20]),
    )


def _check_numbers(stage: Stage, evidence: Evidence, verdict: Verdict) -> None:
    plan, narrator = stage.plan, stage.narrator
    narrator.equal(f"There are {plan.pairs:,} couplings.", verdict.pairs, plan.pairs)
    customers = len(plan.all_customers) + len(plan.accounts)
    narrator.equal(
        f"{customers:,} customers: all that there were, and those that came from Dataverse.",
        len(evidence.customers),
        customers,
    )
    accounts = len(plan.all_accounts) + len(plan.customers) + len(stage.assortment.vendors)
    narrator.equal(
        f"{accounts:,} accounts: all that there were, and those that came from Business Central.",
        len(evidence.accounts),
        accounts,
    )
