// Signing in: authorization code with PKCE, by redirects; Microsoft's own library does it.

import {
  CacheLookupPolicy,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from "../vendor/msal.js";

export class SignIn {
  /** @param known what GET /api/sign-in answers */
  constructor(known, page) {
    this.scopes = [known.scope];
    this.authority = known.authority;
    this.client = new PublicClientApplication({
      auth: {
        clientId: known.client_id,
        authority: known.authority,
        knownAuthorities: [new URL(known.authority).host],
        redirectUri: page,
        postLogoutRedirectUri: page,
      },
      cache: { cacheLocation: "sessionStorage" },
    });
  }

  /** Take over what the directory has sent along, and return whether somebody is signed in. */
  async begin() {
    await this.client.initialize();
    const came = await this.client.handleRedirectPromise();
    this.account = came?.account ?? this.client.getAllAccounts()[0] ?? null;
    return this.account !== null;
  }

  get name() {
    return this.account?.name ?? this.account?.username ?? "";
  }

  /** Leave the page, to come back signed in. */
  async enter() {
    await this.client.loginRedirect({ scopes: this.scopes, prompt: "select_account" });
  }

  async leave() {
    await this.client.logoutRedirect({ account: this.account });
  }

  /** Return a token for the app, renewed where it has to be; leave the page where it cannot be. */
  async token() {
    const wanted = {
      scopes: this.scopes,
      account: this.account,
      // No hidden frames: the page lets nothing frame it, and needs none.
      cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
    };
    try {
      return (await this.client.acquireTokenSilent(wanted)).accessToken;
    } catch (error) {
      if (!(error instanceof InteractionRequiredAuthError)) throw error;
      // One redirect serves all that wait for a token: the library refuses a second one.
      this.leaving ??= this.client
        .acquireTokenRedirect({ scopes: this.scopes, account: this.account })
        .finally(() => (this.leaving = null));
      await this.leaving;
      return new Promise(() => {}); // The page is left.
    }
  }
}
