// Enough or not: the first thing that one sees, in a sign, a colour and words.

import { el, svg } from "../common/dom.js";

const SIGNS = {
  yes: "M5 10.5l3.2 3.2L15 7",
  no: "M6 6l8 8M14 6l-8 8",
  maybe: "M10 5.5v5.5M10 14v.5",
};

/** @param kind yes, no or maybe */
export const sign = (kind) =>
  svg(
    "svg",
    { class: `sign ${kind}`, viewBox: "0 0 20 20", "aria-hidden": "true" },
    svg("circle", { cx: "10", cy: "10", r: "9.5" }),
    svg("path", { d: SIGNS[kind] }),
  );

export const kindOf = (enough) =>
  enough === null || enough === undefined ? "maybe" : enough ? "yes" : "no";

export function verdict(kind, title, ...details) {
  const text = el(
    "div",
    {},
    el("h2", {}, title),
    details.map((each) => each && el("p", { class: "quiet" }, each)),
  );
  return el("div", { class: `verdict ${kind}` }, sign(kind), text);
}
