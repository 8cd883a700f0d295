// Fluent's button, with its role, and whether it is disabled, written down: the library tells them to
// assistive technology only.

import { el } from "./dom.js";

export function fluentButton({ onclick = () => {}, ...properties }, ...children) {
  return el(
    "fluent-button",
    {
      role: "button",
      "aria-disabled": properties.disabled ? "true" : null,
      onclick: oneAtATime(onclick),
      ...properties,
    },
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
