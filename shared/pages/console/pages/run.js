// One run with its jobs: how far it is, and what it waits for.

import { el } from "../../common/dom.js";
import { moment } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { added, figures } from "../parts/counters.js";
import { facts } from "../parts/facts.js";
import { jobTable } from "../parts/jobtable.js";
import { notice } from "../parts/notice.js";
import { atWork } from "../parts/runs.js";
import { stateOf } from "../parts/state.js";
import { stoppedNotice } from "../parts/stopped.js";

export function run(shell, parameters) {
  return {
    title: t("run.title"),
    load: () => shell.api.get(`runs/${encodeURIComponent(parameters.run)}`),
    busy: atWork,
    draw: (shown) => [
      el("h1", {}, `${shown.mapping}: ${t("run.title")}`),
      message(shell, shown),
      el(
        "section",
        { class: "card stack" },
        atWork(shown) && el("fluent-progress-bar", { "aria-label": t("line.at_work") }),
        shown.jobs.length > 0 && figures(added(shown.jobs)),
        about(shown),
      ),
      el(
        "section",
        { class: "card stack" },
        el("h2", {}, t("jobs.title")),
        jobTable(shown.jobs, { mapping: false }),
      ),
    ],
  };
}

function message(shell, shown) {
  if (shown.state === "stopped") {
    return stoppedNotice(shell, shown.mapping, { run: shown.id, message: shown.message });
  }
  return shown.message && notice(shown.state === "failed" ? "error" : "info", shown.message);
}

function about(shown) {
  const asked = ["full", "force", "unconditional", "approved"].filter((name) => shown[name]);
  return facts([
    [t("job.state"), stateOf(shown.state)],
    [t("run.mapping"), el("a", { href: to("mappings", shown.mapping) }, shown.mapping)],
    [t("run.trigger"), named("trigger", shown.trigger)],
    [t("job.kind"), named("kind", shown.type)],
    [t("run.asked"), asked.map((name) => named("asked", name)).join(", ")],
    [t("run.records"), shown.records.length || null],
    [t("job.began"), moment(shown.created_at)],
    [t("job.ended"), moment(shown.finished_at)],
  ]);
}
