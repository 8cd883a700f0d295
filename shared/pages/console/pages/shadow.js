// Shadow mode: what timers would do if they were let, by mapping and by field.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { ago, moment, number } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { notice } from "../parts/notice.js";
import { to } from "../router.js";
import { table } from "../parts/table.js";

const KINDS = ["insert", "modify", "couple", "uncouple", "delete", "fail", "skip", "unchanged"];

export function shadow(shell) {
  return {
    title: t("shadow.title"),
    async load() {
      const [found, setup] = await Promise.all([shell.api.get("shadow"), shell.api.get("setup")]);
      return { found: found.value, isOn: found.shadow, enabled: setup.enabled };
    },
    draw: ({ found, isOn, enabled }) => [
      el(
        "div",
        { class: "row apart" },
        el("h1", {}, t("shadow.title")),
        el("div", { class: "row" }, actions(shell, isOn, enabled)),
      ),
      standing(isOn, enabled, found),
      el("p", { class: "quiet" }, t("shadow.why")),
      el("section", { class: "card" }, list(found)),
    ],
  };
}

function standing(isOn, enabled, found) {
  if (isOn) return notice("info", t("shadow.on"));
  if (!enabled) return notice("info", t("shadow.off"));
  const looked = found.some((each) => each.started_at);
  return notice("info", t(looked ? "shadow.acting" : "shadow.never"));
}

function actions(shell, isOn, enabled) {
  const button = (name, path, look = {}) => {
    const clicked = async () => {
      const sure = await shell.confirm(
        t(`shadow.${name}`),
        t(`shadow.${name}.why`),
        t(`shadow.${name}`),
      );
      if (sure) await shell.act(() => shell.api.post(path), t(`shadow.${name}.done`));
    };
    return fluentButton({ id: name, onclick: clicked, ...look }, t(`shadow.${name}`));
  };
  const primary = { appearance: "primary" };
  if (!isOn) return [button("go", "setup/shadow", enabled ? {} : primary)];
  return [
    button("act", "setup/enable", primary),
    button("again", "setup/shadow"),
    button("leave", "setup/disable"),
  ];
}

function list(found) {
  return table(
    t("shadow.title"),
    [
      [
        t("line.mapping"),
        (each) => el("a", { href: to("shadow", each.mapping) }, each.name),
        { head: true },
      ],
      [t("shadow.looked"), (each) => looked(each)],
      [t("shadow.read"), (each) => byDirection(each.read, number)],
      [t("shadow.would"), (each) => each.problem ?? byDirection(each.would, would)],
      [t("mapping.fields"), (each) => byDirection(each.fields, fields)],
    ],
    found,
    { empty: t("overview.none") },
  );
}

export function looked(each) {
  if (!each.started_at) return t("shadow.not_yet");
  if (!each.complete) return t("shadow.looking");
  return el("span", { title: moment(each.finished_at) }, ago(each.finished_at));
}

/** Tell something of each direction that there is anything to tell of. */
export function byDirection(told, show) {
  const lines = Object.entries(told ?? {})
    .map(([direction, value]) => [direction, show(value)])
    .filter(([, text]) => text !== "");
  return lines.map(([direction, text]) =>
    el("div", {}, el("span", { class: "quiet" }, `${named("direction", direction)}: `), text),
  );
}

export function would(counts) {
  return KINDS.filter((kind) => counts[kind])
    .map((kind) => t(`would.${kind}`, { count: counts[kind] }))
    .join(", ");
}

export function fields(counts) {
  return Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} ${number(count)}`)
    .join(", ");
}
