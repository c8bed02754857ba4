// The one keymap. What has data-key="g r" and data-says="Reports" is clicked (or focused, where one types) by these keys;
// a module adds keys of its own by bind(). "?" lists them all, so that no key is hidden and none can be given twice.
const bound = new Map();
let begun = "";
let timer;

// `where` (a function) says whether the key holds just now; keys that repeat, such as arrows, may be asked for by name.
export function bind(key, says, act, { group = "This page", where = () => true } = {}) {
  if (bound.has(key) || document.querySelector(`[data-key="${CSS.escape(key)}"]`)) console.error(`The key ${key} is given twice.`);
  bound.set(key, { says, act, group, where });
}

// Every key that holds on this page: [{key, says, group}]. The tests look for keys given twice.
export function keymap() {
  const marked = [...document.querySelectorAll("[data-key]")]
    .filter((e) => e.dataset.says)
    .map((e) => ({ key: e.dataset.key, says: e.dataset.says, group: e.dataset.group || "This page" }));
  return [...marked, ...[...bound].map(([key, { says, group }]) => ({ key, says, group }))];
}

const typing = (e) => e.closest("input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit], [type=file]), textarea, select, [contenteditable=true]");

function press(element) {
  if (element.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
    const first = element.matches("summary") && element.parentElement.open && element.parentElement.querySelector("input:not([type=hidden]), select, button");
    if (first) first.focus();
  }
}

// What stands in something folded is shown first. Says whether it can be seen now.
function unfold(element) {
  for (let up = element.closest("details:not([open])"); up; up = up.parentElement.closest("details:not([open])")) up.open = true;
  return element.checkVisibility();
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.key === "Escape") {
    const menu = target.closest("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    else if (typing(target)) target.blur();
  }
  if (typing(target) || document.querySelector("dialog[open]")) return;
  const key = begun ? `${begun} ${event.key}` : event.key;
  clearTimeout(timer);
  begun = "";
  const own = bound.get(key);
  if (own?.where()) { event.preventDefault(); own.act(event); return; }
  const marked = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  const shown = marked.find((e) => e.checkVisibility()) ?? marked.find(unfold);
  if (shown) { event.preventDefault(); press(shown); return; }
  if ([...keymap()].some((one) => one.key.startsWith(`${key} `))) {
    event.preventDefault();
    begun = key;
    timer = setTimeout(() => { begun = ""; }, 1500);
  }
}

// Up and down a list: what has data-item, inside of what has data-list; Enter opens its first link.
function step(by) {
  const items = [...document.querySelectorAll("[data-list] [data-item]")].filter((e) => e.checkVisibility());
  if (!items.length) return;
  const now = items.findIndex((e) => e.classList.contains("here"));
  const next = items[Math.min(items.length - 1, Math.max(0, now < 0 ? (by > 0 ? 0 : items.length - 1) : now + by))];
  items.forEach((e) => e.classList.toggle("here", e === next));
  (next.matches("a, button") ? next : next.querySelector("a[href], button"))?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

// The keys of a sequence, as they are printed on a keyboard.
function written(key) {
  return (key === " " ? [key] : key.split(" ")).flatMap((k, i) => {
    const kbd = document.createElement("kbd");
    kbd.textContent = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "space" }[k] ?? k;
    return i ? [" ", kbd] : [kbd];
  });
}

export function showKeys() {
  const dialog = document.getElementById("keys");
  const list = document.getElementById("keys-list");
  const groups = Map.groupBy(keymap(), (one) => one.group);
  list.replaceChildren(...[...groups].map(([name, keys]) => {
    const part = document.createElement("section");
    const head = document.createElement("h3");
    head.textContent = name;
    const table = document.createElement("dl");
    // Two keys that do the same stand in one line.
    for (const [says, same] of Map.groupBy(keys, (one) => one.says)) {
      const dt = document.createElement("dt");
      dt.append(...same.flatMap(({ key }, n) => [...(n ? [" or "] : []), ...written(key)]));
      const dd = document.createElement("dd");
      dd.textContent = says;
      table.append(dt, dd);
    }
    part.append(head, table);
    return part;
  }));
  dialog.showModal();
  dialog.scrollTop = 0;  // the button that closes it has the focus, and stands at its end
}

export function watch() {
  document.addEventListener("keydown", onKey);
  if (document.querySelector("[data-list]")) {
    bind("j", "Next in the list", () => step(1), { group: "List" });
    bind("k", "One before in the list", () => step(-1), { group: "List" });
  }
}
window.dateline = { keymap };
