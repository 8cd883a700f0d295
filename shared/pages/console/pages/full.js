// Synchronize everything: what a full run would meet, and how far the newest one is.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { number } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { added, summary } from "../parts/counters.js";
import { notice } from "../parts/notice.js";
import { atWork } from "../parts/runs.js";
import { stateOf } from "../parts/state.js";
import { stoppedNotice } from "../parts/stopped.js";
import { table } from "../parts/table.js";

export function full(shell) {
  let known = null;
  return {
    title: t("full.title"),
    async load() {
      known =
        known && known.runs.some(atWork)
          ? await followed(shell, known)
          : await shell.api.get("sync/full");
      return known;
    },
    busy: ({ runs }) => runs.some(atWork),
    draw: ({ review, runs }) => [
      el(
        "div",
        { class: "row apart" },
        el("h1", {}, t("full.title")),
        start(shell, runs, () => (known = null)),
      ),
      el("p", { class: "quiet" }, t("full.why")),
      ...runs
        .filter((run) => run.state === "stopped")
        .map((run) => stoppedNotice(shell, run.mapping, { run: run.id, message: run.message })),
      ...inOrder(runs, [
        el("section", { class: "card stack" }, el("h2", {}, t("full.review")), reviewed(review)),
        runs.length > 0 &&
          el(
            "section",
            { class: "card stack" },
            el("h2", {}, t("full.newest")),
            progress(runs),
            list(runs),
          ),
      ]),
    ],
  };
}

/** What goes on comes first. */
const inOrder = (runs, sections) =>
  runs.every((run) => run.finished_at) ? sections : sections.reverse();

/** Ask for the runs that go on; the review asks both services, and stays as it was. */
async function followed(shell, { review, runs }) {
  const ask = (run) =>
    run.state === "finished" || run.state === "failed" ? run : shell.api.get(`runs/${run.id}`);
  return { review, runs: await Promise.all(runs.map(ask)) };
}

function start(shell, runs, forget) {
  const going = runs.some(atWork);
  const clicked = async () => {
    const sure = going || (await shell.confirm(t("full.title"), t("full.sure"), t("full.start")));
    if (!sure) return;
    forget();
    await shell.act(() => shell.api.post("sync/full"), t("full.started"));
  };
  return fluentButton(
    { id: "start", appearance: "primary", onclick: clicked },
    t(going ? "full.carry_on" : "full.start"),
  );
}

function progress(runs) {
  const ended = runs.filter((run) => run.finished_at).length;
  const told = t("full.progress", { ended, all: runs.length });
  return el(
    "div",
    {},
    el("p", {}, told),
    el("fluent-progress-bar", { value: ended, max: runs.length, "aria-label": told }),
  );
}

function list(runs) {
  return table(
    t("full.newest"),
    [
      [
        t("run.mapping"),
        (run) => el("a", { href: to("runs", run.id) }, run.mapping),
        { head: true },
      ],
      [t("job.state"), (run) => stateOf(run.state)],
      [
        t("job.did"),
        (run) => run.message || (run.jobs.length ? summary(added(run.jobs)) : t("full.waits")),
      ],
    ],
    runs,
  );
}

function reviewed(review) {
  const count = (side) => (each) => (side in each.records ? number(each.records[side]) : "–");
  return table(
    t("full.review"),
    [
      [
        t("run.mapping"),
        (each) => el("a", { href: to("mappings", each.mapping) }, each.name),
        { head: true },
      ],
      [t("job.direction"), (each) => named("direction", each.direction)],
      [named("side", "bc"), count("bc"), { number: true }],
      [named("side", "dataverse"), count("dataverse"), { number: true }],
      [t("mapping.couplings"), (each) => number(each.coupled), { number: true }],
      [
        t("full.advice"),
        (each) => (each.problem ? notice("error", `${each.problem} ${each.advice}`) : each.advice),
      ],
      [t("graph.waits_for"), (each) => each.waits_for.join(", ")],
    ],
    review,
  );
}
