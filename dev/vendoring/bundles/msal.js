// Signing in with Entra ID: by redirects, and by popups and hidden frames that answer through a page.
export {
  CacheLookupPolicy,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from "@azure/msal-browser";
export { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";
