"use strict";
/* The camera: a picture is magnified and moved as a whole; discs, heads of arrows and labels of maps
 * and networks keep their size while what lies between them grows. */

const ZOOMS = { map: true, network: true };
/* Share of its size that text may be shrunk to before it is kept, and labels give way instead. */
const READABLE = 0.82;
const MOST = 12;

function byId(id) { return document.getElementById(id); }
function all(root, selector) { return Array.from(root.querySelectorAll(selector)); }

/* Numbers and letters of a path: all are relative, of m, l, c and z. */
function readPath(data) {
  const segments = [];
  for (const [, verb, rest] of data.matchAll(/([mlcz])([^mlcz]*)/g)) {
    const n = (rest.match(/-?\d*\.?\d+/g) || []).map(Number);
    const size = verb === "c" ? 6 : 2;
    if (verb === "z") segments.push(["z"]);
    for (let i = 0; verb !== "z" && i + size <= n.length; i += size)
      segments.push([verb, ...n.slice(i, i + size)]);
  }
  let x = 0, y = 0;
  return segments.map(s => {
    const points = [];
    for (let i = 1; i < s.length; i += 2) points.push([x + s[i], y + s[i + 1]]);
    if (points.length) [x, y] = points[points.length - 1];
    return { verb: s[0], points };
  });
}

function writePath(segments) {
  return segments.map(s => s.verb.toUpperCase()
    + s.points.map(p => p[0].toFixed(2) + " " + p[1].toFixed(2)).join(" ")).join("");
}

class Camera {
  constructor(figure, changed) {
    this.figure = figure;
    this.changed = changed;
    this.svg = figure.querySelector(".picture");
    this.group = this.svg.querySelector(".camera");
    this.stage = this.svg.parentNode;
    const box = this.svg.viewBox.baseVal;
    this.width = box.width;
    this.height = box.height;
    this.keeps = ZOOMS[figure.dataset.kind] === true;
    this.k = 1;
    this.x = this.y = 0;
    this.untouched = true;
  }

  /* Pixels a unit when the whole figure fits, and where it then begins. */
  measure() {
    const r = this.stage.getBoundingClientRect();
    this.fit = Math.min(r.width / this.width, r.height / this.height) || 1;
    this.left = (r.width - this.width * this.fit) / 2;
    this.top = (r.height - this.height * this.fit) / 2;
    this.rect = r;
  }

  /* Once, when the figure is first shown and its boxes can be measured. */
  prepare() {
    if (this.ready) return;
    this.ready = true;
    this.labels = [];
    this.lines = [];
    this.fitTexts();
    if (!this.keeps) return;
    this.svg.classList.add("zooms");
    const discs = [];
    const centre = el => { const b = el.getBBox(); return [b.x + b.width / 2, b.y + b.height / 2]; };
    const anchor = (el, [x, y]) => {
      el.classList.add("at");
      el.style.transformOrigin = x.toFixed(2) + "px " + y.toFixed(2) + "px";
    };
    const parts = layer => all(this.svg, "." + layer + ">*, ." + layer + ">.o>*").filter(el => !el.classList.contains("o"));
    /* Where a figure is laid out anew for each language, its discs are those of one. */
    const versionOf = el => { const o = el.closest(".o"); return o ? o.getAttribute("class") : ""; };
    const meet = (a, b) => a === b || a === "" || b === "";
    /* What is not shown in this language has no box: it is measured with its group shown. */
    const groups = all(this.svg, ".o").filter(g => getComputedStyle(g).display === "none");
    groups.forEach(g => { g.style.display = "inline"; });
    for (const el of parts("node")) {
      const circle = el.tagName === "circle" ? el : el.querySelector("circle");
      const at = circle ? [+circle.getAttribute("cx"), +circle.getAttribute("cy")] : centre(el);
      anchor(el, at);
      if (circle) discs.push({ at, r: +circle.getAttribute("r"), href: el.getAttribute("href"), version: versionOf(el) });
    }
    for (const el of parts("label")) {
      const href = el.getAttribute("href"), version = versionOf(el);
      const disc = href && discs.find(d => d.href === href && meet(d.version, version));
      const at = disc ? disc.at : centre(el);
      this.labels.push({ el, at, version, box: el.getBBox(), weight: disc ? disc.r : 0 });
      anchor(el, at);
    }
    const nearest = (p, version) => {
      let best = null, least = Infinity;
      for (const disc of discs) {
        const d = Math.hypot(disc.at[0] - p[0], disc.at[1] - p[1]) - disc.r;
        if (d < least && meet(disc.version, version)) { least = d; best = disc; }
      }
      return least < 16 ? best.at : null;
    };
    for (const el of all(this.svg, ".line .h")) anchor(el, nearest(centre(el), versionOf(el)) || centre(el));
    for (const el of all(this.svg, ".line .l, .line path.k")) {
      const segments = readPath(el.getAttribute("d"));
      const last = segments[segments.length - 1], version = versionOf(el);
      if (segments.length < 2 || last.verb === "z") continue;
      this.lines.push({ el, segments, from: nearest(segments[0].points[0], version),
                        to: nearest(last.points[last.points.length - 1], version) });
    }
    groups.forEach(g => { g.style.display = ""; });
    this.discs = discs;
    this.labels.sort((a, b) => b.weight - a.weight);
  }

