/* The page: which figure is shown, what is selected, and the keys. */

const root = document.documentElement;
const figures = all(document, ".figure");
const steps = all(document, "#story li[data-f]");
/* What the arrows go through: the steps of the story, else the figures. */
const stops = steps.length ? steps : figures;
const cameras = new Map();
let stop = 0, shownFigure = null, selected = [], opened = null;

const markOf = el => { const a = el && el.closest("a[href^='#m']"); return a ? a.getAttribute("href").slice(1) : null; };
const linksTo = (figure, id) => all(figure, "a[href='#" + id + "']");
const camera = () => cameras.get(shownFigure);
const isSeen = el => { const o = el.closest(".o"); return !o || o.classList.contains(root.dataset.lang); };
const order = figure => numbers(figure, "order");

/* ---- selection ---- */

function paint() {
  const marks = selected.map(byId), lit = new Set(selected), also = new Set();
  for (const mark of marks) numbers(mark, "r").forEach(n => lit.add("m" + n));
  if (!byId("panel").hidden) linkedTo(marks).forEach(li => { also.add(li.id); lit.add(li.id); });
  for (const a of all(shownFigure, "a[href^='#m']")) {
    const id = a.getAttribute("href").slice(1);
    a.classList.toggle("sel", selected.includes(id));
    a.classList.toggle("lit", lit.has(id));
    a.classList.toggle("also", also.has(id));
    if (a.hasAttribute("aria-pressed")) a.setAttribute("aria-pressed", selected.includes(id));
  }
  const svg = shownFigure.querySelector(".picture");
  if (svg) svg.classList.toggle("dim", selected.length > 0 && "fades" in shownFigure.dataset);
}

function select(ids, open) {
  selected = ids.filter(id => byId(id));
  showPanel(open ? selected.map(byId) : [], id => select([id], true));
  paint();
  remeasure();
  /* A panel that covers a part of the figure does not cover the mark. */
  const panel = byId("panel");
  if (!panel.hidden && camera() && getComputedStyle(panel).position === "fixed") {
    const a = shownFigure.marks.find(m => markOf(m) === selected[0]);
    if (a) camera().reveal(a, panel.getBoundingClientRect().top);
  }
}

function clickMark(id, adds) {
  if (!id) { select([], false); return; }
  if (adds) select(selected.includes(id) ? selected.filter(s => s !== id) : selected.concat(id), true);
  else select([id], true);
}

/* ---- marks: names, focus, hover ---- */

/* One link a mark can be reached by keyboard; the others are the same mark in other layers. */
function nameMarks(figure) {
  const first = new Map();
  for (const a of all(figure, "a[href^='#m']")) {
    const id = a.getAttribute("href").slice(1);
    a.setAttribute("tabindex", "-1");
    if (first.has(id) || !isSeen(a)) { a.setAttribute("aria-hidden", "true"); continue; }
    first.set(id, a);
    a.removeAttribute("aria-hidden");
    a.setAttribute("role", "button");
    a.setAttribute("aria-pressed", selected.includes(id));
    a.setAttribute("aria-label", nameOf(byId(id)));
  }
  figure.marks = order(figure).map(id => first.get(id)).filter(a => a);
  if (figure.marks.length) figure.marks[0].setAttribute("tabindex", "0");
}

function focusMark(a) {
  shownFigure.marks.forEach(m => m.setAttribute("tabindex", m === a ? "0" : "-1"));
  a.focus({ preventScroll: !!camera() });
  if (camera()) camera().reveal(a);
  const r = a.getBoundingClientRect();
  showTip(byId(markOf(a)), (r.left + r.right) / 2, r.bottom);
}

/* Thin lines are hard to hit: what is near counts. */
function markNear(x, y) {
  for (const d of [0, 4, 8])
    for (const [dx, dy] of d ? [[d, 0], [-d, 0], [0, d], [0, -d], [d, d], [-d, -d], [d, -d], [-d, d]] : [[0, 0]]) {
      const el = document.elementFromPoint(x + dx, y + dy);
      const id = el && shownFigure.contains(el) ? markOf(el) : null;
      if (id) return id;
    }
  return null;
}

