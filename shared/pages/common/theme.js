// Light or dark, as the reader's system is; Fluent's own tokens, which the style sheets use, too.

import { setTheme, webDarkTheme, webLightTheme } from "../vendor/fluent.js";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** Follow the system, and call back when it changes: what is painted has to be painted anew. */
export function followTheme(changed = () => {}) {
  const apply = () => setTheme(dark.matches ? webDarkTheme : webLightTheme);
  apply();
  dark.addEventListener("change", () => {
    apply();
    changed();
  });
}

/** Return the present value of one of Fluent's tokens, for what style sheets do not reach. */
export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
