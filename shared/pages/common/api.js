// The app's public HTTP API, asked with the person's own token.

const ROOT = new URL("../../", import.meta.url);
/** Of the API, wherever it is served. */

export class ApiError extends Error {
  /** @param problem what the app says of it; null where nothing, or nothing readable, came */
  constructor(status, problem, retryAfter = null) {
    super(problem?.detail ?? "");
    this.status = status;
    this.code = problem?.code ?? "";
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** What a person has to be told: unreachable, signed_out, no_role, unavailable, busy, refused. */
  get kind() {
    if (this.status === 0 || (this.status >= 502 && !this.code)) return "unreachable";
    if (this.status === 401) return "signed_out";
    if (this.code === "role_missing") return "no_role";
    if (this.status === 503) return "unavailable";
    return "refused";
  }
}

export class Api {
  /**
   * @param token a function that returns a promise of a bearer token; null for what is open to all
   * @param root of the API, where the page is not the app's own
   */
  constructor(token, root = ROOT) {
    this.token = token;
    this.root = root;
  }

  get(path, query = {}) {
    return this.ask("GET", path, { query });
  }

  post(path, body = {}, query = {}) {
    return this.ask("POST", path, { body, query });
  }

  delete(path) {
    return this.ask("DELETE", path, {});
  }

  /** Return all entries of a list, up to `most`, page by page. */
  async all(path, query = {}, most = 1000) {
    const found = [];
    let continuation;
    do {
      const page = await this.get(path, { ...query, top: Math.min(most, 1000), continuation });
      found.push(...page.value);
      continuation = page.continuation;
    } while (continuation && found.length < most);
    return { value: found, more: Boolean(continuation) };
  }

  async ask(method, path, { query = {}, body }) {
    const address = new URL(path, this.root);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null && value !== "")
        address.searchParams.set(name, value);
    }
    const headers = this.token ? { Authorization: `Bearer ${await this.token()}` } : {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const content = body && JSON.stringify(body);
    // Nothing but the token says who asks: a cookie of the platform could be another person's.
    return answered(await sent(address, { method, headers, body: content, credentials: "omit" }));
  }
}

async function sent(address, request) {
  try {
    return await fetch(address, request);
  } catch {
    throw new ApiError(0, null);
  }
}

async function answered(answer) {
  const content = await answer.json().catch(() => null);
  if (answer.ok) return content;
  const wait = Number(answer.headers.get("Retry-After")) || null;
  throw new ApiError(answer.status, content, wait);
}
