/* Editing in the window: passages of a changed text reviewed, undone, saved and read again; what is
 * unsaved, and what another program does to the file. */
#include "panel-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dossier/anchor.h"
#include "widgets/application.h"
#include "widgets/language.h"
#include "widgets/review-model.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"

#define SHIPS "Two ships from the north waited beyond the breakwater until noon."
#define PILOT "The pilot said that the channel was too shallow for both of them."
#define FISH "Nobody asked the fishermen what they thought of the whole affair."
#define EVENING "In the evening the second ship turned back and the first one stayed."

static const char read_text[] = "The harbour office opened at seven.\n" SHIPS "\n" PILOT "\n" FISH
                                "\n" EVENING "\nThe ledger says nothing more of that day.\n";
/* One passage stands lower, one has a word more, one is gone and one is there twice. */
static const char changed_text[]
    = "A note by the editor: this is a later copy.\nThe harbour office opened at seven.\n" SHIPS
      "\nThe pilot said that the channel was much too shallow for both of them.\n" EVENING
      "\nA page is missing here.\n" EVENING "\n";

typedef struct
{
  EntApplication *app;
  EntWindow *window;
  char *folder;
  GFile *file;
} Fixture;

static EntApplication *the_app;

static void
append_passage (GString *json, EntSource *source, const char *id, const char *words)
{
  const char *place = strstr (read_text, words);
  const guint start = (guint)(place - read_text);
  g_autoptr (EntJson) anchor = ent_anchor_new (source, start, start + (guint)strlen (words), NULL);
  g_autofree char *written = ent_json_write_compact (anchor);

  g_string_append_printf (json,
                          "%s{\"id\":\"%s\",\"document\":\"note\",\"anchor\":%s,\"digest\":\"%s\"}",
                          json->len > 0 ? "," : "",
                          id,
                          written,
                          id);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
write_dossier (Fixture *fixture)
{
  g_autoptr (EntSource) source = ent_source_new (read_text, strlen (read_text), "note.txt", NULL);
  g_autoptr (GString) passages = g_string_new (NULL);

  append_passage (passages, source, "p-ships", SHIPS);
  append_passage (passages, source, "p-pilot", PILOT);
  append_passage (passages, source, "p-fish", FISH);
  append_passage (passages, source, "p-evening", EVENING);
  g_autofree char *json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"harbour\",\"title\":\"Harbour\","
      "\"documents\":[{\"id\":\"note\",\"title\":\"Note\",\"language\":\"en\",\"text\":"
      "{\"sha256\":\"%s\",\"length\":%u,\"file\":\"note.txt\"}}],\"passages\":[%s],"
      "\"actors\":[{\"id\":\"north\",\"kind\":\"state\",\"name\":\"North\",\"evidence\":"
      "[\"p-ships\"]}]}",
      ent_source_sha256 (source),
      ent_source_length (source),
      passages->str);
  put (fixture, "harbour.dossier", json);
  put (fixture, "note.txt", changed_text);
}

static gboolean
has_texts (gpointer data)
{
  EntSession *session = ((EntWindow *)data)->session;

  return ent_session_dossier (session) != NULL && ent_session_library (session) != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("entente-review-XXXXXX", &error);
  g_assert_no_error (error);
  write_dossier (fixture);
  fixture->file = g_file_new_build_filename (fixture->folder, "harbour.dossier", NULL);
  if (the_app == NULL)
    {
      the_app = ent_application_new ();
      g_application_set_flags (G_APPLICATION (the_app),
                               G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
      g_application_register (G_APPLICATION (the_app), NULL, &error);
      g_assert_no_error (error);
    }
  fixture->app = the_app;
  g_application_activate (G_APPLICATION (fixture->app));
  fixture->window = ENT_WINDOW (gtk_application_get_windows (GTK_APPLICATION (the_app))->data);
  ent_window_open (fixture->window, fixture->file);
  pump_until (has_texts, fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (fixture->app))) != NULL)
    gtk_window_destroy (windows->data);
  pump_idle ();
  g_settings_reset (ent_settings (), "recent-dossiers");
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->file);
}

static void
act (Fixture *fixture, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, NULL);
}

