/* Finding texts with everything there is: a memory, chosen texts, encodings, texts at hand before.
 */
#include <unistd.h>

#include "dossier/folder-scan-private.h"
#include "library-fixture.h"

typedef struct
{
  GHashTable *chosen, *encodings;
  GFile *memory;
  char *folder, *uri;
  const char *folders[2];
  EntLibraryOptions options;
} Look;

static void
set_up_look (Look *look, const Fixture *f, const char *folder)
{
  g_autofree char *memory = g_build_filename (f->folder, "cache", "deep", "texts", NULL);

  look->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  look->encodings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  look->memory = g_file_new_for_path (memory);
  look->folder = g_build_filename (f->folder, folder, NULL);
  look->folders[0] = look->folder;
  look->folders[1] = NULL;
  look->options = (EntLibraryOptions){
    .folders = look->folders,
    .chosen = look->chosen,
    .encodings = look->encodings,
    .memory = look->memory,
  };
}

static void
tear_down_look (Look *look)
{
  g_hash_table_unref (look->chosen);
  g_hash_table_unref (look->encodings);
  g_object_unref (look->memory);
  g_free (look->folder);
}

static char *
uri_of (const Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  return g_filename_to_uri (path, NULL, NULL);
}

static const EntAttachment *
text_of (const Fixture *f, const EntLibrary *library, const char *id)
{
  return ent_library_attachment (library, (const EntDocument *)ent_dossier_find (f->dossier, id));
}

static EntLibrary *
find (const Fixture *f, const Look *look, guint n_messages)
{
  g_autoptr (GPtrArray) messages = NULL;
  EntLibrary *library = ent_library_find (f->dossier, &look->options, NULL, &messages);

  for (guint i = 0; i < messages->len; i++)
    g_test_message ("%s", (const char *)g_ptr_array_index (messages, i));
  g_assert_cmpuint (messages->len, ==, n_messages);
  return library;
}

/* Replaces *library by what it is now; the only message, if any, has the part. */
static void
refresh (const Fixture *f, const Look *look, EntLibrary **library, const char *part)
{
  g_autoptr (GPtrArray) messages = NULL;
  EntLibrary *next = ent_library_refresh (*library, f->dossier, &look->options, NULL, &messages);

  for (guint i = 0; i < messages->len; i++)
    g_test_message ("%s", (const char *)g_ptr_array_index (messages, i));
  g_assert_cmpuint (messages->len, ==, part != NULL);
  if (part != NULL)
    g_assert_nonnull (strstr (g_ptr_array_index (messages, 0), part));
  ent_library_unref (*library);
  *library = next;
}

static void
remove_file (const Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Sets the time of a file, so that the test need not wait for another. */
static void
set_time (const Fixture *f, const char *name, guint64 seconds)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_attribute_uint64 (
      file, G_FILE_ATTRIBUTE_TIME_MODIFIED, seconds, G_FILE_QUERY_INFO_NONE, NULL, NULL));
}

static char *
remembered (const Look *look)
{
  char *text = NULL;

  g_assert_true (g_file_load_contents (look->memory, NULL, &text, NULL, NULL, NULL));
  return text;
}

/* What was read is not read again as long as it is the same; what cannot be it never is. */
static void
test_memory (Fixture *f, gconstpointer data)
{
  g_autofree char *big = g_strnfill (4000, 'x');
  g_autofree char *path = NULL;
  g_autofree char *known = NULL;
  Look look;

  put (f, "far/right.txt", second_text);
  put (f, "far/other.txt", "A text of about the length that might be it, but is not.\n");
  put (f, "far/big.txt", big);
  put (f, "far/small.txt", "x");
  set_up_look (&look, f, "far");
  ent_library_unref (find (f, &look, 0));
  known = remembered (&look);
  g_assert_nonnull (strstr (known, "right.txt"));
  g_assert_nonnull (strstr (known, "other.txt"));
  g_assert_null (strstr (known, "big.txt"));
  g_assert_null (strstr (known, "small.txt"));

  /* the memory is trusted: a wrong hash in it hides the text, until the file is another */
  path = g_file_get_path (look.memory);
  g_autoptr (GString) forged = g_string_new (known);
  g_autofree char *hash = sha256 (second_text);
  g_assert_cmpuint (g_string_replace (forged, hash, "00", 0), ==, 2);
  g_assert_true (g_file_set_contents (path, forged->str, -1, NULL));
  g_autoptr (EntLibrary) hidden = find (f, &look, 0);
  g_assert_null (name_of_text (f, hidden, "two"));
  set_time (f, "far/right.txt", 1000000000);
  g_autoptr (EntLibrary) seen = find (f, &look, 0);
  g_assert_cmpstr (name_of_text (f, seen, "two"), ==, "right.txt");

  /* and rubbish in it is passed over */
  g_assert_true (g_file_set_contents (path, "rubbish\n\t\t\n1\t2\t3\n", -1, NULL));
  g_autoptr (EntLibrary) again = find (f, &look, 0);
  g_assert_cmpstr (name_of_text (f, again, "two"), ==, "right.txt");
  tear_down_look (&look);
}

