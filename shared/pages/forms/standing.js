// Whether an account and its customer are in step, and what administrators can do about it.

import { fluentButton } from "../common/button.js";
import { el, fill } from "../common/dom.js";
import { ago } from "../common/format.js";
import { t } from "../common/texts.js";
import { message, trouble } from "./messages.js";
import { kindOf, sign } from "./verdict.js";

const LOOK_AGAIN_MS = 1000;
const MOST_LOOKS = 120;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function standing({ story, administers }, stage) {
  if (story.error) return trouble(story.error, () => stage.refresh());
  const inOrder = story.pending.length === 0;
  const news = el("p", { role: "status", class: "quiet small" });
  const sync = (event) =>
    atWork(event.currentTarget, news, stage, () => synchronized(stage, story));
  return el(
    "section",
    { class: "stack standing", "aria-label": t("standing.title") },
    el(
      "div",
      { class: "row apart" },
      el(
        "h2",
        { class: "row" },
        sign(kindOf(inOrder)),
        t(inOrder ? "standing.in_step" : "standing.pending"),
      ),
      administers && fluentButton({ id: "sync", size: "small", onclick: sync }, t("standing.sync")),
    ),
    el(
      "p",
      { class: "quiet small" },
      story.coupling?.synced_at
        ? t("standing.synced", { time: ago(story.coupling.synced_at) })
        : t("standing.never"),
    ),
    !inOrder &&
      el(
        "ul",
        {},
        story.pending.map((entry) => el("li", { class: "message" }, entry.message)),
      ),
    news,
  );
}

/** Say that there is no customer yet; administrators are offered to have one made. */
export function notCoupled({ link, administers }, stage) {
  const create = administers && link.offers?.create;
  const news = el("p", { role: "status", class: "quiet small" });
  const make = (event) =>
    atWork(event.currentTarget, news, stage, () =>
      followed(stage, stage.api.post(below(create.href), create.body)),
    );
  const button = create && fluentButton({ id: "create", onclick: make }, t("standing.create"));
  const told = message("info", t("form.account_not_coupled"), "", ...[button].filter(Boolean));
  return el(
    "div",
    { class: "stack" },
    el("div", { class: "row apart top" }, told, stage.refreshButton()),
    news,
  );
}

const below = (href) => href.replace(/^\/api\//, "");

function synchronized(stage, story) {
  const body = { direction: "from_dataverse", records: [story.record] };
  return followed(stage, stage.api.post("mappings/customer/sync", body));
}

/** Wait for a run's end; return what it has to say. */
async function followed(stage, asked) {
  const { id } = await asked;
  for (let look = 0; look < MOST_LOOKS && id; look += 1) {
    const run = await stage.api.get(`runs/${encodeURIComponent(id)}`);
    if (!["queued", "running"].includes(run.state)) return run;
    await pause(LOOK_AGAIN_MS);
  }
  return null;
}

async function atWork(button, news, stage, work) {
  button.setAttribute("disabled", "");
  fill(news, t("standing.at_work"));
  try {
    const run = await work();
    if (run?.message) return fill(news, run.message);
    return await stage.refresh();
  } catch (error) {
    return fill(news, error.message || t(`problem.${error.kind ?? "unreachable"}`));
  } finally {
    button.removeAttribute("disabled");
  }
}