static gboolean
can (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static EntResolution
resolution (Fixture *fixture, const char *id)
{
  EntSession *session = fixture->window->session;

  return *ent_library_resolution (
      ent_session_library (session),
      (const EntPassage *)ent_dossier_find (ent_session_dossier (session), id));
}

static GtkListView *
list_of (GtkWidget *within)
{
  GtkListView *found = NULL;

  if (GTK_IS_LIST_VIEW (within) && gtk_widget_has_css_class (within, "review-list"))
    return GTK_LIST_VIEW (within);
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = list_of (child);
  return found;
}

static GtkSingleSelection *
open_review (Fixture *fixture)
{
  if (fixture->window->review == NULL)
    act (fixture, "review");
  g_assert_nonnull (fixture->window->review);
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (list_of (fixture->window->review)));
}

/* Selects the row of a passage. */
static EntReviewItem *
go_to (Fixture *fixture, const char *passage_id)
{
  GtkSingleSelection *rows = open_review (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (EntReviewItem) item = g_list_model_get_item (G_LIST_MODEL (rows), i);
      if (!g_str_equal (item->passage_id, passage_id))
        continue;
      gtk_single_selection_set_selected (rows, i);
      return item;
    }
  g_assert_not_reached ();
}

static void
review (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (list_of (fixture->window->review) != NULL
                                  ? GTK_WIDGET (list_of (fixture->window->review))
                                  : fixture->window->review,
                              action,
                              NULL);
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

static guint
n_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (open_review (fixture)));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (resolution (fixture, "p-ships").state, ==, ENT_ANCHOR_MOVED);
  g_assert_cmpint (resolution (fixture, "p-pilot").state, ==, ENT_ANCHOR_MOVED);
  g_assert_cmpint (resolution (fixture, "p-fish").state, ==, ENT_ANCHOR_LOST);
  g_assert_cmpint (resolution (fixture, "p-evening").state, ==, ENT_ANCHOR_AMBIGUOUS);
  g_assert_true (gtk_widget_get_visible (fixture->window->review_button));
  g_assert_cmpstr (
      gtk_button_get_label (GTK_BUTTON (fixture->window->review_button)), ==, "4 to review");

  GListModel *rows = G_LIST_MODEL (open_review (fixture));
  static const char *const expected[] = { "p-ships", "p-pilot", "p-evening", "p-fish" };
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (EntReviewItem) item = g_list_model_get_item (rows, i);
      g_assert_cmpstr (item->passage_id, ==, expected[i]);
      g_assert_cmpuint (item->heading, ==, ((const guint[]){ 2, 0, 1, 1 })[i]);
    }
  /* the keyboard is in the list, though what is selected is shown in its text */
  pump_idle ();
  frames (GTK_WIDGET (fixture->window), 5);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, fixture->window->review));
  g_assert_cmpstr (ent_view_pane_page (fixture->window->sides[0]), ==, "sources");
  act (fixture, "review");
  g_assert_null (fixture->window->review);
}

/* The whole way: accept, undo, redo, save, read again. */
static void
test_accept (Fixture *fixture, gconstpointer data)
{
  EntWindow *window = fixture->window;

  g_assert_false (can (fixture, "undo"));
  g_assert_false (can (fixture, "save"));
  go_to (fixture, "p-pilot");
  review (fixture, "review.accept");
  pump_until (is_dirty, window);
  g_assert_cmpint (resolution (fixture, "p-pilot").state, ==, ENT_ANCHOR_EXACT);
  g_assert_cmpint (resolution (fixture, "p-ships").state, ==, ENT_ANCHOR_MOVED);
  g_assert_cmpstr (gtk_label_get_text (window->title_label), ==, "• Harbour");
  g_assert_cmpstr (ent_session_undo_label (window->session), ==, "Accept Passage");
  g_assert_cmpuint (n_rows (fixture), ==, 3);

  act (fixture, "undo");
  g_assert_cmpstr (gtk_label_get_text (window->title_label), ==, "Harbour");
  g_assert_cmpint (resolution (fixture, "p-pilot").state, ==, ENT_ANCHOR_MOVED);
  g_assert_cmpuint (n_rows (fixture), ==, 4);
  g_assert_false (can (fixture, "save"));
  act (fixture, "redo");
  g_assert_true (can (fixture, "save"));
  act (fixture, "save");
  pump_until (is_clean, window);
  g_assert_cmpstr (gtk_label_get_text (window->title_label), ==, "Harbour");

  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) again = ent_dossier_load (fixture->file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EntLibrary) library = ent_library_new (again, fixture->file, NULL, NULL, NULL);
  g_assert_cmpint (
      ent_library_resolution (library, (const EntPassage *)ent_dossier_find (again, "p-pilot"))
          ->state,
      ==,
      ENT_ANCHOR_EXACT);
}

