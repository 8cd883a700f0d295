// Take over the pairs that another integration has coupled, from a file or from what is pasted.

import { fluentButton } from "../../common/button.js";
import { el, fill } from "../../common/dom.js";
import { named, t } from "../../common/texts.js";
import { choice, imported, preview } from "../parts/importparts.js";
import { guessed, pairsOf, read } from "../parts/pairs.js";

const AT_ONCE = 1000;

export function importing(shell, { mapping }) {
  const form = new Form(shell, mapping);
  return {
    title: t("import.title"),
    async load() {
      const shown = await shell.api.get(`mappings/${encodeURIComponent(mapping)}`);
      return { name: shown.name, direction: shown.configuration.direction };
    },
    draw: ({ name, direction }) => [
      el("h1", {}, `${name}: ${t("import.title")}`),
      el("p", { class: "quiet" }, t("import.why")),
      form.drawn(direction),
    ],
  };
}

/** Made once: what is chosen and typed outlives that the page looks again. */
class Form {
  constructor(shell, mapping) {
    this.shell = shell;
    this.mapping = mapping;
    this.found = { columns: [], rows: [] };
    this.where = { column: "", value: "" };
    this.initial = "none";
    this.chosen = el("div", { class: "stack" });
    this.pairs = el("div", { class: "stack" });
    this.result = el("div", { class: "stack", role: "status" });
  }

  drawn(direction) {
    this.direction = direction;
    this.source ??= this.sources();
    this.show();
    return [this.source, this.chosen, this.result];
  }

  sources() {
    const file = el("input", { type: "file", id: "file", accept: ".csv,.txt,.json" });
    const text = el("textarea", { id: "pasted", rows: 6, class: "code", spellcheck: "false" });
    file.addEventListener("change", () => {
      text.value = "";
      if (file.files[0]) this.open(file.files[0]);
    });
    text.addEventListener("input", () => {
      file.value = "";
      this.opened = null;
      this.take(text.value);
    });
    return el(
      "section",
      { class: "card stack" },
      el("h2", {}, t("import.source")),
      el("label", {}, t("import.file"), file),
      el("label", { class: "above" }, t("import.paste"), text),
    );
  }

  /** Read a file, unless something else is given before it was read. */
  async open(file) {
    this.opened = file;
    let text = "";
    let mistake = "";
    try {
      text = await file.text();
    } catch {
      mistake = t("import.gone");
    }
    if (this.opened === file) this.take(text, mistake);
  }

  /** Read what was given anew, and forget what was found in what was given before. */
  take(text, mistake = "") {
    this.mistake = mistake;
    try {
      this.found = read(text);
    } catch (error) {
      this.found = { columns: [], rows: [] };
      this.mistake = t("import.unreadable", { mistake: error.message });
    }
    this.columns = guessed(this.found);
    this.where = { column: "", value: "" };
    fill(this.result);
    this.show();
  }

  show() {
    const focused = document.activeElement?.id;
    fill(this.chosen, this.mistake ? preview({ mistake: this.mistake }) : this.choices());
    if (focused) document.getElementById(focused)?.focus();
  }

  choices() {
    if (this.found.rows.length === 0) return null;
    this.count();
    return el(
      "section",
      { class: "card stack" },
      el("h2", {}, t("import.found")),
      choice(this),
      this.pairs,
    );
  }

  /** Look which pairs there are, as the columns are chosen. */
  count() {
    const told = pairsOf(this.found, this.columns, this.where);
    const row = el("div", { class: "row" }, this.initialChoice(), this.button(told.pairs));
    fill(this.pairs, preview(told), row);
  }

  /** Offer the sides whose values may win, as far as the mapping carries them there. */
  initialChoice() {
    const legs = ["to_dataverse", "from_dataverse"].filter((leg) =>
      ["bidirectional", leg].includes(this.direction),
    );
    const option = (value) =>
      el("option", { value, selected: value === this.initial }, named("initial", value));
    const changed = (event) => (this.initial = event.target.value);
    return el(
      "label",
      {},
      t("import.initial"),
      el("select", { id: "initial", onchange: changed }, ["none", ...legs].map(option)),
    );
  }

  button(pairs) {
    const clicked = async () => {
      const { initial } = this; // What is agreed to, whatever is chosen meanwhile.
      const title = t("import.sure", { count: pairs.length });
      const sure = await this.shell.confirm(title, t(`import.why.${initial}`), t("import.do"));
      if (sure) await this.carryOut(pairs, initial);
    };
    return fluentButton(
      { id: "import", appearance: "primary", disabled: pairs.length === 0, onclick: clicked },
      t("import.do"),
    );
  }

  /** A call takes so many; broken off, the same pairs can be imported again. */
  async carryOut(pairs, initial) {
    const answers = [];
    const path = `mappings/${encodeURIComponent(this.mapping)}/couplings/import`;
    const tell = () => fill(this.result, imported(this.mapping, answers, pairs.length));
    await this.shell.act(async () => {
      for (let at = 0; at < pairs.length; at += AT_ONCE) {
        const some = pairs.slice(at, at + AT_ONCE);
        answers.push(await this.shell.api.post(path, { pairs: some, initial }));
        tell();
      }
    }, t("import.done"));
  }
}
