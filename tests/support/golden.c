#include "golden.h"

#include <glib/gstdio.h>
#include <string.h>

/* The first line that differs says more than two pages do. */
static void
report_difference (const char *name, const char *expected, const char *actual)
{
  g_auto (GStrv) old = g_strsplit (expected, "\n", -1), new = g_strsplit (actual, "\n", -1);
  guint i = 0;
  while (old[i] != NULL && new[i] != NULL && g_str_equal (old[i], new[i]))
    i++;
  g_test_message ("%s, line %u\n  expected: %s\n  found:    %s",
                  name,
                  i + 1,
                  old[i] != NULL ? old[i] : "(end)",
                  new[i] != NULL ? new[i] : "(end)");
}

/**
 * golden_output_path:
 * @name: a file name
 *
 * Returns: (transfer full): where a test may leave that file for a person to look at
 */
char *
golden_output_path (const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "output", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  return g_build_filename (folder, name, NULL);
}

/**
 * golden_check:
 * @actual: text that a test made
 * @folder: of the test below tests/, "scene"
 * @name: file name in its golden/
 *
 * Fails unless the file has this very text; what was found is left in the build's tests/output.
 * With ENT_UPDATE_GOLDENS=1 the file is written instead, which CI refuses.
 */
void
golden_check (const char *actual, const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, "golden", name, NULL);
  g_autofree char *found = golden_output_path (name);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  if (g_strcmp0 (g_getenv ("ENT_UPDATE_GOLDENS"), "1") == 0)
    {
      g_assert_null (g_getenv ("CI"));
      g_autofree char *parent = g_path_get_dirname (path);
      g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
      g_file_set_contents (path, actual, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_set_contents (found, actual, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  if (!g_str_equal (expected, actual))
    {
      report_difference (name, expected, actual);
      g_test_message ("the whole of it: %s", found);
      g_test_fail ();
    }
}
