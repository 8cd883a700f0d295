// What stands alone on the page while there is nothing else to see.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { t } from "../../common/texts.js";

export function notSignedIn(enter) {
  return alone(t("signin.title"), [el("p", {}, t("signin.why"))], button(t("signin.enter"), enter));
}

/** The directory cannot be reached, or has sent the person back without signing them in. */
export function signInFailed(error, signIn) {
  const told = el(
    "p",
    { class: "quiet code" },
    error.errorMessage || error.message || String(error),
  );
  const place = new URL("/", signIn.authority).href;
  const link = el("a", { href: place, target: "_blank", rel: "noopener" }, place);
  const again = button(t("signin.again"), () => location.reload());
  return alone(t("signin.failed"), [el("p", {}, t("signin.reach"), " ", link), told], again);
}

/** The API has answered with a problem, or not at all. */
export function problem(error, again, signIn = null) {
  const kind = error.kind ?? "unreachable";
  const parts = [el("p", {}, t(`problem.${kind}`))];
  if (error.message) parts.push(el("p", { class: "quiet" }, error.message));
  if (!error.kind) console.error(error);
  const out = kind === "signed_out" && signIn;
  const action = out
    ? button(t("signin.enter"), () => signIn.enter())
    : button(t("problem.again"), again);
  return alone(t(`problem.${kind}.title`), parts, action);
}

/** There are no texts: what the error says is all that can be said. */
export function untold(error) {
  return el("main", { class: "alone" }, el("div", { role: "alert" }, el("h1", {}, error.message)));
}

function alone(title, parts, ...actions) {
  return el(
    "main",
    { class: "alone" },
    el("h1", {}, title),
    parts,
    el("div", { class: "row" }, actions),
  );
}

function button(text, clicked) {
  return fluentButton({ appearance: "primary", onclick: clicked }, text);
}
