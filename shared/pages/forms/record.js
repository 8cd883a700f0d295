// Which record the form shows. The form's properties pass it on in the address; the library
// onload.js hands over the form's context, which also knows when the record changes.

const bare = (id) =>
  String(id ?? "")
    .replace(/[{}]/g, "")
    .toLowerCase();

export class FormRecord {
  /** @param changed is called when another record is shown, or this one was saved */
  constructor(changed) {
    const passed = new URLSearchParams(location.search);
    this.table = passed.get("typename") ?? "";
    this.id = bare(passed.get("id"));
    this.xrm = parentsXrm();
    this.changed = changed;
    window.setClientApiContext = (xrm, form) => this.take(xrm, form);
    if (window.clientApiContext) this.take(...window.clientApiContext);
  }

  get isNew() {
    return this.id === "";
  }

  take(xrm, form) {
    if (this.form === form) return;
    this.form = form;
    this.xrm = xrm;
    form.data.entity.addOnPostSave?.(() => this.look(true));
    form.data.addOnLoad?.(() => this.look(false));
    this.look(false);
  }

  /** See which record it is now. */
  look(saved) {
    const { entity } = this.form.data;
    const [table, id] = [entity.getEntityName(), bare(entity.getId())];
    const other = table !== this.table || id !== this.id;
    [this.table, this.id] = [table, id];
    if (other || saved) this.changed();
  }

  /** Return the id in Business Central of the company that the record belongs to; "" if to none. */
  async company() {
    const expanded =
      "?$select=_bcsync_companyid_value&$expand=bcsync_CompanyId($select=bcsync_externalid)";
    try {
      const row = await this.xrm.WebApi.retrieveRecord(this.table, this.id, expanded);
      return row.bcsync_CompanyId?.bcsync_externalid ?? "";
    } catch {
      return "";
    }
  }

  /** Return the name that the person signs in with, as the organisation knows it; "" if it does not. */
  async userName() {
    try {
      const { userId } = this.xrm.Utility.getGlobalContext().userSettings;
      const row = await this.xrm.WebApi.retrieveRecord(
        "systemuser",
        bare(userId),
        "?$select=domainname",
      );
      return row.domainname ?? "";
    } catch {
      return "";
    }
  }
}

function parentsXrm() {
  try {
    return window.parent.Xrm ?? null;
  } catch {
    return null;
  }
}
