// What one instance of the app did lately, and where the time went.

import { el } from "../../common/dom.js";
import { ago, moment, number, seconds } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { summary } from "../parts/counters.js";
import { mappings, services } from "../parts/measures.js";
import { notice } from "../parts/notice.js";
import { table } from "../parts/table.js";
import { legend, shareBar } from "../parts/timeline.js";

/** How the end of a call looks, in the words of states. */
const LOOKS = {
  failed: "bad",
  finished: "good",
  lost: "warn",
  stopped: "warn",
};

export function signals(shell) {
  return {
    title: t("signals.title"),
    async load() {
      const [found, status] = await Promise.all([
        shell.api.get("signals"),
        shell.api.get("status"),
      ]);
      return { kept: found.value, status };
    },
    draw: ({ kept, status }) => [
      el("h1", {}, t("signals.title")),
      kept ? whose(kept) : notice("info", t("signals.off")),
      kept && requests(kept),
      el(
        "section",
        { class: "card stack" },
        el("h2", {}, t("signals.mappings")),
        mappings(status, kept?.metrics ?? []),
      ),
      kept && newest(kept),
    ],
  };
}

function whose(kept) {
  const told = t("signals.whose", { instance: kept.instance, time: moment(kept.since) });
  return el("p", { class: "quiet" }, told);
}

function requests(kept) {
  return el(
    "section",
    { class: "card stack" },
    el("h2", {}, t("signals.services")),
    services(kept.metrics),
  );
}

function newest(kept) {
  return el(
    "section",
    { class: "card stack" },
    el("h2", {}, t("signals.jobs")),
    kept.jobs.length > 0 && legend(),
    jobs(kept.jobs),
  );
}

function jobs(kept) {
  return table(
    t("signals.jobs"),
    [
      [t("job.began"), (job) => began(job), { head: true }],
      [t("job.mapping"), (job) => `${job.mapping} ${named("direction", job.direction)}`],
      [t("job.state"), (job) => outcome(job)],
      [t("job.did"), (job) => summary(job.records)],
      [t("job.requests"), (job) => number(job.calls.length + job.calls_left_out), { number: true }],
      [t("signals.took"), (job) => seconds(job.took), { number: true }],
      [t("signals.where"), (job) => shareBar(job)],
    ],
    kept,
    { empty: t("signals.no_jobs") },
  );
}

function began(job) {
  const link = { href: to("signals", job.trace, job.job), title: moment(job.started_at) };
  return el("a", link, ago(job.started_at));
}

/** A job that has come to its end can have failed records all the same. */
export function outcome(job) {
  const failed = job.outcome === "finished" && job.records.failed > 0;
  const look = failed ? "warn" : (LOOKS[job.outcome] ?? "calm");
  return el("span", { class: `state ${look}` }, named("outcome", job.outcome));
}
