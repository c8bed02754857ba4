// The timeline: what is shown follows the slider of days, the bars and the map, without leaving the page; the address follows.
import { draw } from "./map.js";
import { bind } from "./keys.js";
import { say } from "./say.js";

const parts = () => [...document.querySelectorAll("[data-part]")];
const slider = document.getElementById("as-of");
const output = document.getElementById("as-of-day");
const play = document.getElementById("play");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const stops = (slider?.dataset.stops || "").split(" ").filter(Boolean);
const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
let map;
let shown = location.href;
let going = false;
let next = null;

// Shows an address of this page: its parts take the place of those that are there. While one is on its way only the
// latest of those asked for meanwhile is kept.
async function show(address, { push = false } = {}) {
  next = { address, push: push || next?.push };
  if (going) return;
  going = true;
  document.body.classList.add("asking");
  while (next) {
    const { address: to, push: pushed } = next;
    next = null;
    const answer = await fetch(to, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) {
      say(answer ? "That day cannot be shown." : "The workbench did not answer. Is it still running?");
      continue;
    }
    take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    history[pushed ? "pushState" : "replaceState"](null, "", to);
    shown = location.href;
  }
  going = false;
  document.body.classList.remove("asking");
}

function take(page) {
  const focused = document.activeElement?.closest("[data-part], .bar");
  const where = focused && { part: focused.dataset.part, key: document.activeElement.dataset.key, first: document.activeElement.dataset.first, href: document.activeElement.getAttribute("href") };
  for (const part of parts()) {
    const other = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!other) continue;
    // What was opened stays open.
    part.querySelectorAll("details[open] > summary").forEach((summary) => {
      const same = [...other.querySelectorAll("summary")].find((one) => one.textContent === summary.textContent);
      if (same) same.parentElement.open = true;
    });
    part.replaceWith(document.adoptNode(other));
  }
  // The bar above: its links keep the day, and its menu names it.
  const bar = page.querySelector("header.bar");
  if (bar) document.querySelector("header.bar").replaceWith(document.adoptNode(bar));
  if (where?.part) {
    const here = document.querySelector(`[data-part="${where.part}"]`);
    const same = where.key ? `[data-key="${CSS.escape(where.key)}"]` : where.first ? `[data-first="${where.first}"]` : `[href="${CSS.escape(where.href || "")}"]`;
    here?.querySelector(same)?.focus({ preventScroll: true });
  }
  const other = page.getElementById("as-of");
  if (other && slider && !sliding) {
    slider.value = other.value;
    output.textContent = page.getElementById("as-of-day").textContent;
    slider.setAttribute("aria-valuetext", output.textContent);
  }
  spots();
  rove();
  window.htmx?.process(document.body);
}

// The slider

function name() {
  if (!slider) return;
  const at = Number(slider.value);
  const words = at < stops.length ? long.format(new Date(`${stops[at]}T00:00:00Z`)) : "now";
  output.textContent = words;
  slider.setAttribute("aria-valuetext", words);
}

function slide({ push = false } = {}) {
  name();
  const to = new URL(shown);
  const at = Number(slider.value);
  if (at < stops.length) to.searchParams.set("known_by", stops[at]);
  else to.searchParams.delete("known_by");
  to.searchParams.delete("offset");
  show(to.href, { push });
}

// While it is dragged it is ahead of what is shown: what comes does not move it.
let sliding = false;
slider?.addEventListener("input", () => { stop(); sliding = true; slide(); });
slider?.addEventListener("change", () => { sliding = false; });

// Days that pass by themselves.
let timer;
function stop() {
  clearTimeout(timer);
  timer = undefined;
  sliding = false;
  play?.setAttribute("aria-pressed", "false");
  if (play) play.textContent = "▶";
}

function step() {
  if (Number(slider.value) >= stops.length) { stop(); return; }
  // A long history passes in about a minute.
  slider.value = String(Number(slider.value) + Math.max(1, Math.round(stops.length / 120)));
  sliding = true;
  slide();
  if (timer !== undefined) timer = setTimeout(step, 600);
}

play?.addEventListener("click", () => {
  if (timer !== undefined) { stop(); return; }
  if (Number(slider.value) >= stops.length) slider.value = "0";
  // Who wants nothing to move goes on by one step at a time.
  if (still) { step(); return; }
  timer = 0;
  play.setAttribute("aria-pressed", "true");
  play.textContent = "❚❚";
  slide();
  timer = setTimeout(step, 600);
});

