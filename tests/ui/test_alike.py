"""usage: test_alike.py ENTENTE ROOT: an exported SVG looks the same in Chromium and in librsvg, so that nobody who opens
it gets another figure than the author saw: nothing shifted, missing or of another size or colour."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from browser import Browser, Unavailable

ENTENTE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FOLDER = tempfile.TemporaryDirectory(prefix="entente-alike-")
# Pixels of both programs for one of SVG: strokes and letters are wider than the rounding of their edges.
ZOOM = 2
# Shares of the range from black to white: in all, and where it is most in tiles of 16 pixels.  The two programs smooth
# edges in two ways, which makes up to 0.009 and 0.04; a name moved by 2 units
# makes 0.055 to 0.08 of the second, a line of text spread otherwise 0.011 and 0.14.
MEAN, TILE = 0.0105, 0.048
FIGURES = [
    ("hanoi-anchorage", "map", "en", "light", []),
    ("hanoi-anchorage", "network", "zh-Hans", "print", []),
    ("hanoi-anchorage", "compare", "zh-Hant", "contrast-dark", []),
    ("eurasia-linking", "timeline", "en", "light", ["--notes"]),
    ("de-risking-washington", "why", "zh-Hans", "grey", ["--notes"]),
    ("unilateralism-alliances", "matrix", "en", "contrast", []),
    ("alliance-dilemma", "quadrant", "zh-Hant", "light", ["--outlines"]),
]
n, failed = 0, 0


def ok(good, text):
    global n, failed
    n += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {text}", flush=True)


def length(svg, side):
    """Of a side in pixels of CSS."""
    text = xml.etree.ElementTree.parse(svg).getroot().get(side)
    return float(text[:-2]) * 96 / 25.4 if text.endswith("mm") else float(text.removesuffix("px"))


def by_chromium(page, svg, out):
    width, height = round(length(svg, "width")), round(length(svg, "height"))
    page.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=ZOOM, mobile=False)
    page.open(svg)
    page.picture(out)


def difference(one, other, *way):
    """Of two pictures as a share of the whole range, by a measure of ImageMagick."""
    run = subprocess.run(["compare", "-metric", *way, one, other, "null:"], capture_output=True, text=True)
    return float(run.stderr.split("(")[1].split(")")[0])


def tiles(path):
    out = path.with_suffix(".tiles.png")
    subprocess.run(["convert", path, "-filter", "box", "-resize", f"{100 / 16}%", out], check=True)
    return out


def look(page, dossier, view, lang, theme, more):
    name = f"{dossier}-{view}-{lang}-{theme}"
    svg = pathlib.Path(FOLDER.name, name + ".svg")
    subprocess.run([ENTENTE, "export", ROOT / "data" / "dossiers" / f"{dossier}.dossier", "--view", view, "--lang", lang,
                    "--theme", theme, "--size", "89mm", "-o", svg, *more], check=True)
    one, other = svg.with_suffix(".chromium.png"), svg.with_suffix(".librsvg.png")
    by_chromium(page, svg, one)
    size = subprocess.run(["identify", "-format", "%wx%h", one], capture_output=True, text=True, check=True).stdout
    width, height = size.split("x")
    subprocess.run(["rsvg-convert", "-w", width, "-h", height, svg, "-o", other], check=True)
    mean = difference(one, other, "MAE")
    tile = difference(tiles(one), tiles(other), "PAE")
    ok(mean <= MEAN and tile <= TILE, f"{name}: {mean:.4f} apart in all, {tile:.3f} where most")


def main():
    if not shutil.which("rsvg-convert") or not shutil.which("compare"):
        print("1..0 # SKIP librsvg2-bin and imagemagick are not installed")
        return 0
    try:
        page = Browser()
    except Unavailable as reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    with page:
        for figure in FIGURES:
            look(page, *figure)
    print(f"1..{n}")
    return failed > 0


sys.exit(main())
