// One mapping: how it stands, how it is set up, what its runs did.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { moment, number } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { facts } from "../parts/facts.js";
import { history } from "../parts/history.js";
import { jobTable, newestFirst } from "../parts/jobtable.js";
import { notice } from "../parts/notice.js";
import { tellPending } from "../parts/pending.js";
import { stateOf } from "../parts/state.js";
import { stoppedNotice } from "../parts/stopped.js";
import { table } from "../parts/table.js";

export function mapping(shell, { mapping: slug }) {
  const path = `mappings/${encodeURIComponent(slug)}`;
  const sought = search(slug);
  return {
    title: slug,
    async load() {
      const [shown, status, jobs] = await Promise.all([
        shell.api.get(path),
        shell.api.get("status"),
        shell.api.get("jobs", { mapping: slug, top: 60 }),
      ]);
      const line = status.value.find((each) => each.mapping === slug);
      return { shown, line, jobs: newestFirst(jobs.value) };
    },
    busy: ({ line }) => Boolean(line?.running),
    draw: ({ shown, line, jobs }) => [
      el(
        "div",
        { class: "row apart" },
        el("h1", {}, shown.name),
        shell.administrates && !shown.off && !shown.part_of && actions(shell, path, shown),
      ),
      shown.off && notice("info", shown.off),
      shown.stopped && stoppedNotice(shell, shown.name, shown.stopped),
      el("section", { class: "card" }, about(shown, line)),
      ...(shown.part_of ? [] : [past(jobs), finding(sought)]),
      el(
        "section",
        { class: "card stack" },
        el("h2", {}, t("mapping.fields")),
        fields(shown.configuration),
      ),
    ],
  };
}

function past(jobs) {
  return el(
    "section",
    { class: "card stack" },
    el("h2", {}, t("overview.history")),
    history(jobs),
    jobTable(jobs.slice(0, 20), { mapping: false }),
  );
}

function finding(sought) {
  return el("section", { class: "card stack" }, el("h2", {}, t("mapping.find")), sought);
}

function actions(shell, path, shown) {
  const start = (wish) => () =>
    shell.start(async () => [await shell.api.post(`${path}/sync`, wish)], t("mapping.started"));
  const full = async () => {
    const sure = await shell.confirm(
      t("mapping.full"),
      t("mapping.full_why", { name: shown.name }),
      t("mapping.full"),
    );
    if (sure) await start({ full: true })();
  };
  return el(
    "div",
    { class: "row" },
    fluentButton({ id: "sync", appearance: "primary", onclick: start({}) }, t("mapping.sync")),
    fluentButton({ id: "full", onclick: full }, t("mapping.full")),
    el("a", { href: to("mappings", shown.slug, "import") }, t("import.title")),
  );
}

function about(shown, line) {
  return shown.part_of ? aboutLines(shown) : aboutRecords(shown, line);
}

/** Lines travel with what they are part of, and have neither state nor timer. */
function aboutLines(shown) {
  const header = el("a", { href: to("mappings", shown.part_of) }, shown.part_of);
  return facts([[t("run.mapping"), header], ...tables(shown), file(shown)]);
}

function aboutRecords(shown, line) {
  const configuration = shown.configuration;
  return facts([
    [t("line.state"), line?.state && stateOf(line.state)],
    [t("overview.as_of"), moment(line?.in_step_until)],
    ...tables(shown),
    [t("mapping.couplings"), number(shown.couplings)],
    [t("line.pending"), tellPending(shown.pending, line?.skipped)],
    [t("line.next"), line?.next_run ? moment(line.next_run) : t("line.no_timer")],
    [t("mapping.schedule"), el("span", { class: "code" }, shown.schedule)],
    [t("mapping.conflict"), named("policy", configuration.conflict)],
    [t("mapping.deleted"), named("policy", configuration.deleted)],
    file(shown),
  ]);
}

function tables({ configuration }) {
  return [
    [t("mapping.tables"), `${configuration.bc.entity} ⇄ ${configuration.dataverse.table}`],
    [t("job.direction"), named("direction", configuration.direction)],
  ];
}

function file(shown) {
  return [t("mapping.file"), shown.own ? t("mapping.own", { file: shown.file }) : shown.file];
}

const ID = "\\s*([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|-?[0-9]+)\\s*";

/** Look for a record's story by its id. Made once: what is typed outlives that the page looks again. */
function search(slug) {
  const side = el(
    "select",
    { id: "side", "aria-label": t("mapping.side") },
    ["bc", "dataverse"].map((each) => el("option", { value: each }, named("side", each))),
  );
  const id = el("input", {
    type: "text",
    id: "record",
    required: true,
    size: 38,
    pattern: ID,
    title: t("mapping.id.why"),
    "aria-label": t("mapping.id"),
    placeholder: t("mapping.id"),
  });
  const go = (event) => {
    event.preventDefault();
    if (!id.reportValidity()) return;
    location.hash = to("records", slug, side.value, id.value.trim());
  };
  return el(
    "form",
    { class: "row", onsubmit: go },
    side,
    id,
    fluentButton({ type: "submit" }, t("mapping.explain")),
  );
}

function fields(configuration) {
  return table(
    t("mapping.fields"),
    [
      [
        named("side", "bc"),
        (field) => el("span", { class: "code" }, field.bc ?? JSON.stringify(field.constant)),
        { head: true },
      ],
      [t("job.direction"), (field) => named("direction", field.direction)],
      [
        named("side", "dataverse"),
        (field) => el("span", { class: "code" }, field.dataverse ?? JSON.stringify(field.constant)),
      ],
      [t("mapping.how"), (field) => how(field)],
    ],
    configuration.fields,
  );
}

function how(field) {
  const told = [];
  if (field.match) told.push(t("field.match"));
  if (field.lookup) told.push(t("field.lookup", { mapping: field.lookup.mapping.join(", ") }));
  if (field.transform) told.push(t("field.transform"));
  if (field.enabled === false) told.push(t("field.off"));
  return told.join(", ");
}
