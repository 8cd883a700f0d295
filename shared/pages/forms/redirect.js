// Where Entra ID sends a popup or a hidden frame back to: hands what it sends to the page that waits.

import { broadcastResponseToMainFrame } from "../vendor/msal.js";

broadcastResponseToMainFrame().catch(() => window.close());
