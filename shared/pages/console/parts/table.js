// A table that stays readable on a narrow page: there, each cell carries its column's name.

import { el } from "../../common/dom.js";

/**
 * @param columns [title, cell, {number, head}]: `cell` makes a row's content, which is a node, a
 *   text or null; the column that heads its row has `head`
 */
export function table(
  label,
  columns,
  rows,
  { empty = "", id = (row) => null, look = () => null } = {},
) {
  if (rows.length === 0) return el("p", { class: "quiet" }, empty);
  const head = columns.map(([title, , how = {}]) =>
    el(
      "th",
      { scope: "col", class: how.number && "number" },
      title || el("span", { class: "unseen" }, "–"),
    ),
  );
  const body = rows.map((row) =>
    el(
      "tr",
      { id: id(row), class: look(row) },
      columns.map((column) => cell(column, row)),
    ),
  );
  return el(
    "table",
    { class: "wide", "aria-label": label },
    el("thead", {}, el("tr", {}, head)),
    el("tbody", {}, body),
  );
}

function cell([title, make, how = {}], row) {
  const content = make(row);
  const nothing = content === null || content === undefined || content === "";
  return el(
    how.head ? "th" : "td",
    { scope: how.head && "row", class: how.number && "number", "data-label": title || null },
    nothing ? null : el("div", {}, content),
  );
}
