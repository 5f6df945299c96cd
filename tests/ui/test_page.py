"""usage: test_page.py ENTENTE ROOT: the page of HTML in a real Chromium: it fetches nothing, every mark opens its
passages, figures are moved by mouse and keyboard, the story is stepped through, and no text of a dossier is markup."""
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

from browser import Browser, Unavailable

ENTENTE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FOLDER = tempfile.TemporaryDirectory(prefix="entente-page-")
TITLE = "return textOf(document.querySelector('#story li.on h3'))"
SCALE = "const m = /scale\\(([\\d.]+)\\)/.exec(camera().group.getAttribute('transform')); return +m[1]"
PLACE = "return camera().group.getAttribute('transform')"
n, failed = 0, 0


def ok(good, text):
    global n, failed
    n += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {text}", flush=True)
    return bool(good)


def export(dossier, *arguments):
    path = pathlib.Path(FOLDER.name, f"{pathlib.Path(dossier).stem}{len(arguments)}.html")
    subprocess.run([ENTENTE, "export", dossier, "-f", "html", "-o", path, *arguments], check=True)
    return path


def shipped(name):
    return ROOT / "data" / "dossiers" / f"{name}.dossier"


def is_quiet(page, path):
    asked = [a for a in page.requests() if urllib.parse.unquote(urllib.parse.urlparse(a).path) != str(path)]
    said = page.complaints()
    for line in asked + said:
        print("#", line)
    return not asked and not said


def centre(page, words):
    """Of the disc of the mark with that name."""
    return page.run("""
      const a = shownFigure.marks.find(m => textOf(titleOf(byId(markOf(m)))) === arguments[0]);
      const r = (a.querySelector('circle') || a).getBoundingClientRect();
      return [(r.left + r.right) / 2, (r.top + r.bottom) / 2]""", words)


def story(page):
    page.press("Home")
    titles = [page.run(TITLE)]
    for _ in range(8):
        page.press("Right")
        titles.append(page.run(TITLE))
    given = json.loads(shipped("hanoi-anchorage").read_text())["story"]
    ok(titles == [s["title"]["en"] for s in given], "the arrows go through the steps in their order")
    page.press("Right")
    ok(page.run(TITLE) == titles[-1], "and stop at the last")
    page.press("Left", "Left")
    ok(page.run(TITLE) == titles[-3], "and back")
    ok(given[6]["notes"]["en"] in page.run("return textOf(document.querySelector('#story li.on .said'))"), "with the notes")
    page.press("8")
    ok(page.run("return stop") == 7, "a digit goes to the step of that number")
    ok(set(page.run("return selected.map(id => byId(id)).length ? ['some'] : []")) == {"some"}, "what a step selects is selected")
    page.press("o")
    ok(page.run("return document.querySelectorAll('#stops button').length") == 19, "the overview has all steps and views")
    page.press("Escape")
    ok(page.run("return byId('overview').hidden"), "and closes")


def passages(page):
    """Ukraine in the network of Anchorage."""
    page.press("8")
    page.move(*centre(page, "Ukraine"))
    ok(page.run("return byId('tip').hidden ? '' : textOf(byId('tip'))").startswith("Ukraine"), "a mark under the pointer is named")
    page.click(*centre(page, "Ukraine"))
    ok(page.run("return textOf(document.querySelector('#shown h2'))") == "Ukraine", "a click opens its panel")
    dossier = json.loads(shipped("hanoi-anchorage").read_text())
    digests = {p["digest"]["en"] for p in dossier["passages"]}
    shown = page.run("return all(byId('shown'), '.digest').map(textOf)")
    ok(shown and set(shown) <= {" ".join(d.split()) for d in digests}, f"with the digests of its {len(shown)} passages")
    ok(page.run("return textOf(document.querySelector('#shown .doc'))").startswith("Wang Peng"), "under the document that says so")
    ok("characters" in page.run("return textOf(document.querySelector('#shown .facts'))"), "and where it says so")
    ok(page.run("return shownFigure.querySelectorAll('a.also').length") > 0, "marks that rest on the same passages stand out")
    ok(page.run("return document.querySelectorAll('#shown blockquote').length") == 0, "the words of a closed text are not shown")
    page.press("Escape")
    ok(page.run("return byId('panel').hidden && !selected.length"), "Escape closes the panel")
    cold = page.run("return all(byId('marks'), ':scope>li').every(li => titleOf(li).textContent.trim())")
    ok(cold, "every mark has a name")
    ok(page.run("""return all(document, '.figure a[href^="#m"]').every(a => byId(a.getAttribute('href').slice(1)))"""), "and a note")


