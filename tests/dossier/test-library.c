/* Which text is that of a document: by its hash, its name, or attached. */
#include <unistd.h>

#include "library-fixture.h"

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
