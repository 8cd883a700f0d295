// On a product: what can be promised of it. On a quote, an order or an opportunity: whether there is
// enough for its lines, which share the stock.

import { fluentButton } from "../common/button.js";
import { el } from "../common/dom.js";
import { t } from "../common/texts.js";
import { card } from "./product.js";
import { lines } from "./lines.js";
import { Stage } from "./stage.js";

const DOCUMENTS = { opportunity: "opportunities", quote: "quotes", salesorder: "orders" };
const asked = { quantity: "", date: "" };
/** What the person has filled in, on a product. */

async function load(api, record) {
  const documents = DOCUMENTS[record.table];
  if (documents) return { document: await api.get(`${documents}/${record.id}/availability`) };
  return { product: await api.get(`products/${record.id}/availability`, asked) };
}

function draw({ document: told, product }, stage) {
  return told ? lines(told, stage) : [...card(product, stage), question(stage)];
}

function question(stage) {
  const field = (name, type, properties) => {
    const input = el("input", { id: name, type, name, value: asked[name], ...properties });
    return [el("label", {}, t(`form.ask.${name}`), input), input];
  };
  const [quantityLabel, quantity] = field("quantity", "number", {
    min: "0.00001",
    step: "any",
    inputmode: "decimal",
  });
  const [dateLabel, date] = field("date", "date", {});
  const ask = (event) => {
    event.preventDefault();
    if (![quantity, date].every((input) => input.reportValidity())) return;
    Object.assign(asked, { quantity: quantity.value, date: date.value });
    stage.refresh();
  };
  const button = fluentButton({ id: "ask", onclick: ask }, t("form.ask"));
  return el("form", { class: "row ask", onsubmit: ask }, quantityLabel, dateLabel, button);
}

new Stage("form.availability", load, draw).begin();
