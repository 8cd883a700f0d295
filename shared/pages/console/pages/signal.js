// One job: its pages and requests, as they followed one another.

import { el } from "../../common/dom.js";
import { moment, seconds } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { summary } from "../parts/counters.js";
import { facts } from "../parts/facts.js";
import { notice } from "../parts/notice.js";
import { table } from "../parts/table.js";
import { legend, placeBar, shareBar } from "../parts/timeline.js";
import { outcome } from "./signals.js";

export function signal(shell, parameters) {
  return {
    title: t("signals.job"),
    async load() {
      const { value } = await shell.api.get("signals");
      const mine = (job) => job.trace === parameters.trace && job.job === parameters.job;
      return { job: value?.jobs.find(mine) ?? null };
    },
    draw: ({ job }) => (job ? shown(job) : gone()),
  };
}

function gone() {
  return [el("h1", {}, t("signals.job")), notice("info", t("signals.gone"))];
}

function shown(job) {
  return [
    el("h1", {}, `${job.mapping}: ${named("direction", job.direction)}`),
    el("section", { class: "card stack" }, about(job)),
    el(
      "section",
      { class: "card stack" },
      el("h2", {}, t("signals.course")),
      legend(),
      course(job),
      job.calls_left_out > 0 &&
        el("p", { class: "quiet" }, t("signals.left_out", { count: job.calls_left_out })),
    ),
    el("section", { class: "card stack" }, el("h2", {}, t("signals.ids")), ids(job)),
  ];
}

function about(job) {
  const code = (text) => text && el("span", { class: "code" }, text);
  return facts([
    [t("job.state"), outcome(job)],
    [t("signals.error"), code(job.error)],
    [t("job.did"), summary(job.records)],
    [t("job.began"), moment(job.started_at)],
    [t("signals.took"), seconds(job.took)],
    [t("signals.where"), shareBar(job)],
    [t("job.title"), el("a", { href: to("jobs", job.job) }, code(job.job))],
    [t("signals.trace"), code(job.trace)],
    [t("signals.correlation"), code(job.correlation_id)],
  ]);
}

/** Pages and requests in one list; a page stands before what was asked for within it. */
function course(job) {
  const pages = job.pages.map((page) => ({ ...page, page: true }));
  const calls = job.calls.map((call, index) => ({ ...call, index: index + 1 }));
  const rows = [...pages, ...calls].sort(
    (one, other) => one.began - other.began || Boolean(other.page) - Boolean(one.page),
  );
  return table(
    t("signals.course"),
    [
      [t("signals.what"), (row) => (row.page ? page(row) : call(row)), { head: true }],
      [t("signals.answer"), (row) => (row.page ? summary(row.records) : answer(row))],
      [t("signals.after"), (row) => seconds(row.began), { number: true }],
      [t("signals.took"), (row) => seconds(row.took), { number: true }],
      [t("signals.when"), (row) => placeBar(job, row, row.page ? "page" : row.service)],
    ],
    rows,
    { empty: t("signals.no_requests"), look: (row) => row.page && "page" },
  );
}

const page = ({ number }) => t("signals.page", { number });

function call({ index, service, method, route, attempt }) {
  const again = attempt > 1 ? ` (${t("signals.attempt", { attempt })})` : "";
  return [
    `${index}. ${named("side", service)} `,
    el("span", { class: "code" }, `${method} ${route}${again}`),
  ];
}

function answer({ status, error, waited }) {
  const parts = [status ?? t("signals.no_answer")];
  if (error && error !== String(status)) parts.push(error);
  if (waited >= 0.005) parts.push(t("signals.waited_before", { time: seconds(waited) }));
  return parts.join(", ");
}

function ids(job) {
  const calls = job.calls.map((each, index) => ({ ...each, index: index + 1 }));
  const code = (text) => text && el("span", { class: "code" }, text);
  return table(
    t("signals.ids"),
    [
      [t("signals.request"), ({ index }) => index, { head: true }],
      [t("signals.service"), ({ service }) => named("side", service)],
      [t("signals.service_id"), ({ request_id: id }) => code(id)],
      [t("signals.own_id"), ({ own_request_id: id }) => code(id)],
    ],
    calls,
    { empty: t("signals.no_requests") },
  );
}
