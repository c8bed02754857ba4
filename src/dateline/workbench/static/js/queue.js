// The queue: what is asked, decided without the mouse. The next thing is fetched before it is needed, and shown at once;
// what was refused comes back. Every form works without this script, too.
import { bind } from "./keys.js";
import { say } from "./say.js";
import { decide } from "./decide.js";

const place = document.getElementById("thing");
const side = document.getElementById("beside");
const thing = () => place.querySelector(".qthing");
const asked = () => document.getElementById("asked");
const REMEMBERED = "dateline-queue-steps";

// The address of a part of the page that shows `url`.
function part(name, url, without = []) {
  const to = new URL(url, location.href);
  const found = new URL(`/queue/${name}`, location.href);
  found.search = to.search;
  for (const id of without) found.searchParams.append("without", id);
  return found;
}
let busy = 0; // how much is under way
async function under(way) {
  busy += 1;
  try { return await way; } finally { busy -= 1; }
}
const get = (url) => under(fetch(url, { headers: { Accept: "text/html" } })
  .then(async (answer) => (answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").body : null))
  .catch(() => null));

// What is fetched before it is needed

let ready = null; // {on, without, body}
const flying = new Set(); // what is being decided just now
const key = () => thing()?.dataset.without ?? thing()?.dataset.id;
const mine = () => [...new Set([...(thing()?.dataset.ids ?? "").split(" "), thing()?.dataset.without].filter(Boolean))];

function prepare() {
  const one = thing();
  if (!one) { ready = null; return; }
  const on = one.dataset.on;
  const without = [...flying, ...mine()];
  ready = { on, of: key(), body: get(part("next", on, without)) };
}

// Shows what comes next: what was fetched, or what is fetched now.
async function show(url, { focus = true, body = null } = {}) {
  const fresh = body ?? await get(part("next", url, [...flying]));
  if (!fresh) { location.href = url; return; }
  place.replaceChildren(...fresh.childNodes);
  window.htmx?.process?.(place);
  history.replaceState(null, "", url);
  correcting(false);
  announce();
  if (focus) asked()?.focus({ preventScroll: true });
  if (scrollY > place.offsetTop) place.scrollIntoView({ block: "start" });
  prepare();
}

function announce() {
  const next = document.getElementById("next");
  const passage = place.querySelector(".passage")?.textContent.trim().slice(0, 300);
  next.textContent = [asked()?.textContent.trim().replace(/\s+/g, " "), passage].filter(Boolean).join(": ");
}

async function beside() {
  const fresh = await get(part("beside", location.href, [...flying]));
  if (fresh) { side.replaceChildren(...fresh.childNodes); window.htmx?.process?.(side); }
  const counts = document.getElementById("counts");
  if (counts && window.htmx) window.htmx.ajax("GET", counts.getAttribute("hx-get"), { target: "#counts", swap: "innerHTML" });
}

// Steps, to be undone: each with the decisions that it made

const steps = () => JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "[]");
function remember(step) {
  sessionStorage.setItem(REMEMBERED, JSON.stringify([...steps(), step].slice(-50)));
}
function forget() {
  const all = steps();
  const last = all.pop();
  sessionStorage.setItem(REMEMBERED, JSON.stringify(all));
  return last;
}

// Deciding: one after the other, in the order of the keys

let chain = Promise.resolve();
function inTurn(act) {
  chain = chain.then(act, act);
  return chain;
}

// Does what a form says; `stay`: on the same thing.
const act = (form, how = {}) => under(acted(form, how));
async function acted(form, { stay = false }) {
  const said = Object.fromEntries(new FormData(form));
  const ids = new FormData(form).getAll("id").map(String);
  const back = said.back;
  const of = thing()?.dataset.id ?? ids[0];
  const at = location.href;
  const here = mine();
  const asking = form.dataset.act === "take" || form.dataset.act === "agreed" ? () => take(said) : () => decide({ ...said, back: undefined, id: ids });
  if (stay) {
    const made = await inTurn(asking);
    if (!made) return false;
    remember({ ids: made.map((d) => d.id), of, at, round: said.round });
    await show(back);
    beside();
    return true;
  }
  for (const id of [...here, ...ids]) flying.add(id);
  const prepared = ready?.of === key() && !form.hasAttribute("data-all") ? ready : null;
  const body = prepared ? await prepared.body : null;
  const shown = show(back, { body });
  const made = await inTurn(asking);
  for (const id of [...here, ...ids]) flying.delete(id);
  await shown;
  if (!made) { await show(at); return false; }
  remember({ ids: made.map((d) => d.id), of, at, round: said.round });
  if (place.querySelector("[data-done]")) await show(location.href);
  beside();
  return true;
}

async function take(said) {
  const answer = await fetch("/queue/take", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...said, back: undefined }) }).catch(() => null);
  if (!answer) { say("The workbench did not answer. Is it still running?"); return null; }
  const found = await answer.json().catch(() => ({ error: "That was not understood." }));
  if (!answer.ok) { say(found.error); return null; }
  return found.decisions;
}

