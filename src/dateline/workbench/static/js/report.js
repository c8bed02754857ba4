// A report: words light their cells and cells their words; cards are decided on, and edges moved.
import { bind } from "./keys.js";
import { say } from "./say.js";
import { decide, undo } from "./decide.js";
import { move, moving, drop } from "./edges.js";
import * as words from "./words.js";

const made = []; // what was decided here since the page was opened, to be undone
const report = () => document.getElementById("report");
const cards = () => document.getElementById("cells");
const current = () => document.activeElement?.closest?.(".one") ?? document.querySelector(".one.here");
const cellAt = () => document.activeElement?.closest?.("[data-cell]");

// Lighting

let lit = [];
function light(elements, soft = false) {
  for (const one of lit) one.classList.remove("lit", "soft");
  lit = [...elements];
  for (const one of lit) { one.classList.add("lit"); if (soft) one.classList.add("soft"); }
}
const runsOf = (token) => document.querySelectorAll(`#text [data-m~="${CSS.escape(token)}"]`);
const byToken = (token) => document.querySelector(`#cells [data-cell="${CSS.escape(token)}"]`);
function lightCell(cell) {
  const token = cell.dataset.cell;
  const found = runsOf(token);
  light(found.length ? [...found, cell] : [...runsOf(token.split(".")[0] + ".trigger"), cell]);
}
function lightRun(run) {
  const tokens = run.dataset.m.split(" ");
  const all = [...tokens].flatMap((t) => [byToken(t), ...runsOf(t)]);
  light(all.filter(Boolean));
}
document.addEventListener("pointerover", (event) => {
  if (moving() || !(event.target instanceof Element)) return;
  const cell = event.target.closest("[data-cell]");
  const run = event.target.closest("#text [data-m]");
  if (cell) lightCell(cell); else if (run) lightRun(run); else if (!document.activeElement?.closest("[data-cell], [data-m]")) light([]);
});
document.addEventListener("focusin", (event) => {
  const cell = event.target.closest("[data-cell]");
  const run = event.target.closest("#text [data-m]");
  if (cell) lightCell(cell); else if (run) lightRun(run);
  const card = event.target.closest(".one");
  if (!card) return;
  here(card);
  if (cell && !narrow() && event.target.matches(":focus-visible")) follow(cell);
});
const narrow = () => matchMedia("(max-width: 48rem)").matches;
// The text goes with the cards, where their words are out of sight.
function follow(cell) {
  const [first] = spansOf(cell.dataset.spans || cell.closest(".one").dataset.at);
  if (!first) return;
  const { top, bottom } = words.range(...first).getBoundingClientRect();
  if (top < 70 || bottom > innerHeight - 20) scrollBy({ top: top - innerHeight / 3 });
}

function here(card) {
  for (const one of document.querySelectorAll(".one.here")) if (one !== card) one.classList.remove("here");
  card.classList.add("here");
}

// Going there

function toWords(spans, focus = false) {
  const [first] = spansOf(spans);
  if (!first) return;
  const run = words.toPage(first[0])[0].parentElement;
  run.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  if (focus && run.matches("[data-m]")) { run.tabIndex = -1; run.focus({ preventScroll: true }); }
}
function toCard(id, token) {
  const card = document.getElementById(id);
  if (!card) { location.href = withCard(id); return; }
  cards().classList.toggle("drawer", narrow());
  here(card);
  const cell = (token && byToken(token)) || card.querySelector("[data-cell]");
  cell?.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}
