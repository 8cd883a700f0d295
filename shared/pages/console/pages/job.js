// One job: its account, and the records that it listed.

import { el } from "../../common/dom.js";
import { moment } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { figures } from "../parts/counters.js";
import { facts } from "../parts/facts.js";
import { notice } from "../parts/notice.js";
import { stateOfJob } from "../parts/state.js";
import { table } from "../parts/table.js";

export function job(shell, parameters) {
  return {
    title: t("job.title"),
    async load() {
      const path = `jobs/${encodeURIComponent(parameters.job)}`;
      const [shown, errors] = await Promise.all([
        shell.api.get(path),
        shell.api.get(`${path}/errors`, { top: 500 }),
      ]);
      return { job: shown, errors: errors.value, more: Boolean(errors.continuation) };
    },
    busy: (data) => data.job.state === "running",
    draw: ({ job: shown, errors, more }) => [
      el("h1", {}, `${shown.mapping}: ${named("direction", shown.direction)}`),
      shown.message && notice(shown.state === "failed" ? "error" : "info", shown.message),
      el("section", { class: "card stack" }, figures(shown.counters), about(shown)),
      el(
        "section",
        { class: "card stack" },
        el("h2", {}, t("job.errors")),
        listed(shown, errors),
        more && el("p", { class: "quiet" }, t("job.more")),
      ),
    ],
  };
}

function about(shown) {
  return facts([
    [t("job.state"), stateOfJob(shown)],
    [t("job.kind"), named("kind", shown.type)],
    [t("job.began"), moment(shown.started_at)],
    [t("job.ended"), moment(shown.finished_at)],
    [t("job.requests"), shown.requests],
    [t("signals.correlation"), el("span", { class: "code" }, shown.correlation_id)],
    [
      t("job.run"),
      el("a", { href: to("runs", shown.run) }, el("span", { class: "code" }, shown.run)),
    ],
  ]);
}

function listed(shown, errors) {
  const side = shown.direction === "to_dataverse" ? "bc" : "dataverse";
  return table(
    t("job.errors"),
    [
      [
        t("record.title"),
        (error) =>
          el(
            "a",
            { href: to("records", shown.mapping, side, error.record) },
            error.title || error.record,
          ),
        { head: true },
      ],
      [t("pending.cause"), (error) => named("cause", error.cause)],
      [t("pending.message"), (error) => el("span", { class: "message" }, error.message)],
    ],
    errors,
    { empty: t("job.no_errors") },
  );
}
