"""usage: test_tour.py PROGRAM ROOT: the README's tour, as a newcomer takes it with the mouse.

With the source text at hand (ENT_SOURCES) the reader's part is taken too; without it that part is skipped."""
import os
import pathlib
import shutil
import sys
import xml.dom.minidom

import drive
from drive import Atspi, key, wait

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SHIPPED = ROOT / "data" / "dossiers" / "hanoi-anchorage.dossier"
SOURCE = "003_243e416a6a43a520.txt"
tap = drive.Tap()


def shown(window, name):
    """Whether a label with the text is on the screen."""
    return bool(window.all(name=name))


def selected(window, name, within=None):
    return [n for n in window.all("push button", name, within)
            if n.get_state_set().contains(Atspi.StateType.SELECTED)]


def mark(window, view, name):
    """The mark of that name in the canvas of that name."""
    return wait(lambda: window.all("push button", name, window.all("panel", f"^{view}$")[0])[0])


def welcome():
    window = drive.Window(PROGRAM)
    card = window.find("push button", "From Hanoi to Anchorage")
    tap.ok(card, "the welcome page offers the shipped dossier")
    if card:
        window.scroll_to(card)
        window.click(card)
    tap.ok(wait(lambda: "From Hanoi to Anchorage" in window.frame.get_name()), "a click opens it")
    tap.ok(window.find("panel", "^Map$"), "it opens on its map")
    window.close()


def selection(window):
    node = mark(window, "Map", "^Hanoi$")
    tap.ok(node, "the map has the venue")
    window.click(node)
    tap.ok(wait(lambda: selected(window, "^Hanoi$")), "a click selects it")
    tap.ok(window.find("label", "(?i)evidence|passages?$"), "the inspector shows its passages")
    key("Escape")
    tap.ok(wait(lambda: not selected(window, "^Hanoi$")), "Escape clears the selection")

    key("alt+2")
    tap.ok(window.find("panel", "^Network$"), "Alt+2 shows the network")
    key("ctrl+d")
    tap.ok(wait(lambda: len(window.all("panel", "^(Network|Timeline)$")) == 2), "two views side by side")
    usa = mark(window, "Network", "^United States$")
    window.click(usa)
    tap.ok(wait(lambda: selected(window, "^United States$")), "a node is selected by a click")
    russia = mark(window, "Network", "^Russia$")
    window.click(russia, modifier="shift")
    tap.ok(wait(lambda: len(selected(window, "^(United States|Russia)$")) >= 2), "Shift adds to it")
    key("Escape")
    key("ctrl+d")

    key("alt+4")
    cell = mark(window, "Compare", "^Core dispute · Anchorage$")
    tap.ok(cell, "the comparison has the cell")
    if cell:
        window.press(cell)
        tap.ok(wait(lambda: shown(window, "^Core dispute · Anchorage$")), "the inspector names its row")
    key("Escape")


def filters(window):
    key("alt+1")
    tap.ok(mark(window, "Map", "^Hanoi$"), "places are on the map")
    box = window.find("check box", "^Place, ")
    window.click(box)
    tap.ok(wait(lambda: not window.all("push button", "^Panmunjom$")), "unchecking Place takes them off")
    window.click(box)
    tap.ok(wait(lambda: window.all("push button", "^Panmunjom$")), "checking it brings them back")


def search(window):
    for query, name in (("金正恩", "Kim Jong Un"), ("川普", "Trump"), ("zelensky", "Zelenskyy"), ("寧邊", "Yongbyon")):
        key("ctrl+f")
        wait(lambda: window.focused().get_role_name() in ("text", "entry"))
        key("ctrl+a")
        drive.write(query)
        tap.ok(wait(lambda: window.all(name=name, within=None) and shown(window, name)),
               f"searching {query} finds {name}")
        key("Return")
        tap.ok(wait(lambda: selected(window, name) or window.all("heading", name) or window.all("label", name)),
               f"Enter goes to {name}")
        key("Escape")
        key("Escape")


def export(window, folder):
    key("alt+4")
    for extension in ("png", "svg", "pdf"):
        target = folder / f"figure.{extension}"
        key("ctrl+e")
        dialog = window.dialog("Export Figure")
        if not tap.ok(dialog, f"Ctrl+E opens the export dialog for {extension.upper()}"):
            return
        dialog.click(window.find("text", "^File"))
        key("ctrl+a")
        drive.write(str(target))  # its ending chooses the format
        window.press(window.find("push button", "Export$", dialog.frame))
        tap.ok(wait(lambda: target.stat().st_size > 1000), f"the figure is written as {extension.upper()}")
        wait(lambda: len(window.frames()) == 1, 3)
    check_figures(folder)


def check_figures(folder):
    svg = folder / "figure.svg"
    if svg.exists():
        document = xml.dom.minidom.parse(str(svg))
        tap.ok(any(g.getAttribute("data-evidence") for g in document.getElementsByTagName("g")),
               "the SVG's marks carry their evidence")
        tap.ok(document.getElementsByTagName("text"), "its text is text")
        drive.sh("rsvg-convert", "-o", str(folder / "figure-rsvg.png"), str(svg))
    pdf = folder / "figure.pdf"
    if pdf.exists():
        tap.ok("Pressure tool" in drive.sh("pdftotext", str(pdf), "-"), "text can be read out of the PDF")


def reader(folder):
    sources = os.environ.get("ENT_SOURCES", str(ROOT.parent / "shared" / "sources"))
    text = pathlib.Path(sources, SOURCE)
    if not text.exists():
        print(f"# the reader is not toured: {SOURCE} is in none of the folders looked in", flush=True)
        return
    beside = folder / "beside"
    beside.mkdir()
    shutil.copy(SHIPPED, beside)
    shutil.copy(text, beside)
    window = drive.Window(PROGRAM, str(beside / SHIPPED.name))
    node = mark(window, "Map", "^Hanoi$")
    window.click(node)
    link = window.find("push button", "Open in [Ss]ource")
    tap.ok(link, "a passage can be opened in its source")
    tap.ok(wait(lambda: shown(window, "^exact$|^Exact$")), "its anchor is exact in the text beside the dossier")
    if link:
        window.press(link)
        tap.ok(wait(lambda: window.all("text")), "the reader shows the text")
    tap.ok(window.alive(), "nothing went wrong")
    window.close()


def main():
    folder = pathlib.Path(os.environ["HEADLESS_TMP"], "tour")
    folder.mkdir()
    welcome()
    window = drive.Window(PROGRAM, str(SHIPPED))
    tap.ok(window.find("panel", "^Map$"), "a dossier named on the command line opens")
    selection(window)
    filters(window)
    search(window)
    export(window, folder)
    tap.ok(window.alive(), "the program is still there")
    window.close()
    reader(folder)
    return tap.done()


sys.exit(main())
