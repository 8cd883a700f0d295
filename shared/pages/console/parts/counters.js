// What a job did to records, in one line or in figures.

import { el } from "../../common/dom.js";
import { number } from "../../common/format.js";
import { named, t } from "../../common/texts.js";

const TOLD = ["inserted", "modified", "deleted", "uncoupled", "coupled", "failed"];
export const CHANGES = ["inserted", "modified", "deleted", "uncoupled"];

/** Say what happened to records; that nothing did is said, too. */
export function summary(counters) {
  const parts = TOLD.filter((name) => counters[name]).map((name) =>
    t(`did.${name}`, { count: counters[name] }),
  );
  if (parts.length) return parts.join(", ");
  return counters.read ? t("did.unchanged", { count: counters.read }) : t("did.nothing");
}

export function figures(counters) {
  const shown = ["read", ...TOLD, "unchanged", "skipped", "filtered"].filter(
    (name) => name === "read" || counters[name],
  );
  const each = (name) =>
    el("div", {}, el("dt", {}, named("counter", name)), el("dd", {}, number(counters[name])));
  return el("dl", { class: "figures" }, shown.map(each));
}

export function added(jobs) {
  const sum = {};
  for (const job of jobs) {
    for (const [name, count] of Object.entries(job.counters)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
