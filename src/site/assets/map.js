// Improves the map: list and drawing light each other up, quarters become a slider, and on asking the map moves.
"use strict";

const list = document.getElementById("map-list");
const drawing = document.querySelector("main svg.map");

// Each row of the list and its shape have the same address.
const rowOf = (href) => [...(list?.querySelectorAll("tbody a") ?? [])].find((a) => a.getAttribute("href") === href)?.closest("tr");
let shapeOf = (href) => [...(drawing?.querySelectorAll(".shapes a") ?? [])].find((a) => a.getAttribute("href") === href);
const light = (href, on) => {
  rowOf(href)?.classList.toggle("lit", on);
  shapeOf(href)?.classList.toggle("lit", on);
};
const follow = (box) => {
  const href = (event) => event.target.closest?.("a[href], [data-href]");
  const address = (one) => one.getAttribute("href") ?? one.dataset.href;
  for (const [name, on] of [["focusin", true], ["mouseover", true], ["focusout", false], ["mouseout", false]]) {
    box.addEventListener(name, (event) => {
      const one = href(event);
      if (one) light(address(one), on);
    });
  }
};
if (list) follow(list);
if (drawing) follow(drawing);

// The list of quarters as a slider; its words say the day, and letting go asks for it.
for (const label of document.querySelectorAll("label[data-slider]")) {
  const select = label.querySelector("select");
  const slider = document.createElement("input");
  const told = document.createElement("output");
  slider.type = "range";
  slider.min = 0;
  slider.max = select.options.length - 1;
  slider.value = select.selectedIndex;
  slider.setAttribute("aria-label", label.querySelector("span").textContent);
  const tell = () => {
    select.selectedIndex = Number(slider.value);
    told.textContent = select.selectedOptions[0].textContent.trim();
    slider.setAttribute("aria-valuetext", told.textContent);
  };
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => select.form.requestSubmit());
  select.hidden = true;
  select.tabIndex = -1;
  select.after(slider, told);
  tell();
}

const load = (tag, values) => new Promise((done, failed) => {
  const one = Object.assign(document.createElement(tag), values);
  one.addEventListener("load", done);
  one.addEventListener("error", failed);
  document.head.append(one);
});

// The signs of kinds, drawn as the server draws them.
const SIGNS = {
  cnap: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0", tp: "M3 3h10v10h-10z", vrm: "M8 2l6 12h-12z", mobile: "M8 1l7 7-7 7-7-7z",
};

// Things of one group are one stop of the tab key; arrows move among them, Enter opens.
const rove = (elements, open) => {
  elements.forEach((element, index) => {
    element.setAttribute("tabindex", index === 0 ? "0" : "-1");
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") return open(element);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = step && elements[index + step];
      if (!next) return;
      element.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      event.preventDefault();
      event.stopPropagation();
    });
  });
};

const within = (degrees, most) => Math.max(-most, Math.min(most, degrees)).toFixed(4);
const boxOf = (bounds) => [within(bounds.getWest(), 180), within(bounds.getSouth(), 90), within(bounds.getEast(), 180),
  within(bounds.getNorth(), 90)].join(",");

const go = (href) => { if (href) location.href = href; };