  /* Where the reader's fonts are wider than those the figure was set in. */
  fitTexts() {
    const texts = all(this.svg, "text[data-l]").filter(t => !t.closest(".o") || t.closest(".o." + document.documentElement.dataset.lang));
    const wide = texts.filter(t => !t.hasAttribute("textLength") && t.getComputedTextLength() > +t.dataset.l * 1.03 + 1);
    for (const text of wide) {
      text.setAttribute("textLength", text.dataset.l);
      text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
  }

  /* How it opens: whole, unless that would be too small to read; then at its beginning. */
  home() {
    this.measure();
    this.k = 1;
    this.x = this.y = 0;
    this.untouched = true;
    if (!this.keeps && this.fit < READABLE) {
      const width = this.rect.width / (this.width * this.fit);
      this.k = Math.min(READABLE / this.fit, Math.max(width, Math.min(READABLE / this.fit, 2.6)));
      this.x = this.y = 1e6;
      this.clamp();
    }
    if (this.keeps && this.fit < READABLE / 1.5) {
      this.k = Math.min(Math.max(this.rect.height * 0.9 / (this.height * this.fit), 1), 1.7);
      this.x = this.width * (1 - this.k) / 2;
      this.y = this.height * (1 - this.k) / 2;
    }
    this.apply();
  }

  whole() {
    this.measure();
    this.k = 1;
    this.x = this.y = 0;
    this.apply();
  }

  /* So much of the figure stays in the stage that it is never lost. */
  clamp() {
    this.k = Math.min(Math.max(this.k, 1), MOST);
    const limit = (offset, size, room, start) => {
      const scale = this.fit * this.k, length = size * scale;
      const least = Math.min(room - length, 0) - (this.keeps ? room / 3 : 0);
      const most = Math.max(room - length, 0) + (this.keeps ? room / 3 : 0);
      const px = start + offset * this.fit;
      const middle = length < room && !this.keeps ? (room - length) / 2 : null;
      return ((middle !== null ? middle : Math.min(Math.max(px, least), most)) - start) / this.fit;
    };
    this.x = limit(this.x, this.width, this.rect.width, this.left);
    this.y = limit(this.y, this.height, this.rect.height, this.top);
  }

  apply() {
    this.group.setAttribute("transform",
      "translate(" + this.x.toFixed(3) + " " + this.y.toFixed(3) + ") scale(" + this.k.toFixed(5) + ")");
    if (this.keeps && this.ready) this.keepSizes();
    if (this.changed) this.changed(this);
  }

  keepSizes() {
    const g = Math.max(this.fit, READABLE) * Math.pow(this.k, 0.25);
    const c = g / (this.fit * this.k);
    this.svg.style.setProperty("--k", c.toFixed(5));
    this.svg.style.setProperty("--g", g.toFixed(5));
    if (c !== this.shrunk) {
      for (const line of this.lines) this.moveEnds(line, c);
      this.giveWay(c);
    }
    this.shrunk = c;
  }

  /* The ends of a line stay at the rims of the discs, which do not grow with the rest. */
  moveEnds(line, c) {
    const segments = line.segments.map(s => ({ verb: s.verb, points: s.points.map(p => p.slice()) }));
    const shift = (points, at, end, neighbour) => {
      if (!at) return;
      const dx = (end[0] - at[0]) * (c - 1), dy = (end[1] - at[1]) * (c - 1);
      end[0] += dx; end[1] += dy;
      if (neighbour) { neighbour[0] += dx; neighbour[1] += dy; }
    };
    const first = segments[0].points, second = segments[1], last = segments[segments.length - 1];
    shift(first, line.from, first[0], second.verb === "c" ? second.points[0] : null);
    shift(last.points, line.to, last.points[last.points.length - 1], last.verb === "c" ? last.points[1] : null);
    line.el.setAttribute("d", writePath(segments));
  }

  /* Labels that would lie on weightier ones wait until there is room. */
  giveWay(c) {
    const scale = this.fit * this.k, pad = 1 / scale, lang = document.documentElement.dataset.lang;
    const isHere = version => version === "" || version.split(" ").includes(lang);
    const taken = this.discs.filter(d => isHere(d.version)).map(d => ({
      x: d.at[0] - d.r * c, y: d.at[1] - d.r * c, w: 2 * d.r * c, h: 2 * d.r * c, of: d.at }));
    for (const label of this.labels) {
      if (!isHere(label.version)) continue;
      const b = label.box, at = label.at;
      const r = { x: at[0] + (b.x - at[0]) * c, y: at[1] + (b.y - at[1]) * c, w: b.width * c, h: b.height * c };
      const hit = c > 1.001 && taken.some(t => !this.isAt(t.of, at) && r.x < t.x + t.w + pad && t.x < r.x + r.w + pad
                                               && r.y < t.y + t.h + pad && t.y < r.y + r.h + pad);
      label.el.classList.toggle("crowded", hit);
      if (!hit) taken.push(r);
    }
  }

  isAt(a, b) { return !!a && a[0] === b[0] && a[1] === b[1]; }

  /* px, py: in the stage, pixels, where what lies there stays. */
  zoomAt(px, py, factor) {
    const before = this.k;
    this.k = Math.min(Math.max(before * factor, 1), MOST);
    const f = this.k / before;
    const ux = (px - this.left) / this.fit, uy = (py - this.top) / this.fit;
    this.x = ux - (ux - this.x) * f;
    this.y = uy - (uy - this.y) * f;
    this.untouched = false;
    this.clamp();
    this.apply();
  }

  zoom(factor) { this.zoomAt(this.rect.width / 2, this.rect.height / 2, factor); }

  pan(dx, dy) {
    this.x += dx / this.fit;
    this.y += dy / this.fit;
    this.untouched = false;
    this.clamp();
    this.apply();
  }

  /* Moves what is focused into the stage. */
  reveal(el, bottom) {
    const r = el.getBoundingClientRect(), edge = 30;
    const s = { left: this.rect.left, right: this.rect.right, top: this.rect.top,
                bottom: Math.max(Math.min(this.rect.bottom, bottom || Infinity), this.rect.top + 2 * edge) };
    const cx = Math.min(Math.max((r.left + r.right) / 2, s.left + edge), s.right - edge) - (r.left + r.right) / 2;
    const cy = Math.min(Math.max((r.top + r.bottom) / 2, s.top + edge), s.bottom - edge) - (r.top + r.bottom) / 2;
    if (cx || cy) this.pan(cx, cy);
  }
}

/* Pointers and wheel on a stage; click is told what was clicked, if nothing was dragged. */
function listenToPointers(camera, click) {
  const stage = camera.stage, down = new Map();
  let moved = false, spread = 0, wheel = 0;
  const local = e => [e.clientX - camera.rect.left, e.clientY - camera.rect.top];
  stage.addEventListener("dragstart", e => e.preventDefault());
  stage.addEventListener("pointerdown", e => {
    if (e.button !== 0) return;
    camera.measure();
    if (down.size === 0) moved = false;
    down.set(e.pointerId, { x: e.clientX, y: e.clientY, x0: e.clientX, y0: e.clientY });
    spread = 0;
  });
  stage.addEventListener("pointermove", e => {
    const p = down.get(e.pointerId);
    if (!p) return;
    const dx = e.clientX - p.x, dy = e.clientY - p.y;
    if (!moved && Math.hypot(e.clientX - p.x0, e.clientY - p.y0) < 5) return;
    if (!moved) { stage.setPointerCapture(e.pointerId); stage.classList.add("drags"); }
    moved = true;
    p.x = e.clientX; p.y = e.clientY;
    if (down.size === 1) { camera.pan(dx, dy); return; }
    const [a, b] = Array.from(down.values());
    const now = Math.hypot(a.x - b.x, a.y - b.y);
    if (spread > 0 && now > 0)
      camera.zoomAt((a.x + b.x) / 2 - camera.rect.left, (a.y + b.y) / 2 - camera.rect.top, now / spread);
    camera.pan(dx / 2, dy / 2);
    spread = now;
  });
  const up = e => {
    down.delete(e.pointerId);
    spread = 0;
    if (down.size === 0) stage.classList.remove("drags");
  };
  stage.addEventListener("pointerup", up);
  stage.addEventListener("pointercancel", up);
  stage.addEventListener("click", e => {
    e.preventDefault();
    if (!moved || e.detail === 0) click(e);
    moved = false;
  });
  stage.addEventListener("wheel", e => {
    e.preventDefault();
    wheel = e.deltaMode === 1 ? e.deltaY * 16 : e.deltaY;
    camera.measure();
    camera.zoomAt(...local(e), Math.pow(1.0018, -wheel));
  }, { passive: false });
}