static void
test_accept_all (Fixture *fixture, gconstpointer data)
{
  open_review (fixture);
  const gboolean alike = resolution (fixture, "p-pilot").similarity >= ENT_REVIEW_SURE;
  gtk_widget_activate_action (
      GTK_WIDGET (list_of (fixture->window->review)), "review.accept-all", NULL);
  pump_until (is_dirty, fixture->window);
  g_assert_cmpint (resolution (fixture, "p-ships").state, ==, ENT_ANCHOR_EXACT);
  g_assert_cmpint (
      resolution (fixture, "p-pilot").state, ==, alike ? ENT_ANCHOR_EXACT : ENT_ANCHOR_MOVED);
  g_assert_cmpint (resolution (fixture, "p-evening").state, ==, ENT_ANCHOR_AMBIGUOUS);
  /* one edit for all */
  act (fixture, "undo");
  g_assert_cmpint (resolution (fixture, "p-ships").state, ==, ENT_ANCHOR_MOVED);
  g_assert_false (ent_session_is_dirty (fixture->window->session));
}

static gboolean
has_candidates (gpointer item)
{
  return ((EntReviewItem *)item)->candidates != NULL;
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  EntReviewItem *item = go_to (fixture, "p-evening");

  pump_until (has_candidates, item);
  g_assert_cmpuint (item->candidates->len, >=, 2);
  /* nobody has said which */
  review (fixture, "review.accept");
  pump_idle ();
  g_assert_false (ent_session_is_dirty (fixture->window->session));
  const guint start = g_array_index (item->candidates, EntCandidate, 1).start;
  ent_review_item_choose (item, 1);
  review (fixture, "review.accept");
  pump_until (is_dirty, fixture->window);
  g_assert_cmpint (resolution (fixture, "p-evening").state, ==, ENT_ANCHOR_EXACT);
  g_assert_cmpuint (resolution (fixture, "p-evening").start, ==, start);
}

static void
test_re_anchor (Fixture *fixture, gconstpointer data)
{
  const guint start = (guint)(strstr (changed_text, "A page") - changed_text);

  go_to (fixture, "p-fish");
  review (fixture, "review.re-anchor");
  pump_idle ();
  g_assert_false (ent_session_is_dirty (fixture->window->session));
  ent_session_set_text_selection (fixture->window->session, "note", start, start + 23);
  review (fixture, "review.re-anchor");
  pump_until (is_dirty, fixture->window);
  g_assert_cmpint (resolution (fixture, "p-fish").state, ==, ENT_ANCHOR_EXACT);
  g_assert_cmpuint (resolution (fixture, "p-fish").start, ==, start);
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  EntReviewItem *item = go_to (fixture, "p-ships");

  g_assert_cmpint (item->group, ==, ENT_REVIEW_MOVED);
  review (fixture, "review.leave");
  g_assert_cmpuint (n_rows (fixture), ==, 4);
  g_assert_cmpint (go_to (fixture, "p-ships")->group, ==, ENT_REVIEW_LEFT);
  g_assert_false (ent_session_is_dirty (fixture->window->session));
}

static AdwMessageDialog *
question_of (EntWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (dialog)
          && gtk_window_get_transient_for (dialog) == GTK_WINDOW (window))
        return ADW_MESSAGE_DIALOG (dialog);
    }
  return NULL;
}

static gboolean
has_question (gpointer window)
{
  return question_of (window) != NULL;
}

static gboolean
has_no_window (gpointer app)
{
  return gtk_application_get_windows (app) == NULL;
}

static void
make_dirty (Fixture *fixture)
{
  go_to (fixture, "p-ships");
  review (fixture, "review.accept");
  pump_until (is_dirty, fixture->window);
}

