"""usage: test_keyboard.py PROGRAM ROOT: the tour by keyboard alone, read back through AT-SPI as a screen
reader would."""
import pathlib
import sys

import drive
from drive import Atspi, key, wait

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SHIPPED = ROOT / "data" / "dossiers" / "hanoi-anchorage.dossier"
tap = drive.Tap()


def is_mark(node, canvas):
    """Whether the object is a mark: a button inside the canvas."""
    while node:
        if node == canvas:
            return True
        node = node.get_parent()
    return False


def state(node, name):
    return node.get_state_set().contains(getattr(Atspi.StateType, name))


def enter(window, canvas):
    """From the canvas, which has the focus, to its first mark."""
    wait(lambda: window.focused() == canvas and window.all("push button", None, canvas), 5)
    key("Down")
    return wait(lambda: window.focused() if window.focused() != canvas and is_mark(window.focused(), canvas)
                else None, 2)


def walk_view(window, number, name):
    key(f"alt+{number}")
    canvas = window.find("panel", f"^{name}$")
    tap.ok(canvas, f"Alt+{number} shows {name}")
    first = enter(window, canvas)
    tap.ok(first and first.get_name(), f"{name}: an arrow key reaches a mark that has a name: {first and first.get_name()}")
    if not first:
        return
    tap.ok("passage" in (first.get_description() or ""), f"{name}: it says how many passages it rests on")
    seen = {first.get_name()}
    for arrow in ("Down", "Right", "Down", "Right", "Up", "Left"):
        key(arrow)
        wait(lambda: window.focused().get_name() not in seen, 0.4)
        seen.add(window.focused().get_name())
    tap.ok(len(seen) >= 3, f"{name}: arrow keys walk from mark to mark: {len(seen)} met")
    here = window.focused()
    key("Return")
    tap.ok(wait(lambda: state(here, "SELECTED")), f"{name}: Enter selects {here.get_name()}")
    key("Escape")
    tap.ok(wait(lambda: not state(here, "SELECTED")), f"{name}: Escape clears")
    key("Tab")
    tap.ok(wait(lambda: not is_mark(window.focused(), canvas)), f"{name}: Tab leaves the picture")


def main():
    window = drive.Window(PROGRAM, str(SHIPPED))
    for number, name in enumerate(("Map", "Network", "Timeline", "Compare", "Diagram"), 1):
        walk_view(window, number, name)

    key("alt+6")
    tap.ok(window.find("push button", "Attach Folder"), "Alt+6 shows the sources and how to attach them")
    key("ctrl+f")
    tap.ok(wait(lambda: window.focused().get_role_name() in ("text", "entry", "text box", "search box")),
           "Ctrl+F puts the caret in the search")
    key("Escape")
    key("alt+1")
    key("ctrl+e")
    tap.ok(wait(lambda: any("xport" in name for name in window.frames())), "Ctrl+E opens the export dialog")
    key("Escape")
    tap.ok(wait(lambda: len(window.frames()) == 1), "Escape closes it")
    key("ctrl+question")
    tap.ok(wait(lambda: len(window.frames()) == 2), "Ctrl+? shows the shortcuts")
    key("Escape")
    wait(lambda: len(window.frames()) == 1)
    key("F11")
    tap.ok(wait(lambda: "FULLSCREEN" in drive.sh("xprop", "-id", window.xid, "_NET_WM_STATE")),
           "F11 goes full screen")
    key("F11")
    tap.ok(wait(lambda: "FULLSCREEN" not in drive.sh("xprop", "-id", window.xid, "_NET_WM_STATE")),
           "F11 comes back from it")
    wait(lambda: False, 1)  # the window manager moves the focus while it resizes
    key("ctrl+q")
    tap.ok(wait(lambda: not window.alive()), "Ctrl+Q quits")
    tap.ok(window.close() == 0, "with exit status 0")
    return tap.done()


sys.exit(main())
