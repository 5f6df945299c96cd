/* What is said of marks: the tip under the pointer and the panel with their passages.  All of it is
 * cloned from the notes of the page; no text is ever read as markup. */

function word(key) { return byId("words").querySelector('[data-w="' + key + '"]').cloneNode(true); }

function make(tag, className, ...children) {
  const el = document.createElement(tag);
  if (className) el.className = className;
  el.append(...children);
  return el;
}

/* The content of a note in all languages, without its id. */
function copy(el) {
  return el ? Array.from(el.childNodes, n => n.cloneNode(true)) : [];
}

/* What a reader of the present language sees of it. */
function textOf(el) {
  if (!el) return "";
  const lang = document.documentElement.dataset.lang;
  const twin = el.cloneNode(true);
  all(twin, ".o").forEach(o => { if (!o.classList.contains(lang)) o.remove(); });
  return twin.textContent.replace(/\s+/g, " ").trim();
}

function numbers(el, name) {
  return el && el.dataset[name] ? el.dataset[name].split(" ") : [];
}

function titleOf(mark) { return mark.querySelector("h3"); }

function nameOf(mark) {
  return [titleOf(mark), mark.querySelector(".desc"), mark.querySelector(".says"), mark.querySelector(".warn")]
    .map(textOf).filter(t => t).join(". ");
}

/* ---- tip ---- */

function showTip(mark, x, y) {
  const tip = byId("tip");
  if (!mark) { tip.hidden = true; return; }
  const parts = [make("b", "", ...copy(titleOf(mark)))];
  for (const key of [".desc", ".warn"]) {
    const part = mark.querySelector(key);
    if (part) parts.push(make("span", key === ".warn" ? "warn" : "desc", ...copy(part)));
  }
  tip.replaceChildren(...parts);
  tip.hidden = false;
  const r = tip.getBoundingClientRect();
  const left = x + 14 + r.width > innerWidth ? x - 14 - r.width : x + 14;
  const top = y + 16 + r.height > innerHeight ? y - 12 - r.height : y + 16;
  tip.style.left = Math.max(4, Math.min(left, innerWidth - r.width - 4)) + "px";
  tip.style.top = Math.max(4, top) + "px";
}

/* ---- panel ---- */

function passageCard(mark, number) {
  const note = byId("n" + number);
  const use = all(mark, "ul li").find(li => li.querySelector("a").getAttribute("href") === "#n" + number);
  const card = make("article", note.className, ...copy(note));
  const said = use && use.querySelector(".use");
  if (said) card.append(make("p", "use", ...copy(said)));
  return card;
}

/* Passages by document, in each those that support before those that dispute. */
function passagesOf(mark) {
  const out = [], byDocument = new Map();
  for (const n of numbers(mark, "p")) {
    const home = byId("n" + n).parentNode;
    if (!byDocument.has(home)) byDocument.set(home, []);
    byDocument.get(home).push(n);
  }
  for (const [home, list] of byDocument) {
    out.push(make("p", "doc", ...copy(home.querySelector("h3"))));
    for (const disputes of [false, true]) {
      const part = list.filter(n => byId("n" + n).classList.contains("disputes") === disputes);
      if (!part.length) continue;
      out.push(make("h4", disputes ? "disputes" : "", word(disputes ? "disputes" : "supports")));
      part.forEach(n => out.push(passageCard(mark, n)));
    }
  }
  return out;
}

/* Marks that rest on a passage of these too. */
function linkedTo(marks) {
  const wanted = new Set(marks.flatMap(m => numbers(m, "p").map(passageId)));
  return all(byId("marks"), ":scope>li").filter(li =>
    !marks.includes(li) && numbers(li, "p").some(n => wanted.has(passageId(n))));
}

/* One passage has several numbers when it is used in several ways: its words tell that it is one. */
const passageIds = new Map();
function passageId(n) {
  if (!passageIds.has(n)) {
    const note = byId("n" + n);
    passageIds.set(n, note.dataset.p);
  }
  return passageIds.get(n);
}

function showPanel(marks, choose) {
  const panel = byId("panel"), shown = byId("shown");
  const parts = [];
  marks.forEach((mark, i) => {
    if (i > 0) parts.push(document.createElement("hr"));
    parts.push(make("h2", "", ...copy(titleOf(mark))));
    for (const key of ["desc", "says", "note", "warn"]) {
      const part = mark.querySelector("." + key);
      if (part) parts.push(make("p", key, ...copy(part)));
    }
    parts.push(...passagesOf(mark));
  });
  const linked = linkedTo(marks).slice(0, 40);
  if (linked.length) {
    parts.push(make("h4", "", word("linked")));
    for (const mark of linked) {
      const button = make("button", "also", ...copy(titleOf(mark)));
      button.type = "button";
      button.dataset.mark = mark.id;
      button.addEventListener("click", () => choose(mark.id));
      parts.push(button);
    }
  }
  shown.replaceChildren(...parts);
  panel.hidden = marks.length === 0;
  panel.scrollTop = 0;
}
