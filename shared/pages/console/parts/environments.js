// Other environments than those that the app keeps to: what differs, and how to go on with them.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { named, t } from "../../common/texts.js";
import { table } from "./table.js";

/**
 * @param looked what a check has found; null where none was made
 * @param accept goes on with these environments, given the value that stands for them
 */
export function otherEnvironments(shell, report, looked, accept) {
  const differing = differences(report.environments);
  const found = acceptable(looked) ?? (report.enabled ? null : acceptable(report));
  if (differing.length === 0 && !found) return null;
  return el(
    "section",
    { class: "card stack", id: "environments" },
    el("h2", {}, t("environments.title")),
    el("p", {}, t("environments.why")),
    differing.length > 0 && facts(differing),
    found
      ? el("p", { class: "message" }, found.what)
      : el("p", { class: "quiet" }, t("environments.look")),
    found && el("div", {}, accepting(shell, found, accept)),
  );
}

/** Return the facts that are known, and were met otherwise. */
function differences(environments) {
  return Object.entries(environments).flatMap(([side, { known, met }]) =>
    Object.entries(known ?? {})
      .filter(([fact, value]) => met?.[fact] !== undefined && met[fact] !== value)
      .map(([fact, value]) => ({ side, fact, known: value, met: met[fact] })),
  );
}

function facts(differing) {
  const code = (text) => el("span", { class: "code" }, text);
  return table(
    t("environments.title"),
    [
      [t("environments.side"), (each) => named("side", each.side), { head: true }],
      [t("environments.fact"), (each) => named("fact", each.fact)],
      [t("environments.known"), (each) => code(each.known)],
      [t("environments.met"), (each) => code(each.met)],
    ],
    differing,
  );
}

/** Return what a step says of other environments, with the value that stands for them. */
function acceptable(report) {
  const findings = (report?.steps ?? []).flatMap((step) => step.findings);
  return findings.find((finding) => finding.accept_environments) ?? null;
}

function accepting(shell, found, accept) {
  const clicked = async () => {
    const sure = await shell.confirm(t("environments.sure"), found.what, t("environments.accept"));
    if (sure) await accept(found.accept_environments);
  };
  return fluentButton({ id: "accept", onclick: clicked }, t("environments.accept"));
}
