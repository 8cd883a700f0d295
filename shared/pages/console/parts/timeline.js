// Where a job's time went, as bars; the words beside them say the same.

import { el, svg } from "../../common/dom.js";
import { seconds } from "../../common/format.js";
import { named, t } from "../../common/texts.js";

const WIDTH = 1000;
const HEIGHT = 12;
const THIN = 3;
const SERVICES = ["bc", "dataverse"];

/** Return how long at least one of the spans went on. */
export function covered(spans) {
  let [sum, until] = [0, 0];
  for (const { began, took } of [...spans].sort((one, other) => one.began - other.began)) {
    const end = began + took;
    sum += Math.max(0, end - Math.max(began, until));
    until = Math.max(until, end);
  }
  return sum;
}

/** Return the seconds of a job by what they were spent on, largest names first as they are read. */
export function shares(job) {
  const at = SERVICES.map((service) => [
    service,
    covered(job.calls.filter((call) => call.service === service)),
  ]);
  const rest = job.took - at.reduce((sum, [, took]) => sum + took, 0);
  return [...at, ["app", Math.max(0, rest)]].filter(([, took]) => took > 0);
}

/** One bar for a whole job, of its shares one after the other. */
export function shareBar(job) {
  const parts = shares(job);
  const all = parts.reduce((sum, [, took]) => sum + took, 0) || 1;
  let at = 0;
  const rects = parts.map(([name, took]) => {
    const width = (took / all) * WIDTH;
    at += width;
    return svg("rect", { class: name, x: at - width, width, height: HEIGHT });
  });
  const told = parts.map(([name, took]) => `${named("at", name)} ${seconds(took)}`);
  return el("span", { class: "share" }, picture(rects), el("span", {}, told.join(", ")));
}

/** The bar of one request or page within its job. */
export function placeBar(job, { began, took }, look) {
  const all = job.took || 1;
  const x = Math.min(WIDTH - THIN, (began / all) * WIDTH);
  const width = Math.max(THIN, Math.min(WIDTH - x, (took / all) * WIDTH));
  return picture([svg("rect", { class: look, x, width, height: HEIGHT })]);
}

export function legend() {
  const each = [...SERVICES, "app"].map((name) =>
    el(
      "span",
      {},
      svg(
        "svg",
        { class: "timeline mark", viewBox: "0 0 12 12", "aria-hidden": "true" },
        svg("rect", { class: name, width: 12, height: 12 }),
      ),
      named("at", name),
    ),
  );
  return el("p", { class: "quiet legend" }, t("signals.legend"), each);
}

function picture(rects) {
  return svg(
    "svg",
    {
      class: "timeline",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    svg("rect", { class: "ground", width: WIDTH, height: HEIGHT }),
    rects,
  );
}
