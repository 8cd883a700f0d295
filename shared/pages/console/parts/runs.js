// Runs that somebody has started: whether they go on, and the way to them.

import { el } from "../../common/dom.js";
import { t } from "../../common/texts.js";
import { to } from "../router.js";

export const atWork = (run) => ["queued", "running"].includes(run.state);

/** Return a sentence that says that they were started, with a link to each. */
export function started(text, runs) {
  const link = ({ id, mapping }) => el("a", { href: to("runs", id) }, t("run.show", { mapping }));
  return [text, runs.map((run) => [" ", link(run)])];
}
