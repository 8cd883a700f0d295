// One sentence about what happened, and what can be done about it.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { t } from "../../common/texts.js";

const narrow = window.matchMedia("(max-width: 719px)");

/** @param intent success, warning, error or info */
export function notice(intent, content, ...actions) {
  const slotted = actions.map((action) => {
    action.setAttribute("slot", "actions");
    return action;
  });
  const text = el("div", { class: "message" }, content);
  const layout = narrow.matches ? "multiline" : "singleline";
  return el("fluent-message-bar", { intent, layout, shape: "rounded" }, text, slotted);
}

/** An answer of the API that is none of those hoped for. */
export function trouble(error, again = null) {
  const kind = error.kind ?? "unreachable";
  const told = [t(`problem.${kind}`), error.message].filter(Boolean);
  const content = kind === "refused" && error.message ? error.message : told.join(" ");
  const actions = again ? [fluentButton({ onclick: again }, t("problem.again"))] : [];
  return notice("error", content, ...actions);
}
