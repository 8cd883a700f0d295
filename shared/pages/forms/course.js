// The projected balance by date, as steps: what lies there, what leaves and what comes.

import { el } from "../common/dom.js";
import { number } from "../common/format.js";
import { t } from "../common/texts.js";
import { token } from "../common/theme.js";
import { Chart } from "../vendor/chart.js";
import { day } from "./values.js";

const DAY = 86_400_000;
const days = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;
const date = (value) => new Date(value * DAY).toISOString().slice(0, 10);

/** @param told what is told of one product, with its course and the day that was asked about */
export function course(told) {
  const canvas = el("canvas", { role: "img", "aria-label": described(told) });
  // The canvas has to be on the page before it knows how large it is.
  requestAnimationFrame(() => {
    if (!canvas.isConnected) return;
    const chart = new Chart(canvas, configuration(told));
    canvas.addEventListener("gone", () => chart.destroy(), { once: true });
  });
  return el("div", { class: "chart" }, canvas);
}

function described(told) {
  const steps = told.course.map((each) =>
    t("form.course.step", { date: day(each.date), balance: number(each.balance) }),
  );
  return `${t("form.course", { unit: told.unit })} ${steps.join("; ")}`;
}

/** The last balance holds on: the line goes a little beyond it, and past the day asked about. */
function points(told, value) {
  const all = told.course.map((each) => ({ x: days(each.date), y: value(each) }));
  return [...all, { x: end(told), y: all.at(-1).y }];
}

const end = (told) => Math.max(days(told.course.at(-1).date) + 3, days(told.date) + 1);

function configuration(told) {
  const text = {
    color: token("colorNeutralForeground3"),
    font: { family: token("fontFamilyBase"), size: 11 },
  };
  const grid = { color: token("colorNeutralStroke3"), drawTicks: false };
  const steps = { stepped: true, pointRadius: 0, pointHitRadius: 12, borderWidth: 2 };
  return {
    type: "line",
    data: {
      datasets: [
        {
          ...steps,
          // What can be promised is never more, and would be hidden below this one's colour.
          order: 1,
          label: t("form.projected"),
          data: points(told, (each) => each.balance),
          borderColor: token("colorBrandStroke1"),
          fill: {
            target: "origin",
            above: token("colorBrandBackground2"),
            below: token("colorStatusDangerBackground2"),
          },
        },
        {
          ...steps,
          order: 0,
          label: t("form.available"),
          data: points(told, (each) => each.available),
          borderColor: token("colorStatusSuccessForeground1"),
          borderDash: [4, 3],
          fill: false,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "nearest", axis: "x", intersect: false },
      plugins: {
        legend: { align: "start", labels: { ...text, boxHeight: 2, boxWidth: 16 } },
        tooltip: { callbacks: { title: ([item]) => day(date(item.parsed.x)) } },
      },
      scales: {
        x: {
          type: "linear",
          min: days(told.course[0].date),
          max: end(told),
          grid: { display: false },
          ticks: {
            ...text,
            maxRotation: 0,
            maxTicksLimit: 5,
            precision: 0,
            callback: (value) => day(date(value)),
          },
        },
        y: {
          beginAtZero: true,
          border: { display: false },
          grid,
          ticks: { ...text, maxTicksLimit: 5 },
        },
      },
    },
  };
}
