// How something stands: a word, and a mark whose shape says the same as its colour.

import { el } from "../../common/dom.js";
import { named } from "../../common/texts.js";

const LOOKS = {
  attention: "warn",
  failed: "bad",
  failing: "bad",
  finished: "good",
  in_step: "good",
  late: "bad",
  new: "calm",
  off: "calm",
  queued: "busy",
  running: "busy",
  stopped: "bad",
  waiting: "calm",
  done: "good",
  nothing_to_do: "good",
  not_reached: "calm",
  to_do: "warn",
};

export const look = (state) => LOOKS[state] ?? "calm";

export function stateOf(state, shown = look(state)) {
  return el("span", { class: `state ${shown}` }, named("state", state));
}

/** A job that has come to its end can have failed records all the same. */
export function stateOfJob(job) {
  const failed = job.state === "finished" && job.counters.failed > 0;
  return stateOf(job.state, failed ? "warn" : look(job.state));
}
