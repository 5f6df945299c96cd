#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "dossier/anchor.h"
#include "dossier/dossier-file.h"

static const char first_text[]
    = "The delegations met at the lake.\nThey agreed on nothing but a second meeting.\n";
static const char second_text[] = "第二份文件：代表们在湖边见面，什么也没有签。\n";
static const char embedded_text[] = "A short text that the dossier carries with it.\n";

/* A folder for one test, with the dossier in it. */
typedef struct
{
  char *folder;
  GFile *file;
  EntDossier *dossier;
} Fixture;

static void
put (const Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
passage_json (const char *id, const char *document, const char *text, guint start, guint end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "x", &error);
  g_autoptr (EntJson) anchor = ent_anchor_new (source, start, end, &error);
  g_autofree char *written = ent_json_write_compact (anchor);

  return g_strdup_printf (
      "{\"id\":\"%s\",\"document\":\"%s\",\"anchor\":%s,\"digest\":\"x\"}", id, document, written);
}

static char *
sha256 (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *p1 = passage_json ("p-one", "one", first_text, 0, 32);
  g_autofree char *p2 = passage_json ("p-two", "two", second_text, 6, 15);
  g_autofree char *p3 = passage_json ("p-three", "three", embedded_text, 2, 12);
  g_autofree char *sha1 = sha256 (first_text);
  g_autofree char *sha2 = sha256 (second_text);
  g_autofree char *json = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  f->folder = g_dir_make_tmp ("entente-XXXXXX", &error);
  g_assert_no_error (error);
  json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"documents\":["
      "{\"id\":\"one\",\"title\":\"1\",\"text\":{\"sha256\":\"%s\",\"length\":%u,"
      "\"file\":\"one.txt\"}},"
      "{\"id\":\"two\",\"title\":\"2\",\"text\":{\"sha256\":\"%s\",\"length\":%u}},"
      "{\"id\":\"three\",\"title\":\"3\",\"text\":{\"content\":\"%.*s\\n\"}}],"
      "\"passages\":[%s,%s,%s]}",
      sha1,
      (guint)g_utf8_strlen (first_text, -1),
      sha2,
      (guint)g_utf8_strlen (second_text, -1),
      (int)strlen (embedded_text) - 1,
      embedded_text,
      p1,
      p2,
      p3);
  put (f, "d.dossier", json);
  path = g_build_filename (f->folder, "d.dossier", NULL);
  f->file = g_file_new_for_path (path);
  f->dossier = ent_dossier_load (f->file, &problems, NULL, NULL, &error);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_test_message ("%s", ((EntProblem *)g_ptr_array_index (problems, i))->message);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);
          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ent_dossier_unref (f->dossier);
  g_object_unref (f->file);
  remove_tree (f->folder);
  g_free (f->folder);
}

static EntAnchorState
state_of (const Fixture *f, const EntLibrary *library, const char *id)
{
  const EntThing *thing = ent_dossier_find (f->dossier, id);

  g_assert_nonnull (thing);
  return ent_library_resolution (library, (const EntPassage *)thing)->state;
}

static const char *
name_of_text (const Fixture *f, const EntLibrary *library, const char *id)
{
  EntSource *source
      = ent_library_source (library, (const EntDocument *)ent_dossier_find (f->dossier, id));

  return source != NULL ? ent_source_name (source) : NULL;
}

static void
test_embedded_only (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (EntLibrary) library = ent_library_new (f->dossier, f->file, NULL, NULL, &messages);

  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_UNATTACHED);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_UNATTACHED);
  g_assert_cmpint (state_of (f, library, "p-three"), ==, ENT_ANCHOR_EXACT);
  g_assert_null (name_of_text (f, library, "one"));
  g_assert_cmpuint (messages->len, ==, 0);
}