function hover(id, x, y) {
  if (shownFigure && hover.id !== id) {
    all(shownFigure, "a.hover").forEach(a => a.classList.remove("hover"));
    if (id) linksTo(shownFigure, id).forEach(a => a.classList.add("hover"));
  }
  hover.id = id;
  showTip(id ? byId(id) : null, x, y);
}

/* ---- legend ---- */

function listenToLegend(figure) {
  const hidden = new Set();
  for (const li of all(figure, ".legend li[data-k]")) {
    const button = make("button", "", ...li.childNodes);
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      const off = hidden.has(li.dataset.k) ? hidden.delete(li.dataset.k) && false : !!hidden.add(li.dataset.k);
      button.setAttribute("aria-pressed", !off);
      for (const a of all(figure, "a[href^='#m']"))
        a.classList.toggle("gone", numbers(byId(a.getAttribute("href").slice(1)), "k").some(k => hidden.has(k)));
    });
    li.append(button);
  }
}

/* ---- figures and steps ---- */

function showFigure(figure) {
  if (figure === shownFigure) return;
  hover(null);
  figures.forEach(f => f.classList.toggle("on", f === figure));
  shownFigure = figure;
  byId("zoom").hidden = !figure.querySelector(".picture");
  if (!cameras.has(figure) && figure.querySelector(".picture")) {
    const c = new Camera(figure, () => showTip(null));
    cameras.set(figure, c);
    c.prepare();
    listenToPointers(c, e => clickMark(e.detail === 0 ? markOf(e.target) : markNear(e.clientX, e.clientY), e.shiftKey));
    c.home();
  }
  nameMarks(figure);
  remeasure();
}

function remeasure() {
  const c = camera();
  if (!c) return;
  c.measure();
  if (c.untouched) c.home();
  else { c.clamp(); c.apply(); }
}

function remember() {
  try { history.replaceState(null, "", "#" + stops[stop].id); } catch (error) { /* not allowed from some files */ }
}

function go(index) {
  stop = Math.max(0, Math.min(index, stops.length - 1));
  const at = stops[stop];
  steps.forEach(s => s.classList.toggle("on", s === at));
  selected = [];
  if (byId("story")) byId("story").hidden = false;
  showFigure(steps.length ? byId(at.dataset.f) : at);
  select(steps.length ? numbers(at, "s") : [], false);
  byId("place").textContent = (stop + 1) + " / " + stops.length;
  byId("b-previous").disabled = stop === 0;
  byId("b-next").disabled = stop === stops.length - 1;
  const story = byId("story");
  if (story) story.scrollTop = 0;
  remember();
}

/* A view that is no step: the story waits where it was. */
function visit(figure) {
  const index = stops.indexOf(figure);
  if (index >= 0) { go(index); return; }
  selected = [];
  if (byId("story")) byId("story").hidden = true;
  byId("place").textContent = "– / " + stops.length;
  showFigure(figure);
  select([], false);
}

/* ---- overview and other dialogs ---- */

function openDialog(id) {
  closeDialog();
  if (id === "overview") fillOverview();
  opened = { dialog: byId(id), before: document.activeElement };
  opened.dialog.hidden = false;
  showTip(null);
  (opened.dialog.querySelector("[aria-current]") || opened.dialog.querySelector("button")).focus();
}

function closeDialog() {
  if (!opened) return;
  opened.dialog.hidden = true;
  if (opened.before && opened.before.focus) opened.before.focus();
  opened = null;
}

