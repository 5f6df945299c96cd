# Counts the subtests of meson's logs.  TAP programs count by subtest; planned subtests that never ran
# (the program aborted) count as failed; other programs count as one.
function close_section(  missed) {
  if (!open) return
  if (!tap) {
    if (result ~ /exit status 0/) pass++
    else if (result ~ /exit status 77/) skip++
    else fail++
  } else {
    missed = plan - ok - bad
    pass += ok
    fail += bad + (missed > 0 ? missed : 0)
    if (plan < 1 || (missed <= 0 && bad == 0 && result !~ /exit status 0/)) fail++
  }
  open = 0
}
/^=+ [0-9]+\/[0-9]+ =+$/ { close_section(); open = 1; tap = ok = bad = 0; plan = -1; result = "" }
/^result: / && result == "" { result = $0 }
/^TAP version/ { tap = 1 }
/^1\.\.[0-9]+/ { tap = 1; split($1, parts, /\.\./); plan = parts[2] + 0 }
/^ok [0-9]+.*# SKIP/ { tap = 1; ok++; pass--; skip++; print "skipped: " $0; next }
/^ok [0-9]+/ { tap = 1; ok++ }
/^not ok [0-9]+/ { tap = 1; bad++; print "failed: " $0 }
END {
  close_section()
  if (skip) printf "%d skipped\n", skip
  printf "%d passed, %d failed\n", pass, fail
  exit fail > 0
}
