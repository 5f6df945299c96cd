"""usage: test_talk.py PROGRAM ROOT: a view is saved, becomes a step, is presented and looked into, and all
of it is undone, in the real window, by keys and mouse."""
import pathlib
import shutil
import sys
import tempfile
import threading

import drive
from drive import key, wait, write
from gi.repository import Gio, GLib

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SHIPPED = ROOT / "data" / "dossiers" / "hanoi-anchorage.dossier"
MANAGER = """<node><interface name="org.gnome.SessionManager">
  <method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="o" direction="out"/></method>
  <method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/>
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="u" direction="out"/></method>
  <method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface></node>"""
IDLE = 8
tap = drive.Tap()


class SessionManager:
    """What a desktop has: programs ask it not to blank the screen."""

    def __init__(self):
        self.held, self.last = {}, 0
        owned = threading.Event()
        threading.Thread(target=self._run, args=[owned], daemon=True).start()
        owned.wait(10)

    def _run(self, owned):
        """On a context of its own: the main one is that of AT-SPI."""
        context = GLib.MainContext.new()
        context.push_thread_default()
        bus = Gio.DBusConnection.new_for_address_sync(
            Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        bus.register_object("/org/gnome/SessionManager", Gio.DBusNodeInfo.new_for_xml(MANAGER).interfaces[0],
                            self._called, None, None)
        Gio.bus_own_name_on_connection(bus, "org.gnome.SessionManager", Gio.BusNameOwnerFlags.NONE,
                                       lambda *_: owned.set(), None)
        GLib.MainLoop.new(context, False).run()

    def _called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        answer = None
        if method == "Inhibit":
            self.last += 1
            self.held[self.last] = arguments.unpack()[3]
            answer = GLib.Variant("(u)", (self.last,))
        elif method == "Uninhibit":
            self.held.pop(arguments.unpack()[0], None)
        else:
            answer = GLib.Variant("(o)", ("/org/gnome/SessionManager/Client1",))
        invocation.return_value(answer)

    def keeps_awake(self):
        return any(flags & IDLE for flags in self.held.values())


def names(window, title):
    """Names of the cards of a list, in their order."""
    found = window.find("table", f"^{title}$") or window.find(None, f"^{title}$")
    return [found.get_child_at_index(i).get_name() for i in range(found.get_child_count())] if found else []


def titles(window):
    """What the talk has in its head: of the window that is one more than the first."""
    return [name for name in window.frames() if name != window.frame.get_name()]


def selected(window, view):
    return sorted(node.get_name() for node in window.all("push button", None, window.all("panel", f"^{view}$")[0])
                  if node.get_state_set().contains(drive.Atspi.StateType.SELECTED))


def present(window, title):
    """F5 and the talk's window, when its figure is there."""
    key("shift+F5")
    talk = window.dialog(title, 20)
    tap.ok(talk, f"Shift+F5 presents the step at hand: {title}")
    mark = talk and wait(lambda: window.all("push button", "^Hanoi$", talk.frame)[0], 20)
    tap.ok(mark, "its figure has the venue")
    return talk, mark


def is_over(window):
    return wait(lambda: len(window.frames()) == 1)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-talk-"))
    path = folder / "talk.dossier"
    shutil.copy(SHIPPED, path)
    desktop = SessionManager()
    window = drive.Window(PROGRAM, str(path))
    mark = wait(lambda: window.all("push button", "^Hanoi$", window.all("panel", "^Map$")[0])[0])
    window.click(mark)
    tap.ok(wait(lambda: selected(window, "Map") == ["Hanoi"]), "a click selects the venue")

    key("shift+F9")
    key("ctrl+shift+t")
    views = wait(lambda: names(window, "Saved Views")) or []
    steps = wait(lambda: names(window, "Steps of the Story")) or []
    key("ctrl+shift+b")
    wait(lambda: window.find("text", "^Title$").get_state_set().contains(drive.Atspi.StateType.FOCUSED))
    key("ctrl+a")
    write("For the talk")
    key("Return")
    tap.ok(wait(lambda: "For the talk, Map" in names(window, "Saved Views")), "Ctrl+Shift+B saves a view")
    key("ctrl+m")
    tap.ok(wait(lambda: len(names(window, "Steps of the Story")) == len(steps) + 1), "Ctrl+M makes it a step")

    before = selected(window, "Map")
    talk, mark = present(window, "For the talk")
    tap.ok(wait(desktop.keeps_awake), "the screen does not blank")
    talk.click(mark)
    title = wait(lambda: window.all("label", "^Hanoi$", talk.frame)[0])
    tap.ok(title, "a click on the mark that the step has selected opens its passages")
    spot, panel = (node.get_extents(drive.Atspi.CoordType.WINDOW) for node in (mark, title))
    tap.ok(panel.x + panel.width <= spot.x or panel.x >= spot.x + spot.width, "beside the mark, not over it")
    key("Page_Up")
    tap.ok(wait(lambda: titles(window) and titles(window) != ["For the talk"]), "Page Up goes a step back")
    key("Page_Down")
    tap.ok(wait(lambda: titles(window) == ["For the talk"]), "Page Down goes on")
    key("Escape")
    tap.ok(is_over(window), "Escape leaves")
    tap.ok(wait(lambda: not desktop.keeps_awake()), "the screen may blank again")
    tap.ok(selected(window, "Map") == before, "what was selected is selected")

    key("ctrl+z")
    tap.ok(wait(lambda: names(window, "Steps of the Story") == steps), "Ctrl+Z takes the step out")
    key("ctrl+z")
    tap.ok(wait(lambda: names(window, "Saved Views") == views), "and the view")
    tap.ok(window.alive(), "the program runs")
    window.close()
    shutil.rmtree(folder)
    return tap.done()


sys.exit(main())
