// Single keys, which can be switched off (WCAG 2.1.4): never while something is typed, never with Ctrl, Alt or Meta.
const STORED = "kiosk-staff-keys";

const typing = (target) =>
  target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type);

export const keysOn = () => {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
};

// `keys`: key → what it does. The switch and the list of keys are on the page.
export function useKeys(keys) {
  const list = document.getElementById("staff-keys");
  const control = document.getElementById("keys-on");
  control.checked = keysOn();
  control.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, control.checked ? "on" : "off");
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  });
  const all = {
    "?": () => {
      list.open = true;
      list.querySelector("summary").focus();
    },
    ...keys,
  };
  document.addEventListener("keydown", (event) => {
    if (!control.checked || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const action = all[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
