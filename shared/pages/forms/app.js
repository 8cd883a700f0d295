// Which app is asked: each company of Business Central has one, and setup writes down where it is.

import { APPS } from "./places.js";
import { FormError } from "./messages.js";

/** Return the address of the API for a record. */
export async function appOf(record) {
  const all = Object.values(APPS);
  if (all.length === 1) return all[0];
  const found = APPS[await record.company()];
  if (!found) throw new FormError("no_company");
  return found;
}
