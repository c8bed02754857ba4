// Maps: outlines of countries, and places as areas as wide as their precision leaves open. No tiles, no network.
import "../vendor/leaflet.js";
import "../vendor/topojson-client.min.js";

const { L, topojson } = globalThis;
const OUTLINES = new URL("../vendor/outlines.json", import.meta.url);
const EXACT = 1, COUNTRY = 6;
const NEAREST = 6; // at first sight: near enough for the place, far enough for its neighbours to be told by their names
const LEAST = 5; // pixels: a smaller area would not be seen from afar
const TABS = 30; // with more places, one of them is reached by Tab and the others by arrow keys
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
let asked;

// Countries as GeoJSON features with their alpha-3 codes as ids; fetched once.
function countries() {
  asked ??= fetch(OUTLINES).then((answer) => answer.json())
    .then((atlas) => topojson.feature(atlas, atlas.objects.countries).features.filter((one) => one.id !== "ATA").map(unbroken));
  return asked;
}

// Rings that cross the 180th meridian go on beyond it, in the place of jumping to the other edge of the map.
function unbroken(country) {
  for (const shape of country.geometry.coordinates) {
    for (const ring of shape) {
      const turn = ring.some(([lon], n) => n && Math.abs(lon - ring[n - 1][0]) > 180);
      if (turn) for (const point of ring) if (point[0] < 0) point[0] += 360;
    }
  }
  return country;
}

// A circle of so many kilometres that never becomes too small to be seen.
const Area = L.Circle.extend({
  _project() {
    L.Circle.prototype._project.call(this);
    if (this._radius < LEAST) { this._radius = this._radiusY = LEAST; this._updateBounds(); }
  },
});

function words(tag, text, cls) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (cls) made.className = cls;
  return made;
}

const said = (spot) => [spot.title, [spot.place, spot.words].filter(Boolean).join(": "), spot.standing, spot.note].filter(Boolean).join(". ");

function popup(spot) {
  const box = document.createElement("div");
  const link = words("a", spot.title);
  link.href = spot.href;
  const head = document.createElement("p");
  head.className = "says";
  head.append(link);
  const where = document.createElement("p");
  where.append(words("b", spot.place || spot.country || ""), `, ${spot.words}`);
  const stands = document.createElement("p");
  stands.append(words("span", spot.standing, `level ${spot.level}`));
  box.append(head, where, stands);
  if (spot.note) box.append(words("p", spot.note, "quiet"));
  return box;
}

