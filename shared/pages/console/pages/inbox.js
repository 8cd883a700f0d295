// Every record that is not in order: what waits for a person first, and what each needs.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { ago, moment } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { ACTIONS, decide, offered } from "../parts/deciding.js";
import { table } from "../parts/table.js";

const NEEDS_A_PERSON = ["conflict", "data", "ambiguous", "deleted"];

export const needsPerson = (entry) => entry.skipped || NEEDS_A_PERSON.includes(entry.cause);

const key = (entry) => `${entry.mapping}.${entry.direction}.${entry.record}`;

export function inbox(shell) {
  const chosen = { mapping: "", cause: "", selected: new Set() };
  return {
    title: t("inbox.title"),
    load: () => shell.api.all("pending", {}, 1000),
    draw: ({ value: listed, more }) => {
      // A pair that both directions list is decided in either for both: it is shown once.
      const value = listed.filter((entry) => !entry.told_by_partner);
      const shown = value.filter(
        (entry) =>
          (!chosen.mapping || entry.mapping === chosen.mapping) &&
          (!chosen.cause || entry.cause === chosen.cause),
      );
      const urgent = shown.filter(needsPerson);
      const patient = shown.filter((entry) => !needsPerson(entry));
      return [
        el("h1", {}, t("inbox.title")),
        el(
          "p",
          { class: "quiet" },
          value.length ? t("inbox.count", { count: value.length }) : t("inbox.empty"),
        ),
        value.length > 0 &&
          el(
            "div",
            { class: "row apart" },
            filters(shell, chosen, value),
            actions(shell, chosen, shown),
          ),
        urgent.length > 0 && section(shell, chosen, t("inbox.urgent"), urgent),
        patient.length > 0 && section(shell, chosen, t("inbox.patient"), patient),
        more && el("p", { class: "quiet" }, t("inbox.more")),
      ];
    },
  };
}

function filters(shell, chosen, entries) {
  const choice = (name, label, group) => {
    const values = [...new Set(entries.map((entry) => entry[name]))].sort();
    const options = values.map((value) =>
      el(
        "option",
        { value, selected: value === chosen[name] },
        group ? named(group, value) : value,
      ),
    );
    const changed = (event) => {
      chosen[name] = event.target.value;
      shell.stage.redraw();
    };
    return el(
      "label",
      {},
      label,
      el(
        "select",
        { id: `by-${name}`, onchange: changed },
        el("option", { value: "" }, t("inbox.all")),
        options,
      ),
    );
  };
  return el(
    "div",
    { class: "row" },
    choice("mapping", t("line.mapping")),
    choice("cause", t("pending.cause"), "cause"),
  );
}

function actions(shell, chosen, shown) {
  const picked = shown.filter((entry) => chosen.selected.has(key(entry)));
  const possible = ACTIONS.filter(
    (action) => picked.length && picked.every((entry) => offered(entry).includes(action)),
  );
  const button = (action) => {
    const clicked = async () => {
      if (!(await decide(shell, picked, action))) return;
      chosen.selected.clear();
      shell.stage.redraw();
    };
    return fluentButton({ id: `do-${action}`, onclick: clicked }, named("action", action));
  };
  const text = picked.length ? t("inbox.picked", { count: picked.length }) : t("inbox.pick");
  return el("div", { class: "row" }, el("span", { class: "quiet" }, text), possible.map(button));
}

function section(shell, chosen, title, entries) {
  const all = entries.every((entry) => chosen.selected.has(key(entry)));
  const every = (event) => {
    for (const entry of entries) mark(chosen, entry, event.target.checked);
    shell.stage.redraw();
  };
  return el(
    "section",
    { class: "card stack" },
    el(
      "div",
      { class: "row apart" },
      el("h2", {}, title),
      el(
        "label",
        {},
        el("input", { type: "checkbox", checked: all, onchange: every }),
        t("inbox.every"),
      ),
    ),
    list(shell, chosen, title, entries),
  );
}

function mark(chosen, entry, wanted) {
  if (wanted) chosen.selected.add(key(entry));
  else chosen.selected.delete(key(entry));
}

function list(shell, chosen, title, entries) {
  return table(
    title,
    [
      ["", (entry) => tick(shell, chosen, entry)],
      [t("record.title"), (entry) => name(entry), { head: true }],
      [
        t("pending.where"),
        (entry) => [entry.mapping, el("div", { class: "quiet once" }, where(entry))],
      ],
      [t("pending.cause"), (entry) => cause(entry)],
      [t("pending.message"), (entry) => el("span", { class: "message brief" }, entry.message)],
      [
        t("pending.since"),
        (entry) => el("span", { class: "once", title: moment(entry.since) }, ago(entry.since)),
      ],
    ],
    entries,
  );
}

function tick(shell, chosen, entry) {
  const changed = (event) => {
    mark(chosen, entry, event.target.checked);
    shell.stage.redraw();
  };
  const label = t("inbox.choose", { name: entry.title || entry.record });
  return el("input", {
    type: "checkbox",
    id: key(entry),
    "aria-label": label,
    checked: chosen.selected.has(key(entry)),
    onchange: changed,
  });
}

function name(entry) {
  const side = entry.direction === "to_dataverse" ? "bc" : "dataverse";
  return el(
    "a",
    { href: to("records", entry.mapping, side, entry.record) },
    entry.title || entry.record,
  );
}

function where(entry) {
  return named("direction", entry.cause === "conflict" ? "bidirectional" : entry.direction);
}

function cause(entry) {
  const marks = [
    entry.skipped && t("pending.skipped"),
    entry.decided && t("pending.decided"),
  ].filter(Boolean);
  return [named("cause", entry.cause), marks.map((mark) => el("div", { class: "quiet" }, mark))];
}