function withCard(id) {
  const url = new URL(location.href);
  for (const name of ["offset", "open", "field", "at"]) url.searchParams.delete(name);
  url.searchParams.set("card", id);
  url.hash = id;
  return url.href;
}
const spansOf = (said) => said.trim().split(/\s+/).filter(Boolean).map((s) => s.split("-").map(Number));

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const target = event.target;
  if (target.closest("[data-open]")) { cards().classList.add("drawer"); return; }
  if (target.closest("[data-close]")) { cards().classList.remove("drawer"); return; }
  if (target.closest("[data-cancel]")) { event.preventDefault(); shut(); return; }
  const edit = target.closest("[data-edit]");
  if (edit) { event.preventDefault(); correct(edit.closest(".one"), edit.dataset.field); return; }
  const cell = target.closest("[data-cell]");
  if (cell) {
    event.preventDefault();
    if (cell.dataset.to) { toCard(cell.dataset.to); return; }
    cell.focus({ preventScroll: true });
    if (!cell.dataset.spans.trim()) { correct(cell.closest(".one"), cell.dataset.field); return; }
    lightCell(cell);
    toWords(cell.dataset.spans);
    if (cards().classList.contains("drawer")) cards().classList.remove("drawer");
    return;
  }
  const run = target.closest("#text [data-m]");
  if (run && getSelection().isCollapsed && !moving()) {
    event.preventDefault();
    const token = run.dataset.m.split(" ").at(-1);
    toCard(token.split(".")[0], token);
    if (narrow()) run.scrollIntoView({ block: "start" }); // above the drawer
  }
});
document.addEventListener("dblclick", (event) => {
  const cell = event.target.closest?.("[data-words]");
  if (cell) { event.preventDefault(); edges(cell); }
});

// Deciding

async function act(card, what) {
  const decisions = await decide({ id: [card.id], ...what });
  if (!decisions) return false;
  made.push(decisions);
  await anew(card.id);
  return true;
}

// The page as it is after a decision; where one was stays where one is.
async function anew(id, token) {
  const url = new URL(location.href);
  for (const name of ["open", "field"]) url.searchParams.delete(name);
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) { location.reload(); return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("report");
  const scrolled = cards().scrollTop, drawer = cards().classList.contains("drawer");
  for (const part of ["text", "cells"]) document.getElementById(part).replaceChildren(...fresh.querySelector(`#${part}`).childNodes);
  report().dataset.last = fresh.dataset.last;
  report().querySelector(".lens").replaceWith(fresh.querySelector(".lens"));
  cards().scrollTop = scrolled;
  cards().classList.toggle("drawer", drawer);
  history.replaceState(null, "", url);
  const card = id && document.getElementById(id);
  if (card) { here(card); ((token && byToken(token)) || card.querySelector("[data-cell]"))?.focus({ preventScroll: true }); card.scrollIntoView({ block: "nearest" }); }
}

async function quick(name, says) {
  const card = current();
  if (!card) { say("Choose a card first: j and k."); return; }
  if (await act(card, { act: name })) say(`${says}. z undoes it.`);
}
const next = () => {
  const all = [...document.querySelectorAll(".one")];
  const to = all[all.indexOf(current()) + 1];
  if (to) toCard(to.id);
};

async function takeBack() {
  const last = made.pop();
  const decisions = last ? await undo(last) : report().dataset.last ? await decide({ act: "undo", id: [report().dataset.last] }) : null;
  if (decisions) { await anew(last?.[0]?.about?.[0]?.id ?? current()?.id); say("Undone."); }
  else if (!last && !report().dataset.last) say("There is nothing of yours to undo here.");
}

// The editor comes from the server, so that it knows what a field can be.
async function correct(card, field) {
  if (!card) { say("Choose a card first: j and k."); return; }
  const url = new URL(location.href);
  url.searchParams.set("open", card.id);
  url.searchParams.set("field", field || defaultField(card));
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) { say("The workbench did not answer. Is it still running?"); return; }
  const editor = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("editor");
  if (!editor) return;
  shut();
  (card.querySelector(".acts") ?? card).after(editor);
  card.append(editor);
  here(card);
  (editor.querySelector(".value input:checked") ?? editor.querySelector(".value input:not([type=hidden])"))?.focus();
  editor.scrollIntoView({ block: "nearest" });
}
const defaultField = (card) => cellOf(card)?.dataset.field ?? (card.dataset.kind === "event" ? "type" : "stance");
const cellOf = (card) => { const cell = cellAt(); return cell && card.contains(cell) ? cell : null; };
function shut() {
  const editor = document.getElementById("editor");
  const card = editor?.closest(".one");
  editor?.remove();
  card?.querySelector("[data-cell]")?.focus({ preventScroll: true });
}
document.addEventListener("change", (event) => {
  if (!event.target.matches(".pick select")) return;
  if (event.target.closest("[data-plain]")) event.target.form.requestSubmit();
  else correct(event.target.closest(".one"), event.target.value);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("#editor")) { event.preventDefault(); shut(); }
}, true);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("action") !== "/decide" || form.closest("[data-plain]")) return;
  event.preventDefault();
  const what = Object.fromEntries(new FormData(form, event.submitter));
  delete what.back;
  if (what.act === "undo") { decide({ act: "undo", id: [what.id] }).then((ok) => ok && anew(form.closest(".one")?.id)); return; }
  act({ id: what.id }, what);
});

