# The desktop file, the AppStream metainfo, the settings' schema, the MIME type and the GtkBuilder files are sound.
cd "$ENT_ROOT" || exit 1
rc=0
desktop-file-validate "$ENT_BUILD/data/org.entente.Entente.desktop" || rc=1
appstreamcli validate --no-net --explain "$ENT_BUILD/data/org.entente.Entente.metainfo.xml" || rc=1
glib-compile-schemas --strict --dry-run data || rc=1
xmllint --noout data/org.entente.Entente.mime.xml data/icons/*.svg ui/*.ui ui/*.xml || rc=1
exit $rc
