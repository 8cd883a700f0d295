// What can be promised of one product: a verdict, the balance to come, and where things are.

import { el } from "../common/dom.js";
import { named, t } from "../common/texts.js";
import { course } from "./course.js";
import { message } from "./messages.js";
import { age, day, leftOut, quantity } from "./values.js";
import { verdict } from "./verdict.js";

/** All of it, where the product is all there is to see. */
export function card(told, stage) {
  if (told.state === "not_stocked")
    return [verdict("yes", t("form.not_stocked"), told.item?.name), stage.refreshButton()];
  return [
    el("div", { class: "row apart top" }, verdict(...headline(told)), stage.refreshButton()),
    ...remarks(told),
    ...figures(told),
    el("div", {}, age(told), leftOut(told)),
  ];
}

/** Say in a line how a product stands, and in what colour. */
export function headline(told) {
  const { unit, quantity: asked } = told;
  if (told.enough === null && told.available === null)
    return ["maybe", t("form.unknown_available")];
  if (told.enough === null) {
    const some = told.available > 0;
    return [
      some ? "yes" : "no",
      t(some ? "form.can_promise" : "form.cannot_promise", {
        quantity: quantity(told.available, unit),
        date: day(told.date),
      }),
      told.item.name,
    ];
  }
  const wanted = { quantity: quantity(asked, unit), date: day(told.date) };
  if (told.enough) return ["yes", t("form.enough", wanted), told.item.name];
  return ["no", t("form.not_enough", wanted), lacking(told)];
}

/** Say what is short, and when it would be there. */
export function lacking(told) {
  const short =
    told.shortage > 0 && t("form.short", { quantity: quantity(told.shortage, told.unit) });
  const when = told.earliest
    ? t("form.earliest", { date: day(told.earliest) })
    : t("form.no_earliest");
  return [short, when].filter(Boolean).join(" ");
}

export function remarks(told) {
  return [
    told.stale && message("warning", t("form.stale")),
    told.blocked && message("warning", t("form.blocked")),
    told.untold?.length > 0 &&
      message(
        "info",
        t("form.untold", { what: told.untold.map((each) => named("unknown", each)).join(", ") }),
      ),
  ].filter(Boolean);
}

/** The numbers of a product, the chart of its balance, and its locations. */
export function figures(told) {
  const known = told.course.length > 0 && told.course.every((each) => each.balance !== null);
  return [
    el(
      "dl",
      { class: "facts" },
      fact("form.on_hand", quantity(told.on_hand, told.unit)),
      fact("form.projected_on", quantity(told.projected, told.unit), { date: day(told.date) }),
      fact("form.available_on", quantity(told.available, told.unit), { date: day(told.date) }),
      told.overdue?.demand > 0 &&
        fact("form.overdue_demand", quantity(told.overdue.demand, told.unit)),
      told.overdue?.supply > 0 &&
        fact("form.overdue_supply", quantity(told.overdue.supply, told.unit)),
    ),
    known && course(told),
    told.locations.length > 0 && places(told),
  ].filter(Boolean);
}

function fact(key, value, values = {}) {
  return el("div", {}, el("dt", {}, t(key, values)), el("dd", {}, value));
}

function places(told) {
  const head = ["form.location", "form.on_hand", "form.available"].map((key, at) =>
    el("th", { scope: "col", class: at ? "number" : null }, t(key)),
  );
  const rows = told.locations.map((place) =>
    el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        [place.location || t("form.no_location"), place.variant].filter(Boolean).join(", "),
      ),
      el("td", { class: "number" }, quantity(place.on_hand)),
      el("td", { class: "number" }, quantity(place.available)),
    ),
  );
  const caption = el("caption", { class: "unseen" }, t("form.locations"));
  return el("table", {}, caption, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}
