// A run that the mass-change fuse has stopped waits for somebody's word.

import { fluentButton } from "../../common/button.js";
import { el } from "../../common/dom.js";
import { t } from "../../common/texts.js";
import { to } from "../router.js";
import { notice } from "./notice.js";

/** @param stopped the run's id and message */
export function stoppedNotice(shell, mapping, stopped) {
  const link = el("a", { href: to("runs", stopped.run) }, mapping);
  const content = [el("strong", {}, link), " ", stopped.message];
  return notice(
    "warning",
    content,
    ...(shell.administrates ? decisions(shell, mapping, stopped) : []),
  );
}

function decisions(shell, mapping, stopped) {
  const decide = (approve) => () =>
    shell.act(
      () => shell.api.post(`runs/${stopped.run}/approve`, { approve }),
      t(approve ? "stopped.approved" : "stopped.refused"),
    );
  const approve = async () => {
    const text = `${mapping}: ${stopped.message}`;
    const agreed = await shell.confirm(t("stopped.sure"), text, t("stopped.approve"));
    if (agreed) await decide(true)();
  };
  return [
    fluentButton({ onclick: approve }, t("stopped.approve")),
    fluentButton({ onclick: decide(false) }, t("stopped.refuse")),
  ];
}
