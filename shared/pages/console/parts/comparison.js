// Both records of a pair, field by field; where both sides changed one, a person chooses.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { named, t } from "../../common/texts.js";
import { decide } from "./deciding.js";
import { table } from "./table.js";

const SIDES = ["bc", "dataverse"];

/**
 * @param chosen sides chosen so far, by Dataverse column
 * @param isAtWork whether a run goes on that may carry out what was chosen
 */
export function comparison(shell, story, pair, chosen, isAtWork) {
  const entry = story.pending.find((each) => each.cause === "conflict");
  const choosing = shell.administrates && entry !== undefined;
  const gone = SIDES.filter((side) => !(side in pair.titles));
  const columns = [
    [t("record.field"), (field) => names(field), { head: true }],
    ...SIDES.map((side) => [
      named("side", side),
      (field) =>
        gone.includes(side) && field[side]
          ? el("span", { class: "quiet" }, t("record.gone"))
          : value(shell, field, side, choosing && field.conflict && chosen),
    ]),
    [t("record.agreed"), (field) => agreed(field)],
    [t("record.state"), (field) => state(field, gone)],
  ];
  const open = pair.fields.filter((field) => field.conflict);
  const others = pair.fields
    .filter((field) => !field.conflict)
    .sort((one, other) => other.changed.length - one.changed.length);
  const rest = table(t("record.fields"), columns, others);
  if (open.length === 0) return rest;
  const conflicts = table(t("record.open"), columns, open, { look: () => "open" });
  return [
    conflicts,
    choosing && keep(shell, entry, open, chosen, isAtWork),
    el("h3", {}, t("record.others")),
    rest,
  ];
}

function names(field) {
  const [one, other] = [field.bc ?? t("field.constant"), field.dataverse ?? t("field.constant")];
  return el(
    "span",
    { class: "code pair" },
    one,
    one !== other && el("span", { class: "quiet" }, other),
  );
}

function value(shell, field, side, chosen) {
  const text = shown(field[`${side}_value`]);
  const look = field.changed.includes(side) ? "value changed" : "value";
  if (!chosen) return el("span", { class: look }, text);
  const pick = () => {
    chosen[field.dataverse] = side;
    shell.stage.redraw();
  };
  const radio = el("input", {
    type: "radio",
    id: `${side}-${field.dataverse}`,
    name: `side-${field.dataverse}`,
    checked: chosen[field.dataverse] === side,
    onchange: pick,
  });
  return el("label", { class: look }, radio, el("span", {}, text));
}

function agreed(field) {
  const [one, other] = SIDES.map((side) => shown(field[`${side}_agreed`]));
  return el("span", { class: "value quiet" }, one === other || !one ? other : `${one} / ${other}`);
}

/** @param gone the sides whose record is deleted */
function state(field, gone) {
  if (gone.length > 0)
    return t("field.gone", { side: gone.map((side) => named("side", side)).join(", ") });
  if (field.conflict) return t("field.conflict");
  if (field.changed.length === 2) return t("field.changed_both");
  if (field.changed.length === 1)
    return t("field.changed", { side: named("side", field.changed[0]) });
  return el("span", { class: "quiet" }, t("field.agreed"));
}

function keep(shell, entry, open, chosen, isAtWork) {
  const missing = open.filter((field) => !chosen[field.dataverse]).length;
  // What was chosen for a field that is in conflict no longer is nobody's wish any more.
  const sides = Object.fromEntries(open.map(({ dataverse }) => [dataverse, chosen[dataverse]]));
  const clicked = () => decide(shell, [entry], "retry", sides);
  const disabled = missing > 0 || isAtWork;
  const attributes = { id: "keep", appearance: "primary", disabled, onclick: clicked };
  return el(
    "div",
    { class: "row" },
    fluentButton(attributes, t("record.keep")),
    missing > 0 && el("span", { class: "quiet" }, t("record.choose", { count: missing })),
  );
}

function shown(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "boolean" ? t(value ? "value.true" : "value.false") : String(value);
}