/* Beside the dossier under its name, and in an attached folder, deep, under any name. */
static void
test_by_hash (Fixture *f, gconstpointer data)
{
  g_autofree char *attached = g_build_filename (f->folder, "far", NULL);
  const char *folders[] = { attached, NULL };
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (EntLibrary) library = NULL;

  put (f,
       "one.txt",
       "\xef\xbb\xbfThe delegations met at the lake.\r\nThey agreed on nothing but a "
       "second meeting.\r\n");
  put (f, "far/a/b/c/whatever.md", second_text);
  put (f, "far/.hidden/other.txt", first_text);
  library = ent_library_new (f->dossier, f->file, folders, NULL, &messages);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_EXACT);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_EXACT);
  g_assert_cmpstr (name_of_text (f, library, "one"), ==, "one.txt");
  g_assert_cmpstr (name_of_text (f, library, "two"), ==, "whatever.md");
  g_assert_cmpuint (messages->len, ==, 0);
}

/* The right text wins over the right name. */
static void
test_hash_before_name (Fixture *f, gconstpointer data)
{
  g_autoptr (EntLibrary) library = NULL;

  put (f, "one.txt", "Some other text.\n");
  put (f, "renamed.txt", first_text);
  library = ent_library_new (f->dossier, f->file, NULL, NULL, NULL);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_EXACT);
  g_assert_cmpstr (name_of_text (f, library, "one"), ==, "renamed.txt");
}

static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (EntLibrary) library = NULL;

  put (f, "one.txt", "A new beginning.\nThe delegations\nmet at the lake.\n");
  library = ent_library_new (f->dossier, f->file, NULL, NULL, &messages);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_MOVED);
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (messages, 0), "one.txt"));
}

static void
test_wrong_file (Fixture *f, gconstpointer data)
{
  g_autofree char *wrong = g_build_filename (f->folder, "w", "wrong.txt", NULL);
  g_autofree char *missing = g_build_filename (f->folder, "no-such-folder", NULL);
  g_autofree char *binary = g_build_filename (f->folder, "w", "x.bin", NULL);
  const char *folders[] = { wrong, missing, binary, NULL };
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (EntLibrary) library = NULL;

  put (f, "w/wrong.txt", "The delegations met at the lake.\n");
  put (f,
       "w/x.bin",
       "\x7f"
       "ELF\x02\x01\x01\xff\xfe");
  library = ent_library_new (f->dossier, f->file, folders, NULL, &messages);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_UNATTACHED);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_UNATTACHED);
  g_assert_cmpuint (messages->len, ==, 3);
}

/* A file that is attached itself is taken whatever its name. */
static void
test_attached_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "w", "copy.of.it", NULL);
  const char *folders[] = { path, NULL };
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (EntLibrary) library = NULL;

  put (f, "w/copy.of.it", second_text);
  library = ent_library_new (f->dossier, NULL, folders, NULL, &messages);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_EXACT);
  g_assert_cmpuint (messages->len, ==, 0);
}

static void
test_links (Fixture *f, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (f->folder, "far", NULL);
  g_autofree char *loop = g_build_filename (inner, "loop", NULL);
  g_autofree char *dangling = g_build_filename (inner, "dangling.txt", NULL);
  g_autofree char *link = g_build_filename (inner, "link.txt", NULL);
  const char *folders[] = { inner, NULL };
  g_autoptr (EntLibrary) library = NULL;

  put (f, "elsewhere/target.txt", second_text);
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (symlink (inner, loop), ==, 0);
  g_assert_cmpint (symlink ("/no/such/file", dangling), ==, 0);
  g_assert_cmpint (symlink ("../elsewhere/target.txt", link), ==, 0);
  library = ent_library_new (f->dossier, NULL, folders, NULL, NULL);
  g_assert_cmpstr (name_of_text (f, library, "two"), ==, "link.txt");
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (ent_library_new (f->dossier, f->file, NULL, cancellable, NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/dossier/library/embedded-only", test_embedded_only },
    { "/dossier/library/by-hash", test_by_hash },
    { "/dossier/library/hash-before-name", test_hash_before_name },
    { "/dossier/library/changed", test_changed },
    { "/dossier/library/wrong-file", test_wrong_file },
    { "/dossier/library/attached-file", test_attached_file },
    { "/dossier/library/links", test_links },
    { "/dossier/library/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
