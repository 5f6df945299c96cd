/* Texts of a window's dossier, in process: attached, taken off, read otherwise, gone, remembered.
 */
#include "widget-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "widgets/application.h"
#include "widgets/language.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"
#include "widgets/window-texts.h"

static const char text[] = "The delegations met at the lake.\nThey agreed to meet again.\n";

typedef struct
{
  EntWindow *window;
  char *folder;
  /* what is waited for */
  EntTextState state;
  gboolean is_gone;
} Fixture;

static EntApplication *the_app;

static GFile *
put (Fixture *f, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return g_file_new_for_path (path);
}

static const EntAttachment *
attachment (Fixture *f)
{
  EntSession *session = f->window->session;

  return ent_library_attachment (
      ent_session_library (session),
      g_ptr_array_index (ent_dossier_documents (ent_session_dossier (session)), 0));
}

static gboolean
has_library (gpointer data)
{
  return ent_session_library (((Fixture *)data)->window->session) != NULL;
}

static gboolean
is_so (gpointer data)
{
  Fixture *f = data;
  const EntAttachment *now = attachment (f);

  return now->state == f->state && now->is_gone == f->is_gone;
}

static void
wait_for (Fixture *f, EntTextState state, gboolean is_gone)
{
  f->state = state;
  f->is_gone = is_gone;
  pump_until (is_so, f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"documents\":["
      "{\"id\":\"one\",\"title\":\"One\",\"text\":{\"sha256\":\"%s\",\"length\":%d}}],"
      "\"passages\":[{\"id\":\"p\",\"document\":\"one\",\"digest\":\"x\"}]}",
      hash,
      (int)strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  f->folder = g_dir_make_tmp ("entente-texts-XXXXXX", &error);
  g_assert_no_error (error);
  file = put (f, "desk/d.dossier", json);
  if (the_app == NULL)
    {
      the_app = ent_application_new ();
      g_application_set_flags (G_APPLICATION (the_app),
                               G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
      g_application_register (G_APPLICATION (the_app), NULL, &error);
      g_assert_no_error (error);
    }
  g_application_activate (G_APPLICATION (the_app));
  f->window = ENT_WINDOW (gtk_application_get_windows (GTK_APPLICATION (the_app))->data);
  ent_window_open (f->window, file);
  pump_until (has_library, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const settings[]
      = { "recent-dossiers", "source-folders", "source-texts", "text-encodings" };
  const char *const argv[] = { "rm", "-r", f->folder, NULL };
  gpointer window = f->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  pump_idle ();
  g_assert_null (window);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_settings_reset (ent_settings (), settings[i]);
  g_assert_true (g_spawn_sync (
      NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_free (f->folder);
}

static void
attach (Fixture *f, GFile *file, const char *document_id)
{
  const GSList files = { file, NULL };

  ent_window_attach_files (f->window, &files, document_id);
}

/* By its hash, whatever it is called; by hand, whatever its hash; and off again. */
static void
test_attach (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) right = put (f, "far/strange name.dat", text);
  g_autoptr (GFile) other = put (f, "far/other.txt", "Something else.\n");
  g_autoptr (GFile) missing = g_file_new_build_filename (f->folder, "none", NULL);
  g_autoptr (GFile) folder = g_file_get_parent (right);

  g_assert_cmpint (attachment (f)->state, ==, ENT_TEXT_NONE);
  attach (f, right, NULL);
  wait_for (f, ENT_TEXT_SAME, FALSE);
  g_assert_true (attachment (f)->is_chosen);
  attach (f, other, "one");
  wait_for (f, ENT_TEXT_OTHER, FALSE);
  attach (f, missing, "one"); /* told, and nothing changes */
  ent_window_detach (f->window, "one");
  wait_for (f, ENT_TEXT_NONE, FALSE);
  ent_window_attach (f->window, folder);
  wait_for (f, ENT_TEXT_NONE, FALSE);
  attach (f, right, "one");
  wait_for (f, ENT_TEXT_SAME, FALSE);
}

/* A folder is searched, kept, and given up. */
static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) right = put (f, "far/deep/it.txt", text);
  g_autoptr (GFile) deep = g_file_get_parent (right);
  g_autoptr (GFile) folder = g_file_get_parent (deep);
  const GSList files = { folder, NULL };

  ent_window_attach_files (f->window, &files, NULL);
  wait_for (f, ENT_TEXT_SAME, FALSE);
  g_auto (GStrv) folders = ent_window_folders (f->window);
  g_assert_cmpuint (g_strv_length (folders), ==, 1);
  ent_window_detach (f->window, "one");
  wait_for (f, ENT_TEXT_NONE, FALSE);
  ent_window_attach (f->window, folder); /* what was taken off comes back */
  wait_for (f, ENT_TEXT_SAME, FALSE);
  ent_window_remove_folder (f->window, folders[0]);
  wait_for (f, ENT_TEXT_NONE, FALSE);
}

/* What other programs do to the file is seen; the dialog may be open or not. */
static void
test_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = put (f, "far/it.txt", text);

  attach (f, file, NULL);
  wait_for (f, ENT_TEXT_SAME, FALSE);
  ent_window_show_source_texts (f->window);
  g_clear_object (&file);
  file = put (f, "far/it.txt", "Changed meanwhile.\n");
  wait_for (f, ENT_TEXT_OTHER, FALSE);
  g_assert_true (g_file_delete (file, NULL, NULL));
  wait_for (f, ENT_TEXT_OTHER, TRUE);
  g_assert_cmpuint (ent_window_text_messages (f->window)->len, ==, 1);
  g_clear_object (&file);
  file = put (f, "far/it.txt", text);
  wait_for (f, ENT_TEXT_SAME, FALSE);
}

static gboolean
is_utf16 (gpointer data)
{
  return g_strcmp0 (attachment (data)->encoding, "UTF-16LE") == 0;
}

static gboolean
has_messages (gpointer data)
{
  const GPtrArray *messages = ent_window_text_messages (((Fixture *)data)->window);

  return messages != NULL && messages->len > 0;
}

/* An encoding is remembered if the text can be read in it, and forgotten if not. */
static void
test_encoding (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) even = put (f, "far/it.txt", "An even number of bytes: 甲乙\n");
  g_autofree char *uri = g_file_get_uri (even);
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;

  attach (f, even, "one");
  wait_for (f, ENT_TEXT_OTHER, FALSE);
  ent_window_set_encoding (f->window, even, "UTF-16LE");
  pump_until (is_utf16, f);
  before = ent_settings_text_encodings ();
  g_assert_cmpstr (g_hash_table_lookup (before, uri), ==, "UTF-16LE");
  ent_window_set_encoding (f->window, even, "UTF-32BE");
  pump_until (has_messages, f);
  after = ent_settings_text_encodings ();
  g_assert_cmpstr (g_hash_table_lookup (after, uri), ==, "UTF-16LE");
}