const takeBack = () => under(takenBack());
async function takenBack() {
  await chain;
  const last = forget();
  if (last?.skipped) { await show(last.at); say("Back at what you skipped."); return; }
  const first = document.querySelector("#last [data-step]");
  const step = last ?? (first ? { ids: first.dataset.step.split(" "), of: first.dataset.of, at: location.href, round: new URL(location.href).searchParams.get("round") } : null);
  if (!step) { say("There is nothing to undo."); return; }
  await undo(step);
}

async function undo(step) {
  const made = await inTurn(() => decide({ act: "undo", id: step.ids, round: step.round ?? undefined }));
  if (!made) return;
  const to = new URL(step.at, location.href);
  if (!to.searchParams.get("adjudicate")) { to.searchParams.set("at", step.of); to.searchParams.delete("after"); }
  say("Undone.");
  await show(to.href);
  beside();
}

// Correcting: first the field's letter, then the value

let mode = false;
function correcting(on) {
  if (mode && !on) say("");
  mode = on && Boolean(thing());
  thing()?.classList.toggle("correcting", mode);
  const others = thing()?.querySelector(".qothers");
  if (others && mode) others.open = true;
  if (mode) say("Which field? Its letter; Enter for the least sure one; Escape for none.", 4000);
}
function open(field) {
  correcting(false);
  for (const other of place.querySelectorAll("details.edit[open]")) other.open = false;
  field.querySelector("details.edit").open = true;
}
function close(details) {
  const form = details.querySelector("form");
  form?.reset();
  details.open = false;
  (details.querySelector("summary") ?? asked())?.focus({ preventScroll: true });
}
place.addEventListener("toggle", (event) => {
  const details = event.target;
  if (!(details instanceof HTMLDetailsElement) || !details.open) return;
  const first = details.querySelector("input[type=radio]:checked, input:not([type=hidden], [type=radio])") ?? details.querySelector("input:not([type=hidden])");
  first?.focus();
  if (first?.type === "text") first.select?.();
}, true);

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const target = event.target instanceof Element ? event.target : document.body;
  const details = target.closest("details.edit[open], details.reject[open], details.note[open]");
  const stop = () => { event.preventDefault(); event.stopPropagation(); };
  if (details && !target.closest("summary")) {
    if (event.key === "Escape") { stop(); close(details); return; }
    const typed = target.matches("input:not([type=radio])");
    // A number chooses a reason as long as nothing was typed; a letter chooses a value.
    const choice = (!typed || (details.matches(".reject") && !target.value)) && details.querySelector(`[data-choice="${CSS.escape(event.key)}"]`);
    if (choice) { stop(); choice.checked = true; choice.form.requestSubmit(); return; }
    if (event.key === "Enter" && target.matches("input[type=radio]")) { stop(); target.form.requestSubmit(); return; }
    if (target.matches("input[type=radio]") && event.key.length === 1 && event.key !== " ") stop();
    return;
  }
  if (mode) {
    if (event.key === "Escape") { stop(); correcting(false); return; }
    if (event.key === "Enter") { stop(); const one = thing().querySelector(".qfield.least") ?? thing().querySelector(".qfield"); if (one) open(one); return; }
    const field = event.key.length === 1 && thing().querySelector(`[data-fkey="${CSS.escape(event.key)}"]`);
    if (field) { stop(); open(field); return; }
    if (event.key.length === 1) { stop(); correcting(false); say("No field has this letter."); }
  }
}
document.addEventListener("keydown", onKey, true);

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.act || event.defaultPrevented) return;
  event.preventDefault();
  if (form.dataset.act === "undo") {
    const step = form.closest("[data-step]");
    const ids = step.dataset.step.split(" ");
    if (step === document.querySelector("#last [data-step]")) { await takeBack(); return; }
    sessionStorage.setItem(REMEMBERED, JSON.stringify(steps().filter((one) => !one.ids?.some((id) => ids.includes(id)))));
    await undo({ ids, of: step.dataset.of, at: location.href, round: new FormData(form).get("round") ?? undefined });
    return;
  }
  const details = form.closest("details");
  const stay = ["correct", "note"].includes(form.dataset.act) || form.dataset.act === "agreed";
  if (await act(form, { stay }) === false && details) details.open = true;
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("[data-correct]")) { correcting(!mode); return; }
  if (event.target.closest("[data-undo]")) { takeBack(); return; }
  const drop = event.target.closest("[data-drop]");
  if (drop) { close(drop.closest("details")); return; }
  const skip = event.target.closest("[data-skip]");
  if (skip) {
    event.preventDefault();
    remember({ skipped: true, at: withAt(location.href, thing().dataset.without ?? thing().dataset.id) });
    const prepared = ready?.of === key() ? ready.body : null;
    const href = skip.href;
    if (prepared) prepared.then((body) => show(href, { body: skippedTo(body) })); else show(href);
    return;
  }
  const on = event.target.closest("[data-next]");
  if (on) { event.preventDefault(); show(on.href); beside(); }
});
// What was fetched without the skipped thing is what comes behind it, unless it was the last.
const skippedTo = (body) => (body?.querySelector("[data-done]") ? null : body);
function withAt(url, id) {
  const to = new URL(url);
  to.searchParams.set("at", id);
  return to.href;
}

