// The part of the Client API that pages and libraries on a form use:
// https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference
"use strict";

const facts = JSON.parse(document.getElementById("facts").textContent);
const api = `${location.origin}/api/data/v9.2`;
const after = { save: [], load: [] };
const braced = (id) => (id ? `{${id.toUpperCase()}}` : "");

async function asked(method, path, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json", Prefer: "return=representation" };
  const answer = await fetch(`${api}/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error.message);
  return content;
}

function control(frame) {
  return {
    getName: () => frame.id,
    getControlType: () => "webresource",
    getSrc: () => frame.getAttribute("src"),
    getContentWindow: () =>
      new Promise((resolve) => {
        const there = () => resolve(frame.contentWindow);
        if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank") there();
        else frame.addEventListener("load", there, { once: true });
      }),
  };
}

const controls = [...document.querySelectorAll("iframe")].map(control);
const formContext = {
  data: {
    addOnLoad: (handler) => after.load.push(handler),
    entity: {
      getId: () => braced(facts.id),
      getEntityName: () => facts.table,
      addOnPostSave: (handler) => after.save.push(handler),
      save,
    },
  },
  getControl: (which) => (which === undefined ? controls : (controls.find((each) => each.getName() === which) ?? null)),
  ui: { controls: { forEach: (handler) => controls.forEach(handler) } },
};

window.Xrm = {
  Utility: {
    getGlobalContext: () => ({
      getClientUrl: () => location.origin,
      userSettings: { userId: braced(facts.user.id), userName: facts.user.name, languageId: 1033 },
    }),
  },
  WebApi: {
    retrieveRecord: (table, id, options = "") => asked("GET", `${table}s(${id.replace(/[{}]/g, "")})${options}`),
  },
};

const context = { getFormContext: () => formContext };

/** Save a new record, which then has an id; a saved one has nothing to be saved. */
async function save() {
  if (!facts.id) {
    const row = await asked("POST", facts.entitySet, { [facts.primaryName]: "New" });
    facts.id = row[facts.primaryId];
  }
  for (const handler of after.save) handler(context);
}

/** Go on to another record of the table without leaving the page, as the arrows of a real form do. */
function show(id) {
  facts.id = id;
  for (const handler of after.load) handler(context);
}

document.getElementById("save").addEventListener("click", save);
