// Moving the edges of words: by keys and by dragging two handles. Enter keeps what was marked as a decision.
import { bind } from "./keys.js";
import { say } from "./say.js";
import * as words from "./words.js";

const text = document.getElementById("text");
let now = null; // {id, field, pieces: [[start, end], ...], place, was, keep}

export const moving = () => now !== null;

// `what`: {id, field, pieces, place, label}; `keep(value)` is called with "12-40; 52-60" when it is kept.
export function move(what, keep) {
  drop();
  now = { ...what, was: [...what.pieces[what.place]], keep };
  const bar = document.getElementById("edge-bar").content.firstElementChild.cloneNode(true);
  bar.querySelector(".what").textContent = what.label;
  bar.querySelector("[data-keep]").addEventListener("click", done);
  bar.querySelector("[data-drop]").addEventListener("click", drop);
  document.body.append(bar);
  for (const side of ["start", "end"]) {
    const handle = document.createElement("div");
    handle.className = `edge ${side}`;
    handle.dataset.side = side;
    handle.addEventListener("pointerdown", grab);
    text.append(handle);
  }
  draw();
  const [start] = now.pieces[now.place];
  words.toPage(start)[0].parentElement.scrollIntoView({ block: "nearest" });
}

export function drop() {
  if (!now) return;
  now = null;
  document.querySelector(".edge-bar")?.remove();
  text.querySelectorAll(".edge").forEach((e) => e.remove());
  if (CSS.highlights) CSS.highlights.delete("edge"); else getSelection().removeAllRanges();
}

function done() {
  const { pieces, keep, was, place } = now;
  const [start, end] = pieces[place];
  if (start === was[0] && end === was[1]) { say("Nothing was moved."); drop(); return; }
  drop();
  keep(pieces.map(([s, e]) => `${s}-${e}`).join("; "));
}

function set(side, to) {
  const piece = now.pieces[now.place];
  const [start, end] = piece;
  if (side === "start" && to < end) piece[0] = Math.max(0, to);
  if (side === "end" && to > start) piece[1] = Math.min(words.length(), to);
  draw();
}

function draw() {
  const [start, end] = now.pieces[now.place];
  const marked = words.range(start, end);
  if (CSS.highlights) CSS.highlights.set("edge", new Highlight(marked));
  else { getSelection().removeAllRanges(); getSelection().addRange(marked); }
  const sheet = text.getBoundingClientRect();
  for (const handle of text.querySelectorAll(".edge")) {
    const first = handle.dataset.side === "start";
    const place = first ? words.range(start, words.step(start, 1)) : words.range(words.step(end, -1), end);
    const rects = [...place.getClientRects()].filter((r) => r.width);
    const rect = (first ? rects[0] : rects.at(-1)) ?? place.getBoundingClientRect();
    const rtl = words.isRtl(first ? start : end - 1);
    handle.style.left = `${(first === rtl ? rect.right : rect.left) - sheet.left}px`;
    handle.style.top = `${rect.top - sheet.top}px`;
    handle.style.height = `${rect.height}px`;
    handle.dataset.place = first ? start : end;
  }
}

function grab(event) {
  event.preventDefault();
  const handle = event.currentTarget;
  handle.setPointerCapture(event.pointerId);
  const drag = (e) => {
    handle.style.pointerEvents = "none"; // what lies under it is asked for
    const at = document.caretPositionFromPoint?.(e.clientX, e.clientY);
    const old = at ? null : document.caretRangeFromPoint?.(e.clientX, e.clientY);
    handle.style.pointerEvents = "";
    const node = at?.offsetNode ?? old?.startContainer;
    const place = node ? words.toPlace(node, at?.offset ?? old.startOffset) : null;
    if (place !== null && now) set(handle.dataset.side, snapped(place));
  };
  const end = () => { handle.removeEventListener("pointermove", drag); };
  handle.addEventListener("pointermove", drag);
  handle.addEventListener("pointerup", end, { once: true });
  handle.addEventListener("pointercancel", end, { once: true });
}

// Never within a character as people see it.
const snapped = (place) => (place > 0 && place < words.length() ? words.step(words.step(place, 1), -1) : place);

const keys = [
  ["[", "Start a character back", "start", -1], ["]", "Start a character on", "start", 1],
  ["{", "End a character back", "end", -1], ["}", "End a character on", "end", 1],
];
const group = "Moving edges";
for (const [key, says, side, by] of keys) {
  bind(key, says, () => set(side, words.step(now.pieces[now.place][side === "start" ? 0 : 1], by)), { group, where: moving });
}
for (const [key, says, way] of [["ArrowLeft", "End a word back (⇧: the start)", -1], ["ArrowRight", "End a word on (⇧: the start)", 1]]) {
  bind(key, says, (event) => {
    const side = event.shiftKey ? "start" : "end";
    const at = now.pieces[now.place][side === "start" ? 0 : 1];
    const by = words.isRtl(Math.max(0, at - 1)) ? -way : way; // as a caret moves
    set(side, words.step(at, by, side));
  }, { group, where: moving });
}
bind("Enter", "Keep the words as marked", done, { group, where: moving });
bind("Escape", "Drop it", drop, { group, where: moving });
addEventListener("resize", () => now && draw());
