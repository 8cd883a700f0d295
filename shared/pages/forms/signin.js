// Signing in from inside a form: without a word where Entra ID knows the person already, else in a
// popup that a button opens. Authorization code with PKCE; Microsoft's own library does it.

import { ApiError } from "../common/api.js";
import { InteractionRequiredAuthError, PublicClientApplication } from "../vendor/msal.js";

const QUIETLY_MS = 8000;
const POPUP_MS = 180_000;

export class FormSignIn {
  /**
   * @param known what GET /api/sign-in answers
   * @param hint the name that the person signs in with, or ""
   */
  constructor(known, hint) {
    this.wanted = { scopes: [known.scope], ...(hint && { loginHint: hint }) };
    this.client = new PublicClientApplication({
      auth: {
        clientId: known.client_id,
        authority: known.authority,
        knownAuthorities: [new URL(known.authority).host],
        redirectUri: redirectPage(),
      },
      cache: { cacheLocation: "sessionStorage" },
      system: { iframeBridgeTimeout: QUIETLY_MS, popupBridgeTimeout: POPUP_MS },
    });
    this.hint = hint.toLowerCase();
  }

  /** Sign the person in without asking, and return whether that went well. */
  async begin() {
    await this.client.initialize();
    const there = this.client.getAllAccounts();
    // Another person may have sat here before in this tab.
    this.account =
      there.find((each) => !this.hint || each.username.toLowerCase() === this.hint) ?? null;
    if (this.account) return true;
    try {
      this.account = (await this.client.ssoSilent(this.wanted)).account;
    } catch {
      return false; // Browsers that keep cookies apart let nobody in without a click.
    }
    return true;
  }

  async enter() {
    const came = await this.client.loginPopup({
      ...this.wanted,
      overrideInteractionInProgress: true,
    });
    this.account = came.account;
  }

  async token() {
    try {
      const { scopes } = this.wanted;
      return (await this.client.acquireTokenSilent({ scopes, account: this.account })).accessToken;
    } catch (error) {
      if (error instanceof InteractionRequiredAuthError) throw new ApiError(401, null);
      throw new ApiError(0, null);
    }
  }
}

/** Return the address that is registered: without the version that stands in front of a form's files. */
function redirectPage() {
  const [, path] = new URL("redirect.html", import.meta.url).pathname.split("/WebResources/");
  return new URL(`/WebResources/${path}`, location.origin).href;
}
