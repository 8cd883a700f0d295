// From nothing to syncing: how far setup is, a look without changes, and the main switch.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { moment } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { otherEnvironments } from "../parts/environments.js";
import { notice } from "../parts/notice.js";
import { stateOf } from "../parts/state.js";

const MOST_REPEATS = 10;

export function setup(shell) {
  const mine = { looked: null, working: "", wish: { ownership: "", couple_salespeople: false } };
  return {
    title: t("setup.title"),
    load: () => shell.api.get("setup"),
    busy: () => mine.working === "set_up",
    draw: (report) => [
      el(
        "div",
        { class: "row apart" },
        el("h1", {}, t("setup.title")),
        shell.administrates && mainSwitch(shell, report),
      ),
      standing(report),
      otherEnvironments(shell, report, mine.looked, (accepted) =>
        during(shell, mine, "set_up", () => carriedOut(shell, mine, accepted)),
      ),
      el("section", { class: "card stack" }, wishes(mine, report), buttons(shell, mine)),
      mine.looked &&
        el(
          "section",
          { class: "card stack" },
          el("h2", {}, t("setup.checked")),
          steps(mine.looked, true),
        ),
      el(
        "section",
        { class: "card stack" },
        el("h2", {}, t("setup.steps")),
        report.steps.length ? steps(report) : el("p", { class: "quiet" }, t("setup.never")),
      ),
    ],
  };
}

function standing(report) {
  if (report.enabled) return notice("success", t("setup.on"));
  return notice(report.complete ? "warning" : "info", report.off_because || t("setup.off"));
}

function mainSwitch(shell, report) {
  const off = async () => {
    const sure = await shell.confirm(
      t("setup.disable"),
      t("setup.disable_why"),
      t("setup.disable"),
    );
    if (sure) await shell.act(() => shell.api.post("setup/disable"), t("setup.disabled"));
  };
  const on = async () => {
    const asked = [t("shadow.act"), t("shadow.act.why"), t("shadow.act")];
    if (report.shadow && !(await shell.confirm(...asked))) return;
    await shell.act(() => shell.api.post("setup/enable"), t("setup.enabled"));
  };
  return fluentButton(
    { id: "switch", onclick: report.enabled ? off : on },
    t(report.enabled ? "setup.disable" : "setup.enable"),
  );
}

function wishes(mine, report) {
  const option = (value, text) =>
    el("option", { value, selected: value === mine.wish.ownership }, text);
  const owner = el(
    "select",
    { id: "ownership", onchange: (event) => (mine.wish.ownership = event.target.value) },
    option("", t("setup.as_is", { ownership: named("ownership", report.ownership) })),
    ["team", "person"].map((each) => option(each, named("ownership", each))),
  );
  const couple = el("input", {
    type: "checkbox",
    id: "couple",
    checked: mine.wish.couple_salespeople,
    onchange: (event) => (mine.wish.couple_salespeople = event.target.checked),
  });
  return el(
    "div",
    { class: "row" },
    el("label", {}, t("setup.ownership"), owner),
    el("label", {}, couple, t("setup.couple")),
  );
}

function buttons(shell, mine) {
  const busy = mine.working !== "";
  const button = (name, appearance, work) =>
    fluentButton(
      { id: name, appearance, disabled: busy, onclick: () => during(shell, mine, name, work) },
      t(`setup.${name}`),
    );
  return el(
    "div",
    { class: "row" },
    button("set_up", "primary", () => carriedOut(shell, mine)),
    button(
      "check",
      null,
      async () => (mine.looked = await shell.api.post("setup", {}, { check: true })),
    ),
    busy && el("fluent-spinner", { size: "tiny", "aria-label": t("app.loading") }),
    el("span", { class: "quiet" }, t("setup.whose")),
  );
}

/** Show that something is at work, and what the steps say meanwhile. */
async function during(shell, mine, name, work) {
  mine.working = name;
  shell.stage.redraw();
  shell.stage.refresh();
  await shell.act(async () => {
    try {
      await work();
    } finally {
      mine.working = "";
    }
  });
  shell.stage.redraw();
}

/**
 * Repeat the call until all steps are done: each call has but so much time.
 *
 * @param accepted stands for other environments to go on with; "" for none
 */
async function carriedOut(shell, mine, accepted = "") {
  mine.looked = null;
  const wish = { couple_salespeople: mine.wish.couple_salespeople, accept_environments: accepted };
  if (mine.wish.ownership) wish.ownership = mine.wish.ownership;
  for (let times = 0; times < MOST_REPEATS; times += 1) {
    if ((await shell.api.post("setup", wish)).complete) break;
  }
  await shell.renew();
}

function steps(report, looked = false) {
  const outcome = (step) => (looked && isToDo(step) ? "to_do" : step.outcome);
  const item = (step) =>
    el(
      "li",
      {},
      el("span", { title: moment(step.at) }, stateOf(outcome(step))),
      el("strong", {}, step.title),
      step.findings.length > 0 && el("ul", {}, step.findings.map(finding)),
    );
  return el("ul", { class: "steps" }, report.steps.map(item));
}

/** Whether a look has found nothing but what setup itself would make. */
function isToDo(step) {
  const codes = step.findings.map(({ code }) => code).filter(Boolean);
  return codes.length > 0 && codes.every((code) => code === "setup_needed");
}

function finding({ what, fix, code }) {
  return el("li", { class: code ? "message" : "message quiet" }, what, fix && ` ${fix}`);
}