static void
test_settings (void)
{
  g_autoptr (GFile) here = g_file_new_for_path ("/tmp/here.dossier");
  g_autoptr (GFile) there = g_file_new_for_path ("/tmp/there.dossier");
  g_autoptr (GFile) folder = g_file_new_for_path ("/tmp/texts");
  g_autoptr (GHashTable) copied = NULL;
  g_autoptr (GHashTable) left = NULL;

  ent_settings_set_source_text ("d", here, "one", "file:///tmp/one.txt");
  ent_settings_set_source_text ("d", here, "two", "");
  ent_settings_add_source_folder ("d", here, folder);
  ent_settings_copy_sources ("d", here, there);
  ent_settings_set_source_text ("d", here, "one", NULL);
  ent_settings_remove_source_folder ("d", here, "file:///tmp/texts");
  left = ent_settings_source_texts ("d", here);
  g_assert_cmpuint (g_hash_table_size (left), ==, 1);
  copied = ent_settings_source_texts ("d", there);
  g_assert_cmpstr (g_hash_table_lookup (copied, "one"), ==, "file:///tmp/one.txt");
  g_assert_cmpstr (g_hash_table_lookup (copied, "two"), ==, "");
  g_auto (GStrv) none = ent_settings_source_folders ("d", here);
  g_auto (GStrv) one = ent_settings_source_folders ("d", there);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_settings_reset (ent_settings (), "source-texts");
  g_settings_reset (ent_settings (), "source-folders");
}

int
main (int argc, char **argv)
{
  ent_language_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/texts/settings", test_settings);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/texts/attach", test_attach);
  ADD ("/texts/folder", test_folder);
  ADD ("/texts/disk", test_disk);
  ADD ("/texts/encoding", test_encoding);
  return g_test_run ();
}
