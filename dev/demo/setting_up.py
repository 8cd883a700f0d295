"""The first chapter: an administrator calls once, and is never needed again."""

from dev.demo.app_api import Json
from dev.demo.stage import Stage

_MADE = ": mended."
"""What the app says of a thing that setup has made or repaired."""


def set_up(stage: Stage) -> None:
    narrator = stage.narrator
    narrator.chapter("An administrator sets the app up, with one call in their own name")
    narrator.equal("Dataverse has never heard of the app.", _users_of_the_app(stage), [])
    _, before = stage.totals()
    missing = [each for each in _findings(stage.operator.check_setup()) if each["code"]]
    narrator.say(f"A check beforehand changes nothing, and names {len(missing)} things to do.")
    report = stage.operator.set_up()
    for step in report["steps"]:
        made = sum(each["what"].endswith(_MADE) for each in step["findings"])
        narrator.quote(f"{step['title']}: {f'{made} made' if made else 'in order'}")
    _, after = stage.totals()
    narrator.say(f"Check and setup took {after - before} requests to Dataverse.")
    narrator.claim(
        "Setup has come to its end, and synchronization is on.",
        report["complete"] and report["enabled"],
    )
    narrator.equal("Asked again, it finds nothing to do.", _done_by_setup(stage), [])
    narrator.equal(
        "The app has a user of its own, which is no administrator.",
        _users_of_the_app(stage),
        [["Business Central Integration Administrator", "Business Central Integration User"]],
    )
    stage.operator.be_known()


def _users_of_the_app(stage: Stage) -> list[list[str]]:
    """Return the roles of each user that the app has in Dataverse."""
    users = stage.dataverse.rows(
        "systemusers",
        filter=f"applicationid eq {stage.fleet.credentials.client_id}",
        select="systemuserid",
        expand="systemuserroles_association($select=name)",
    )
    return [sorted(role["name"] for role in user["systemuserroles_association"]) for user in users]


def _done_by_setup(stage: Stage) -> list[str]:
    steps = stage.operator.set_up()["steps"]
    return [step["step"] for step in steps if step["outcome"] != "nothing_to_do"]


def _findings(report: Json) -> list[Json]:
    return [finding for step in report["steps"] for finding in step["findings"]]
