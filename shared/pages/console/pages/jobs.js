// What runs did, the newest first.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { t } from "../../common/texts.js";
import { history } from "../parts/history.js";
import { jobTable, newestFirst } from "../parts/jobtable.js";

const AT_ONCE = 100;

export function jobs(shell) {
  const chosen = { mapping: "", onlyChanges: false, most: AT_ONCE };
  return {
    title: t("jobs.title"),
    async load() {
      const [mappings, found] = await Promise.all([
        shell.api.get("mappings"),
        shell.api.get("jobs", { mapping: chosen.mapping, top: chosen.most }),
      ]);
      return {
        mappings: mappings.value.filter((each) => each.usable && !each.part_of),
        jobs: newestFirst(found.value),
        more: found.continuation,
      };
    },
    busy: (data) => data.jobs.some((job) => job.state === "running"),
    draw: (data) => [
      el("h1", {}, t("jobs.title")),
      filters(shell, chosen, data),
      el("section", { class: "card" }, history(data.jobs)),
      el(
        "section",
        { class: "card stack" },
        jobTable(shown(chosen, data.jobs)),
        more(shell, chosen, data),
      ),
    ],
  };
}

function shown(chosen, all) {
  const idle = ({ counters, state }) =>
    state === "finished" &&
    counters.read === counters.unchanged + counters.skipped + counters.filtered;
  return chosen.onlyChanges ? all.filter((job) => !idle(job)) : all;
}

function filters(shell, chosen, { mappings }) {
  const choose = (event) => {
    chosen.mapping = event.target.value;
    shell.stage.refresh();
  };
  const option = (slug, name) =>
    el("option", { value: slug, selected: slug === chosen.mapping }, name);
  const options = [
    option("", t("jobs.all")),
    ...mappings.map((each) => option(each.slug, each.name)),
  ];
  const toggle = (event) => {
    chosen.onlyChanges = event.target.checked;
    shell.stage.redraw();
  };
  return el(
    "div",
    { class: "row" },
    el("label", {}, t("jobs.of"), el("select", { id: "of", onchange: choose }, options)),
    el(
      "label",
      {},
      el("input", {
        type: "checkbox",
        id: "changes",
        checked: chosen.onlyChanges,
        onchange: toggle,
      }),
      t("jobs.changes"),
    ),
  );
}

function more(shell, chosen, data) {
  if (!data.more || chosen.most >= 1000) return null;
  const clicked = () => {
    chosen.most = Math.min(1000, chosen.most + 2 * AT_ONCE);
    shell.stage.refresh();
  };
  return el("div", {}, fluentButton({ id: "more", onclick: clicked }, t("jobs.more")));
}
