// Which page an address shows: all after the hash, so that the app serves but one page.

import { graph } from "./pages/graph.js";
import { full } from "./pages/full.js";
import { importing } from "./pages/importing.js";
import { inbox } from "./pages/inbox.js";
import { job } from "./pages/job.js";
import { jobs } from "./pages/jobs.js";
import { mapping } from "./pages/mapping.js";
import { nowhere } from "./pages/nowhere.js";
import { overview } from "./pages/overview.js";
import { people } from "./pages/people.js";
import { record } from "./pages/record.js";
import { run } from "./pages/run.js";
import { setup } from "./pages/setup.js";
import { shadow } from "./pages/shadow.js";
import { shadowed } from "./pages/shadowed.js";
import { signal } from "./pages/signal.js";
import { signals } from "./pages/signals.js";

const PAGES = {
  "": overview,
  full: full,
  graph: graph,
  inbox: inbox,
  jobs: jobs,
  "jobs/:job": job,
  "mappings/:mapping": mapping,
  "mappings/:mapping/import": importing,
  people: people,
  "records/:mapping/:side/:id": record,
  "runs/:run": run,
  setup: setup,
  shadow: shadow,
  "shadow/:mapping": shadowed,
  signals: signals,
  "signals/:trace/:job": signal,
};

/** Return the page's maker and its parameters; an address that leads nowhere says so. */
export function found(hash) {
  const parts = hash.replace(/^#\/?/, "").split("/").map(read);
  for (const [path, make] of Object.entries(PAGES)) {
    const parameters = matched(path.split("/"), parts);
    if (parameters) return { make, parameters };
  }
  return { make: nowhere, parameters: {} };
}

/** Return an address within the page; each part is spelled so that it stays one part. */
export function to(...parts) {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

/** Return a part as it was meant; one that was not spelled by `to` stands for itself. */
function read(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function matched(path, parts) {
  if (path.length !== parts.length) return null;
  const parameters = {};
  for (const [index, name] of path.entries()) {
    if (name.startsWith(":")) parameters[name.slice(1)] = parts[index];
    else if (name !== parts[index]) return null;
  }
  return parameters;
}