/* A file that was the text is known to be its changed copy at the next opening. */
static void
test_was (Fixture *f, gconstpointer data)
{
  Look look;

  put (f, "far/mine.txt", first_text);
  set_up_look (&look, f, "far");
  ent_library_unref (find (f, &look, 0));
  put (f, "far/mine.txt", "Before it all,\nthe delegations met at the lake.\n");
  g_autoptr (EntLibrary) library = find (f, &look, 1);
  g_assert_cmpint (text_of (f, library, "one")->state, ==, ENT_TEXT_OTHER);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_MOVED);
  tear_down_look (&look);
}

static void
test_chosen (Fixture *f, gconstpointer data)
{
  Look look;

  put (f, "far/a.txt", first_text);
  put (f, "else/b", "What happened: the delegations met at the lake.\n");
  put (f, "far/c.txt", second_text);
  set_up_look (&look, f, "far");
  g_hash_table_insert (look.chosen, (gpointer) "one", uri_of (f, "else/b"));
  g_hash_table_insert (look.chosen, (gpointer) "two", g_strdup (""));
  g_autoptr (EntLibrary) library = find (f, &look, 0);
  g_assert_cmpint (text_of (f, library, "one")->state, ==, ENT_TEXT_OTHER);
  g_assert_true (text_of (f, library, "one")->is_chosen);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_MOVED);
  g_assert_cmpint (text_of (f, library, "two")->state, ==, ENT_TEXT_NONE);

  /* one that is gone is told about, and the rest is looked through */
  g_hash_table_insert (look.chosen, (gpointer) "one", uri_of (f, "else/none"));
  g_hash_table_remove (look.chosen, "two");
  g_autoptr (EntLibrary) next = find (f, &look, 1);
  g_assert_cmpstr (name_of_text (f, next, "one"), ==, "a.txt");
  g_assert_cmpint (text_of (f, next, "two")->state, ==, ENT_TEXT_SAME);
  tear_down_look (&look);
}

/* Files change, go and come back while the dossier is open. */
static void
test_refresh (Fixture *f, gconstpointer data)
{
  g_autoptr (EntLibrary) library = NULL;
  Look look;

  put (f, "far/a.txt", first_text);
  put (f, "far/b.txt", second_text);
  set_time (f, "far/a.txt", 1000000000);
  set_up_look (&look, f, "far");
  library = find (f, &look, 0);
  EntLibrary *same = library;
  refresh (f, &look, &library, NULL);
  g_assert_true (library == same);

  /* touched: another time, the same text, nothing to say */
  set_time (f, "far/a.txt", 1000000001);
  EntSource *source = text_of (f, library, "one")->source;
  refresh (f, &look, &library, NULL);
  g_assert_true (text_of (f, library, "one")->source == source);

  put (f, "far/a.txt", "And so the delegations met at the lake.\n");
  refresh (f, &look, &library, "a.txt");
  g_assert_cmpint (text_of (f, library, "one")->state, ==, ENT_TEXT_OTHER);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_MOVED);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_EXACT);

  put (f, "far/a.txt", first_text);
  refresh (f, &look, &library, "a.txt");
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_EXACT);

  remove_file (f, "far/a.txt");
  refresh (f, &look, &library, "a.txt");
  g_assert_true (text_of (f, library, "one")->is_gone);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_EXACT);
  refresh (f, &look, &library, NULL); /* told once */

  put (f, "far/a.txt", first_text);
  refresh (f, &look, &library, NULL);
  g_assert_false (text_of (f, library, "one")->is_gone);

  /* half-written, or no text any more: what was there stays */
  put (f, "far/a.txt", "");
  refresh (f, &look, &library, "a.txt");
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_EXACT);
  tear_down_look (&look);
}