// Fields: up and down, and their words lit

function walk(by) {
  const all = [...place.querySelectorAll(".qfield details.edit > summary")].filter((e) => e.checkVisibility());
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
let lit = [];
function light(cells) {
  for (const one of lit) one.classList.remove("lit");
  lit = cells ? cells.split(" ").flatMap((cell) => [...place.querySelectorAll(`[data-m~="${CSS.escape(cell)}"]`)]) : [];
  for (const one of lit) one.classList.add("lit");
}
const cellsOf = (target) => (target instanceof Element ? target.closest("[data-cells]")?.dataset.cells : "");
place.addEventListener("focusin", (event) => light(cellsOf(event.target)));
place.addEventListener("pointerover", (event) => light(cellsOf(event.target) || cellsOf(document.activeElement)));

const free = () => !document.activeElement?.closest?.("button, a, summary, input, select, textarea");
bind(" ", "Accept and go on", () => place.querySelector('[data-key="a"]')?.click(), { group: "Decide", where: () => free() && Boolean(place.querySelector('[data-key="a"]')) });
bind("j", "The next field", () => walk(1), { group: "Fields" });
bind("k", "The field before", () => walk(-1), { group: "Fields" });
bind("ArrowDown", "The next field", () => walk(1), { group: "Fields" });
bind("ArrowUp", "The field before", () => walk(-1), { group: "Fields" });
document.body.classList.add("scripted");
prepare();
// The tests wait until nothing is under way.
window.queue = { idle: () => busy === 0 };
