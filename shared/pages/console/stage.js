// Shows one page at a time, and keeps it up to date while somebody looks.

import { el, fill } from "../common/dom.js";
import { t } from "../common/texts.js";
import { trouble } from "./parts/notice.js";

const WHILE_AT_WORK = 1500;
const ELSE = 20000;

/**
 * A page has a title, `load`, which asks the API, and `draw`, which returns nodes; `busy` says of
 * what was loaded whether it is about to change.
 */
export class Stage {
  constructor(main) {
    this.main = main;
    this.turn = 0;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.page) this.refresh();
    });
  }

  async show(page) {
    this.page = page;
    this.drawn = null;
    this.data = undefined;
    document.title = `${page.title} · ${t("app.title")}`;
    const spinner = el("fluent-spinner", { "aria-label": t("app.loading") });
    fill(this.main, el("h1", {}, page.title), el("div", { role: "status" }, spinner));
    await this.refresh();
  }

  /** Load and, where something has changed, draw anew. */
  async refresh() {
    const turn = ++this.turn;
    clearTimeout(this.timer);
    try {
      const data = await this.page.load();
      if (turn !== this.turn) return;
      this.take(data);
    } catch (error) {
      if (turn !== this.turn) return;
      this.fail(error);
    }
    const wait = this.data !== undefined && this.page.busy?.(this.data) ? WHILE_AT_WORK : ELSE;
    this.timer = setTimeout(() => document.hidden || this.refresh(), wait);
  }

  /** Draw again what is there: the person has chosen something. */
  redraw() {
    this.drawn = null;
    if (this.data !== undefined) this.take(this.data);
  }

  take(data) {
    this.data = data;
    const told = JSON.stringify(data);
    if (told === this.drawn) return;
    this.drawn = told;
    this.replace([...this.page.draw(data)]);
  }

  fail(error) {
    if (!error.kind) console.error(error);
    if (this.data === undefined) {
      this.replace([el("h1", {}, this.page.title), trouble(error, () => this.refresh())]);
    } else if (!this.main.querySelector(".lost")) {
      this.main.prepend(
        el(
          "div",
          { class: "lost" },
          trouble(error, () => this.refresh()),
        ),
      );
      this.drawn = null;
    }
  }

  /** Replace what is shown, and leave the person where they are. */
  replace(nodes) {
    const before = document.activeElement;
    const isHere = this.main.contains(before);
    for (const node of this.main.querySelectorAll("*")) node.dispatchEvent(new Event("gone"));
    fill(this.main, nodes);
    if (isHere) this.anew(before)?.focus({ preventScroll: true });
  }

  /** Return what stands where an element was: it has the same id, or leads to the same place. */
  anew({ id, hash }) {
    if (id) return document.getElementById(id);
    return [...this.main.querySelectorAll("a")].find((link) => hash && link.hash === hash);
  }
}
