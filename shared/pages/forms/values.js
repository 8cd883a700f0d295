// Days, quantities and amounts as the reader's language has them; null is not known, and never zero.

import { el } from "../common/dom.js";
import { ago, moment, number } from "../common/format.js";
import { named, t } from "../common/texts.js";

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });

/** @param date as 2026-03-02 */
export const day = (date) => DAY.format(new Date(`${date}T00:00:00Z`));

export function quantity(value, unit) {
  if (value === null || value === undefined) return t("form.not_known");
  return [number(value), unit].filter(Boolean).join(" ");
}

export function amount(value, currency) {
  if (value === null || value === undefined) return t("form.not_known");
  try {
    return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(value);
  } catch {
    return `${number(value)} ${currency}`; // The company's own code need not be one of ISO's.
  }
}

/** Say how old figures are and where they come from. */
export function age(told) {
  const at = el("time", { datetime: told.as_of, title: moment(told.as_of) }, ago(told.as_of));
  const orders =
    told.orders_as_of &&
    told.orders_as_of !== told.as_of &&
    t("form.orders_as_of", { time: ago(told.orders_as_of) });
  return el(
    "span",
    { class: "quiet small" },
    `${t("form.as_of")} `,
    at,
    orders && `, ${orders}`,
    ` (${named("source", told.source)})`,
  );
}

/** Say what the figures leave out. */
export function leftOut(told) {
  if (told.unknown.length === 0) return null;
  const names = told.unknown.map((each) => named("unknown", each));
  return el("p", { class: "quiet small" }, `${t("form.unknown")} ${names.join(", ")}.`);
}