// Links within the page: facets, bars, days, places.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const to = new URL(link.getAttribute("href"), location.href);
  const own = to.pathname === location.pathname && !to.hash && !link.hasAttribute("download") && link.closest("main");
  if (!own) return;
  event.preventDefault();
  stop();
  show(to.href, { push: true });
});
addEventListener("popstate", () => { stop(); show(location.href); });

// The bars: a span of days by dragging, or by arrow keys with Shift.
const columns = () => [...document.querySelectorAll(".histogram .column")];
let from = null;
let upto = null;
let dragged = false;

function rove() {
  const all = columns();
  const chosen = all.findIndex((one) => one.hasAttribute("aria-current"));
  all.forEach((one, n) => one.setAttribute("tabindex", n === Math.max(chosen, 0) ? "0" : "-1"));
}

function brush() {
  const all = columns();
  const [a, b] = [all.indexOf(from), all.indexOf(upto)].sort((x, y) => x - y);
  all.forEach((one, n) => one.classList.toggle("brushed", n >= a && n <= b));
  return [all[a], all[b]];
}

function choose() {
  const [first, last] = brush();
  const to = new URL(shown);
  to.searchParams.set("since", first.dataset.first);
  to.searchParams.set("until", last.dataset.last);
  to.searchParams.delete("offset");
  from = upto = null;
  show(to.href, { push: true });
}

// The column below a point, even where the pointer has left the drawing.
function under(event) {
  const svg = document.querySelector(".histogram svg");
  const box = svg.getBoundingClientRect();
  const all = columns();
  const at = Math.floor(((event.clientX - box.left) / box.width) * all.length);
  return all[Math.min(all.length - 1, Math.max(0, at))];
}

document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest?.(".histogram") || event.button) return;
  from = upto = under(event);
  dragged = false;
});
document.addEventListener("pointermove", (event) => {
  if (!from || !event.buttons) return;
  const now = under(event);
  if (now !== from) dragged = true;
  if (dragged && now !== upto) { upto = now; brush(); }
});
document.addEventListener("pointerup", () => {
  if (from && dragged) choose();
  from = upto = null;
});
document.addEventListener("pointercancel", () => { from = upto = null; });
document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".histogram")) event.preventDefault(); });
document.addEventListener("click", (event) => {
  if (dragged && event.target.closest?.(".histogram")) { event.preventDefault(); event.stopPropagation(); dragged = false; }
}, true);

document.addEventListener("keydown", (event) => {
  const at = event.target.closest?.(".histogram .column");
  if (!at) return;
  const all = columns();
  const n = all.indexOf(at);
  const to = { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) {
    const now = all[Math.min(all.length - 1, Math.max(0, to))];
    if (event.shiftKey) { from ??= at; upto = now; brush(); }
    else { from = upto = null; all.forEach((one) => one.classList.remove("brushed")); }
    all.forEach((one) => one.setAttribute("tabindex", one === now ? "0" : "-1"));
    now.focus();
  } else if (event.key === "Enter" && from && upto) {
    choose();
  } else if (event.key === "Escape" && from) {
    from = upto = null;
    all.forEach((one) => one.classList.remove("brushed"));
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
});

// The map

const spotsNow = () => {
  const place = document.querySelector('[data-part="places"]');
  return { spots: JSON.parse(place.dataset.spots || "[]"), chosen: place.dataset.chosen };
};

function spots() {
  if (!map) return;
  const { spots: now, chosen } = spotsNow();
  map.update(now);
  if (chosen) map.choose(chosen);
}

bind("m", "The map: then arrow keys", () => document.querySelector("#map path[data-spot][tabindex='0']")?.focus(), { group: "Timeline" });
bind("b", "The bars: then arrow keys", () => columns().find((one) => one.getAttribute("tabindex") === "0")?.focus(), { group: "Timeline" });
rove();
slider?.setAttribute("aria-valuetext", output.textContent);
draw(document.getElementById("map"), spotsNow().spots).then((drawn) => {
  map = drawn;
  const { chosen } = spotsNow();
  if (chosen) map.choose(chosen);
});