// Draws spots ({id, title, href, standing, level, place, country, where_prec, lat, lon, radius_km, words, count, note}) in an
// element. Gives back { update(spots), choose(id), fit(), map }; `onChoose` is called with a spot that was opened.
export async function draw(element, spots, { onChoose = () => {} } = {}) {
  const map = L.map(element, {
    attributionControl: false, worldCopyJump: false, minZoom: 1, maxZoom: 10, zoomSnap: .5,
    maxBounds: [[-62, -200], [84, 200]], maxBoundsViscosity: .8, scrollWheelZoom: false,
    zoomAnimation: !still, fadeAnimation: !still, inertia: !still, renderer: L.svg({ padding: .5 }),
  });
  // Zooming by the wheel only where one is at work on the map: the page scrolls otherwise.
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  map.setView([20, 10], 1.5);
  const ground = map.createPane("ground");
  ground.style.zIndex = 200;
  const names = map.createPane("names");
  names.style.zIndex = 650;
  names.style.pointerEvents = "none";
  const land = await countries();
  L.geoJSON(land, { pane: "ground", interactive: false, className: "outline", renderer: L.svg({ pane: "ground", padding: .5 }) }).addTo(map);
  const byCode = new Map(land.filter((one) => one.id).map((one) => [one.id, one]));
  const drawn = L.featureGroup().addTo(map);
  const layers = new Map();
  label(map, land);

  function layerOf(spot) {
    const options = { className: `spot ${spot.level} prec${spot.where_prec}`, bubblingMouseEvents: false };
    if (spot.where_prec === EXACT) return L.circleMarker([spot.lat, spot.lon], { ...options, radius: 4 + Math.min(8, Math.sqrt(spot.count - 1)) });
    const outline = spot.where_prec === COUNTRY && byCode.get(spot.country);
    if (outline) return L.geoJSON(outline, { ...options, style: options });
    return new Area([spot.lat, spot.lon], { ...options, radius: (spot.radius_km ?? 200) * 1000 });
  }

  function paths(layer) {
    return layer.getElement ? [layer.getElement()] : layer.getLayers().map((one) => one.getElement());
  }

  function place(spot, next) {
    const layer = layerOf(spot);
    layer.bindPopup(() => popup(spot), { maxWidth: 300, autoPanPadding: [20, 20] });
    layer.bindTooltip(() => words("span", spot.count > 1 ? `${spot.title} (${spot.place})` : spot.place || spot.title), next === 1 ? { permanent: true, direction: "top", offset: [0, -8] } : { sticky: true });
    layer.on("popupopen", () => { choose(spot.id); onChoose(spot); });
    layer.on("popupclose", () => choose(null));
    layer.addTo(drawn);
    for (const path of paths(layer)) {
      if (!path) continue;
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", said(spot));
      path.setAttribute("tabindex", "-1");
      path.dataset.spot = spot.id;
    }
    layers.set(spot.id, { spot, layer });
  }

  function choose(id) {
    for (const [other, { layer }] of layers) for (const path of paths(layer)) path?.classList.toggle("chosen", other === id);
  }

  const focusable = () => [...element.querySelectorAll("path[data-spot]")];

  function update(next) {
    map.closePopup();
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset?.spot : null;
    drawn.clearLayers();
    layers.clear();
    // The widest first, so that the narrow lie on top and can be reached.
    const size = (spot) => (spot.where_prec === COUNTRY ? 1e6 : spot.radius_km ?? 0);
    for (const spot of [...next].sort((a, b) => size(b) - size(a))) place(spot, next.length);
    const all = focusable();
    all.forEach((path, n) => path.setAttribute("tabindex", all.length <= TABS || n === 0 ? "0" : "-1"));
    if (focused) all.find((path) => path.dataset.spot === focused)?.focus({ preventScroll: true });
    element.dataset.drawn = String(layers.size);
  }

  function fit() {
    // A country alone says where to look only where there is nothing nearer.
    const near = [...layers.values()].filter(({ spot }) => spot.where_prec !== COUNTRY).map(({ layer }) => layer);
    const bounds = near.length ? L.featureGroup(near).getBounds() : drawn.getBounds();
    if (bounds.isValid()) map.fitBounds(bounds.pad(.08), { maxZoom: NEAREST, animate: false });
  }

  element.addEventListener("keydown", (event) => {
    const at = event.target.closest?.("path[data-spot]");
    if (event.key === "Escape" && element.querySelector(".leaflet-popup")) {
      map.closePopup();
      event.stopPropagation();
      return;
    }
    if (!at) return;
    const all = focusable();
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) {
      const next = all[(all.indexOf(at) + by + all.length) % all.length];
      if (all.length > TABS) { at.setAttribute("tabindex", "-1"); next.setAttribute("tabindex", "0"); }
      next.focus({ preventScroll: true });
      const { layer } = layers.get(next.dataset.spot);
      const middle = layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter();
      if (!map.getBounds().contains(middle)) map.panTo(middle, { animate: !still });
    } else if (event.key === "Enter" || event.key === " ") {
      const { layer } = layers.get(at.dataset.spot);
      layer.openPopup();
      element.querySelector(".leaflet-popup a[href]")?.focus({ preventScroll: true });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  // A popup that closes gives the focus back to its place.
  map.on("popupclose", ({ popup: closed }) => {
    if (closed.getElement()?.contains(document.activeElement)) {
      const path = paths(closed._source)[0];
      path?.focus({ preventScroll: true });
    }
  });

  update(spots);
  fit();
  return { map, update, choose, fit };
}

// Names of the countries that are wide enough on the screen to bear them.
function label(map, land) {
  const group = L.layerGroup().addTo(map);
  const wide = land.map((one) => {
    const boxes = one.geometry.coordinates.map((shape) => L.latLngBounds(shape[0].map(([lon, lat]) => [lat, lon])));
    const size = (box) => (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
    return { name: one.properties.name, box: boxes.reduce((a, b) => (size(b) > size(a) ? b : a)) };
  });
  const show = () => {
    group.clearLayers();
    const seen = map.getBounds();
    for (const { name, box } of wide) {
      if (!seen.contains(box.getCenter())) continue;
      const width = map.latLngToLayerPoint(box.getNorthEast()).x - map.latLngToLayerPoint(box.getSouthWest()).x;
      if (width < name.length * 8 + 14) continue;
      // A name that would be cut off at the edge says nothing.
      const at = map.latLngToContainerPoint(box.getCenter()).x;
      if (at < name.length * 5 || at > map.getSize().x - name.length * 5) continue;
      const span = words("span", name);
      L.marker(box.getCenter(), { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className: "country-name", html: span, iconSize: null }) })
        .addTo(group).getElement().setAttribute("aria-hidden", "true");
    }
  };
  map.on("zoomend moveend", show);
  show();
}

const spotsOf = (element) => JSON.parse(element.dataset.spots || "[]");

// Maps that stand alone draw themselves; `data-map="mine"` is drawn by its page's own script.
for (const element of document.querySelectorAll('[data-map=""]')) {
  draw(element, spotsOf(element)).then((drawn) => { element.dispatchEvent(new CustomEvent("map:drawn", { detail: drawn })); });
}
