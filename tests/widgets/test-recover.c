/* What a crash left is offered again, and what the file held before: in the window, in process. */
#include "widget-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/data-dir.h"
#include "widgets/application.h"
#include "widgets/language.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"

typedef struct
{
  EntApplication *app;
  EntWindow *window;
  char *folder, *journals;
  GFile *file;
} Fixture;

static EntApplication *the_app;

static EntWindow *
first_window (void)
{
  return ENT_WINDOW (gtk_application_get_windows (GTK_APPLICATION (the_app))->data);
}

static gboolean
has_texts (gpointer data)
{
  EntSession *session = ((EntWindow *)data)->session;

  return ent_session_dossier (session) != NULL && ent_session_library (session) != NULL;
}

static void
put (GFile *file, const char *title)
{
  g_autofree char *text = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"quay\",\"title\":\"%s\","
      "\"actors\":[{\"id\":\"north\",\"kind\":\"state\",\"name\":\"North\"}]}",
      title);

  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
}

static void
close_all (void)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (the_app))) != NULL)
    gtk_window_destroy (windows->data);
  pump_idle ();
}

static void
open_window (Fixture *fixture, gboolean with_file)
{
  g_application_activate (G_APPLICATION (the_app));
  fixture->window = first_window ();
  if (!with_file)
    return;
  ent_window_open (fixture->window, fixture->file);
  pump_until (has_texts, fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("entente-recover-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->journals = ent_state_path ("journal");
  fixture->file = g_file_new_build_filename (fixture->folder, "quay.dossier", NULL);
  put (fixture->file, "Quay");
  if (the_app == NULL)
    {
      the_app = ent_application_new ();
      g_application_set_flags (G_APPLICATION (the_app),
                               G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
      g_application_register (G_APPLICATION (the_app), NULL, &error);
      g_assert_no_error (error);
    }
  open_window (fixture, TRUE);
}

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
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = ent_state_path ("");

  close_all ();
  g_settings_reset (ent_settings (), "recent-dossiers");
  remove_all (fixture->folder);
  remove_all (state);
  g_free (fixture->folder);
  g_free (fixture->journals);
  g_object_unref (fixture->file);
}

static guint
count_journals (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
edit (EntWindow *window, const char *title)
{
  EntJson *root = ent_json_ref (ent_dossier_json (ent_session_dossier (window->session)));
  g_autofree char *label = g_strdup_printf ("Name It %s", title);

  root = ent_json_with_member (root, "title", ent_json_new_string (title));
  g_autoptr (EntDossier) next = ent_dossier_from_json (root, "quay", NULL, NULL);
  g_assert_nonnull (next);
  ent_session_edit (window->session, next, label);
  ent_json_unref (root);
}

typedef struct
{
  EntDossier *dossier;
  gboolean done;
} Wait;

static void
on_written (EntJournal *journal, EntDossier *dossier, const char *failure, Wait *wait)
{
  wait->done |= dossier == wait->dossier || failure != NULL;
}

static gboolean
is_done (gpointer data)
{
  return ((Wait *)data)->done;
}

static void
wait_written (EntWindow *window)
{
  Wait wait = { ent_session_dossier (window->session), FALSE };
  const gulong handler
      = g_signal_connect (window->journal, "written", G_CALLBACK (on_written), &wait);

  pump_until (is_done, &wait);
  g_signal_handler_disconnect (window->journal, handler);
}

/* Leaves what a program that is killed leaves: the windows go, the journals stay. */
static void
crash (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->journals, 0, NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->journals, name, NULL);
      g_autofree char *copy = g_strconcat (path, ".copy", NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_true (g_file_set_contents (copy, text, (gssize)length, NULL));
      g_ptr_array_add (kept, g_steal_pointer (&path));
    }
  close_all ();
  for (guint i = 0; i < kept->len; i++)
    {
      const char *path = g_ptr_array_index (kept, i);
      g_autofree char *copy = g_strconcat (path, ".copy", NULL);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* closing has removed it */
      g_assert_cmpint (g_rename (copy, path), ==, 0);
    }
}

static GtkWidget *
question (void)
{
  g_autoptr (GListModel) all = G_LIST_MODEL (g_object_ref (gtk_window_get_toplevels ()));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);
      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static gboolean
asks (gpointer data)
{
  return question () != NULL;
}

static void
answer (const char *response)
{
  pump_until (asks, NULL);
  GtkWidget *dialog = question ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog)); /* as its buttons do */
}

static gboolean
is_dirty (gpointer data)
{
  return ent_session_is_dirty (((EntWindow *)data)->session);
}

static gboolean
is_clean (gpointer data)
{
  return !is_dirty (data);
}

static void
assert_title (EntWindow *window, const char *expected)
{
  g_assert_cmpstr (
      ent_text_get (ent_dossier_title (ent_session_dossier (window->session)), "en"), ==, expected);
}

