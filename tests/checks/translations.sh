# Every string of the interface is translated in each language of po/LINGUAS, and POTFILES names every file
# that has one, in the order of LC_ALL=C sort.
cd "$ENT_ROOT" || exit 1
export LC_ALL=C.UTF-8
rc=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# the macros of gi18n-lib.h, GLib's functions, and templates
marks='\b(N?C?_|ngettext|g_dngettext|g_dpgettext2) \(|translatable="(yes|true|1)"'
{
  ls data/*.desktop.in data/*.gschema.xml data/*.metainfo.xml.in
  grep -lE "$marks" -r app ui --include='*.[ch]' --include='*.ui'
} | sort >"$tmp/found"
if ! diff "$tmp/found" po/POTFILES >"$tmp/diff"; then
  echo "po/POTFILES (>) and the files with strings (<) differ:"
  grep '^[<>]' "$tmp/diff"
  rc=1
fi

# the keywords of Meson's preset "glib", which makes the catalogue of translators
xgettext --from-code=UTF-8 --files-from="$tmp/found" --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
  --keyword=NC_:1c,2 --keyword=ngettext:1,2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
  --package-name=entente -o "$tmp/entente.pot" || exit 1

# a format macro of GLib cuts the message that gettext looks up: write %zu, or PRId64 of <inttypes.h>
if grep -nE '^msgid(_plural)? "(.*[^%])?(%%)*%[0-9.]*"$' "$tmp/entente.pot"; then
  echo "The messages above are cut in two by a macro"
  rc=1
fi

# names of languages are written in their own language
if grep -nE 'name="(label|title|subtitle|tooltip-text|placeholder-text|description|heading|body)">[^<]*[A-Za-z]{2}' \
  ui/*.ui | grep -v '>_\?English<'; then
  echo "The properties above are not translatable"
  rc=1
fi

for lang in $(sed 's/#.*//' po/LINGUAS); do
  msgfmt --check -o /dev/null "po/$lang.po" || rc=1
  msgmerge -q --no-fuzzy-matching -o "$tmp/$lang.po" "po/$lang.po" "$tmp/entente.pot" || rc=1
  for state in untranslated only-fuzzy; do
    msgattrib "--$state" --no-obsolete --no-wrap "$tmp/$lang.po" >"$tmp/open.po"
    if grep -q "^#: " "$tmp/open.po"; then
      echo "po/$lang.po: $state:"
      grep -E '^(#: |msgctxt |msgid )' "$tmp/open.po" | grep -v '^msgid ""$'
      rc=1
    fi
  done
done
exit $rc