def camera(page):
    page.press("8", "0")
    apart = "const [a, b] = arguments[0].map(w => shownFigure.marks.find(m => textOf(titleOf(byId(markOf(m)))) === w)" \
            ".querySelector('circle').getBoundingClientRect()); return [Math.hypot(a.x - b.x, a.y - b.y), a.width]"
    before, disc = page.run(apart, ["Ukraine", "Russia"])
    x, y = centre(page, "Ukraine")
    page.wheel(x, y, -500)
    after, larger = page.run(apart, ["Ukraine", "Russia"])
    zoomed = page.run(SCALE)
    ok(zoomed > 2 and after > 1.9 * before, f"the wheel zooms: {before:.0f} to {after:.0f} pixels apart")
    ok(larger < 1.5 * disc, "while discs and their names keep their size")
    held = centre(page, "Ukraine")
    ok(abs(held[0] - x) < 3 and abs(held[1] - y) < 3, "about what is under the pointer")
    gap = page.run("""
      const a = shownFigure.marks.find(m => textOf(titleOf(byId(markOf(m)))) === 'Ukraine').querySelector('circle');
      const c = a.getBoundingClientRect(), x = (c.left + c.right) / 2, y = (c.top + c.bottom) / 2;
      return Math.min(...all(shownFigure, '.line .h').filter(isSeen).map(h => { const r = h.getBoundingClientRect();
        return Math.hypot((r.left + r.right) / 2 - x, (r.top + r.bottom) / 2 - y); })) - c.width / 2""")
    ok(0 < gap < 12, f"and the heads of arrows stay at the rim ({gap:.1f} pixels)")
    page.drag(700, 600, 120, -60)
    moved = centre(page, "Ukraine")
    ok(abs(moved[0] - x - 120) < 3 and abs(moved[1] - y + 60) < 3, "dragging moves the figure")
    ok(page.run("return byId('panel').hidden"), "and clicks nothing")
    page.press("-")
    ok(page.run(SCALE) < zoomed, "minus zooms out")
    page.press("0")
    ok(page.run(SCALE) == 1, "0 shows the whole figure")
    page.press("+")
    place = page.run(PLACE)
    page.press("Right", hold="Shift")
    ok(page.run(PLACE) != place and page.run("return stop") == 7, "Shift and an arrow move it")
    page.click(*page.run("const r = byId('b-whole').getBoundingClientRect(); return [r.x + 9, r.y + 9]"))
    ok(page.run(SCALE) == 1, "so does the button")


def keyboard(page):
    page.press("8", "Escape")
    page.run("shownFigure.marks[0].focus()")
    first = page.run("return nameOf(byId(markOf(document.activeElement)))")
    page.press("Tab")
    second = page.run("return document.activeElement.getAttribute('aria-label')")
    ok(second and second != first, "Tab goes from mark to mark")
    ok(first.startswith("United States"), "the most important first")
    page.press("Tab", hold="Shift")
    ok(page.run("return nameOf(byId(markOf(document.activeElement)))") == first, "and back with Shift")
    page.press("Enter")
    ok(page.run("return textOf(document.querySelector('#shown h2'))") == "United States", "Enter opens its passages")
    page.press("Escape")
    ok(page.run("return markOf(document.activeElement) === shownFigure.marks[0].getAttribute('href').slice(1)"), "Escape leaves it focused")


def languages(page):
    page.press("8")
    page.click(*centre(page, "Ukraine"))
    page.run("document.querySelector('[data-to=hs]').click()")
    ok(page.run("return document.documentElement.lang") == "zh-Hans", "the page changes its language")
    ok(page.run("return textOf(document.querySelector('#shown h2'))") == "乌克兰", "the panel too")
    ok(page.run("return all(shownFigure, '.label text').filter(isSeen).some(t => t.textContent === '乌克兰')"), "and the labels")
    ok(page.run("return byId('b-in').title") == "放大", "and the buttons")
    page.press("l")
    ok(page.run("return document.querySelector('h1').innerText") == "從河內到安克拉治", "a key goes on to the third")
    page.press("l", "Escape")
    dark = page.run("return getComputedStyle(document.body).backgroundColor")
    page.press("t")
    ok(page.run("return getComputedStyle(document.body).backgroundColor") != dark, "and another to dark")
    page.press("t")


def legend(page):
    page.press("8")
    count = "return shownFigure.querySelectorAll('.line a:not(.gone)').length"
    before = page.run(count)
    page.run("shownFigure.querySelectorAll('.legend button')[4].click()")
    hidden = page.run(count)
    page.run("shownFigure.querySelectorAll('.legend button')[4].click()")
    ok(hidden < before and page.run(count) == before, f"the legend hides and shows ({before - hidden} marks)")


def table(page):
    page.press("4", "Escape")
    page.run("shownFigure.querySelector('td a').click()")
    ok(page.run("return textOf(document.querySelector('#shown .says'))") == "Hanoi, Vietnam", "a cell of a table opens its passages")
    page.press("Escape")


