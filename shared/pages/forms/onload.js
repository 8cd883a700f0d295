// A library for forms: hands the form's context to each of our pages on it.
// In the form's properties, BusinessCentral.onLoad handles OnLoad, with the execution context.

var BusinessCentral = window.BusinessCentral || {};

BusinessCentral.onLoad = function (executionContext) {
  "use strict";
  var form = executionContext.getFormContext();
  form.ui.controls.forEach(function (control) {
    if (control.getControlType() !== "webresource") return;
    if (String(control.getSrc()).indexOf("_/pages/forms/") < 0) return;
    control.getContentWindow().then(function (page) {
      // Whichever comes first: the page's scripts, or this one.
      page.clientApiContext = [window.Xrm, form];
      if (page.setClientApiContext) page.setClientApiContext(window.Xrm, form);
    });
  });
};
