// Runs after the libraries: calls what the form's OnLoad names.
"use strict";

for (const name of facts.onLoad) {
  const handler = name.split(".").reduce((found, part) => found?.[part], window);
  handler(context);
}
