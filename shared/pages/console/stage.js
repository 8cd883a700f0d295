// Shows one page at a time, and keeps it up to date while somebody looks.

import { el, fill } from "../common/dom.js";
import { t } from "../common/texts.js";
import { trouble } from "./parts/notice.js";
import { atWork } from "./parts/runs.js";

const WHILE_AT_WORK = 1500;
const ELSE = 20000;

/**
 * A page has a title, `load`, which asks the API, and `draw`, which returns nodes; `busy` says of
 * what was loaded whether it is about to change. It is, too, while runs go on that somebody has
 * started from it: `draw` is told whether there are any.
 */
export class Stage {
  constructor(main, api) {
    this.main = main;
    this.api = api;
    this.followed = [];
    this.turn = 0;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.page) this.refresh();
    });
  }

  async show(page) {
    this.page = page;
    this.drawn = null;
    this.data = undefined;
    this.followed = [];
    document.title = `${page.title} · ${t("app.title")}`;
    const spinner = el("fluent-spinner", { "aria-label": t("app.loading") });
    fill(this.main, el("h1", {}, page.title), el("div", { role: "status" }, spinner));
    await this.refresh();
  }

  /** Look again soon until these runs are over, if the page is still there that they are of. */
  follow(page, runs) {
    if (page === this.page) this.followed = [...this.followed, ...runs];
  }

  /** Load and, where something has changed, draw anew. */
  async refresh() {
    const turn = ++this.turn;
    clearTimeout(this.timer);
    try {
      // First the runs: when they are over, what the page shows is what has come of them.
      const over = await this.over();
      const data = await this.page.load();
      if (turn !== this.turn) return;
      this.followed = this.followed.filter(({ id }) => !over.has(id));
      this.take(data);
    } catch (error) {
      if (turn !== this.turn) return;
      this.fail(error);
    }
    const wait = this.isBusy() ? WHILE_AT_WORK : ELSE;
    this.timer = setTimeout(() => document.hidden || this.refresh(), wait);
  }

  /** Return the ids of the followed runs that are over. */
  async over() {
    const runs = await Promise.all(this.followed.map(({ id }) => this.api.get(`runs/${id}`)));
    return new Set(runs.filter((run) => !atWork(run)).map(({ id }) => id));
  }

  isBusy() {
    if (this.followed.length > 0) return true;
    return this.data !== undefined && this.page.busy?.(this.data);
  }

  /** Draw again what is there: the person has chosen something. */
  redraw() {
    this.drawn = null;
    if (this.data !== undefined) this.take(this.data);
  }

  take(data) {
    this.data = data;
    const follows = this.followed.length > 0;
    const told = JSON.stringify([data, follows]);
    if (told === this.drawn) return;
    this.drawn = told;
    this.replace([...this.page.draw(data, follows)]);
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
