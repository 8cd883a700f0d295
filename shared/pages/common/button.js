// Fluent's button, with its role written down: the library tells it to assistive technology only.

import { el } from "./dom.js";

export function fluentButton(properties, ...children) {
  return el("fluent-button", { role: "button", ...properties }, ...children);
}
