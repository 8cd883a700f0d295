// The console: signs the person in, finds out what they may, and shows the pages.

import { Api } from "../common/api.js";
import { loadTexts, t } from "../common/texts.js";
import { followTheme } from "../common/theme.js";
import { SignIn } from "../common/signin.js";
import { notSignedIn, problem, signInFailed, untold } from "./parts/alone.js";
import { Shell } from "./shell.js";
import { fill } from "../common/dom.js";

const root = document.getElementById("app");

async function begin() {
  followTheme(() => window.dispatchEvent(new Event("themechange")));
  try {
    await loadTexts();
  } catch (error) {
    fill(root, untold(error));
    return;
  }
  document.title = t("app.title");
  let known;
  try {
    known = await new Api(null).get("sign-in");
  } catch (error) {
    fill(root, problem(error, begin));
    return;
  }
  const signIn = new SignIn(known, location.origin + location.pathname);
  try {
    if (!(await signIn.begin())) {
      fill(
        root,
        notSignedIn(() => entering(signIn)),
      );
      return;
    }
  } catch (error) {
    fill(root, signInFailed(error, signIn));
    return;
  }
  await enter(signIn);
}

async function entering(signIn) {
  try {
    await signIn.enter();
  } catch (error) {
    fill(root, signInFailed(error, signIn));
  }
}

async function enter(signIn) {
  const api = new Api(() => signIn.token());
  try {
    new Shell(root, api, await api.get("me"), signIn).begin();
  } catch (error) {
    fill(
      root,
      problem(error, () => enter(signIn), signIn),
    );
  }
}

begin();
