/* Where data, catalogues and helpers are looked for. */
#include "base/data-dir.h"

static void
test_environment (void)
{
  g_autofree char *before = g_strdup (g_getenv ("ENTENTE_DATA_DIR"));

  g_setenv ("ENTENTE_DATA_DIR", "/tmp/some where", TRUE);
  g_autofree char *file = ent_data_path ("world/world.bin");
  g_autofree char *folder = ent_data_path ("");
  g_assert_cmpstr (file, ==, "/tmp/some where/world/world.bin");
  g_assert_true (g_str_has_prefix (folder, "/tmp/some where"));

  /* A relative one is seen from the current folder. */
  g_setenv ("ENTENTE_DATA_DIR", "data", TRUE);
  g_autofree char *relative = ent_data_path ("world/world.bin");
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *expected = g_build_filename (here, "data", "world", "world.bin", NULL);
  g_assert_cmpstr (relative, ==, expected);

  /* An empty variable is none. */
  g_setenv ("ENTENTE_DATA_DIR", "", TRUE);
  g_autofree char *found = ent_data_path ("dossier.schema.json");
  g_assert_true (g_path_is_absolute (found));
  g_assert_true (g_str_has_suffix (found, "/dossier.schema.json"));
  g_assert_false (g_str_has_prefix (found, "/tmp/some where"));

  if (before != NULL)
    g_setenv ("ENTENTE_DATA_DIR", before, TRUE);
  else
    g_unsetenv ("ENTENTE_DATA_DIR");
}

static void
test_locale (void)
{
  g_autofree char *dir = ent_locale_dir ();
  g_assert_true (g_path_is_absolute (dir));
  g_assert_true (g_str_equal (dir, ENT_LOCALEDIR) || g_str_has_suffix (dir, "/po"));
}

static void
test_libexec (void)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *name = g_path_get_basename (exe);
  g_autofree char *self = ent_libexec_path (name);
  g_autofree char *other = ent_libexec_path ("no-such-helper");

  g_assert_cmpstr (self, ==, exe);
  g_assert_cmpstr (other, ==, ENT_LIBEXECDIR "/no-such-helper");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/data-dir/environment", test_environment);
  g_test_add_func ("/base/data-dir/locale", test_locale);
  g_test_add_func ("/base/data-dir/libexec", test_libexec);
  return g_test_run ();
}