class Movable {
  constructor(button) {
    this.data = button.dataset;
    [this.least, this.most] = this.data.zooms.split(",").map(Number);
    this.box = document.createElement("div");
    this.box.className = "leaflet-box";
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", this.data.label);
    drawing.before(this.box);
    // The drawing stays in the page unseen: its hatchings fill the shapes of this map too.
    drawing.classList.add("unseen");
    drawing.setAttribute("aria-hidden", "true");
    for (const link of drawing.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
    this.map = L.map(this.box, { zoomControl: false, attributionControl: Boolean(this.data.tiles), minZoom: this.least,
      maxZoom: this.most + 3 });
    L.control.zoom({ zoomInTitle: this.data.zoomIn, zoomOutTitle: this.data.zoomOut }).addTo(this.map);
    if (this.data.tiles) {
      this.map.attributionControl.setPrefix(false);
      L.tileLayer(this.data.tiles, { attribution: L.Util.template("{a}", { a: this.data.attribution }) }).addTo(this.map);
    }
    follow(this.box);
  }

  async start() {
    await this.drawShapes();
    this.map.on("moveend", () => {
      this.drawShapes();
      this.drawPoints();
    });
    await this.drawPoints();
  }

  zoom() {
    const zoom = this.placed ? this.map.getZoom() : this.least + 2;
    return Math.min(this.most, Math.max(this.least, Math.round(zoom)));
  }

  async get(address, more) {
    const url = new URL(address, location.href);
    for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async drawShapes() {
    const zoom = Math.min(this.most, Math.ceil(this.zoom() / 2) * 2);
    const view = this.placed ? this.map.getBounds() : null;
    if (zoom === this.drawn && (!this.near || this.near.contains(view))) return;
    // The first answer is of the whole territory; closer ones only of what is near the view.
    const near = view && zoom > 8 ? view.pad(.5) : null;
    [this.drawn, this.near] = [zoom, near];
    const found = await this.get(this.data.shapes, near ? { zoom, bbox: boxOf(near) } : { zoom });
    if (zoom !== this.drawn || near !== this.near) return;
    const focused = document.activeElement?.dataset?.href;
    this.shapes?.remove();
    const style = (feature) => ({ className: feature.properties.class, fillColor: feature.properties.fill
      ? "url(#" + feature.properties.fill + ")" : undefined, fillOpacity: this.data.tiles ? .75 : 1, weight: 1, color: "#5d6b79" });
    const shapes = L.geoJSON(found, { style });
    // Shapes have elements only once the map has a view.
    if (!this.placed) {
      const bounds = shapes.getBounds();
      this.map.fitBounds(bounds.isValid() ? bounds : [[44, 22], [52.5, 40.5]]);
      this.placed = true;
    }
    this.shapes = shapes.addTo(this.map);
    const elements = [];
    this.shapes.eachLayer((layer) => {
      const { title, href } = layer.feature.properties;
      const element = layer.getElement?.();
      if (!element) return;
      element.setAttribute("role", "link");
      element.setAttribute("aria-label", title);
      element.dataset.href = href;
      layer.bindTooltip(title, { sticky: true });
      layer.on("click", () => go(href));
      elements.push(element);
    });
    rove(elements, (element) => go(element.dataset.href));
    const byHref = new Map(elements.map((element) => [element.dataset.href, element]));
    shapeOf = (href) => byHref.get(href);
    if (focused) byHref.get(focused)?.focus();
  }

  async drawPoints() {
    const mine = this.asked = (this.asked ?? 0) + 1;
    const found = await this.get(this.data.points, { zoom: this.zoom(), bbox: boxOf(this.map.getBounds().pad(.1)) });
    if (mine !== this.asked) return;
    this.points?.remove();
    this.points = L.layerGroup();
    for (const feature of found.features) this.points.addLayer(this.sign(feature));
    this.points.addTo(this.map);
    const elements = [];
    this.points.eachLayer((layer) => elements.push(layer.getElement()));
    rove(elements, (element) => element.click());
  }

  sign({ geometry, properties }) {
    const [lon, lat] = geometry.coordinates;
    const title = properties.title ?? this.data.cluster.replace("%", properties.count);
    const body = document.createElement("span");
    if (properties.count) body.textContent = properties.count;
    else body.innerHTML = "<svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path class=\"k-"
      + properties.kind + "\" d=\"" + SIGNS[properties.kind] + "\"/></svg>";
    const size = properties.count ? 30 : 16;
    const icon = L.divIcon({ className: properties.count ? "cluster" : "sign", html: body, iconSize: [size, size] });
    const marker = L.marker([lat, lon], { icon, title, alt: title, keyboard: true });
    marker.on("click", () => properties.href ? go(properties.href) : this.map.setView([lat, lon], this.map.getZoom() + 2));
    marker.on("add", () => {
      const element = marker.getElement();
      element.setAttribute("aria-label", title);
      element.setAttribute("role", properties.href ? "link" : "button");
    });
    return marker;
  }
}

for (const button of document.querySelectorAll("button[data-movable]")) {
  if (!drawing) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const told = document.querySelector("[data-movable-state]");
    button.disabled = true;
    try {
      await Promise.all([load("script", { src: button.dataset.script }),
        load("link", { rel: "stylesheet", href: button.dataset.style })]);
      const movable = new Movable(button);
      await movable.start();
      button.hidden = true;
      movable.box.querySelector("[tabindex='0']")?.focus();
    } catch {
      told.textContent = button.dataset.failed;
      document.querySelector(".leaflet-box")?.remove();
      drawing.classList.remove("unseen");
      drawing.removeAttribute("aria-hidden");
      button.disabled = false;
    }
  });
}
