"""usage: bench-figures.py ENTENTE ROOT: how long all views of all dossiers take in the four formats, two files at a time."""
import glob
import os
import subprocess
import sys
import tempfile
import time

ENTENTE, ROOT = sys.argv[1:3]
DOSSIERS = sorted(glob.glob(os.path.join(ROOT, "data", "dossiers", "*.dossier")))

with tempfile.TemporaryDirectory() as tmp:
    total = files = 0
    for dossier in DOSSIERS:
        name = os.path.splitext(os.path.basename(dossier))[0]
        out = os.path.join(tmp, name)
        start = time.perf_counter()
        subprocess.run([ENTENTE, "export", dossier, "--all", "-o", out, "--format", "png,svg,pdf,html"],
                       check=True, stderr=subprocess.DEVNULL)
        took = time.perf_counter() - start
        total += took
        files += len(os.listdir(out))
        print(f"{name}: {len(os.listdir(out))} files in {took:.1f} s", flush=True)
    print(f"all: {files} files in {total:.1f} s, {total / 60:.2f} of the minute they may take")
