// What both pages have in common: the record, signing in, loading, troubles, and when to look again.

import { Api } from "../common/api.js";
import { fluentButton } from "../common/button.js";
import { el, fill } from "../common/dom.js";
import { loadTexts, t } from "../common/texts.js";
import { appOf } from "./app.js";
import { FormRecord } from "./record.js";
import { message, trouble } from "./messages.js";
import { FormSignIn } from "./signin.js";
import { followForm } from "./theme.js";

export class Stage {
  /**
   * @param title the key of the page's name
   * @param load asks for what is shown: (api, record, stage) => promise
   * @param draw turns that into elements: (shown, stage) => elements
   */
  constructor(title, load, draw) {
    this.load = load;
    this.draw = draw;
    this.title = title;
    this.turn = 0;
    this.root = document.getElementById("page");
  }

  async begin() {
    try {
      await loadTexts();
    } catch (error) {
      fill(this.root, el("p", { role: "alert" }, error.message));
      this.root.removeAttribute("aria-busy");
      return;
    }
    document.title = t(this.title);
    this.root.setAttribute("aria-label", t(this.title));
    this.body = el("div", { class: "stack" });
    this.news = el("div", { role: "status", class: "unseen" });
    fill(this.root, el("h1", { class: "unseen" }, t(this.title)), this.news, this.body);
    followForm(() => this.redraw());
    this.record = new FormRecord(() => this.refresh());
    await this.refresh();
  }

  /** Ask anew, and show it; what a newer request has overtaken is left out. */
  async refresh() {
    const turn = (this.turn += 1);
    if (this.record.isNew) {
      this.show([message("info", t("form.new"))]);
      return;
    }
    this.wait();
    try {
      if (!(await this.signedIn())) {
        if (turn === this.turn) this.show([this.entrance()]);
        return;
      }
      const shown = await this.load(this.api, this.record, this);
      if (turn !== this.turn) return;
      this.shown = shown;
      this.redraw();
      this.news.textContent = t("form.shown");
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    }
  }

  redraw() {
    if (this.shown) this.show(this.draw(this.shown, this));
  }

  refreshButton() {
    return fluentButton(
      { id: "refresh", appearance: "subtle", size: "small", onclick: () => this.refresh() },
      t("form.refresh"),
    );
  }

  /** Replace what is shown; the keyboard stays where it was, if that is still there. */
  show(elements) {
    const focused = document.activeElement?.id;
    for (const canvas of this.body.querySelectorAll("canvas"))
      canvas.dispatchEvent(new Event("gone"));
    this.root.removeAttribute("aria-busy");
    this.news.textContent = "";
    fill(this.body, elements);
    if (focused) document.getElementById(focused)?.focus();
  }

  wait() {
    this.root.setAttribute("aria-busy", "true");
    this.news.textContent = t("app.loading");
    if (!this.body.hasChildNodes())
      fill(
        this.body,
        el("fluent-spinner", {
          size: "small",
          role: "progressbar",
          "aria-label": t("app.loading"),
        }),
      );
  }

  /** What was shown before belongs to another time, perhaps to another record. */
  fail(error) {
    this.shown = null;
    if (!error.kind) console.error(error);
    this.show(
      error.kind === "signed_out" ? [this.entrance()] : [trouble(error, () => this.refresh())],
    );
  }

  async signedIn() {
    if (this.api) return true;
    if (!this.signIn) {
      this.app = await appOf(this.record);
      const [known, hint] = await Promise.all([
        new Api(null, this.app).get("sign-in"),
        this.record.userName(),
      ]);
      this.signIn = new FormSignIn(known, hint);
    }
    this.beginning ??= this.signIn.begin();
    try {
      if (await this.beginning) this.enter();
    } catch (error) {
      this.beginning = null;
      throw error;
    }
    return Boolean(this.api);
  }

  enter() {
    this.api = new Api(() => this.signIn.token(), this.app);
  }

  entrance() {
    const enter = async () => {
      try {
        await this.signIn.enter();
        this.enter();
        await this.refresh();
      } catch (error) {
        this.show([
          this.entrance(),
          message("warning", t("form.signin.failed"), error.errorMessage || error.message),
        ]);
      }
    };
    // That a window was closed is noticed late: until then, another click opens the next one.
    const clicked = () => void enter();
    const button = fluentButton({ appearance: "primary", onclick: clicked }, t("signin.enter"));
    return el("div", { class: "stack" }, el("p", {}, t("form.signin")), el("div", {}, button));
  }
}
