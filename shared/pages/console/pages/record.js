// A record's story: why it did or did not travel, both sides field by field, and what to decide.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { ago, moment } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { to } from "../router.js";
import { comparison } from "../parts/comparison.js";
import { agreed, decide, offered } from "../parts/deciding.js";
import { facts } from "../parts/facts.js";

export function record(shell, { mapping, side, id }) {
  const path = (verb) =>
    `mappings/${encodeURIComponent(mapping)}/${verb}/${encodeURIComponent(side)}/${encodeURIComponent(id)}`;
  const chosen = {};
  return {
    title: t("record.story"),
    async load() {
      const [story, places] = await Promise.all([
        shell.api.get(path("explain")),
        where(shell, mapping, side, id),
      ]);
      const pair = story.coupling ? await shell.api.get(path("compare")) : null;
      return { story, pair, places };
    },
    draw: ({ story, pair, places }, isAtWork) => [
      el(
        "div",
        { class: "row apart" },
        heading(story, pair, places),
        shell.administrates &&
          isKnown(story) &&
          actions(shell, story, nameOf(story, pair), isAtWork),
      ),
      el(
        "section",
        { class: "card stack" },
        reasons(story, pair),
        shell.administrates && decisions(shell, story, isAtWork),
      ),
      pair &&
        el(
          "section",
          { class: "card stack pairs" },
          el("h2", {}, t("record.fields")),
          comparison(shell, story, pair, chosen, isAtWork),
        ),
      el("section", { class: "card" }, about(story)),
    ],
  };
}

/** Find out where people look at the record and its partner; without that, the story is told all the same. */
async function where(shell, mapping, side, id) {
  const path = ["links", mapping, side, id].map(encodeURIComponent).join("/");
  const link = await shell.api.get(path).catch(() => ({}));
  return [link.record, link.partner].filter((place) => place?.url?.startsWith("https://"));
}

const nameOf = (story, pair) =>
  story.title || pair?.titles.bc || pair?.titles.dataverse || story.record;

function heading(story, pair, places) {
  const open = ({ side, url }) =>
    el(
      "a",
      { href: url, target: "_blank", rel: "noopener noreferrer" },
      t("record.open_in", { side: named("side", side) }),
    );
  return el(
    "div",
    {},
    el("h1", { class: "value" }, nameOf(story, pair)),
    el(
      "p",
      { class: "row" },
      el("span", { class: "quiet" }, `${story.mapping}, ${named("side", story.side)}`),
      places.map(open),
    ),
  );
}

/** What the app says of it; of a conflict, the table below says more, and shorter. */
function reasons(story, pair) {
  const all = el(
    "ul",
    { class: "reasons" },
    story.reasons.map((reason) => el("li", { class: "message" }, reason.text)),
  );
  const conflicts = pair?.fields.filter((field) => field.conflict).length ?? 0;
  if (conflicts === 0) return all;
  const details = el("details", { class: "quiet" }, el("summary", {}, t("record.all")), all);
  return [el("p", {}, t("record.conflict", { count: conflicts })), details];
}

/** Whether there is such a record, of a mapping that is on. */
const isKnown = (story) =>
  !story.reasons.some(({ code }) => ["unknown", "mapping_off"].includes(code));

function actions(shell, story, name, isAtWork) {
  const direction = story.side === "bc" ? "to_dataverse" : "from_dataverse";
  const path = `mappings/${encodeURIComponent(story.mapping)}`;
  const sync = () =>
    shell.start(
      async () => [await shell.api.post(`${path}/sync`, { direction, records: [story.record] })],
      t("mapping.started"),
    );
  const uncouple = async () => {
    if (await agreed(shell, "uncouple", [name]))
      await shell.act(
        () => shell.api.delete(`${path}/couplings/${story.coupling.bc_id}`),
        t("record.uncoupled"),
      );
  };
  return el(
    "div",
    { class: "row" },
    fluentButton(
      { id: "sync", appearance: "primary", disabled: isAtWork, onclick: sync },
      t("record.sync"),
    ),
    story.coupling &&
      fluentButton(
        { id: "uncouple", disabled: isAtWork, onclick: uncouple },
        named("action", "uncouple"),
      ),
  );
}

/** Offer what a person can decide about it in each direction, but for what the table offers. */
function decisions(shell, story, isAtWork) {
  const entry = story.pending.find((each) => !each.told_by_partner);
  if (!entry) return null;
  const button = (action) =>
    fluentButton(
      { id: `do-${action}`, disabled: isAtWork, onclick: () => decide(shell, [entry], action) },
      named("action", action),
    );
  return el(
    "div",
    { class: "row" },
    offered(entry)
      .filter((action) => action !== "uncouple")
      .map(button),
  );
}

function about(story) {
  const { coupling } = story;
  const partner =
    coupling &&
    (story.side === "bc" ? ["dataverse", coupling.dataverse_id] : ["bc", coupling.bc_id]);
  const results = Object.entries(coupling?.results ?? {}).filter(([, result]) => result.job);
  return facts([
    [t("run.mapping"), el("a", { href: to("mappings", story.mapping) }, story.mapping)],
    [named("side", story.side), el("span", { class: "code" }, story.record)],
    [
      partner && named("side", partner[0]),
      partner &&
        el("a", { class: "code", href: to("records", story.mapping, ...partner) }, partner[1]),
    ],
    [
      t("record.synced"),
      coupling?.synced_at && `${moment(coupling.synced_at)} (${ago(coupling.synced_at)})`,
    ],
    ...results.map(([direction, result]) => [
      named("direction", direction),
      el(
        "a",
        { href: to("jobs", result.job) },
        t(result.succeeded ? "record.succeeded" : "record.failed"),
      ),
    ]),
    [t("mapping.schedule"), el("span", { class: "code" }, story.schedule)],
  ]);
}