static void
act (EntWindow *window, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

/* Two edits, and the program is gone. */
static void
crash_after_edits (Fixture *fixture)
{
  edit (fixture->window, "Pier");
  edit (fixture->window, "Jetty");
  wait_written (fixture->window);
  g_assert_cmpuint (count_journals (fixture->journals), ==, 1);
  crash (fixture);
}

static void
test_restore (Fixture *fixture, gconstpointer data)
{
  crash_after_edits (fixture);
  open_window (fixture, TRUE);
  pump_until (asks, NULL);
  const char *body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (question ()));
  g_assert_nonnull (strstr (body, "2 unsaved changes to “quay.dossier”"));
  assert_title (fixture->window, "Quay");
  answer ("restore");
  pump_until (is_dirty, fixture->window);
  assert_title (fixture->window, "Jetty");
  g_assert_cmpstr (ent_session_undo_label (fixture->window->session), ==, "Name It Jetty");
  wait_written (fixture->window);
  g_assert_cmpuint (count_journals (fixture->journals), ==, 1); /* the new one */

  /* the file is what it was: it can be saved without a question */
  act (fixture->window, "save");
  pump_until (is_clean, fixture->window);
  g_assert_null (question ());
  wait_written (fixture->window);
  g_assert_cmpuint (count_journals (fixture->journals), ==, 0);
  act (fixture->window, "undo");
  act (fixture->window, "undo");
  assert_title (fixture->window, "Quay");
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  crash_after_edits (fixture);
  open_window (fixture, TRUE);
  answer ("later");
  g_assert_cmpuint (count_journals (fixture->journals), ==, 1);
  close_all ();
  open_window (fixture, TRUE);
  answer ("discard");
  g_assert_cmpuint (count_journals (fixture->journals), ==, 0);
  assert_title (fixture->window, "Quay");
  g_assert_false (is_dirty (fixture->window));
}

/* The program started without a file: all there are, each where there is room for it. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntDossier) dossier = ent_dossier_ref (ent_session_dossier (fixture->window->session));

  edit (fixture->window, "Pier");
  wait_written (fixture->window);
  EntWindow *other = ent_application_add_window (the_app);
  ent_session_set_dossier (other->session, dossier, NULL);
  edit (other, "Never Saved");
  wait_written (other);
  crash (fixture);

  open_window (fixture, FALSE);
  answer ("restore");
  pump_until (asks, NULL); /* the second */
  answer ("restore");
  while (g_list_length (gtk_application_get_windows (GTK_APPLICATION (the_app))) < 2
         || question () != NULL)
    g_main_context_iteration (NULL, TRUE);
  guint n_unnamed = 0;
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (the_app)); l != NULL; l = l->next)
    {
      g_assert_true (is_dirty (l->data));
      n_unnamed += ent_session_file (ENT_WINDOW (l->data)->session) == NULL;
    }
  g_assert_cmpuint (n_unnamed, ==, 1);
}

static gboolean
tells_of_change (gpointer window)
{
  return gtk_revealer_get_reveal_child (((EntWindow *)window)->disk_banner);
}

/* The file is another by now: that is said, and it is not replaced unasked. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  crash_after_edits (fixture);
  put (fixture->file, "Somebody Else's");
  open_window (fixture, TRUE);
  pump_until (asks, NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (question ())),
                            "Another program has changed the file"));
  answer ("restore");
  pump_until (is_dirty, fixture->window);
  pump_until (tells_of_change, fixture->window);
  act (fixture->window, "save");
  answer ("cancel");
  g_autoptr (EntDossier) now = ent_dossier_load (fixture->file, NULL, NULL, NULL, NULL);
  g_assert_cmpstr (ent_text_get (ent_dossier_title (now), "en"), ==, "Somebody Else's");
  act (fixture->window, "save");
  answer ("replace");
  pump_until (is_clean, fixture->window);
}

static GtkWidget *
find_button (GtkWidget *within, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (within) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (within)), label) == 0)
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* What the file held before is an undoable edit away. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  edit (fixture->window, "Pier");
  act (fixture->window, "save");
  pump_until (is_clean, fixture->window);
  act (fixture->window, "versions");
  pump_until (asks, NULL);
  GtkWidget *button = find_button (question (), "_Restore");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  pump_until (is_dirty, fixture->window);
  assert_title (fixture->window, "Quay");
  pump_until (has_texts, fixture->window);
  act (fixture->window, "undo");
  assert_title (fixture->window, "Pier");
  g_assert_false (is_dirty (fixture->window));
}

/* A disk that is full, a folder that is gone: told, nothing lost, and no half of a file. */
static void
test_obstacles (Fixture *fixture, gconstpointer data)
{
  struct rlimit before, small;
  g_autofree char *away = g_strconcat (fixture->folder, "-away", NULL);

  edit (fixture->window, "Pier");
  wait_written (fixture->window);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 64;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  act (fixture->window, "save");
  pump_until (asks, NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (question ())),
                            "quay.dossier: cannot be written: File too large"));
  answer ("cancel");
  g_assert_true (is_dirty (fixture->window));
  g_assert_cmpuint (count_journals (fixture->folder), ==, 1); /* the file alone */

  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  act (fixture->window, "save");
  pump_until (asks, NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (question ())),
                            "No such file or directory"));
  answer ("cancel");
  g_assert_true (is_dirty (fixture->window));
  g_assert_cmpuint (count_journals (fixture->journals), ==, 1);
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  ent_language_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/recover/restore", test_restore);
  ADD ("/recover/discard", test_discard);
  ADD ("/recover/start", test_start);
  ADD ("/recover/changed", test_changed);
  ADD ("/recover/versions", test_versions);
  ADD ("/recover/obstacles", test_obstacles);
  return g_test_run ();
}
