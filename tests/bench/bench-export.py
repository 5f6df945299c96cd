"""usage: bench-export.py ENTENTE ROOT: how long one exported figure takes, warm, against the start of the
program alone and against librsvg drawing the same figure from its SVG."""
import os
import statistics
import subprocess
import sys
import tempfile
import time

ENTENTE, ROOT = sys.argv[1:3]
DOSSIER = os.path.join(ROOT, "data", "dossiers", "hanoi-anchorage.dossier")
ROUNDS = 7


def median_ms(command):
    """Median wall time of a command, the first round not counted."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


with tempfile.TemporaryDirectory() as tmp:
    start = median_ms([ENTENTE, "--version"])
    print(f"start alone {start:.0f} ms")
    for view in ("map", "network", "timeline", "compare"):
        for suffix in ("png", "svg", "pdf"):
            out = os.path.join(tmp, f"{view}.{suffix}")
            command = [ENTENTE, "export", DOSSIER, "--view", view, "-o", out]
            took = median_ms(command)
            line = f"{view}.{suffix} {took:.0f} ms, {took / start:.1f} × the start"
            if suffix == "svg":
                peer = median_ms(["rsvg-convert", "-d", "300", "-p", "300", "-o", os.path.join(tmp, "peer.png"), out])
                line += f"; librsvg needs {peer:.0f} ms to draw it"
            print(line, flush=True)