/* A drive that vanishes is told once, and what was on it stays; also through another search. */
static void
test_vanished (Fixture *f, gconstpointer data)
{
  g_autoptr (EntLibrary) library = NULL;
  Look look;

  put (f, "drive/far/a.txt", first_text);
  put (f, "drive/far/b.txt", second_text);
  set_up_look (&look, f, "drive/far");
  library = find (f, &look, 0);
  g_autofree char *drive = g_build_filename (f->folder, "drive", NULL);
  remove_tree (drive);
  refresh (f, &look, &library, "far");
  g_assert_true (text_of (f, library, "one")->is_gone);
  g_assert_true (text_of (f, library, "two")->is_gone);

  look.options.before = library;
  g_autoptr (EntLibrary) next = find (f, &look, 1);
  g_assert_cmpint (state_of (f, next, "p-one"), ==, ENT_ANCHOR_EXACT);
  g_assert_true (text_of (f, next, "two")->is_gone);
  tear_down_look (&look);
}

/* Choosing, detaching and reading otherwise need no search. */
static void
test_reattach (Fixture *f, gconstpointer data)
{
  gsize n_wide;
  /* both readings are valid, the other makes no sense */
  g_autofree char *wide = g_convert (second_text, -1, "UTF-16LE", "UTF-8", NULL, &n_wide, NULL);
  g_autoptr (EntLibrary) library = NULL;
  Look look;

  g_autofree char *path = g_build_filename (f->folder, "far", "b.txt", NULL);

  put (f, "far/b.txt", "");
  g_assert_true (g_file_set_contents (path, wide, (gssize)n_wide, NULL));
  put (f, "else/a", "Now the delegations met at the lake.\n");
  set_up_look (&look, f, "far");
  library = find (f, &look, 0);
  g_assert_cmpstr (ent_source_encoding (text_of (f, library, "two")->source), ==, "UTF-16LE");

  g_hash_table_insert (look.encodings, uri_of (f, "far/b.txt"), (gpointer) "UTF-16BE");
  refresh (f, &look, &library, NULL);
  g_assert_cmpstr (text_of (f, library, "two")->encoding, ==, "UTF-16BE");
  g_assert_cmpint (text_of (f, library, "two")->state, ==, ENT_TEXT_OTHER);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_LOST);

  /* it is no UTF-8: said so, and nothing changes */
  g_hash_table_insert (look.encodings, uri_of (f, "far/b.txt"), (gpointer) "UTF-8");
  refresh (f, &look, &library, "b.txt");
  g_assert_cmpstr (text_of (f, library, "two")->encoding, ==, "UTF-16BE");
  g_assert_false (text_of (f, library, "two")->is_gone);

  g_hash_table_remove_all (look.encodings);
  g_hash_table_insert (look.chosen, (gpointer) "one", uri_of (f, "else/a"));
  refresh (f, &look, &library, NULL);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_MOVED);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_EXACT);

  g_hash_table_insert (look.chosen, (gpointer) "one", uri_of (f, "else/none"));
  refresh (f, &look, &library, "none");
  g_assert_cmpstr (name_of_text (f, library, "one"), ==, "a");

  g_hash_table_insert (look.chosen, (gpointer) "one", g_strdup (""));
  refresh (f, &look, &library, NULL);
  g_assert_cmpint (text_of (f, library, "one")->state, ==, ENT_TEXT_NONE);
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_UNATTACHED);
  tear_down_look (&look);
}

/* A further folder is searched for what is missing; what is at hand stays. */
static void
test_add_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (EntLibrary) first = NULL;
  g_autoptr (EntLibrary) both = NULL;
  Look look, further;

  put (f, "far/a.txt", first_text);
  put (f, "new/b.txt", second_text);
  set_up_look (&look, f, "far");
  set_up_look (&further, f, "new");
  first = find (f, &look, 0);
  further.options.before = first;
  further.options.adds = TRUE;
  both = find (f, &further, 0);
  g_assert_true (text_of (f, both, "one")->source == text_of (f, first, "one")->source);
  g_assert_cmpstr (name_of_text (f, both, "two"), ==, "b.txt");
  further.options.adds = FALSE;
  g_autoptr (EntLibrary) only = find (f, &further, 0);
  g_assert_null (name_of_text (f, only, "one"));
  tear_down_look (&look);
  tear_down_look (&further);
}

static void
count_progress (guint n_seen, guint n_files, gpointer data)
{
  guint *seen = data;

  seen[0]++;
  seen[1] = MAX (seen[1], n_files);
  g_assert_true (n_files == 0 || n_seen <= n_files);
}