def every_view(page, name):
    """Each view in each language: something is drawn, and labels do not lie outside."""
    for lang in ("en", "hs", "ht"):
        page.run("setLanguage(arguments[0])", lang)
        bad = page.run("""
          const bad = [];
          figures.forEach(f => { visit(f);
            const c = camera();
            if (c && /NaN|Infinity/.test(c.svg.outerHTML)) bad.push(f.id + ' number');
            if (c && (c.rect.width < 300 || c.rect.height < 200)) bad.push(f.id + ' small');
            if (!f.marks.length) bad.push(f.id + ' empty');
            if (f.marks.some(m => !m.getAttribute('aria-label'))) bad.push(f.id + ' nameless'); });
          return bad""")
        ok(not bad, f"{name}: every view in {lang} {bad or ''}")


def phone(path):
    with Browser(390, 844) as page:
        page.open(path)
        ok(page.run("return document.scrollingElement.scrollWidth") <= 390, "on a phone nothing sticks out")
        small = page.run("""
          const bad = [];
          figures.forEach(f => { visit(f);
            all(f, '.stage text').filter(isSeen).filter(t => t.getClientRects().length).forEach(t => {
              const size = parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a;
              if (size < 6.4) bad.push(f.id + ' ' + size.toFixed(1) + ' ' + t.textContent); }); });
          return bad.slice(0, 5)""")
        ok(not small, f"and no text is too small to read {small or ''}")
        page.run("go(0); clickMark(order(shownFigure)[0])")
        r = page.run("const r = byId('panel').getBoundingClientRect(); return [r.left, r.right, r.bottom]")
        ok(r == [0, 390, 844], "the panel comes from below")
        ok(is_quiet(page, path), "quietly")


def without_scripts(path):
    with Browser(script=False) as page:
        page.open(path)
        tree = page.devtools("DOM.getDocument")["root"]["nodeId"]

        def count(selector):
            return len(page.devtools("DOM.querySelectorAll", nodeId=tree, selector=selector)["nodeIds"])
        def height(selector):
            node = page.devtools("DOM.querySelector", nodeId=tree, selector=selector)["nodeId"]
            try:
                return page.devtools("DOM.getBoxModel", nodeId=node)["model"]["height"]
            except RuntimeError:
                return 0
        ok(count("html.js") == 0, "scripts are off")
        ok(height("#f1 .picture") > 300 and height("#notes article .digest") > 0, "figures and notes are there all the same")
        ok(height("#story li:last-child") > 0 and height("#zoom") == 0, "and the story, without buttons that do nothing")


HOSTILE = "</script></style></title><img src=x onerror=\"document.hacked=1\"><svg onload='document.hacked=2'>\"'&amp;{{script}}{{style}}"


def hostile():
    """Every text of a dossier is an attack."""
    dossier = json.loads(shipped("aukus-quad").read_text())

    def poison(value, key=None):
        if isinstance(value, dict):
            return {k: poison(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poison(v, key) for v in value]
        words = key in ("en", "zh-Hans", "zh-Hant", "quote", "licence", "description")
        return value + HOSTILE if isinstance(value, str) and words else value
    dossier = poison(dossier)
    dossier["documents"][0]["url"] = "javascript:document.hacked=3"
    dossier["documents"][1]["url"] = "https://example.org/\"onmouseover=\"document.hacked=4"
    path = pathlib.Path(FOLDER.name, "hostile.dossier")
    path.write_text(json.dumps(dossier, ensure_ascii=False))
    out = export(path, "--story")
    with Browser() as page:
        page.open(out)
        page.run("figures.forEach(f => { visit(f); f.marks.slice(0, 30).forEach(m => { clickMark(markOf(m)); hover(markOf(m), 9, 9); }); }); openDialog('overview')")
        ok(page.run("return document.hacked === undefined"), "nothing of a hostile dossier runs")
        ok(page.run("return [document.querySelectorAll('script').length, document.querySelectorAll('img').length,"
                    " document.querySelectorAll('[onload],[onerror],[onmouseover]').length]") == [1, 0, 0], "or is markup")
        ok(page.run("return all(document, 'a[href]').every(a => /^(#|https:|http:)/.test(a.getAttribute('href')))"), "or leads to a script")
        ok(page.run("return document.querySelector('h1').textContent").find("onerror") > 0, "but is shown as it stands")
        ok(is_quiet(page, out), "and fetches nothing")


def main():
    try:
        Browser().close()
    except Unavailable as reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    path = export(shipped("hanoi-anchorage"), "--story", "--lang", "en")
    with Browser() as page:
        page.open(path)
        ok("From Hanoi" in page.run("return document.title"), "the page opens")
        for part in (story, passages, camera, keyboard, languages, legend, table):
            part(page)
        every_view(page, "hanoi-anchorage")
        ok(is_quiet(page, path), "in all that it fetched nothing and complained of nothing")
    phone(path)
    without_scripts(path)
    hostile()
    for name in ("alliance-dilemma", "unilateralism-alliances"):
        other = export(shipped(name), "--all")
        ok(other.stat().st_size < 5_000_000, f"{name}: {other.stat().st_size / 1e6:.1f} MB")
        with Browser() as page:
            page.open(other)
            every_view(page, name)
            ok(is_quiet(page, other), "quietly")
    print(f"1..{n}")
    return failed > 0


sys.exit(main())
