// What runs did over time, as bars: idle ones are there, and small.

import { el } from "../../common/dom.js";
import { clock, moment } from "../../common/format.js";
import { named, t } from "../../common/texts.js";
import { token } from "../../common/theme.js";
import { Chart } from "../../vendor/chart.js";

const MOST_BARS = 48;
const STACKS = [
  ["changed", "colorBrandBackground", (c) => c.inserted + c.modified + c.deleted + c.uncoupled],
  ["unchanged", "colorNeutralForegroundDisabled", (c) => c.unchanged + c.skipped + c.filtered],
  ["failed", "colorStatusDangerBackground3", (c) => c.failed],
];

/** @param jobs the newest first */
export function history(jobs) {
  if (jobs.length === 0) return el("p", { class: "quiet" }, t("jobs.none"));
  const bars = gathered(jobs);
  const canvas = el("canvas", { role: "img", "aria-label": described(jobs) });
  const box = el("div", { class: "chart" }, canvas);
  // The canvas has to be on the page before it knows how large it is.
  requestAnimationFrame(() => {
    if (!canvas.isConnected) return;
    const chart = new Chart(canvas, configuration(bars));
    canvas.addEventListener("gone", () => chart.destroy(), { once: true });
  });
  return box;
}

/** Put jobs that follow one another together until there are few enough bars. */
function gathered(jobs) {
  const oldestFirst = [...jobs].reverse();
  const size = Math.ceil(oldestFirst.length / MOST_BARS);
  const bars = [];
  for (let at = 0; at < oldestFirst.length; at += size) {
    const some = oldestFirst.slice(at, at + size);
    bars.push({
      label: clock(some[0].started_at),
      title: moment(some[0].started_at),
      counts: STACKS.map(([, , count]) => some.reduce((sum, job) => sum + count(job.counters), 0)),
    });
  }
  return bars;
}

function described(jobs) {
  const counts = STACKS.map(([name, , count]) => {
    const all = jobs.reduce((sum, job) => sum + count(job.counters), 0);
    return `${named("history", name)}: ${all}`;
  });
  return `${t("history.label", { count: jobs.length })} ${counts.join(", ")}`;
}

function configuration(bars) {
  const text = {
    color: token("colorNeutralForeground3"),
    font: { family: token("fontFamilyBase"), size: 11 },
  };
  const grid = { color: token("colorNeutralStroke3"), drawTicks: false };
  return {
    type: "bar",
    data: {
      labels: bars.map((bar) => bar.label),
      datasets: STACKS.map(([name, color], index) => ({
        label: named("history", name),
        data: bars.map((bar) => bar.counts[index] || null),
        backgroundColor: token(color),
        borderRadius: 2,
        maxBarThickness: 22,
        // A few records beside thousands are seen all the same.
        minBarLength: name === "unchanged" ? 0 : 3,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      plugins: {
        legend: { align: "end", labels: { ...text, boxHeight: 8, boxWidth: 8 } },
        tooltip: { callbacks: { title: ([item]) => bars[item.dataIndex].title } },
      },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: { ...text, maxRotation: 0, autoSkipPadding: 16 },
        },
        y: {
          stacked: true,
          beginAtZero: true,
          border: { display: false },
          grid,
          ticks: { ...text, precision: 0, maxTicksLimit: 5 },
        },
      },
    },
  };
}
