"""The whole demonstration, in order."""

from dev.demo import closing, edits, everything, first_sync, setting_up, troubles
from dev.demo.stage import Stage

_CHAPTERS = (
    setting_up.set_up,
    first_sync.synchronize_currencies,
    first_sync.synchronize_choices,
    first_sync.synchronize_customers,
    everything.synchronize_everything,
    everything.rest_in_everything,
    edits.carry_edits,
    edits.rest,
    troubles.meet_troubles,
    troubles.settle_conflict,
    closing.prove,
)


def tell(stage: Stage) -> bool:
    """Play all chapters; return whether everything was as the narration says."""
    for chapter in _CHAPTERS:
        chapter(stage)
    return not stage.narrator.broken
