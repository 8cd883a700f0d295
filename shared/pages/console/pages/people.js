// Who sells under which name: salespeople of Business Central, users of Sales.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { named, t } from "../../common/texts.js";
import { agreed } from "../parts/deciding.js";
import { table } from "../parts/table.js";

export function people(shell) {
  const chosen = new Map();
  return {
    title: t("people.title"),
    load: () => shell.api.get("salespeople"),
    draw: (data) => [
      el("div", { class: "row apart" }, el("h1", {}, t("people.title")), proposals(shell, data)),
      el(
        "p",
        { class: "quiet" },
        t("people.why", { ownership: named("ownership", data.ownership) }),
      ),
      el("section", { class: "card" }, list(shell, data, chosen)),
    ],
  };
}

function proposals(shell, data) {
  if (data.proposals.length === 0) return null;
  const text = data.proposals
    .map((each) => `${each.salesperson.name} → ${each.user.name}`)
    .join("\n");
  const clicked = async () => {
    const sure = await shell.confirm(t("people.proposals"), text, t("people.couple"));
    if (sure) await couple(shell, { proposals: true });
  };
  return fluentButton(
    { id: "proposals", appearance: "primary", onclick: clicked },
    t("people.propose", { count: data.proposals.length }),
  );
}

function list(shell, data, chosen) {
  return table(
    t("people.title"),
    [
      [t("people.salesperson"), (each) => each.name || each.code, { head: true }],
      [t("people.code"), (each) => el("span", { class: "code" }, each.code)],
      [t("people.email"), (each) => each.email],
      [t("people.user"), (each) => user(shell, data, chosen, each)],
      [t("people.note"), (each) => el("span", { class: "quiet" }, note(data, each))],
      ["", (each) => action(shell, chosen, each)],
    ],
    data.salespeople,
    { empty: t("people.none") },
  );
}

function note(data, salesperson) {
  return data.unclear.find((each) => each.salesperson.id === salesperson.id)?.reason;
}

function user(shell, data, chosen, salesperson) {
  if (salesperson.user) return salesperson.user.name;
  const free = data.users.filter((each) => !each.salesperson && each.enabled && each.licensed);
  const proposed = data.proposals.find((each) => each.salesperson.id === salesperson.id)?.user.id;
  const present = chosen.get(salesperson.id) ?? proposed ?? "";
  const option = (value, text) => el("option", { value, selected: value === present }, text);
  const changed = (event) => {
    chosen.set(salesperson.id, event.target.value);
    shell.stage.redraw();
  };
  if (proposed && !chosen.has(salesperson.id)) chosen.set(salesperson.id, proposed);
  const label = t("people.choose", { name: salesperson.name || salesperson.code });
  const options = [
    option("", t("people.nobody")),
    ...free.map((each) => option(each.id, each.name)),
  ];
  return el(
    "select",
    { id: `user-${salesperson.code}`, "aria-label": label, onchange: changed },
    options,
  );
}

function action(shell, chosen, salesperson) {
  const name = salesperson.name || salesperson.code;
  if (salesperson.user) {
    const clicked = async () => {
      if (await agreed(shell, "uncouple", [name]))
        await couple(shell, { pairs: [{ salesperson: salesperson.id }] });
    };
    return fluentButton(
      {
        id: `free-${salesperson.code}`,
        size: "small",
        "aria-label": `${named("action", "uncouple")}: ${name}`,
        onclick: clicked,
      },
      named("action", "uncouple"),
    );
  }
  const user = chosen.get(salesperson.id);
  if (!user) return null;
  const clicked = () => couple(shell, { pairs: [{ salesperson: salesperson.id, user }] });
  return fluentButton(
    {
      id: `couple-${salesperson.code}`,
      size: "small",
      "aria-label": `${t("people.couple")}: ${name}`,
      onclick: clicked,
    },
    t("people.couple"),
  );
}

/** Couple or uncouple, and say what came of each pair. */
function couple(shell, wish) {
  return shell.act(
    () => shell.api.post("salespeople/couplings", wish),
    ({ pairs }) =>
      pairs
        .map((pair) => pair.message)
        .filter(Boolean)
        .join(" ") || t("people.done"),
  );
}
