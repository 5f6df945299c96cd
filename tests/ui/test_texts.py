"""usage: test_texts.py PROGRAM ROOT DRAG_SOURCE: texts are dragged in, change on the disk, are read otherwise,
taken off and shared, with a real pointer."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import drive
from drive import key, sh, wait

PROGRAM, ROOT, DRAG_SOURCE = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
SHIPPED = ROOT / "data" / "dossiers" / "aukus-quad.dossier"
# Where pictures of the steps go, if anywhere.
SHOTS = os.environ.get("ENT_SHOTS")
tap = drive.Tap()


def shot(window, name):
    if SHOTS:
        wait(lambda: False, 0.7)
        window.shot(f"{SHOTS}/{name}.png")


def prepare(folder):
    """The shipped dossier without its texts, and these as files of other names in a folder."""
    dossier = json.loads(SHIPPED.read_text())
    texts = folder / "texts"
    (texts / "deep").mkdir(parents=True)
    for document, name in zip(dossier["documents"], ("first.md", "deep/second")):
        content = document["text"]["content"]
        (texts / name).write_text(content)
        document["text"] = {"sha256": hashlib.sha256(content.encode()).hexdigest(), "length": len(content)}
    desk = folder / "desk"
    desk.mkdir()
    copy = desk / "copy.dossier"
    copy.write_text(json.dumps(dossier, ensure_ascii=False))
    return copy, texts


def drag(window, target, *paths):
    """Drags files out of another program onto an object of the window."""
    source = subprocess.Popen([DRAG_SOURCE, *map(str, paths)])
    xid = wait(lambda: sh("xdotool", "search", "--onlyvisible", "--name", "^drag-source$").split("\n")[-1])
    assert xid, "the source of the drag did not appear"
    x, y = window.centre(target)
    sh("xdotool", "mousemove", "--sync", "--window", xid, "50", "30")
    sh("xdotool", "mousedown", "1")
    for step in range(1, 12):  # a drag begins with some way, and is looked at on the way
        sh("xdotool", "mousemove", "--sync", str(60 + (x - 60) * step // 11), str(40 + (y - 40) * step // 11))
        wait(lambda: False, 0.03)
    wait(lambda: False, 0.3)
    sh("xdotool", "mouseup", "1")
    wait(lambda: False, 0.3)
    source.terminate()
    source.wait()


def menu(window, item):
    """Opens the menu by its key and takes an item as a screen reader does."""
    key("F10")
    entry = window.find("menu item", item)
    tap.ok(entry, f"the menu has {item}")
    window.press(entry)


def says(window, text, seconds=10):
    return wait(lambda: any(text in t for t in window.texts()), seconds)


def on_disk(dialog, texts):
    """What other programs do to the files is seen without asking."""
    first = texts / "first.md"
    original = first.read_text()
    first.write_text("Somebody wrote a line before it all.\n\n" + original.replace("1", "I", 3))
    tap.ok(says(dialog, "Changed Copy"), "a file that changes on the disk is noticed")
    tap.ok(says(dialog, " moved"), "and its passages are looked for anew")
    shot(dialog, "changed")
    first.unlink()
    tap.ok(says(dialog, "File Gone"), "a file that is deleted is noticed")
    tap.ok(says(dialog, " moved", 0.1), "and its text stays")
    first.write_text(original)
    tap.ok(wait(lambda: sum("Hash Agrees" in t for t in dialog.texts(dialog.frame)) == 2), "and so when it comes back")
    texts.rename(texts.with_name("elsewhere"))
    tap.ok(says(dialog, "the folder is gone"), "a folder that vanishes is told of")
    shot(dialog, "gone")
    texts.with_name("elsewhere").rename(texts)
    tap.ok(wait(lambda: not any("File Gone" in t for t in dialog.texts(dialog.frame))), "and that it is back")


def choose(dialog, box, *keys):
    dialog.move(box, 0, -120)  # a list that was open there would take the click
    wait(lambda: False, 0.3)
    dialog.click(box)
    wait(lambda: False, 0.4)
    key(*keys)


def encoding(dialog):
    box = dialog.find("combo box", "reactions and debate", dialog.frame)
    choose(dialog, box, "Home", "Down", "Down", "Return")
    tap.ok(says(dialog, "the text is not in GB18030"), "an encoding that a text is not in is refused")
    tap.ok(wait(lambda: "UTF-8 (detected)" in dialog.texts(box)), "and what was detected stays")
    shot(dialog, "encoding")
    choose(dialog, box, "Home", "Down", "Return")
    tap.ok(wait(lambda: "UTF-8" in dialog.texts(box) and "UTF-8 (detected)" not in dialog.texts(box)), "one that fits is taken")


def by_hand(window, dialog, folder, texts):
    """Taken off, and a file dragged onto one document."""
    row = dialog.find("list item", "^A short history", dialog.frame)
    window.press(dialog.find("push button", "^Detach$", row))
    tap.ok(says(dialog, "Not Attached"), "a text is taken off")
    copy = folder / "edition.txt"
    copy.write_text("Another edition.\n" + (texts / "first.md").read_text().replace(",", ";"))
    drag(dialog, row, copy)
    tap.ok(says(dialog, "edition.txt"), "a file dragged onto a document is attached to it")
    tap.ok(says(dialog, "Changed Copy"), "though its hash differs")
    shot(dialog, "by-hand")
    # the window that the file was dragged from may have had the keyboard
    drive.sh("xdotool", "windowactivate", "--sync", dialog.xid)
    key("Escape")
    wait(lambda: len(window.frames()) == 1)


def dropped(window, folder, texts):
    soup = folder / "soup.txt"
    soup.write_text("Soup needs water, salt and patience.\n" * 40)
    binary = folder / "picture.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    copy = folder / "reprint.txt"
    copy.write_text("A reprint.\n" + (texts / "deep" / "second").read_text().replace("。", "！"))
    drag(window, window.frame, soup)
    tap.ok(says(window, "soup.txt: this text fits no document"), "a text of another matter fits none")
    drag(window, window.frame, binary)
    tap.ok(says(window, "picture.txt: this is no text but binary data"), "no text is told to be none")
    drag(window, window.frame, copy)
    tap.ok(wait(lambda: "Which Document Is “reprint.txt”?" in window.frames(), 20), "of a changed copy it is asked which document it is")
    shot(window, "question")
    tap.ok(says(window, "of its passages are in this text"), "with the likeliest first")
    key("Return")
    tap.ok(says(window, "The texts of 2 sources are at hand"), "and the answer attaches it")


def share(window, folder):
    out = folder / "shared.dossier"
    menu(window, "Share a Copy")
    dialog = window.dialog("Share a Copy")
    choice = dialog and dialog.find("list item", "^With Texts$", dialog.frame)
    if not tap.ok(choice, "a copy can be shared with texts"):
        return
    dialog.click(choice)
    tap.ok(says(window, "left out: the text at hand is a changed copy"), "it says which are left out and why")
    shot(window, "share")
    window.press(window.find("push button", "Save…", dialog.frame))
    wait(lambda: False, 0.5)
    name = window.find("text", None, window.dialog("Share a Copy").frame)
    tap.ok(name, "it is asked where to")
    key("ctrl+a")
    drive.write(str(out))
    key("Return")
    tap.ok(wait(lambda: json.loads(out.read_text())["id"]), "and the copy is written")
    written = out.read_text() if out.exists() else ""
    tap.ok('"content"' not in written and '"quote"' not in written, "without what may not be in it")


def main():
    folder = pathlib.Path(os.environ["HEADLESS_TMP"], "texts-test")
    folder.mkdir()
    dossier, texts = prepare(folder)
    window = drive.Window(PROGRAM, str(dossier))
    window.find("panel", "^Map$")
    key("alt+6")
    tap.ok(window.find("push button", "Attach Folder"), "no text is attached at first")
    drag(window, window.frame, texts)
    tap.ok(says(window, "The texts of 2 sources are at hand"), "a folder dragged onto the window is searched")
    shot(window, "attached")
    menu(window, "Source Texts")
    dialog = window.dialog("Source Texts")
    tap.ok(dialog, "Source Texts opens")
    tap.ok(wait(lambda: sum("Hash Agrees" in t for t in dialog.texts(dialog.frame)) == 2), "both hashes agree")
    shot(window, "dialog")
    on_disk(dialog, texts)
    encoding(dialog)
    by_hand(window, dialog, folder, texts)
    dropped(window, folder, texts)
    share(window, folder)
    tap.ok(window.alive(), "the program is still there")
    window.close()
    return tap.done()


sys.exit(main())
