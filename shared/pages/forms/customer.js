// On an account: what its customer in Business Central owes and has ordered, the way there, and
// whether both records are in step.

import { el } from "../common/dom.js";
import { t } from "../common/texts.js";
import { message, trouble } from "./messages.js";
import { notCoupled, standing } from "./standing.js";
import { Stage } from "./stage.js";
import { age, amount, leftOut } from "./values.js";
import { verdict } from "./verdict.js";

const READER = "Business Central Integration User";
const ADMINISTRATOR = "Business Central Integration Administrator";
const OPEN = ["outstanding_orders", "shipped_not_invoiced", "outstanding_invoices"];

/** Ask for everything at once; what one of them cannot tell hinders none of the others. */
async function load(api, record) {
  const roles = (await api.get("me")).roles ?? [];
  const administers = roles.includes(ADMINISTRATOR);
  const mayRead = administers || roles.includes(READER);
  const [link, figures, story] = await Promise.all([
    api.get(`links/customer/dataverse/${record.id}`),
    tried(api.get(`accounts/${record.id}/statistics`)),
    mayRead ? tried(api.get(`mappings/customer/explain/dataverse/${record.id}`)) : null,
  ]);
  return { link, figures, story, administers };
}

const tried = (promise) => promise.catch((error) => ({ error }));

function draw(shown, stage) {
  const { link, figures } = shown;
  if (!link.coupled) return [notCoupled(shown, stage)];
  return [
    figures.error ? trouble(figures.error, () => stage.refresh()) : money(figures, stage),
    way(link, figures),
    shown.story && standing(shown, stage),
  ];
}

function money(told, stage) {
  const value = (name) => amount(told[name], told.currency);
  return el(
    "section",
    { class: "stack" },
    el("div", { class: "row apart top" }, headline(told), stage.refreshButton()),
    told.stale && message("warning", t("form.stale")),
    told.blocked && message("warning", t(`customer.blocked.${told.blocked.toLowerCase()}`)),
    el(
      "dl",
      { class: "facts" },
      fact(t("customer.balance"), value("balance")),
      fact(t("customer.overdue"), value("overdue")),
      fact(
        t("customer.credit_limit"),
        told.credit_limit === null ? t("customer.no_limit") : value("credit_limit"),
      ),
      fact(t("customer.total_sales"), value("total_sales")),
      OPEN.map((name) => fact(t(`customer.${name}`), value(name))),
      told.in_other_currencies.map((each) =>
        OPEN.filter((name) => each[name]).map((name) =>
          fact(t(`customer.${name}`), amount(each[name], each.currency)),
        ),
      ),
    ),
    el("div", {}, age(told), leftOut(told)),
  );
}

/** Overdue first: it is what has to be talked about. */
function headline(told) {
  const value = (name) => amount(told[name], told.currency);
  const overdue = told.overdue > 0;
  const over = told.credit_limit !== null && told.balance > told.credit_limit;
  const title = overdue
    ? t("customer.is_overdue", { amount: value("overdue") })
    : t("customer.owes", { amount: value("balance") });
  return verdict(
    overdue || over ? "no" : "yes",
    title,
    overdue && t("customer.owes", { amount: value("balance") }),
    over && t("customer.over_limit", { amount: value("credit_limit") }),
  );
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

function way({ partner }, figures) {
  const name = figures.error ? "" : `${figures.customer.number} ${figures.customer.name}`;
  if (!partner.url) return el("p", { class: "quiet" }, partner.problem?.detail ?? "");
  return el(
    "p",
    {},
    el(
      "a",
      { href: partner.url, target: "_blank", rel: "noopener noreferrer" },
      t("customer.open", { name }).trim(),
    ),
  );
}

new Stage("form.customer", load, draw).begin();
