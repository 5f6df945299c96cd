"""usage: test_saved.py PROGRAM ROOT: views and a story are made in the real window, by mouse and by
keyboard, saved, and read back from the file."""
import json
import pathlib
import shutil
import sys
import tempfile
import time

import drive
from drive import key, sh, wait, write

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SHIPPED = ROOT / "data" / "dossiers" / "hanoi-anchorage.dossier"
tap = drive.Tap()


def cards(window, title):
    """Names of the cards of a list, in their order."""
    found = window.find("table", f"^{title}$") or window.find(None, f"^{title}$")
    return [found.get_child_at_index(i) for i in range(found.get_child_count())] if found else []


def names(window, title):
    return [card.get_name() for card in cards(window, title)]


def drag(window, card, onto, dx=0, dy=0):
    """Slowly, as GTK wants to see the way."""
    x, y = window.centre(card)
    to_x, to_y = window.centre(onto)
    sh("xdotool", "mousemove", "--sync", str(x), str(y), "mousedown", "1")
    steps = 12
    for i in range(1, steps + 1):
        sh("xdotool", "mousemove", "--sync",
           str(x + (to_x + dx - x) * i // steps), str(y + (to_y + dy - y) * i // steps))
        time.sleep(0.04)
    time.sleep(0.3)
    sh("xdotool", "mouseup", "1")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-views-"))
    path = folder / "story.dossier"
    shutil.copy(SHIPPED, path)
    before = json.loads(path.read_text())
    window = drive.Window(PROGRAM, str(path))
    window.find("panel", "^Map$")

    key("shift+F9")
    first = wait(lambda: names(window, "Saved Views")) or []
    tap.ok(len(first) == len(before["views"]), f"Shift+F9 lists the saved views: {len(first)}")
    tap.ok(all(name.count(",") for name in first), "each says what it is called and what kind it is")
    tap.ok(names(window, "Default Views"), "the defaults are apart from them")
    tap.ok(wait(lambda: window.focused().get_name() == first[0]), "the keyboard is on the view that is shown")

    key("alt+Down")
    tap.ok(wait(lambda: names(window, "Saved Views")[:2] == first[1::-1]), "Alt+Down moves it")
    tap.ok(wait(lambda: window.focused().get_name() == first[0]), "the keyboard goes with it")
    key("ctrl+z")
    tap.ok(wait(lambda: names(window, "Saved Views") == first), "Ctrl+Z moves it back")

    shown = cards(window, "Saved Views")
    drag(window, shown[0], shown[1], dy=40)
    tap.ok(wait(lambda: names(window, "Saved Views")[:2] == first[1::-1]), "dragged below the next, it is there")
    key("ctrl+z")
    wait(lambda: names(window, "Saved Views") == first)

    key("F2")
    window.find("text", "^Title$")
    key("ctrl+a")
    write("Renamed")
    key("Return")
    tap.ok(wait(lambda: any(name.startswith("Renamed,") for name in names(window, "Saved Views"))), "F2 renames")
    key("F2")
    window.find("text", "^Title$")
    key("ctrl+a")
    write("Thrown away")
    key("Escape")
    time.sleep(0.5)
    tap.ok(any(name.startswith("Renamed,") for name in names(window, "Saved Views")), "Escape leaves the name as it was")

    key("ctrl+d")
    tap.ok(wait(lambda: len(names(window, "Saved Views")) == len(first) + 1), "Ctrl+D duplicates the view")
    key("ctrl+z")
    wait(lambda: len(names(window, "Saved Views")) == len(first))

    key("Delete")
    tap.ok(window.find(None, "^Delete View and Step") is not None, "Delete asks, as the story shows the view")
    key("Escape")

    key("ctrl+shift+b")
    window.find("text", "^Title$")
    write("Made by hand")
    key("Return")
    tap.ok(wait(lambda: "Made by hand, Map" in names(window, "Saved Views")), "Ctrl+Shift+B saves what is shown")

    key("ctrl+shift+t")
    steps = wait(lambda: names(window, "Steps of the Story")) or []
    tap.ok(len(steps) == len(before["story"]), f"Ctrl+Shift+T shows the story: {len(steps)} steps")
    made = next(card for card in cards(window, "Saved Views") if card.get_name() == "Made by hand, Map")
    drag(window, made, cards(window, "Steps of the Story")[0], dx=-50)
    tap.ok(wait(lambda: len(names(window, "Steps of the Story")) == len(steps) + 1), "a view dragged there is a step")
    tap.ok(wait(lambda: names(window, "Steps of the Story")[0].startswith("1  Made by hand")), "where it was dropped")

    key("ctrl+s")
    saved = wait(lambda: (lambda now: now if now != before else None)(json.loads(path.read_text())))
    tap.ok(saved and len(saved["views"]) == len(first) + 1, "the file has the view")
    tap.ok(saved and saved["story"][0]["view"] == "made-by-hand", "and the step")
    tap.ok(saved and saved["views"][0]["title"]["zh-Hans"] == before["views"][0]["title"]["zh-Hans"],
           "and the names in the other languages")
    tap.ok(window.alive(), "the program runs")
    window.close()
    shutil.rmtree(folder)
    return tap.done()


sys.exit(main())
