// What an open page asks for by itself. Such a call keeps nobody signed in: it says so in a header.
const BACKGROUND = { "X-Kiosk-Background": "1", Accept: "application/json" };

export async function get(url) {
  return answer(await fetch(url, { headers: BACKGROUND, credentials: "same-origin", redirect: "error" }));
}

// `background`: nobody did anything, the page reports by itself.
export async function post(url, fields, { background = false } = {}) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const headers = background ? BACKGROUND : { Accept: "application/json" };
  return answer(await fetch(url, { method: "POST", body, headers, credentials: "same-origin", redirect: "error" }));
}

async function answer(response) {
  if (response.status === 204) return null;
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(said.error?.message || ""), { status: response.status, said });
  return said;
}

// Calls `ask` every `seconds` while the page is seen, with pauses that grow while it fails.
export function repeat(ask, seconds, failed) {
  let faults = 0;
  const next = () => setTimeout(run, 1000 * seconds * Math.min(2 ** faults, 12));
  async function run() {
    if (!document.hidden) {
      try {
        await ask();
        if (faults) failed(null);
        faults = 0;
      } catch (error) {
        faults += 1;
        failed(error);
      }
    }
    next();
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && faults === 0) ask().catch(failed);
  });
  next();
}
