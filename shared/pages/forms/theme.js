// Light or dark, as the form around is, whatever the system is; where that cannot be seen, as the
// system is.

import { setTheme, webDarkTheme, webLightTheme } from "../vendor/fluent.js";

const system = window.matchMedia("(prefers-color-scheme: dark)");
const COLOUR = /rgba?\((\d+),\s*(\d+),\s*(\d+)(?:,\s*([\d.]+))?\)/;

export function followForm(changed) {
  const apply = () => {
    const dark = isDark();
    document.documentElement.classList.toggle("dark", dark);
    setTheme(dark ? webDarkTheme : webLightTheme);
  };
  apply();
  system.addEventListener("change", () => {
    apply();
    changed();
  });
}

function isDark() {
  try {
    const colour = window.parent.getComputedStyle(window.parent.document.body).backgroundColor;
    const [, red, green, blue, opacity = "1"] = COLOUR.exec(colour) ?? [];
    if (window.parent !== window && red !== undefined && Number(opacity) > 0.5) {
      return 0.3 * red + 0.59 * green + 0.11 * blue < 128;
    }
  } catch {
    // The parent is of another origin.
  }
  return system.matches;
}
