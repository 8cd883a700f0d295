// Metrics as tables: a line for each service, and one for each mapping.

import { el } from "../../common/dom.js";
import { number, seconds, span } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { summary } from "./counters.js";
import { table } from "./table.js";

const SERVICES = ["bc", "dataverse"];
const REASONS = ["turn", "service", "repetition"];

export function services(metrics) {
  const rows = SERVICES.map((service) => ofService(metrics, service));
  return table(
    t("signals.services"),
    [
      [t("signals.service"), (row) => named("side", row.service), { head: true }],
      [t("job.requests"), (row) => number(row.requests), { number: true }],
      [t("signals.answers"), (row) => row.answers],
      [t("signals.throttled"), (row) => number(row.throttled), { number: true }],
      [t("signals.average"), (row) => row.average, { number: true }],
      [t("signals.waited"), (row) => row.waited],
      [t("signals.at_once"), (row) => row.atOnce, { number: true }],
      [t("signals.left"), (row) => row.left],
    ],
    rows.filter((row) => row.requests > 0),
    { empty: t("signals.no_requests") },
  );
}

function ofService(metrics, service) {
  const own = metrics.filter((each) => each.attributes["sync.service"] === service);
  const all = (name) => own.filter((each) => each.name === name);
  const sum = (list, of = "value") => list.reduce((total, each) => total + each[of], 0);
  const last = (name) => all(name)[0]?.value;
  const durations = all("sync.request.duration");
  const requests = sum(durations, "count");
  return {
    service,
    requests,
    answers: answers(durations),
    throttled: sum(all("sync.throttles")),
    average: requests ? seconds(sum(durations) / requests) : "",
    waited: waits(all("sync.wait.time")),
    atOnce: last("sync.concurrency") ?? "",
    left: left(last),
  };
}

/** Say how many were answered with which hundreds, and how many with nothing. */
function answers(durations) {
  const counts = {};
  for (const { attributes, count } of durations) {
    const status = attributes["http.response.status_code"];
    const name = status ? `${Math.floor(status / 100)}xx` : t("signals.no_answer");
    counts[name] = (counts[name] ?? 0) + count;
  }
  const parts = Object.entries(counts).sort(([one], [other]) => one.localeCompare(other));
  return parts.map(([name, count]) => `${number(count)} ${name}`).join(", ");
}

function waits(found) {
  const of = (reason) => found.find((each) => each.attributes["sync.wait.reason"] === reason);
  const parts = REASONS.map((reason) => [reason, of(reason)?.value ?? 0]);
  const told = parts.filter(([, value]) => value >= 0.0005);
  return told.map(([reason, value]) => `${seconds(value)} ${named("wait", reason)}`).join(", ");
}

function left(last) {
  const whole = (name) => {
    const value = last(name);
    return value === undefined ? null : Math.floor(value);
  };
  const parts = [
    ["signals.left.requests", whole("sync.budget.requests")],
    ["signals.left.time", whole("sync.budget.time")],
    ["signals.left.told_requests", whole("sync.service.budget.requests")],
    ["signals.left.told_time", whole("sync.service.budget.time")],
  ].filter(([, value]) => value !== null);
  if (parts.length === 0) return "";
  return el(
    "ul",
    { class: "reasons" },
    parts.map(([key, value]) => el("li", {}, t(key, { value }))),
  );
}

/** @param status of `GET status`: lag is the same in every instance. */
export function mappings(status, metrics) {
  const lines = status.value.filter((line) => line.state);
  return table(
    t("signals.mappings"),
    [
      [
        t("line.mapping"),
        (line) => el("a", { href: to("mappings", line.mapping) }, line.name),
        { head: true },
      ],
      [t("line.lag"), (line) => lag(line)],
      [t("line.pending"), (line) => number(waiting(line)), { number: true }],
      [t("signals.did"), (line) => did(metrics, line.mapping)],
    ],
    lines,
    { empty: t("overview.none") },
  );
}

const lag = (line) => (line.lag_seconds === null ? t("line.never") : span(line.lag_seconds));
const waiting = (line) => Object.values(line.pending).reduce((sum, count) => sum + count, 0);

function did(metrics, mapping) {
  const counters = { read: 0 };
  for (const { name, attributes, value } of metrics) {
    if (name !== "sync.records" || attributes["sync.mapping"] !== mapping) continue;
    const ending = attributes["sync.record.outcome"];
    counters[ending] = (counters[ending] ?? 0) + value;
    counters.read += value;
  }
  return summary(counters);
}