// Edges

function edges(cell) {
  if (!cell?.dataset.words) { say("These words cannot be moved: choose a cell whose words stand in the text."); return; }
  const card = cell.closest(".one");
  const siblings = [...card.querySelectorAll(`[data-words="${cell.dataset.words}"][data-place]`)];
  siblings.sort((a, b) => a.dataset.place - b.dataset.place);
  const pieces = siblings.flatMap((one) => spansOf(one.dataset.spans).map((span) => ({ one, span })));
  const place = pieces.findIndex(({ one }) => one === cell);
  const token = cell.dataset.cell;
  light([cell]);
  const label = `${cell.closest(".cell")?.querySelector("dt")?.textContent ?? "voice"}: where its words begin and end`;
  move({ id: card.id, field: cell.dataset.words, pieces: pieces.map(({ span }) => span), place, label }, async (value) => {
    const decisions = await decide({ act: "correct", id: [card.id], field: cell.dataset.words, value });
    if (!decisions) return;
    made.push(decisions);
    await anew(card.id, token);
    say("The words are kept as you marked them. z undoes it.");
  });
}

const free = () => !moving();
const group = "Deciding";
bind("a", "Accept", () => quick("accept", "Accepted"), { group, where: free });
bind("r", "Reject", () => quick("reject", "Rejected"), { group, where: free });
bind("s", "Skip to the next", next, { group, where: free });
bind("c", "Correct the field of this cell", () => correct(current(), cellAt()?.dataset.field), { group, where: free });
bind("m", "Note", () => correct(current()).then(() => document.querySelector("#editor .note-form input[name=reason]")?.focus()), { group, where: free });
bind("z", "Undo", takeBack, { group, where: free });
bind("e", "Move the edges of these words", () => edges(cellAt() ?? current()?.querySelector("[data-words]")), { group, where: free });
bind("o", "Over: from a card to its words, and back", () => {
  const run = document.activeElement?.closest?.("#text [data-m]");
  if (run) { const token = run.dataset.m.split(" ").at(-1); toCard(token.split(".")[0], token); return; }
  const card = current();
  if (card) toWords(cellOf(card)?.dataset.spans ?? card.dataset.at, true);
}, { where: free });
for (const [key, says, by] of [["l", "Next cell of the card", 1], ["h", "Cell before", -1]]) {
  bind(key, says, () => {
    const card = current();
    const all = [...(card?.querySelectorAll("[data-cell]") ?? [])];
    if (all.length) all[Math.min(all.length - 1, Math.max(0, all.indexOf(cellAt()) + by))].focus();
  }, { where: free });
}

// Cards further on: the text goes with them.
if (new URL(location.href).searchParams.get("offset") && !location.hash) {
  const first = document.querySelector(".one");
  if (first) toWords(first.dataset.at);
}

// A link to a card that is in another window of cards, or to a voice that is not drawn at first.
function arrive() {
  const wanted = location.hash.slice(1);
  if (!/^[ecv]_/.test(wanted)) return;
  if (document.getElementById(wanted)) { if (!wanted.startsWith("v_")) toCard(wanted); return; }
  const url = new URL(location.href);
  const [name, value] = wanted.startsWith("v_") ? ["chain", "all"] : ["card", wanted];
  if (url.searchParams.get(name) !== value) location.replace(wanted.startsWith("v_") ? withChain(url) : withCard(wanted));
}
function withChain(url) {
  url.searchParams.set("chain", "all");
  return url.href;
}
addEventListener("hashchange", arrive);
arrive();
document.querySelector("#editor[data-plain] .value input:not([type=hidden])")?.focus();