/* Everything that may lie in a folder, and a great deal of it. */
static void
test_bad_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *huge = g_build_filename (f->folder, "far", "one.txt", NULL);
  guint seen[2] = { 0, 0 };
  Look look;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("far/%u/%u.txt", i % 10, i);
      put (f, name, i % 2 ? "" : "x");
    }
  put (f, "far/one.txt", "");
  g_assert_cmpint (truncate (huge, (off_t)1 << 30), ==, 0);
  put (f, "far/z.txt", first_text);
  put (f, "far/zz.txt", second_text);
  set_up_look (&look, f, "far");
  look.options.progress = count_progress;
  look.options.data = seen;
  g_autoptr (EntLibrary) library = find (f, &look, 1); /* of the file that has the name */
  g_assert_cmpint (state_of (f, library, "p-one"), ==, ENT_ANCHOR_EXACT);
  g_assert_cmpint (state_of (f, library, "p-two"), ==, ENT_ANCHOR_EXACT);
  g_assert_cmpuint (seen[0], >, 20);
  g_assert_cmpuint (seen[1], ==, 3003);
  tear_down_look (&look);
}

/* What was not looked at is told. */
static void
test_scan_limits (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_build_filename (f->folder, "far", NULL);
  g_autoptr (GFile) missing = g_file_new_build_filename (f->folder, "none", NULL);
  g_autofree char *closed = g_build_filename (f->folder, "far", "closed", NULL);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_text_file_free);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  EntScanOptions options = { 3, 2, names, NULL, NULL, NULL };

  put (f, "far/a.txt", "a");
  put (f, "far/b.txt", "b");
  put (f, "far/c.txt", "c");
  g_assert_true (ent_scan_folder (folder, &options, files, messages));
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (messages, 0), "2"));

  g_assert_true (ent_scan_folder (missing, &options, files, messages));
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (messages, 1), "none"));

  if (geteuid () == 0)
    {
      g_test_message ("folders that may not be read are not tested: root may read all");
      return;
    }
  options.limit = 100;
  put (f, "far/closed/d.txt", "d");
  g_assert_cmpint (g_chmod (closed, 0), ==, 0);
  g_assert_true (ent_scan_folder (folder, &options, files, messages));
  g_assert_cmpuint (messages->len, ==, 3);
  g_autoptr (GFile) itself = g_file_new_for_path (closed);
  g_assert_true (ent_scan_folder (itself, &options, files, messages));
  g_assert_cmpuint (messages->len, ==, 4);
  g_assert_cmpint (g_chmod (closed, 0700), ==, 0);
}

/* The likeliest document first; a text of none is none. */
static void
test_guess (Fixture *f, gconstpointer data)
{
  static const char like_two[] = "摘要。第二份文件：代表们在湖边见面，后来也没有签。\n";
  static const char like_none[] = "A recipe for soup needs water, salt and patience.\n";
  g_autoptr (EntSource) copy = ent_source_new (like_two, strlen (like_two), "copy", NULL);
  g_autoptr (EntSource) soup = ent_source_new (like_none, strlen (like_none), "soup", NULL);
  g_autoptr (GArray) guesses = ent_library_guess (f->dossier, copy, NULL);
  g_autoptr (GArray) none = ent_library_guess (f->dossier, soup, NULL);

  g_assert_cmpuint (guesses->len, ==, 2); /* the embedded one is not asked for */
  g_assert_cmpstr (g_array_index (guesses, EntGuess, 0).document->thing.id, ==, "two");
  g_assert_cmpfloat (g_array_index (guesses, EntGuess, 0).share, ==, 1);
  g_assert_cmpfloat (g_array_index (guesses, EntGuess, 1).share, ==, 0);
  g_assert_cmpfloat (g_array_index (none, EntGuess, 0).share, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/dossier/library-find/memory", test_memory },
    { "/dossier/library-find/was", test_was },
    { "/dossier/library-find/chosen", test_chosen },
    { "/dossier/library-find/refresh", test_refresh },
    { "/dossier/library-find/vanished", test_vanished },
    { "/dossier/library-find/reattach", test_reattach },
    { "/dossier/library-find/add-folder", test_add_folder },
    { "/dossier/library-find/bad-folder", test_bad_folder },
    { "/dossier/library-find/scan-limits", test_scan_limits },
    { "/dossier/library-find/guess", test_guess },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
