// Is there enough for a document: for all of it, and line by line.

import { el } from "../common/dom.js";
import { t } from "../common/texts.js";
import { figures, lacking, remarks } from "./product.js";
import { message } from "./messages.js";
import { age, day, leftOut, quantity } from "./values.js";
import { kindOf, sign, verdict } from "./verdict.js";

export function lines(told, stage) {
  if (told.lines.length === 0)
    return [
      el(
        "div",
        { class: "row apart top" },
        message("info", t("form.no_lines")),
        stage.refreshButton(),
      ),
    ];
  const first = told.lines.find((line) => line.enough === false) ?? null;
  const aged = told.lines.find((line) => line.as_of);
  return [
    el("div", { class: "row apart top" }, overall(told), stage.refreshButton()),
    told.lines.some((line) => line.stale) && message("warning", t("form.stale")),
    el(
      "div",
      { class: "lines" },
      told.lines.map((line) => one(line, line === first)),
    ),
    aged && el("div", {}, age(aged), leftOut(aged)),
  ];
}

function overall({ enough, lines: all }) {
  const count = all.length;
  const lacks = all.filter((line) => line.enough === false).length;
  const unknown = all.filter((line) => line.enough === null).length;
  if (enough) return verdict("yes", t("form.quote.enough"), t("form.quote.lines", { count }));
  const others = unknown > 0 && t("form.quote.unknown", { count: unknown });
  if (enough === false)
    return verdict(
      "no",
      t("form.quote.not_enough"),
      t("form.quote.lacking", { count: lacks, all: count }),
      others,
    );
  return verdict("maybe", t("form.quote.not_known"), others);
}

function one(line, open) {
  const kind = line.state === "written_in" ? "yes" : kindOf(line.enough);
  const wanted = [quantity(line.quantity, line.unit), line.date && day(line.date)]
    .filter(Boolean)
    .join(", ");
  const summary = el(
    "summary",
    {},
    sign(kind),
    el(
      "span",
      { class: "what" },
      el("span", { class: "name" }, line.description || line.item?.name || line.product || ""),
      el("span", { class: "quiet small" }, `${wanted}: ${standing(line)}`),
    ),
  );
  return el("details", { open }, summary, el("div", { class: "stack inner" }, inside(line)));
}

function standing(line) {
  if (line.state === "written_in") return t("form.written_in");
  if (line.state === "not_stocked") return t("form.not_stocked");
  if (line.state === "unknown")
    return t(
      line.problem?.code === "product_not_coupled" ? "form.line_not_coupled" : "form.line_unknown",
    );
  if (line.enough === null) return t("form.line_unknown");
  return line.enough ? t("form.line_enough") : lacking(line);
}

function inside(line) {
  if (line.state === "stocked") return [...remarks({ ...line, stale: false }), ...figures(line)];
  return el("p", { class: "message" }, line.problem?.detail ?? standing(line));
}
