// Times, spans and numbers as the reader's language has them.

const NUMBER = new Intl.NumberFormat();
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const UNITS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

export const number = (value) => NUMBER.format(value);
export const moment = (text) => (text ? MOMENT.format(new Date(text)) : "");
export const clock = (text) => (text ? CLOCK.format(new Date(text)) : "");

/** Say how far a time is from now, in its largest whole unit. */
export function ago(text, now = Date.now()) {
  const seconds = Math.round((new Date(text) - now) / 1000);
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS[3];
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

/** Say how long a number of seconds is: 45 s, 12 min, 3 h, 2 d. */
export function span(seconds) {
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? UNITS[3];
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 };
  return new Intl.NumberFormat(undefined, style).format(Math.floor(seconds / size));
}

/** Say how long something took: 31 ms, 4.2s, 12 min. */
export function seconds(value) {
  if (value >= 120) return span(value);
  const [unit, count] = value < 1 ? ["millisecond", value * 1000] : ["second", value];
  const style = { style: "unit", unit, unitDisplay: value < 1 ? "short" : "narrow" };
  const digits = unit === "second" && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(undefined, { ...style, maximumFractionDigits: digits }).format(
    count,
  );
}
