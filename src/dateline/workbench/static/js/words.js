// Between the ledger's places, which count code points, and the browser's, which count UTF-16 units in text nodes.
const text = document.getElementById("text");
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const wordly = new Intl.Segmenter(document.documentElement.lang || "en", { granularity: "word" });

export const length = () => Number(text.dataset.length);
const startOf = (block) => Number(block.dataset.s);
const points = (string) => { let n = 0; for (const _ of string) n += 1; return n; };

// How many UTF-16 units the first `n` code points of a string take.
function units(string, n) {
  let at = 0;
  while (n > 0 && at < string.length) { at += string.codePointAt(at) > 0xffff ? 2 : 1; n -= 1; }
  return at;
}

// The block in which a place stands; blocks lie one behind the other.
export function blockAt(place) {
  const blocks = text.children;
  let low = 0, high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(blocks[middle]) <= place) low = middle; else high = middle - 1;
  }
  return blocks[low];
}

const nodes = (block) => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

// Where a place stands in the page: [text node, UTF-16 offset]. `end`: rather behind a character than before the next.
export function toPage(place, end = false) {
  const block = blockAt(end && place > 0 ? place - 1 : place);
  let left = place - startOf(block), last = null;
  for (const node of nodes(block)) {
    const many = points(node.data);
    if (left < many || (end && left === many)) return [node, units(node.data, left)];
    left -= many;
    last = node;
  }
  return last ? [last, last.data.length] : [block, 0];
}

// And back: the place of a point in the page; null where it is not in the text.
export function toPlace(node, offset) {
  const block = (node.nodeType === 1 ? node : node.parentElement)?.closest("#text > .line");
  if (!block) return null;
  let place = startOf(block);
  if (node.nodeType !== 3) {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return place + points(range.toString());
  }
  for (const one of nodes(block)) {
    if (one === node) return place + points(one.data.slice(0, offset));
    place += points(one.data);
  }
  return place;
}

export function range(start, end) {
  const made = document.createRange();
  made.setStart(...toPage(start));
  made.setEnd(...toPage(end, true));
  return made;
}

// The next edge from a place: of a character as people see one; or of a word, where one begins ("start") or ends ("end").
// Steps over into the neighbouring block.
export function step(place, by, word = "") {
  const to = place + by;
  if (to < 0 || to > length()) return place;
  const block = blockAt(by < 0 ? place - 1 : place);
  const string = block.textContent, start = startOf(block);
  const at = units(string, place - start);
  const edges = word ? [] : [0];
  for (const { index, segment, isWordLike } of (word ? wordly : graphemes).segment(string)) {
    if (!word || (isWordLike && word === "end")) edges.push(index + segment.length);
    else if (isWordLike) edges.push(index);
  }
  const next = by > 0 ? edges.find((edge) => edge > at) : edges.findLast((edge) => edge < at);
  if (next !== undefined) return start + points(string.slice(0, next));
  return word ? start + (by > 0 ? points(string) : 0) : to;
}

export const said = (start, end) => range(start, end).toString();
export const isRtl = (place) => getComputedStyle(blockAt(place)).direction === "rtl";
