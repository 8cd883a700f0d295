// Which mappings wait for which: those on the left are completed first.

import { el, svg } from "../../common/dom.js";
import { named, t } from "../../common/texts.js";
import { look } from "../parts/state.js";
import { to } from "../router.js";
import { table } from "../parts/table.js";

const WIDTH = 164;
const HEIGHT = 44;
const ACROSS = 40;
const DOWN = 18;

export function graph(shell) {
  return {
    title: t("graph.title"),
    load: () => shell.api.get("status"),
    busy: (status) => status.value.some((line) => line.running),
    draw: ({ value }) => [
      el("h1", {}, t("graph.title")),
      el("p", { class: "quiet" }, t("graph.why")),
      el(
        "section",
        { class: "card graph", tabindex: "0", "aria-label": t("graph.title") },
        drawn(value),
      ),
      el("section", { class: "card" }, told(value)),
    ],
  };
}

/** Place each mapping one column to the right of all that it waits for. */
function placed(lines) {
  const places = new Map();
  const columns = [];
  for (const line of lines) {
    // The API lists each after those that it waits for.
    const before = line.waits_for.map((slug) => places.get(slug)?.column ?? 0);
    const column = before.length ? Math.max(...before) + 1 : 0;
    columns[column] = (columns[column] ?? 0) + 1;
    places.set(line.mapping, { line, column, row: columns[column] - 1 });
  }
  const most = Math.max(...columns, 1);
  for (const place of places.values()) {
    const high = (most - columns[place.column]) / 2;
    place.x = 1 + place.column * (WIDTH + ACROSS);
    place.y = 1 + (place.row + high) * (HEIGHT + DOWN);
  }
  return {
    places,
    width: columns.length * (WIDTH + ACROSS) - ACROSS + 2,
    height: most * (HEIGHT + DOWN),
  };
}

function drawn(lines) {
  const { places, width, height } = placed(lines);
  const all = [...places.values()];
  const edges = all.flatMap((place) =>
    place.line.waits_for.map((slug) => edge(places.get(slug), place)),
  );
  return svg("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, edges, all.map(node));
}

function edge(from, place) {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, place.x, place.y + HEIGHT / 2];
  const half = (x2 - x1) / 2;
  return svg("path", { d: `M${x1} ${y1}C${x1 + half} ${y1} ${x2 - half} ${y2} ${x2} ${y2}` });
}

function node({ line, x, y }) {
  const state = line.state ?? "off";
  return svg(
    "a",
    { href: to("mappings", line.mapping), class: line.state ? look(state) : "off" },
    svg("rect", { x, y, width: WIDTH, height: HEIGHT, rx: 6 }),
    svg("text", { x: x + 12, y: y + 19 }, line.name),
    svg("text", { x: x + 12, y: y + 35, class: "under" }, named("state", state)),
  );
}

function told(lines) {
  const names = new Map(lines.map((line) => [line.mapping, line.name]));
  const awaited = (line) => line.waits_for.map((slug) => names.get(slug)).join(", ");
  return table(
    t("graph.title"),
    [
      [
        t("line.mapping"),
        (line) => el("a", { href: to("mappings", line.mapping) }, line.name),
        { head: true },
      ],
      [t("graph.waits_for"), (line) => awaited(line) || t("graph.nothing")],
    ],
    lines,
  );
}
