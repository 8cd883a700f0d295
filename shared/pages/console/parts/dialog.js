// A question that has to be answered before something is done.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { t } from "../../common/texts.js";

/** Return whether the person agrees; who leaves the page does not. */
export function confirmed(title, text, action) {
  return new Promise((resolve) => {
    let agreed = false;
    const close = (answer) => {
      agreed = answer;
      dialog.hide();
    };
    // Not before it is shown, which takes the library until the next frame.
    const leave = () => requestAnimationFrame(() => close(false));
    const answer = (agrees) => ({ slot: "action", onclick: () => close(agrees) });
    const yes = fluentButton({ appearance: "primary", autofocus: true, ...answer(true) }, action);
    const no = fluentButton(answer(false), t("app.cancel"));
    const heading = el("h2", { slot: "title" }, title);
    const body = el(
      "fluent-dialog-body",
      {},
      heading,
      el("p", { class: "message" }, text),
      no,
      yes,
    );
    const dialog = el("fluent-dialog", { type: "modal", "aria-label": title }, body);
    dialog.addEventListener("toggle", (event) => {
      if (event.detail?.newState !== "closed") return;
      window.removeEventListener("hashchange", leave);
      dialog.remove();
      resolve(agreed);
    });
    window.addEventListener("hashchange", leave);
    document.body.append(dialog);
    dialog.show();
  });
}
