"""usage: includes.py ROOT: who includes whom.  Each folder of app/ may include itself, what is listed here,
and nothing else of the project; only the folders named for a library may include its headers."""
import pathlib
import re
import sys

MAY = {
    "base": set(),
    "dossier": {"base"},
    "geo": {"base"},
    "graph": {"base"},
    "measure": {"base", "dossier"},
    "scene": {"base"},
    "render": {"base", "scene"},
    "session": {"base", "dossier", "scene"},
    "views": {"base", "dossier", "geo", "graph", "scene"},
    "figure": {"base", "dossier", "geo", "scene", "render", "views"},
    "cli": {"base", "dossier", "geo", "scene", "render", "views", "figure", "measure"},
    "widgets": {"base", "dossier", "geo", "scene", "render", "views", "session", "figure", "measure"},
}
LIBRARY = {
    r"gtk/|gdk/|adwaita|gsk/": {"widgets"},
    r"proj\.h": {"geo"},
    r"opencc/": {"dossier"},
    r"igraph": {"measure"},
    r"cairo": {"render", "figure", "widgets", "scene"},
    r"pango/": {"scene", "render", "figure", "widgets"},
    r"gdk-pixbuf/": {"figure", "widgets"},
}

def problems(root):
    for path in sorted((root / "app").rglob("*.[ch]")):
        folder = path.relative_to(root / "app").parts[0]
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)', line)
            if not match:
                continue
            name, where = match[2], f"{path.relative_to(root)}:{number}"
            if match[1] == '"':
                target = name.split("/")[0]
                if target in MAY and target != folder and target not in MAY[folder]:
                    yield f"{where}: app/{folder} may not include {name}"
                elif target not in MAY and not name.startswith("ent-resources"):
                    yield f"{where}: {name} is not named from app/"
                elif target != folder and name.endswith("-private.h"):
                    yield f"{where}: {name} is private to app/{target}"
                continue
            for pattern, folders in LIBRARY.items():
                if re.match(pattern, name) and folder not in folders:
                    yield f"{where}: only {', '.join(sorted(folders))} may include <{name}>"

def self_test(tmp):
    """The check itself fails on a forbidden include, or it checks nothing."""
    (tmp / "app" / "scene").mkdir(parents=True)
    bad = ['#include "dossier/dossier.h"', "#include <gtk/gtk.h>", '#include "render/render.h"']
    (tmp / "app" / "scene" / "x.c").write_text("\n".join(bad + ['#include "base/path.h"']))
    assert len(list(problems(tmp))) == len(bad), list(problems(tmp))

if __name__ == "__main__":
    import tempfile
    with tempfile.TemporaryDirectory() as tmp:
        self_test(pathlib.Path(tmp))
    found = list(problems(pathlib.Path(sys.argv[1])))
    print("\n".join(found))
    sys.exit(bool(found))
