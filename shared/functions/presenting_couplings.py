"""What coupling records came to, or would come to, in JSON."""

from shared.domain import sentences
from shared.domain.pairing import Paired, Unpaired
from shared.domain.recoupling import Objection, Pair
from shared.domain.sides import Leg, Side
from shared.functions import presenting
from shared.functions.presenting import Json
from shared.usecases.coupling import Coupled
from shared.usecases.coupling_preview import FieldPreview, PairPreview
from shared.usecases.importing import Imported
from shared.usecases.matching import Matched


def coupled(shown: Coupled) -> Json:
    """Show the run that coupled, and the one that synchronizes next."""
    follow = presenting.run(shown.follow, []) if shown.follow else None
    return presenting.run(shown.run, [shown.job]) | {"follow": follow}


def imported(shown: Imported) -> Json:
    follow = presenting.run(shown.follow, []) if shown.follow else None
    return presenting.run(shown.run, [shown.job]) | {
        "agreed": shown.agreed,
        "already": shown.already,
        "differing": [_ids(pair) for pair in shown.differing],
        "refused": [{**_ids(each.pair), "reason": f"{each.reason}."} for each in shown.refused],
        "follow": follow,
    }


def _ids(pair: Pair) -> Json:
    return {"bc_id": str(pair.bc_id), "dataverse_id": str(pair.dataverse_id)}


def pair(shown: PairPreview) -> Json:
    planned = shown.plan
    ended = () if isinstance(planned, Objection) else planned.ended
    return {
        "bc_id": str(planned.pair.bc_id),
        "dataverse_id": str(planned.pair.dataverse_id),
        "outcome": _outcome(shown),
        "problem": shown.problem,
        "waits": shown.obstacle,
        "ends": [{"bc_id": str(c.bc_id), "dataverse_id": str(c.dataverse_id)} for c in ended],
        "titles": {side: record.title for side, record in shown.records.items()},
        "fields": [_field(each, shown) for each in shown.fields],
    }


def _outcome(shown: PairPreview) -> str:
    if shown.problem:
        return "refused"
    return "coupled" if isinstance(shown.plan, Objection) or not shown.plan.coupled else "unchanged"


def _field(field: FieldPreview, shown: PairPreview) -> Json:
    told: Json = {
        "bc": field.field.bc,
        "dataverse": field.field.dataverse,
        "bc_value": field.values[Side.BC],
        "dataverse_value": field.values[Side.DATAVERSE],
    }
    column = field.field.column(shown.leg.target) if shown.leg else None
    if column is not None and column in shown.writes:
        told["written"] = shown.writes[column]
    return told


def matched(shown: Matched, most: int) -> Json:
    return {
        "value": [_match(each) for each in shown.found[:most]],
        "complete": len(shown.found) <= most,
        "coupled": shown.coupled,
        "unknown": [str(id_) for id_ in shown.unknown],
    }


def _match(shown: Paired | Unpaired) -> Json:
    told: Json = {"record": str(shown.source.id), "title": shown.source.title}
    if isinstance(shown, Paired):
        candidates, reason = [shown.target], ""
        told |= {"outcome": "coupled", "by": shown.by}
    else:
        candidates, reason = list(shown.targets), sentences.unpaired(Leg.TO_DATAVERSE, shown)
        told |= {"outcome": shown.cause}
    named = [
        {"record": str(each.id), "title": each.title, "coupled": each.coupled}
        for each in candidates
    ]
    return told | {"candidates": named, "reason": reason}
