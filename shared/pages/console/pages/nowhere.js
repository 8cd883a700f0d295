// What an address shows that no page has.

import { el } from "../../common/dom.js";
import { t } from "../../common/texts.js";

export function nowhere() {
  return {
    title: t("nowhere.title"),
    load: async () => location.hash,
    draw: (address) => [
      el("h1", {}, t("nowhere.title")),
      el("p", {}, t("nowhere.why", { address })),
      el("p", {}, el("a", { href: "#/" }, t("overview.title"))),
    ],
  };
}
