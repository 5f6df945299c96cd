/* Earlier versions of a file: the last five, each once. */
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "dossier/versions.h"

typedef struct
{
  char *top;
  GFile *file;
} Fixture;

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_all (child);
    }
  g_remove (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->top = g_dir_make_tmp ("entente-versions-XXXXXX", NULL);
  fixture->file = g_file_new_build_filename (fixture->top, "a very long name 样本.dossier", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "entente", NULL);

  remove_all (fixture->top);
  remove_all (state);
  g_free (fixture->top);
  g_object_unref (fixture->file);
}

static void
write_file (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents_full (
      g_file_peek_path (fixture->file), text, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
}

static void
keep (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, text);
  g_assert_true (ent_versions_keep (fixture->file, NULL, &error));
  g_assert_no_error (error);
}

/* What was kept, the newest first: "cba". */
static void
assert_kept (GFile *file, const char *expected)
{
  g_autoptr (GPtrArray) list = ent_versions_list (file);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const EntVersion *version = g_ptr_array_index (list, i);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (g_file_peek_path (version->file), &text, &length, NULL));
      g_assert_cmpint (version->size, ==, (goffset)length);
      g_string_append (found, text);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_last_five (Fixture *fixture, gconstpointer data)
{
  const char *const texts[] = { "a", "b", "c", "d", "e", "f", "g" };

  g_assert_true (ent_versions_keep (fixture->file, NULL, NULL)); /* there is none yet */
  assert_kept (fixture->file, "");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    keep (fixture, texts[i]);
  assert_kept (fixture->file, "gfedc");
  keep (fixture, "g"); /* the same again takes the place of none */
  assert_kept (fixture->file, "gfedc");
}

/* When a version was saved is its file's date, and the order is that of keeping. */
static void
test_dates (Fixture *fixture, gconstpointer data)
{
  const gint64 dates[] = { 1000000, 500000 };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      const char text[] = { (char)('a' + i), '\0' };
      write_file (fixture, text);
      g_assert_true (g_file_set_attribute_uint64 (fixture->file,
                                                  G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                  (guint64)dates[i],
                                                  G_FILE_QUERY_INFO_NONE,
                                                  NULL,
                                                  NULL));
      g_assert_true (ent_versions_keep (fixture->file, NULL, NULL));
    }
  g_autoptr (GPtrArray) list = ent_versions_list (fixture->file);
  g_assert_cmpint (((EntVersion *)g_ptr_array_index (list, 0))->saved, ==, dates[1]);
  g_assert_cmpint (((EntVersion *)g_ptr_array_index (list, 1))->saved, ==, dates[0]);
}

/* Each place has its own. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->top, "b", NULL);
  g_autofree char *name = g_file_get_basename (fixture->file);
  g_autoptr (GFile) other = g_file_new_build_filename (below, name, NULL);

  keep (fixture, "a");
  assert_kept (other, "");
}

/* A full disk is told, and costs none of those that there are. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  struct rlimit before, small;
  g_autofree char *large = g_strnfill (4000, 'x');
  g_autoptr (GError) error = NULL;

  keep (fixture, "a");
  keep (fixture, "b");
  write_file (fixture, large);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  const gboolean kept = ent_versions_keep (fixture->file, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (kept);
  g_assert_nonnull (error);
  assert_kept (fixture->file, "ba");
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("entente-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/dossier/versions/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("last-five", test_last_five);
  ADD ("dates", test_dates);
  ADD ("places", test_places);
  ADD ("full", test_full);
  const int result = g_test_run ();
  g_rmdir (state);
  return result;
}
