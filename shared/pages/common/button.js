// Fluent's button, with its role written down: the library tells it to assistive technology only.

import { el } from "./dom.js";

export function fluentButton({ onclick = () => {}, ...properties }, ...children) {
  return el(
    "fluent-button",
    { role: "button", onclick: oneAtATime(onclick), ...properties },
    ...children,
  );
}

/** A second click asks for nothing while the first is carried out. */
function oneAtATime(work) {
  let isAtWork = false;
  return async (event) => {
    if (isAtWork) return;
    isAtWork = true;
    try {
      await work(event);
    } finally {
      isAtWork = false;
    }
  };
}
