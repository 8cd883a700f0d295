// What a person can decide about records that are not in order.

import { named, t } from "../../common/texts.js";

export const ACTIONS = ["retry", "bc_wins", "dataverse_wins", "restore", "delete", "uncouple"];
const SURE = ["delete", "uncouple"];
const SURE_OF_MANY = ["bc_wins", "dataverse_wins"];
/** Of one record, the person sees both values; of many, nobody has looked at each. */
const MOST_NAMES = 5;

/** Return what makes sense for a record; trying again always does. */
export function offered(entry) {
  switch (entry.cause) {
    case "conflict":
      return ["retry", "bc_wins", "dataverse_wins", "uncouple"];
    case "deleted":
      return ["retry", "restore", "delete", "uncouple"];
    case "ambiguous":
    case "unmatched":
      return ["retry"];
    default:
      return ["retry", "uncouple"];
  }
}

/** Ask whether an action is meant, and for the records of these names. */
export function agreed(shell, action, names) {
  const [verb, why] = [named("action", action), t(`action.${action}.why`, { count: names.length })];
  if (names.length === 1) return shell.confirm(`${verb}: ${names[0]}`, why, verb);
  return shell.confirm(verb, `${why}\n${listed(names)}`, verb);
}

function listed(names) {
  const first = names.slice(0, MOST_NAMES).join(", ");
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? t("action.more", { names: first, rest }) : first;
}

/**
 * Note the decision: one call for each mapping and direction, and a run that carries it out. Return
 * whether that was done.
 */
export async function decide(shell, entries, action, fields = {}) {
  if (SURE.includes(action) || (SURE_OF_MANY.includes(action) && entries.length > 1)) {
    const names = entries.map((entry) => entry.title || entry.record);
    if (!(await agreed(shell, action, names))) return false;
  }
  const calls = Map.groupBy(entries, (entry) => `${entry.mapping} ${entry.direction}`);
  return shell.start(
    async () => {
      const runs = [];
      for (const some of calls.values()) {
        const { mapping, direction } = some[0];
        const records = some.map((entry) => entry.record);
        const wish = { mapping, direction, records, action, fields };
        runs.push(await shell.api.post("pending/resolve", wish));
      }
      return runs;
    },
    t("inbox.decided", { count: entries.length }),
  );
}
