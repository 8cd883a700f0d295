// The components that the pages use, and the two themes; nothing else of the library is served.
import "@fluentui/web-components/button.js";
import "@fluentui/web-components/dialog.js";
import "@fluentui/web-components/dialog-body.js";
import "@fluentui/web-components/message-bar.js";
import "@fluentui/web-components/progress-bar.js";
import "@fluentui/web-components/spinner.js";

export { setTheme } from "@fluentui/web-components";
export { webDarkTheme, webLightTheme } from "@fluentui/tokens";