/* The figure without its words, or what looks like a table. */
function thumbnail(figure) {
  const picture = figure.querySelector(".picture");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "thumb");
  svg.setAttribute("aria-hidden", "true");
  if (picture) {
    const group = picture.querySelector(".camera").cloneNode(true);
    group.removeAttribute("transform");
    all(group, "text").forEach(t => t.remove());
    all(group, "a").forEach(a => a.removeAttribute("href"));
    svg.setAttribute("viewBox", picture.getAttribute("viewBox"));
    svg.append(group);
  } else {
    const lines = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 160 96");
    lines.setAttribute("d", [8, 20, 32, 44, 56, 68, 80].map(y => "M8 " + (y + 4) + "h40m8 0h44m8 0h44").join(""));
    lines.setAttribute("class", "rows");
    svg.append(lines);
  }
  return svg;
}

function fillOverview() {
  const box = byId("stops");
  const list = (title, entries) => {
    const grid = make("div", "");
    entries.forEach(([figure, name, number, act, current]) => {
      const button = make("button", "", thumbnail(figure),
        make("span", "", make("span", "n", number ? number + "  " : ""), ...copy(name)));
      button.type = "button";
      if (current) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => { closeDialog(); act(); });
      grid.append(button);
    });
    box.append(make("h2", "", word(title)), grid);
  };
  box.replaceChildren();
  if (steps.length)
    list("story", steps.map((s, i) => [byId(s.dataset.f), s.querySelector("h3 a"), i + 1, () => go(i), i === stop]));
  const views = figures.filter(f => !("step" in f.dataset));
  if (!steps.length || views.length)
    list("views", views.map((f, i) => [f, f.querySelector("h2"), steps.length ? "" : i + 1, () => visit(f), !steps.length && i === stop]));
}

/* ---- language and theme ---- */

function setLanguage(lang) {
  root.dataset.lang = lang;
  root.lang = { en: "en", hs: "zh-Hans", ht: "zh-Hant" }[lang];
  all(document, "#languages button").forEach(b => b.setAttribute("aria-pressed", b.dataset.to === lang));
  for (const el of all(document, "[data-" + lang + "]")) {
    el.setAttribute("aria-label", el.dataset[lang]);
    el.setAttribute("title", el.dataset[lang]);
  }
  byId("panel").removeAttribute("title");
  document.title = textOf(document.querySelector("h1"));
  showTip(null);
  if (!shownFigure) return;
  const focused = markOf(document.activeElement);
  nameMarks(shownFigure);
  if (camera()) { camera().shrunk = 0; remeasure(); }
  const again = focused && shownFigure.marks.find(a => markOf(a) === focused);
  if (again) focusMark(again);
}

function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

/* ---- keys ---- */

function moveFocus(event) {
  const marks = shownFigure.marks, at = marks.indexOf(document.activeElement);
  const next = marks[at + (event.shiftKey ? -1 : 1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  focusMark(next);
}

function escape() {
  if (opened) closeDialog();
  else if (selected.length || !byId("panel").hidden) {
    const mark = selected.length && shownFigure.marks.find(a => markOf(a) === selected[0]);
    select([], false);
    if (mark) mark.focus({ preventScroll: true });
  } else showTip(null);
}

const languages = ["en", "hs", "ht"];
const panBy = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
const keys = {
  ArrowRight: () => go(stop + 1), PageDown: () => go(stop + 1), ArrowLeft: () => go(stop - 1), PageUp: () => go(stop - 1),
  Home: () => go(0), End: () => go(stops.length - 1),
  "+": () => camera() && camera().zoom(1.4), "=": () => camera() && camera().zoom(1.4),
  "-": () => camera() && camera().zoom(1 / 1.4), "0": () => camera() && camera().whole(),
  o: () => openDialog("overview"), "?": () => openDialog("help"), t: toggleTheme,
  l: () => setLanguage(languages[(languages.indexOf(root.dataset.lang) + 1) % 3]),
};

document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.altKey || e.metaKey) return;
  if (e.key === "Escape") { escape(); return; }
  if (opened) {
    if (e.key === "Tab") keepInside(e);
    return;
  }
  if (e.key === "Tab") { moveFocus(e); return; }
  if (e.key === " " && markOf(document.activeElement)) { e.preventDefault(); clickMark(markOf(document.activeElement), e.shiftKey); return; }
  const inPanel = byId("panel").contains(document.activeElement) || shownFigure.querySelector(".table");
  const pan = panBy[e.key];
  if (pan && (e.shiftKey || e.key === "ArrowUp" || e.key === "ArrowDown")) {
    if (inPanel || !camera()) return;
    e.preventDefault();
    camera().pan(...pan);
    return;
  }
  const act = keys[e.key.length === 1 ? e.key.toLowerCase() : e.key];
  if (/^[1-9]$/.test(e.key) && +e.key <= stops.length) go(+e.key - 1);
  else if (act) { e.preventDefault(); act(); }
});

