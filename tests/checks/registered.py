"""usage: registered.py ROOT: every test program's source is named in its folder's meson.build."""
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
missing = []
for source in sorted((root / "tests").rglob("*")):
    if not (source.name.startswith(("test-", "test_", "bench-")) and source.suffix in (".c", ".py", ".sh")):
        continue
    build = source.parent / "meson.build"
    text = build.read_text() if build.exists() else ""
    if source.name not in text and f"'{source.stem[5:]}'" not in text:
        missing.append(f"{source.relative_to(root)} is in no meson.build")
print("\n".join(missing))
sys.exit(bool(missing))
