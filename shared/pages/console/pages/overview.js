// Are we in step? One line for each mapping.

import { el } from "../../common/dom.js";
import { ago, clock, moment, span } from "../../common/format.js";
import { t } from "../../common/texts.js";
import { to } from "../router.js";
import { added, summary } from "../parts/counters.js";
import { history } from "../parts/history.js";
import { newestFirst } from "../parts/jobtable.js";
import { notice } from "../parts/notice.js";
import { tellPending } from "../parts/pending.js";
import { stateOf } from "../parts/state.js";
import { stoppedNotice } from "../parts/stopped.js";
import { table } from "../parts/table.js";

const PRESSING = ["stopped", "failing", "late", "attention"];

export function overview(shell) {
  return {
    title: t("overview.title"),
    async load() {
      const [status, jobs] = await Promise.all([
        shell.api.get("status"),
        shell.api.get("jobs", { top: 192 }),
      ]);
      return { status, jobs: newestFirst(jobs.value) };
    },
    busy: ({ status }) => status.value.some((line) => line.running),
    draw: ({ status, jobs }) => [
      headline(shell, status),
      ...notices(shell, status),
      el("section", { class: "card" }, lines(shell, status)),
      el("section", { class: "card stack" }, el("h2", {}, t("overview.history")), history(jobs)),
      leftOut(status),
    ],
  };
}

const on = (status) => status.value.filter((line) => line.state);

/** Say in one sentence whether all is well, and up to when. */
function headline(shell, status) {
  const [look, title, told] = standing(shell, status);
  return el(
    "div",
    { class: "headline" },
    el("h1", {}, el("span", { class: `state ${look}` }, title)),
    el("p", { class: "quiet" }, told),
  );
}

/** Return how the headline looks, what it says, and what is said below it. */
function standing(shell, status) {
  const shown = on(status);
  if (status.shadow)
    return ["calm", t("overview.shadow"), el("a", { href: "#/shadow" }, t("overview.to_shadow"))];
  if (status.synchronization === "off")
    return ["calm", t("overview.off"), status.off_because ?? ""];
  const told = upTo(shown);
  const pressing = shown.filter((line) => PRESSING.includes(line.state));
  if (pressing.length) return ["warn", t("overview.pressing", { count: pressing.length }), told];
  if (shown.some((line) => line.running?.full))
    return ["busy", t("overview.full"), shell.administrates ? howFar() : told];
  const news = shown.filter((line) => line.in_step_until === null);
  if (news.length) return ["calm", t("overview.new", { count: news.length }), told];
  return ["good", t("overview.in_step"), told];
}

const howFar = () => el("a", { href: "#/full" }, t("overview.to_full"));

function upTo(shown) {
  const until = shown.map((line) => line.in_step_until);
  const since = until.every(Boolean) && until.length ? until.sort()[0] : null;
  return since ? t("overview.until", { time: clock(since) }) : t("overview.not_yet");
}

function notices(shell, status) {
  const stopped = on(status).filter((line) => line.stopped);
  const mistakes = status.mistakes.map((each) => notice("error", each.mistake));
  return [...stopped.map((line) => stoppedNotice(shell, line.name, line.stopped)), ...mistakes];
}

function lines(shell, status) {
  return table(
    t("overview.lines"),
    [
      [
        t("line.mapping"),
        (line) => el("a", { href: to("mappings", line.mapping) }, line.name),
        { head: true },
      ],
      [t("line.state"), (line) => stateOf(line.state)],
      [t("line.lag"), (line) => lag(line)],
      [t("line.pending"), (line) => pending(shell, line)],
      [t("line.last"), (line) => last(line)],
      [t("line.next"), (line) => next(line)],
    ],
    pressingFirst(on(status)),
    { empty: t("overview.none"), id: (line) => `line-${line.mapping}` },
  );
}

function lag(line) {
  if (line.lag_seconds === null) return t("line.never");
  return el(
    "span",
    { title: moment(line.waiting_since ?? line.in_step_until) },
    span(line.lag_seconds),
  );
}

function pressingFirst(lines) {
  const place = (line) =>
    PRESSING.includes(line.state) ? PRESSING.indexOf(line.state) : PRESSING.length;
  return [...lines].sort((one, other) => place(one) - place(other));
}

function pending(shell, line) {
  const told = tellPending(line.pending, line.skipped);
  if (Object.keys(line.pending).length === 0) return el("span", { class: "quiet" }, told);
  return shell.administrates ? el("a", { href: "#/inbox" }, told) : told;
}

function last(line) {
  if (line.running) return el("a", { href: to("runs", line.running.id) }, t("line.at_work"));
  const [newest] = [...line.last_jobs].sort((one, other) =>
    other.started_at.localeCompare(one.started_at),
  );
  if (!newest) return t("line.never");
  const failed = line.last_jobs.find((job) => job.state === "failed");
  const did = failed ? failed.message : summary(added(line.last_jobs));
  const time = el(
    "a",
    { href: to("runs", newest.run), title: moment(newest.started_at) },
    ago(newest.started_at),
  );
  return [time, el("span", { class: "quiet" }, ` ${did}`)];
}

function next(line) {
  return line.next_run
    ? el("span", { title: moment(line.next_run) }, clock(line.next_run))
    : t("line.no_timer");
}

function leftOut(status) {
  const off = status.value.filter((line) => !line.state);
  if (off.length === 0) return null;
  const items = off.map((line) => el("li", {}, line.off));
  return el(
    "details",
    { class: "quiet" },
    el("summary", {}, t("overview.left_out", { count: off.length })),
    el("ul", {}, items),
  );
}