function keepInside(event) {
  const buttons = all(opened.dialog, "button");
  const first = buttons[0], last = buttons[buttons.length - 1];
  if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
}

/* ---- begin ---- */

function listen() {
  byId("b-previous").addEventListener("click", () => go(stop - 1));
  byId("b-next").addEventListener("click", () => go(stop + 1));
  byId("b-overview").addEventListener("click", () => openDialog("overview"));
  byId("b-help").addEventListener("click", () => openDialog("help"));
  byId("b-theme").addEventListener("click", toggleTheme);
  byId("b-in").addEventListener("click", () => camera() && camera().zoom(1.4));
  byId("b-out").addEventListener("click", () => camera() && camera().zoom(1 / 1.4));
  byId("b-whole").addEventListener("click", () => camera() && camera().whole());
  all(document, "#languages button").forEach(b => b.addEventListener("click", () => setLanguage(b.dataset.to)));
  all(document, ".dialog").forEach(d => d.addEventListener("click", e => {
    if (e.target === d || e.target.classList.contains("close")) closeDialog();
  }));
  byId("panel").querySelector(".close").addEventListener("click", escape);
  const main = byId("figures");
  main.addEventListener("pointermove", e => {
    if (e.buttons || e.pointerType === "touch") return;
    const inStage = e.target.closest(".stage");
    hover(inStage ? (inStage.classList.contains("table") ? markOf(e.target) : markNear(e.clientX, e.clientY)) : null, e.clientX, e.clientY);
  });
  main.addEventListener("pointerleave", () => hover(null));
  all(document, ".stage.table").forEach(t => t.addEventListener("click", e => {
    const id = markOf(e.target);
    if (id || selected.length) { e.preventDefault(); clickMark(id, e.shiftKey); }
  }));
  all(document, "#story h3 a").forEach(a => a.addEventListener("click", e => { e.preventDefault(); go(stop); }));
  addEventListener("resize", remeasure);
  addEventListener("beforeprint", () => {
    select([], false);
    cameras.forEach(c => { c.k = 1; c.x = c.y = 0; c.fit = 1; c.apply(); });
  });
  addEventListener("afterprint", remeasure);
  addEventListener("hashchange", openHash);
}

/* "#s3", "#f2" or "#m5": a step, a view, or a mark where it is first drawn. */
function openHash() {
  const id = location.hash.slice(1);
  const step = steps.findIndex(s => s.id === id), figure = figures.find(f => f.id === id);
  const home = /^m\d+$/.test(id) && figures.find(f => linksTo(f, id).length);
  if (step >= 0) go(step);
  else if (figure) visit(figure);
  else if (home) { visit(home); select([id], true); }
  else return false;
  return true;
}

root.classList.add("js");
figures.forEach(listenToLegend);
setLanguage(root.dataset.lang);
listen();
if (stops.length < 2) byId("steps").hidden = true;
{
  const wanted = location.hash.slice(1);
  go(0);
  if (wanted) { try { history.replaceState(null, "", "#" + wanted); } catch (error) { /* as above */ } openHash(); }
}
