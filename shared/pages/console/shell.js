// The frame around all pages: who is signed in, where one can go, what just happened.

import { fluentButton } from "../common/button.js";
import { el, fill } from "../common/dom.js";
import { t } from "../common/texts.js";
import { confirmed } from "./parts/dialog.js";
import { notice, trouble } from "./parts/notice.js";
import { started } from "./parts/runs.js";
import { found } from "./router.js";
import { Stage } from "./stage.js";

const ADMINISTRATOR = "Business Central Integration Administrator";
const USER = "Business Central Integration User";
const PLACES = [
  ["", "overview", USER],
  ["inbox", "inbox", ADMINISTRATOR],
  ["jobs", "jobs", USER],
  ["graph", "graph", USER],
  ["full", "full", ADMINISTRATOR],
  ["shadow", "shadow", ADMINISTRATOR],
  ["people", "people", ADMINISTRATOR],
  ["signals", "signals", USER],
  ["setup", "setup", null],
];

export class Shell {
  constructor(root, api, me, signIn) {
    this.root = root;
    this.api = api;
    this.me = me;
    this.signIn = signIn;
    this.main = el("main", { tabindex: "-1", id: "main" });
    this.news = el("div", { class: "news", role: "status", "aria-live": "polite" });
    this.stage = new Stage(this.main, api);
  }

  get administrates() {
    return this.holds(ADMINISTRATOR);
  }

  holds(role) {
    const held = this.me.roles ?? [];
    return role === null || held.includes(ADMINISTRATOR) || held.includes(role);
  }

  begin() {
    fill(
      this.root,
      this.bar(),
      el("div", { class: "layout" }, this.nav(), el("div", {}, this.news, this.main)),
    );
    window.addEventListener("hashchange", () => this.show());
    window.addEventListener("themechange", () => this.stage.redraw());
    this.show();
  }

  /** Find out anew what the person may: setup gives roles. */
  async renew() {
    this.me = await this.api.get("me");
    this.root.querySelector(".nav").replaceWith(this.nav());
    this.mark();
  }

  /** Show where one is. */
  mark() {
    for (const link of this.root.querySelectorAll(".nav a")) {
      if (link.hash === (location.hash || "#/")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  show() {
    fill(this.news);
    const { make, parameters } = found(location.hash);
    this.mark();
    const lacks = !this.holds(USER) && !location.hash.startsWith("#/setup");
    this.stage.show(lacks ? this.closed() : make(this, parameters));
    if (this.shown) this.main.focus({ preventScroll: true });
    this.shown = true;
    window.scrollTo(0, 0);
  }

  /** Do something on request: say how it went, look again, and return whether it was done. */
  async act(work, done = "") {
    let isDone = false;
    fill(this.news);
    try {
      const result = await work();
      isDone = true;
      if (done)
        fill(this.news, notice("success", typeof done === "function" ? done(result) : done));
    } catch (error) {
      fill(this.news, trouble(error));
    }
    await this.stage.refresh();
    return isDone;
  }

  /** Do something that starts runs: say so, and follow them until they are over. */
  start(work, text) {
    const { page } = this.stage;
    const followed = async () => {
      const runs = await work();
      this.stage.follow(page, runs);
      return runs;
    };
    return this.act(followed, (runs) => started(text, runs));
  }

  /** Ask first. */
  confirm(title, text, action) {
    return confirmed(title, text, action);
  }

  bar() {
    const mark = el("img", { src: new URL("icon.svg", import.meta.url).href, alt: "" });
    return el(
      "header",
      { class: "bar" },
      el("a", { class: "brand", href: "#/" }, mark, t("app.title")),
      el("span", { class: "quiet who" }, this.me.name || this.signIn.name),
      fluentButton({ appearance: "subtle", onclick: () => this.signIn.leave() }, t("signin.leave")),
    );
  }

  nav() {
    const places = PLACES.filter(([, , role]) => this.holds(role));
    const links = places.map(([path, name]) => el("a", { href: `#/${path}` }, t(`${name}.title`)));
    return el("nav", { class: "nav", "aria-label": t("app.places") }, links);
  }

  /** Nobody without a role sees anything; before setup, there are no roles. */
  closed() {
    const key = this.me.roles === null ? "closed.setup" : "closed.role";
    return {
      title: t(`${key}.title`),
      load: async () => key,
      draw: () => [
        el("h1", {}, t(`${key}.title`)),
        el("p", {}, t(key, { name: this.me.name, role: USER })),
        el("p", {}, el("a", { href: "#/setup" }, t("closed.to_setup"))),
      ],
    };
  }
}
