"""usage: shots.py ROOT [--readme] [--theme T]... [--lang L]...: pictures of the real window.

Without a source text attached: what the pictures show is the project's own words."""
import argparse
import os
import pathlib
import subprocess
import sys
import time

import drive

THEMES = ("light", "dark", "contrast")
LANGUAGES = {"en": "en", "zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}
VIEWS = ("map", "network", "timeline", "comparison", "diagram", "sources")
# Views that this dossier does not have: which has them, and their keys.
OTHERS = {"quadrant": ("alliance-dilemma", "alt+7"), "matrix": ("unilateralism-alliances", "alt+8")}
# The README's pictures: the dossier, the keys that lead there, and the mark that is selected.
README = {"map": ("hanoi-anchorage", "alt+1", "^Ukraine$"),
          "network": ("hanoi-anchorage", "alt+2", "^United Kingdom$"),
          "timeline": ("hanoi-anchorage", "alt+3", "^Hanoi summit$"),
          "comparison": ("hanoi-anchorage", "alt+4", "^Core dispute · Anchorage$"),
          "sources": ("aukus-quad", "alt+6", None),
          "story": ("eurasia-linking", "alt+2 shift+F9 ctrl+shift+t", None)}


def settle(path, seconds=8):
    """A picture of the screen once it no longer changes."""
    last, end = None, time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.25)
        subprocess.run(["import", "-window", "root", path], check=True)
        data = pathlib.Path(path).read_bytes()
        if data == last:
            return
        last = data


def write_settings(theme, lang):
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keyfile").write_text(
        "[org/entente/Entente]\n"
        f"theme='{theme}'\ninterface-language='{lang}'\ncontent-language='{LANGUAGES[lang]}'\n"
        "window-width=1600\nwindow-height=1000\nwindow-maximized=true\n")


def program(root):
    return str(root / "_build" / "app" / "widgets" / "entente-window")


def dossier(root, name):
    return str(root / "data" / "dossiers" / f"{name}.dossier")


def photograph(root, out, theme, lang):
    """Every view of one theme and language, and the welcome page, two views and the export dialog."""
    write_settings(theme, lang)
    window = drive.Window(program(root))
    settle(out / f"welcome-{theme}-{lang}.png", 12)
    window.close()
    window = drive.Window(program(root), dossier(root, "hanoi-anchorage"))
    try:
        for number, view in enumerate(VIEWS, 1):
            drive.key("Escape")
            drive.key(f"alt+{number}")
            settle(out / f"{view}-{theme}-{lang}.png")
        drive.key("alt+4")
        drive.key("ctrl+d")
        settle(out / f"split-{theme}-{lang}.png")
        drive.key("ctrl+d")
        drive.key("alt+1")
        drive.key("ctrl+e")
        settle(out / f"export-{theme}-{lang}.png", 12)
        if not window.alive():
            sys.exit(f"the program ended while {theme} {lang} was photographed")
    finally:
        window.close()
    for view, (name, key) in OTHERS.items():
        window = drive.Window(program(root), dossier(root, name))
        try:
            settle(out / f"{view}-{theme}-{lang}.png", 4)
            drive.key(key)
            settle(out / f"{view}-{theme}-{lang}.png")
        finally:
            window.close()


def photograph_for_readme(root, out):
    write_settings("light", "en")
    for view, (name, keys, mark) in README.items():
        window = drive.Window(program(root), dossier(root, name))
        try:
            settle(out / f"{view}.png", 4)
            for key in keys.split():
                drive.key(key)
                settle(out / f"{view}.png")
            if mark:
                window.press(drive.wait(lambda: window.all("push button", mark)[0]))
                settle(out / f"{view}.png")
        finally:
            window.close()
        # flat colours: a palette keeps the repository small
        subprocess.run(["mogrify", "-strip", "+dither", "-colors", "255", out / f"{view}.png"], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--theme", action="append")
    parser.add_argument("--lang", action="append", choices=list(LANGUAGES))
    options = parser.parse_args()
    out = options.root / "_build" / "shots"
    out.mkdir(parents=True, exist_ok=True)
    if options.readme:
        pictures = options.root / "data" / "pictures"
        pictures.mkdir(exist_ok=True)
        photograph_for_readme(options.root, pictures)
        return
    for theme in options.theme or THEMES:
        for lang in options.lang or LANGUAGES:
            photograph(options.root, out, theme, lang)


main()
