// All that the pages say stands in texts/: a translation is a file beside en.json.

const FOLDER = new URL("../texts/", import.meta.url);
/** What is said where there are no texts, and so the only one that stands here. */
export const UNREADABLE =
  "This page cannot be shown: its texts could not be loaded. Load it again.";
let texts = {};
let plurals = new Intl.PluralRules("en");

/**
 * Load the reader's language as far as there is a file for it; English is what is left.
 *
 * @throws Error with a message for people: not even English can be had
 */
export async function loadTexts(languages = navigator.languages) {
  texts = await read("en");
  if (!texts) throw new Error(UNREADABLE);
  for (const language of languages.map((each) => each.split("-")[0])) {
    if (language === "en") return;
    const translated = await read(language);
    if (translated) {
      texts = { ...texts, ...translated };
      plurals = new Intl.PluralRules(language);
      document.documentElement.lang = language;
      return;
    }
  }
}

/** Return a text with its {places} filled; with a count, its ".one" or ".other". */
export function t(key, values = {}) {
  const counted = "count" in values ? texts[`${key}.${plurals.select(values.count)}`] : undefined;
  const text = counted ?? texts[`${key}.other`] ?? texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => shown(values[name] ?? place));
}

/** Return the text of a value that the API names, or the value itself where there is none. */
export function named(group, value) {
  return texts[`${group}.${value}`] ?? String(value ?? "");
}

function shown(value) {
  return typeof value === "number" ? value.toLocaleString() : String(value);
}

async function read(language) {
  try {
    const answer = await fetch(new URL(`${language}.json`, FOLDER));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // Not answered, or not in JSON.
  }
}
