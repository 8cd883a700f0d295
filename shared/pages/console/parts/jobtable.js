// Jobs, one to a line.

import { el } from "../../common/dom.js";
import { ago, moment, number } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { summary } from "./counters.js";
import { stateOfJob } from "./state.js";
import { table } from "./table.js";

/** Return jobs in the order in which they began; the API lists them by their runs. */
export const newestFirst = (jobs) =>
  [...jobs].sort((one, other) => other.started_at.localeCompare(one.started_at));

export function jobTable(jobs, { mapping = true } = {}) {
  const columns = [
    [t("job.began"), (job) => began(job), { head: true }],
    mapping && [
      t("job.mapping"),
      (job) => el("a", { href: to("mappings", job.mapping) }, job.mapping),
    ],
    [t("job.direction"), (job) => named("direction", job.direction)],
    [t("job.state"), (job) => stateOfJob(job)],
    [t("job.did"), (job) => did(job)],
    [t("job.requests"), (job) => number(job.requests), { number: true }],
  ];
  return table(t("jobs.title"), columns.filter(Boolean), jobs, { empty: t("jobs.none") });
}

function began(job) {
  const link = { href: to("jobs", job.id), title: moment(job.started_at) };
  return el("a", link, ago(job.started_at));
}

function did(job) {
  const kind = job.type === "synchronization" ? "" : `${named("kind", job.type)}: `;
  return job.state === "failed" ? job.message : kind + summary(job.counters);
}
