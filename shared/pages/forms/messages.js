// What is said in a sentence: what is wrong, and what can be done about it.

import { fluentButton } from "../common/button.js";
import { el } from "../common/dom.js";
import { t } from "../common/texts.js";

const KNOWN = {
  account_not_coupled: ["info", "form.account_not_coupled"],
  account_unknown: ["info", "form.unseen"],
  availability_not_now: ["warning", "form.bc_down"],
  availability_off: ["info", "form.availability_off"],
  no_company: ["info", "form.no_company"],
  document_unknown: ["info", "form.unseen"],
  product_not_coupled: ["info", "form.product_not_coupled"],
  product_unknown: ["info", "form.product_not_coupled"],
  role_missing: ["warning", "form.no_role"],
  statistics_not_now: ["warning", "form.bc_down"],
};
/** Problems that people at a form meet, in their own words. */

/** @param intent info, warning, error or success */
export function message(intent, text, details = "", ...actions) {
  return el(
    "div",
    { class: `told ${intent}`, role: intent === "error" || intent === "warning" ? "alert" : null },
    el("p", {}, text),
    details &&
      el(
        "details",
        {},
        el("summary", {}, t("form.details")),
        el("p", { class: "message" }, details),
      ),
    actions.length > 0 && el("div", { class: "row" }, actions),
  );
}

/** Say what an answer means that is none of those hoped for. */
export function trouble(error, again) {
  const kind = error.kind ?? "unreachable";
  const [intent, key] = KNOWN[error.code] ?? ["error", `problem.${kind}`];
  return message(
    intent,
    t(key),
    error.message,
    fluentButton({ id: "again", onclick: again }, t("problem.again")),
  );
}

/** What is found out before anybody is asked. */
export class FormError extends Error {
  constructor(code) {
    super("");
    this.code = code;
    this.kind = "refused";
  }
}