static void
answer (Fixture *fixture, const char *response)
{
  pump_until (has_question, fixture->window);
  adw_message_dialog_response (question_of (fixture->window), response);
  pump_idle ();
}

/* Closing asks; cancelling keeps all, saving saves first. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  make_dirty (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  answer (fixture, "cancel");
  g_assert_true (ent_session_is_dirty (fixture->window->session));
  /* what was cancelled does not come back with the next saving */
  act (fixture, "save");
  pump_until (is_clean, fixture->window);
  pump_idle ();
  g_assert_nonnull (gtk_application_get_windows (GTK_APPLICATION (fixture->app)));

  act (fixture, "undo");
  gtk_window_close (GTK_WINDOW (fixture->window));
  answer (fixture, "save");
  pump_until (has_no_window, fixture->app);
  g_autoptr (EntDossier) again = ent_dossier_load (fixture->file, NULL, NULL, NULL, NULL);
  g_assert_null (((const EntPassage *)ent_dossier_find (again, "p-ships"))->sha256);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  make_dirty (fixture);
  /* another dossier asks as well, and takes the place when the changes are discarded */
  ent_window_open (fixture->window, fixture->file);
  answer (fixture, "discard");
  pump_until (is_clean, fixture->window);
  pump_until (has_texts, fixture->window);
  g_assert_cmpint (resolution (fixture, "p-ships").state, ==, ENT_ANCHOR_MOVED);
  g_assert_false (can (fixture, "undo"));
}

static gboolean
tells_of_change (gpointer window)
{
  return gtk_revealer_get_reveal_child (((EntWindow *)window)->disk_banner);
}

static char *
content_of (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_load_contents (fixture->file, NULL, &text, NULL, NULL, NULL));
  return text;
}

/* What another program wrote is told, and replaced only by one who was asked. */
static void
test_changed_on_disk (Fixture *fixture, gconstpointer data)
{
  EntWindow *window = fixture->window;
  g_autofree char *before = content_of (fixture);
  g_autoptr (GString) other = g_string_new (before);

  g_string_replace (other, "\"Harbour\"", "\"Quay\"", 1);
  make_dirty (fixture);
  put (fixture, "harbour.dossier", other->str);
  act (fixture, "save");
  answer (fixture, "cancel");
  g_autofree char *kept = content_of (fixture);
  g_assert_cmpstr (kept, ==, other->str);
  g_assert_true (ent_session_is_dirty (window->session));

  pump_until (tells_of_change, window);
  act (fixture, "keep-mine");
  g_assert_false (tells_of_change (window));
  act (fixture, "save");
  pump_until (is_clean, window);
  g_autofree char *mine = content_of (fixture);
  g_assert_nonnull (strstr (mine, "\"Harbour\""));

  put (fixture, "harbour.dossier", other->str);
  pump_until (tells_of_change, window);
  act (fixture, "reload");
  pump_until (has_texts, window);
  while (strcmp (gtk_label_get_text (window->title_label), "Quay") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (tells_of_change (window));
}

/* The same content written anew is no change. */
static void
test_touched (Fixture *fixture, gconstpointer data)
{
  make_dirty (fixture);
  act (fixture, "save");
  pump_until (is_clean, fixture->window);
  g_autofree char *text = content_of (fixture);
  put (fixture, "harbour.dossier", text);
  act (fixture, "undo");
  act (fixture, "save");
  pump_until (is_clean, fixture->window);
  g_assert_false (tells_of_change (fixture->window));
}

int
main (int argc, char *argv[])
{
  ent_language_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* a text view of GTK 4.8 that is filled between layout and painting is painted late, which GTK
   * warns of; what is critical stays fatal */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/review/list", test_list);
  ADD ("/review/accept", test_accept);
  ADD ("/review/accept-all", test_accept_all);
  ADD ("/review/choose", test_choose);
  ADD ("/review/re-anchor", test_re_anchor);
  ADD ("/review/leave", test_leave);
  ADD ("/review/close", test_close);
  ADD ("/review/discard", test_discard);
  ADD ("/review/changed-on-disk", test_changed_on_disk);
  ADD ("/review/touched", test_touched);
  return g_test_run ();
}
