// How many records of a mapping are not in order, in words.

import { t } from "../../common/texts.js";

/** @param skipped of those counted in `pending` by cause */
export function tellPending(pending, skipped = 0) {
  const all = Object.values(pending).reduce((sum, count) => sum + count, 0);
  if (all === 0) return t("line.nothing_pending");
  const told = Object.entries(pending).map(([cause, count]) => t(`pending.of.${cause}`, { count }));
  if (skipped > 0)
    told.push(t(skipped === all ? "line.all_skipped" : "line.skipped", { count: skipped }));
  return told.join(", ");
}
