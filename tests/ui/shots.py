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
# What is selected in the README's pictures, so that they show where a mark rests.
README = {"map": "relation:r-excl-ukr", "network": "relation:r-uk-ukraine", "timeline": None,
          "comparison": "cell:summits.anchorage-2025.d-tool", "sources": None}


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


def photograph(root, out, theme, lang, readme):
    program = root / "_build" / "app" / "widgets" / "entente-window"
    dossier = root / "data" / "dossiers" / "hanoi-anchorage.dossier"
    write_settings(theme, lang)
    if not readme:
        window = drive.Window(str(program))
        settle(out / f"welcome-{theme}-{lang}.png", 12)
        window.close()
    window = drive.Window(str(program), str(dossier))
    try:
        for number, view in enumerate(VIEWS, 1):
            if readme and view not in README:
                continue
            drive.key("Escape")
            drive.key(f"alt+{number}")
            target = out / (f"{view}.png" if readme else f"{view}-{theme}-{lang}.png")
            settle(target)
            if readme and README[view]:
                select(window, README[view])
                settle(target)
        if not readme:
            drive.key("alt+4")
            drive.key("ctrl+d")
            settle(out / f"split-{theme}-{lang}.png")
            drive.key("ctrl+d")
            drive.key("alt+1")
        drive.key("ctrl+e")
        settle(out / ("export.png" if readme else f"export-{theme}-{lang}.png"), 12)
        if not window.alive():
            sys.exit(f"the program ended while {theme} {lang} was photographed")
    finally:
        window.close()


def select(window, mark):
    """Selects a mark through its accessible object, as a screen reader would."""
    node = drive.wait(lambda: next(n for n in drive.walk(window.app)
                                   if mark in (n.get_attributes() or {}).values()
                                   or n.get_name() == mark), 5)
    if node:
        window.press(node)


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
        photograph(options.root, pictures, "light", "en", True)
        return
    for theme in options.theme or THEMES:
        for lang in options.lang or LANGUAGES:
            photograph(options.root, out, theme, lang, False)


main()
