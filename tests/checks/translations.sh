# Every string of the interface is translated in each language of po/LINGUAS, and POTFILES names every file
# that has one.
cd "$ENT_ROOT" || exit 1
rc=0
listed=$(sort po/POTFILES)
found=$(grep -lE '\b(N?C?_|ngettext) \(|translatable="yes"' -r app ui --include='*.c' --include='*.ui' | sort)
extra=$(printf '%s\n' "$found" | grep -vxF "$listed" || :)
[ -z "$extra" ] || { echo "Not in po/POTFILES:"; echo "$extra"; rc=1; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
xgettext --from-code=UTF-8 --files-from=po/POTFILES --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
  --keyword=ngettext:1,2 --keyword=g_dngettext:2,3 --package-name=entente -o "$tmp/entente.pot" || exit 1
for lang in $(sed 's/#.*//' po/LINGUAS); do
  msgfmt --check -o /dev/null "po/$lang.po" || rc=1
  msgmerge -q --no-fuzzy-matching -o "$tmp/$lang.po" "po/$lang.po" "$tmp/entente.pot" || rc=1
  fuzzy=$(msgattrib --only-fuzzy --no-obsolete "po/$lang.po" | grep -c '^msgid' || :)
  if [ "$(msgattrib --untranslated --no-obsolete "$tmp/$lang.po" | grep -c '^msgid')" -gt 0 ] || [ "$fuzzy" -gt 0 ]; then
    echo "po/$lang.po: untranslated or fuzzy:"
    msgattrib --untranslated --no-obsolete "$tmp/$lang.po" | grep -A3 '^#: '
    rc=1
  fi
done
exit $rc
