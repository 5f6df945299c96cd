"""Drives the real window as a person would: AT-SPI finds and reads, XTEST clicks and types.

In GTK 4.8 AT-SPI coordinates are relative to the window and SHOWING is set on windows only; hence the
arithmetic with the X window's place, and "shown" meaning an allocated size."""
import copy
import os
import re
import signal
import subprocess
import time
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def sh(*args):
    """Output of a command, without the final newline."""
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout.strip()


def wait(condition, seconds=10.0):
    """Polls until condition() is true and returns its value, or None when the time is up.  Objects may
    vanish while they are looked at, so exceptions count as "not yet"."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = condition()
            if value:
                return value
        except Exception:  # noqa: BLE001
            pass
        time.sleep(0.03)
    return None


def walk(node):
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child:
            yield from walk(child)


def key(*keys):
    sh("xdotool", "key", "--clearmodifiers", *keys)


def write(text):
    sh("xdotool", "type", "--delay", "8", text)


class Window:
    """One running program and its first window."""

    def __init__(self, program, *args, **env):
        self.process = subprocess.Popen(
            [program, *args], env={**os.environ, "G_DEBUG": "fatal-criticals", **env})
        Atspi.init()
        self.app = wait(self._find_app, 30)
        assert self.app, "the program did not appear on the accessibility bus"
        self.frame = wait(lambda: next(n for n in walk(self.app) if n.get_role_name() == "frame"), 20)
        assert self.frame, "no window"
        self.xid = wait(self._find_xid, 20)
        assert self.xid, "no X window"

    def _find_app(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(index)
            if app and app.get_process_id() == self.process.pid and app.get_child_count():
                return app
        return None

    def _find_xid(self):
        ids = sh("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split("\n")
        return ids[0]

    def dialog(self, title, seconds=10):
        """The same for another window of the program: its objects are clicked where that one is."""
        other = copy.copy(self)
        other.frame = wait(lambda: next(
            child for child in (self.app.get_child_at_index(i) for i in range(self.app.get_child_count()))
            if child.get_name() == title), seconds)
        other.xid = wait(lambda: sh("xdotool", "search", "--onlyvisible", "--name", f"^{title}$").split("\n")[-1])
        return other if other.frame and other.xid else None

    def frames(self):
        """Names of the program's windows and dialogs."""
        return [self.app.get_child_at_index(i).get_name() for i in range(self.app.get_child_count())]

    def all(self, role=None, name=None, within=None):
        """Shown objects of a role whose name matches the pattern."""
        found = []
        for node in walk(within or self.app):
            if role and node.get_role_name() != role:
                continue
            if name is not None and not re.search(name, node.get_name() or ""):
                continue
            if node.get_component_iface() and node.get_extents(Atspi.CoordType.WINDOW).width > 0:
                found.append(node)
        return found

    def find(self, role=None, name=None, within=None, seconds=10):
        """The first shown object, waited for; None if it never appears."""
        return wait(lambda: self.all(role, name, within)[0], seconds)

    def texts(self, within=None):
        """Everything readable in the window."""
        return [node.get_name() for node in walk(within or self.app) if node.get_name()]

    def origin(self):
        """Where the widget tree's (0, 0) is on the screen."""
        lines = sh("xdotool", "getwindowgeometry", "--shell", self.xid).split("\n")
        place = dict(line.split("=") for line in lines)
        border = re.search(r"= (\d+), (\d+), (\d+), (\d+)",
                           sh("xprop", "-id", self.xid, "_GTK_FRAME_EXTENTS"))
        if border:
            left, top = int(border[1]), int(border[3])
        else:
            extents = self.frame.get_extents(Atspi.CoordType.WINDOW)
            left = (int(place["WIDTH"]) - extents.width) // 2
            top = (int(place["HEIGHT"]) - extents.height) // 2
        return int(place["X"]) + left, int(place["Y"]) + top

    def centre(self, node):
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        x, y = self.origin()
        return x + extents.x + extents.width // 2, y + extents.y + extents.height // 2

    def move(self, node, dx=0, dy=0):
        x, y = self.centre(node)
        sh("xdotool", "mousemove", "--sync", str(x + dx), str(y + dy))

    def click(self, node, dx=0, dy=0, button=1, modifier=None):
        self.move(node, dx, dy)
        if modifier:
            sh("xdotool", "keydown", modifier, "click", str(button), "keyup", modifier)
        else:
            sh("xdotool", "click", str(button))

    def scroll_to(self, node):
        """Turns the wheel over the middle of the window until the object's middle is in the window."""
        self.move(self.frame)
        for _ in range(40):
            extents = node.get_extents(Atspi.CoordType.WINDOW)
            if extents.y + extents.height // 2 < self.frame.get_extents(Atspi.CoordType.WINDOW).height - 20:
                return
            sh("xdotool", "click", "5")
            time.sleep(0.1)

    def press(self, node):
        """The object's first action, as a screen reader would do it."""
        Atspi.Action.do_action(node, 0)

    def focused(self):
        """The object that has the keyboard focus."""
        for node in walk(self.app):
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return node
        return None

    def shot(self, path):
        sh("import", "-window", "root", path)

    def alive(self):
        return self.process.poll() is None

    def close(self):
        """Ends the program; its exit status."""
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


class Tap:
    """Counts and prints what a journey found, in the test anything protocol."""

    def __init__(self):
        self.count = self.failed = 0

    def ok(self, condition, what):
        self.count += 1
        self.failed += not condition
        print("ok" if condition else "not ok", self.count, "-", what, flush=True)
        return condition

    def done(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0
