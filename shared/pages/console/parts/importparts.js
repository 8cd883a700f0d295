// Parts of the page that imports pairs: which columns hold them, what is in them, what came of it.

import { el } from "../../common/dom.js";
import { number } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { notice } from "./notice.js";
import { table } from "./table.js";

const SHOWN = 5;
const LISTED = 200;

/** Let the columns be chosen that hold the ids of each side, and which rows count. */
export function choice(form) {
  const { where } = form;
  const columns = form.found.columns.map((name) => [name, name]);
  const side = (name) =>
    select(
      `column-${name}`,
      t("import.column", { side: named("side", name) }),
      form.columns[name],
      columns,
      (value) => {
        form.columns[name] = value;
        form.count();
      },
    );
  const all = [["", t("import.all_rows")], ...columns];
  const only = select("where", t("import.where"), where.column, all, (value) => {
    where.column = value;
    form.show();
  });
  return el("div", { class: "row" }, side("bc"), side("dataverse"), only, where.column && is(form));
}

function select(id, label, present, options, take) {
  const option = ([value, text]) => el("option", { value, selected: value === present }, text);
  const chosen = (event) => take(event.target.value);
  return el("label", {}, label, el("select", { id, onchange: chosen }, options.map(option)));
}

function is(form) {
  const typed = (event) => {
    form.where.value = event.target.value;
    form.count();
  };
  const attributes = { type: "text", id: "is", value: form.where.value, oninput: typed };
  return el("label", {}, t("import.is"), el("input", attributes));
}

/** Show how many pairs were found, the first of them, and which rows hold none. */
export function preview({ pairs = [], broken = [], mistake = "" }) {
  if (mistake) return notice("error", mistake);
  const code = (name) => (pair) => el("span", { class: "code" }, pair[name]);
  const rows = broken.slice(0, SHOWN).map(number).join(", ");
  return [
    el("p", {}, pairs.length ? t("import.pairs", { count: pairs.length }) : t("import.none")),
    broken.length > 0 && notice("warning", t("import.broken", { count: broken.length, rows })),
    pairs.length > 0 &&
      table(
        t("import.first"),
        [
          [named("side", "bc"), code("bc_id"), { head: true }],
          [named("side", "dataverse"), code("dataverse_id")],
        ],
        pairs.slice(0, SHOWN),
      ),
  ];
}

/** Tell what came of the pairs so far, and of each that could not be coupled why. */
export function imported(mapping, answers, all) {
  const refused = answers.flatMap((answer) => answer.refused);
  const differing = answers.flatMap((answer) => answer.differing);
  const sum = (name) => answers.reduce((total, answer) => total + answer[name], 0);
  const figures = [
    ["agreed", sum("agreed")],
    ["differing", differing.length],
    ["already", sum("already")],
    ["refused", refused.length],
  ];
  const done = figures.reduce((total, [, count]) => total + count, 0);
  return el(
    "section",
    { class: "card stack", id: "imported" },
    el("h2", {}, t("import.result", { done, all })),
    el(
      "dl",
      { class: "figures" },
      figures.map(([name, count]) =>
        el("div", {}, el("dt", {}, t(`import.${name}`)), el("dd", {}, number(count))),
      ),
    ),
    runs(answers),
    refused.length > 0 && listed(mapping, t("import.refused"), refused),
    differing.length > 0 && listed(mapping, t("import.differing"), differing),
  );
}

/** Lead to the runs that carry values over, where the call has asked for some. */
function runs(answers) {
  const followed = answers.map((answer) => answer.follow).filter(Boolean);
  return followed.map((run) =>
    el("p", {}, el("a", { href: to("runs", run.id) }, t("import.follow"))),
  );
}

function listed(mapping, title, pairs) {
  const link = (side) => (pair) =>
    el(
      "a",
      { class: "code", href: to("records", mapping, side, pair[`${side}_id`]) },
      pair[`${side}_id`],
    );
  return [
    el("h3", {}, title),
    table(
      title,
      [
        [named("side", "bc"), link("bc"), { head: true }],
        [named("side", "dataverse"), link("dataverse")],
        [t("pending.message"), (pair) => el("span", { class: "message" }, pair.reason ?? "")],
      ],
      pairs.slice(0, LISTED),
    ),
    pairs.length > LISTED && el("p", { class: "quiet" }, t("inbox.more")),
  ];
}
