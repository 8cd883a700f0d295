// Pairs of ids, as another integration's list of them was saved: CSV, or JSON as OData answers.

const ID = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/i;
const JSON_BEGINS = /^(?:\[|\{\s*["}])/;
/** Ids can stand in braces, too. */
const SEPARATORS = [",", ";", "\t"];
const KNOWN = {
  bc: ["bc_id", "integrationid", "integration id", "systemid"],
  dataverse: ["dataverse_id", "crmid", "crm id"],
};
/** What columns are called that hold the ids of a side, in small letters. */

/** Return the id that a text is, as the API spells it; null where it is none. */
const idOf = (text) => ID.exec(String(text ?? "").trim())?.[1].toLowerCase() ?? null;

/**
 * Return the names of the columns, and the rows as arrays in their order.
 *
 * @throws SyntaxError the text is neither
 */
export function read(text) {
  const plain = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  if (plain.trim() === "") return { columns: [], rows: [] };
  return JSON_BEGINS.test(plain.trim()) ? ofJson(plain) : ofLines(plain);
}

function ofJson(text) {
  const content = JSON.parse(text);
  const objects = Array.isArray(content) ? content : content.value;
  if (!Array.isArray(objects)) throw new SyntaxError("There is no list of rows.");
  const names = objects.flatMap((row) => Object.keys(row ?? {}));
  const columns = [...new Set(names)].filter((name) => !name.startsWith("@"));
  return { columns, rows: objects.map((row) => columns.map((name) => row?.[name])) };
}

/** A first line that holds ids names no columns: then they are called after their places. */
function ofLines(text) {
  const first = text.split("\n").find((line) => line.trim() !== "");
  const count = (separator) => first.split(separator).length;
  const separator = SEPARATORS.reduce((one, other) => (count(other) > count(one) ? other : one));
  const lines = cells(text, separator);
  if (!lines[0].some(idOf)) return { columns: apart(lines[0]), rows: lines.slice(1) };
  return { columns: lines[0].map((_, place) => String(place + 1)), rows: lines };
}

/** Return names that can be told apart: one that is empty, or there before, gets its place. */
function apart(names) {
  const plain = names.map((each) => each.trim());
  const isOwn = (name, place) => name !== "" && plain.indexOf(name) === place;
  return plain.map((name, place) => (isOwn(name, place) ? name : `${name} (${place + 1})`.trim()));
}

/** Return the cells of each line that is not empty; in quotes, a cell may hold anything. */
function cells(text, separator) {
  const lines = [[]];
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\n]*)(${separator}|\\n|$)`, "gy");
  for (;;) {
    const [, content, end] = cell.exec(text) ?? [null, "", ""];
    const isQuoted = content.length > 1 && content.startsWith('"');
    lines.at(-1).push(isQuoted ? content.slice(1, -1).replaceAll('""', '"') : content);
    if (cell.lastIndex === 0 || end === "") break;
    if (end !== separator) lines.push([]);
  }
  return lines.filter((line) => line.some((each) => each.trim() !== ""));
}

/** Return which columns probably hold the ids: by their names, else by what is in them. */
export function guessed({ columns, rows }) {
  const named = (side) => columns.find((name) => KNOWN[side].includes(name.toLowerCase()));
  const holding = columns.filter((_, place) => rows.slice(0, 20).some((row) => idOf(row[place])));
  const bc = named("bc") ?? holding.find((name) => name !== named("dataverse"));
  const dataverse = named("dataverse") ?? holding.find((name) => name !== bc);
  return { bc: bc ?? columns[0], dataverse: dataverse ?? columns[1] };
}

/**
 * Return the pairs, and the numbers of the rows that hold none.
 *
 * @param where the column that tells which rows count, and the value that they have there; a column
 *   "" lets all count
 */
export function pairsOf({ columns, rows }, { bc, dataverse }, where) {
  const [one, other, only] = [bc, dataverse, where.column].map((name) => columns.indexOf(name));
  const pairs = [];
  const broken = [];
  for (const [index, row] of rows.entries()) {
    if (only >= 0 && String(row[only] ?? "").trim() !== where.value.trim()) continue;
    const pair = { bc_id: idOf(row[one]), dataverse_id: idOf(row[other]) };
    if (pair.bc_id && pair.dataverse_id) pairs.push(pair);
    else broken.push(index + 1);
  }
  return { pairs, broken };
}
