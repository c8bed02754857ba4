// A short word to the person, read out by screen readers too.
let timer;
export function say(words, stay = 6000) {
  const place = document.getElementById("said");
  place.textContent = words;
  clearTimeout(timer);
  timer = setTimeout(() => { place.textContent = ""; }, stay);
}
