// What shadow mode has found of one mapping: records, with the values before and after.

import { el } from "../../common/dom.js";
import { named, t } from "../../common/texts.js";
import { facts } from "../parts/facts.js";
import { notice } from "../parts/notice.js";
import { to } from "../router.js";
import { table } from "../parts/table.js";
import { byDirection, fields, looked, would } from "./shadow.js";

const MOST = 500;

export function shadowed(shell, { mapping }) {
  return {
    title: t("shadow.title"),
    load: () => shell.api.get(`shadow/${encodeURIComponent(mapping)}`, { top: MOST }),
    draw: (shown) => [
      el("h1", {}, `${shown.mapping}: ${t("shadow.title")}`),
      shown.problem && notice("error", shown.problem),
      el("section", { class: "card" }, about(shown)),
      el("section", { class: "card stack" }, el("h2", {}, t("shadow.records")), list(shown)),
    ],
  };
}

function about(shown) {
  return facts([
    [t("line.mapping"), el("a", { href: to("mappings", shown.mapping) }, shown.mapping)],
    [t("shadow.looked"), looked(shown)],
    [t("shadow.would"), byDirection(shown.would, would)],
    [t("mapping.fields"), byDirection(shown.fields, fields)],
    [t("shadow.all"), el("a", { href: "#/shadow" }, t("shadow.title"))],
  ]);
}

function list(shown) {
  return table(
    t("shadow.records"),
    [
      [t("record.title"), (each) => name(shown.mapping, each), { head: true }],
      [t("job.direction"), (each) => named("direction", each.direction)],
      [t("shadow.would"), (each) => t(`would.${each.decision}`, { count: 1 })],
      [t("shadow.values"), (each) => values(each)],
      [t("pending.message"), (each) => el("span", { class: "message brief" }, each.reason ?? "")],
    ],
    shown.value,
    { empty: t(shown.started_at ? "shadow.nothing" : "shadow.not_looked") },
  );
}

function name(mapping, { direction, record, title }) {
  const side = direction === "to_dataverse" ? "bc" : "dataverse";
  return el("a", { href: to("records", mapping, side, record) }, title || record);
}

function values({ before, after }) {
  return Object.entries(after).map(([field, value]) =>
    el(
      "div",
      { class: "value" },
      el("span", { class: "code quiet" }, field),
      ` ${told(before[field])} → ${told(value)}`,
    ),
  );
}

function told(value) {
  return value === null || value === undefined || value === "" ? t("shadow.blank") : String(value);
}
