/* Writing: byte for byte, and to the disk or not at all. */
#include "sample.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  GFile *file;
  EntDossier *dossier;
  char *text;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("entente-save-XXXXXX", NULL);
  fixture->file = g_file_new_build_filename (fixture->folder, "a.dossier", NULL);
  fixture->text = sample_text ();
  fixture->dossier = parse_sample (fixture->text);
}

/* Removes the folder and what is left in it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->file);
  ent_dossier_unref (fixture->dossier);
  g_free (fixture->text);
}

static void
assert_holds (const char *path, const char *expected)
{
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_files (const Fixture *fixture, guint expected)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, expected);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (ent_dossier_save (fixture->dossier, fixture->file, NULL, &error));
  g_assert_no_error (error);
  assert_holds (g_file_peek_path (fixture->file), fixture->text);
  assert_files (fixture, 1);

  g_autoptr (EntDossier) again = ent_dossier_load (fixture->file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ent_dossier_id (again), ==, "sample");
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  const char *path = g_file_peek_path (fixture->file);
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (g_file_set_contents (path, "old and longer than nothing", -1, NULL));
  g_chmod (path, 0640);
  g_assert_true (ent_dossier_save (fixture->dossier, fixture->file, NULL, &error));
  g_assert_no_error (error);
  assert_holds (path, fixture->text);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  assert_files (fixture, 1);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "real.dossier", NULL);
  g_autoptr (GError) error = NULL;

  for (guint round = 0; round < 2; round++) /* the file is not there, then it is */
    {
      if (round == 0)
        g_assert_cmpint (symlink ("real.dossier", g_file_peek_path (fixture->file)), ==, 0);
      g_assert_true (ent_dossier_save (fixture->dossier, fixture->file, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_test (g_file_peek_path (fixture->file), G_FILE_TEST_IS_SYMLINK));
      assert_holds (target, fixture->text);
      assert_files (fixture, 2);
    }
}

static void
test_link_loop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (symlink ("a.dossier", g_file_peek_path (fixture->file)), ==, 0);
  g_assert_false (ent_dossier_save (fixture->dossier, fixture->file, NULL, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_WRITE);
}

static void
assert_fails (Fixture *fixture, const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_false (ent_dossier_save (fixture->dossier, file, NULL, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, g_file_peek_path (file)));
}

static void
test_no_place (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture, "missing/a.dossier");
  assert_fails (fixture, ""); /* the folder itself */
  assert_files (fixture, 0);
}

/* A read-only folder, and a read-only file; as root nothing is, so as another user. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  const char *path = g_file_peek_path (fixture->file);
  const uid_t user = geteuid ();
  const uid_t nobody = 65534;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_chmod (path, 0444);
  g_chmod (fixture->folder, 0777);
  if (user == 0 && seteuid (nobody) != 0)
    {
      g_test_skip ("cannot become another user");
      return;
    }
  assert_fails (fixture, "a.dossier");
  if (user == 0)
    g_assert_cmpint (seteuid (user), ==, 0);

  g_chmod (fixture->folder, 0555);
  if (user == 0)
    g_assert_cmpint (seteuid (nobody), ==, 0);
  assert_fails (fixture, "b.dossier");
  if (user == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
  g_chmod (fixture->folder, 0755);
  assert_holds (path, "old");
  assert_files (fixture, 1);
}

/* A disk that is full half way: files may not grow beyond a kilobyte. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  const char *path = g_file_peek_path (fixture->file);
  struct rlimit before, small;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_autoptr (GError) error = NULL;
  const gboolean saved = ent_dossier_save (fixture->dossier, fixture->file, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_false (saved);
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_WRITE);
  assert_holds (path, "old");
  assert_files (fixture, 1);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (ent_dossier_save (fixture->dossier, fixture->file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_holds (g_file_peek_path (fixture->file), "old");
  assert_files (fixture, 1);

  g_clear_error (&error);
  g_assert_null (ent_dossier_load (fixture->file, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_load_errors (Fixture *fixture, gconstpointer data)
{
  const char *path = g_file_peek_path (fixture->file);
  g_autoptr (GError) missing = NULL, large = NULL;
  GPtrArray *problems = (gpointer)1;

  g_assert_null (ent_dossier_load (fixture->file, &problems, NULL, NULL, &missing));
  g_assert_error (missing, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_READ);
  g_assert_nonnull (strstr (missing->message, path));
  g_assert_null (problems);

  /* One byte more than is read; a hole, so it takes no room. */
  g_assert_true (g_file_set_contents (path, "{", -1, NULL));
  g_assert_cmpint (truncate (path, (off_t)ENT_JSON_MAX_BYTES + 1), ==, 0);
  g_assert_null (ent_dossier_load (fixture->file, NULL, NULL, NULL, &large));
  g_assert_error (large, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_READ);
  g_assert_nonnull (strstr (large->message, "536870913 bytes, expected at most 536870912"));
}

/* Unknown keys and the spelling of numbers stay where they are, through an edit too. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *same = ent_dossier_write (fixture->dossier, &length);
  g_assert_cmpstr (same, ==, fixture->text);
  g_assert_cmpuint (length, ==, strlen (fixture->text));

  EntJson *root = ent_json_ref (ent_dossier_json (fixture->dossier));
  root = ent_json_with_member (root, "licence", ent_json_new_string ("CC0-1.0"));
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) edited = ent_dossier_from_json (root, "edited", NULL, &error);
  ent_json_unref (root);
  g_assert_no_error (error);
  g_assert_cmpstr (ent_dossier_licence (edited), ==, "CC0-1.0");
  g_autofree char *changed = ent_dossier_write (edited, NULL);
  g_autofree char *expected = sample_with ("CC-BY-4.0", "CC0-1.0");
  g_assert_cmpstr (changed, ==, expected);
  g_assert_cmpstr (ent_dossier_licence (fixture->dossier), ==, "CC-BY-4.0");
}

static void
test_bad_edit (Fixture *fixture, gconstpointer data)
{
  EntJson *root = ent_json_ref (ent_dossier_json (fixture->dossier));
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  root = ent_json_with_member (root, "actors", ent_json_new_array ());
  g_assert_null (ent_dossier_from_json (root, "edited", &problems, &error));
  ent_json_unref (root);
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
  g_assert_cmpuint (problems->len, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/dossier/save/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("new", test_new);
  ADD ("replace", test_replace);
  ADD ("link", test_link);
  ADD ("link-loop", test_link_loop);
  ADD ("no-place", test_no_place);
  ADD ("read-only", test_read_only);
  ADD ("full", test_full);
  ADD ("cancelled", test_cancelled);
  ADD ("load-errors", test_load_errors);
  ADD ("round-trip", test_round_trip);
  ADD ("bad-edit", test_bad_edit);
  return g_test_run ();
}
