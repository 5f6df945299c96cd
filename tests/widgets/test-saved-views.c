/* Saved views and the story in the window, in process: saved, changed, moved, deleted, undone. */
#include "panel-test.h"

#include <string.h>

#include "dossier/dossier-edit-views.h"
#include "widgets/application.h"
#include "widgets/language.h"
#include "widgets/settings.h"
#include "widgets/story-strip.h"
#include "widgets/views-panel.h"
#include "widgets/window-private.h"

typedef struct
{
  EntWindow *window;
  EntSession *session;
  EntDossier *first; /* as it was opened */
} Fixture;

static EntApplication *the_app;

static gboolean
is_settled (gpointer data)
{
  EntWindow *window = data;
  EntCanvas *canvas = window->sides[0] != NULL ? ent_view_pane_canvas (window->sides[0]) : NULL;

  return canvas != NULL && ent_canvas_is_current (canvas) && window->views_panel != NULL
         && window->story_strip != NULL && window->time_strip != NULL
         && ent_thumbnails_n_waiting (window->thumbnails) == 0;
}

static void
settle (Fixture *fixture)
{
  pump_until (is_settled, fixture->window);
  pump_idle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (the_app == NULL)
    {
      the_app = ent_application_new ();
      g_application_set_flags (G_APPLICATION (the_app),
                               G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
      g_application_register (G_APPLICATION (the_app), NULL, &error);
      g_assert_no_error (error);
    }
  g_settings_set_string (ent_settings (), "sidebar", "views");
  g_settings_set_boolean (ent_settings (), "show-story", TRUE);
  fixture->session = shipped_session ();
  fixture->first = ent_dossier_ref (ent_session_dossier (fixture->session));
  fixture->window = ENT_WINDOW (ent_window_new (GTK_APPLICATION (the_app), fixture->session));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1400, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (window);
  g_object_unref (fixture->session);
  ent_dossier_unref (fixture->first);
}

static EntCards *
views (Fixture *fixture)
{
  return ent_views_panel_cards (ENT_VIEWS_PANEL (fixture->window->views_panel));
}

static EntCards *
steps (Fixture *fixture)
{
  return ent_story_strip_cards (ENT_STORY_STRIP (fixture->window->story_strip));
}

/* Something was edited that is called so on the menu. */
typedef struct
{
  EntSession *session;
  EntDossier *before;
} Edit;

static gboolean
is_made (gpointer data)
{
  const Edit *edit = data;

  return ent_session_dossier (edit->session) != edit->before;
}

static Edit
before (Fixture *fixture)
{
  return (Edit){ fixture->session, ent_session_dossier (fixture->session) };
}

static void
expect (Fixture *fixture, Edit edit, const char *label)
{
  pump_until (is_made, &edit);
  settle (fixture);
  g_assert_cmpstr (ent_session_undo_label (fixture->session), ==, label);
}

static void
undo (Fixture *fixture)
{
  g_assert_true (ent_session_undo (fixture->session));
  settle (fixture);
  g_assert_true (ent_session_dossier (fixture->session) == fixture->first);
}

/* The id of a view, or that of a step's view. */
static const char *
id_at (EntCards *cards, guint i)
{
  return ent_cards_get (cards, i)->of.view->thing.id;
}

static void
act (EntCards *cards, guint i, const char *action)
{
  ent_cards_focus (cards, i);
  g_assert_true (gtk_widget_activate_action (ent_cards_widget (cards, i), action, NULL));
}

static const EntView *
find_view (Fixture *fixture, const char *id)
{
  const EntThing *thing = ent_dossier_find (ent_session_dossier (fixture->session), id);

  g_assert_nonnull (thing);
  g_assert_cmpint (thing->kind, ==, ENT_THING_VIEW);
  return (const EntView *)thing;
}

/* Every view has its card, a picture of its own, and is shown when it is chosen. */
static void
test_panel (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *list = ent_dossier_views (fixture->first);

  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *card = ent_cards_widget (views (fixture), i);
      GtkWidget *picture = gtk_widget_get_first_child (gtk_widget_get_first_child (card));
      g_assert_cmpstr (id_at (views (fixture), i), ==, ((const EntView *)list->pdata[i])->thing.id);
      g_assert_nonnull (gtk_picture_get_paintable (GTK_PICTURE (picture)));
    }
  g_assert_true (ent_cards_get (views (fixture), 0)->shown);

  const guint network = 2;
  g_assert_cmpint (ent_cards_get (views (fixture), network)->of.kind, ==, ENT_VIEW_NETWORK);
  ent_session_set_hidden (fixture->session, "kind:person", TRUE);
  ent_cards_focus (views (fixture), network);
  g_signal_emit_by_name (views (fixture), "activated", network);
  settle (fixture);
  EntViewPane *pane = ent_window_active_side (fixture->window);
  g_assert_cmpstr (ent_view_pane_page (pane), ==, "network");
  g_assert_cmpstr (ent_view_pane_view (pane), ==, id_at (views (fixture), network));
  g_assert_true (ent_cards_get (views (fixture), network)->shown);
  g_assert_false (ent_cards_get (views (fixture), 0)->shown);
  /* as it was saved, and the keyboard stays where it was */
  g_assert_true (ent_filter_is_empty (ent_session_filter (fixture->session)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == ent_cards_widget (views (fixture), network));
}

static GtkWindow *
dialog_of (Fixture *fixture)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (the_app)); l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (fixture->window))
      return l->data;
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);
      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        return window;
    }
  g_assert_not_reached ();
}

static void
respond (Fixture *fixture, const char *title, const char *response)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (dialog_of (fixture));

  if (title != NULL)
    gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), title);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Where one looks, what is hidden, when it is and what is selected are all in the view. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  EntCanvas *canvas = ent_view_pane_canvas (ent_window_active_side (fixture->window));
  const guint n = ent_cards_n (views (fixture));
  const EntCamera camera = { 2, 0.1, -0.05 };

  ent_canvas_set_camera (canvas, camera);
  ent_session_set_hidden (fixture->session, "kind:person", TRUE);
  g_assert_true (ent_session_set_time (fixture->session, "2019", NULL));
  ent_session_select (fixture->session, "actor:usa", ENT_SELECT_ONLY);
  settle (fixture);
  const Edit edit = before (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "save-view", NULL);
  respond (fixture, "  A closer look ", "save");
  expect (fixture, edit, "Save View");

  const EntView *view = find_view (fixture, "a-closer-look");
  g_assert_cmpstr (ent_text_get (&view->thing.name, "en"), ==, "A closer look");
  g_assert_true (g_hash_table_contains (view->filter->hidden, "kind:person"));
  g_assert_cmpstr (view->filter->time, ==, "2019");
  g_assert_cmpstr (view->emphasis[0], ==, "usa");
  const EntCamera saved = ent_view_camera (view);
  g_assert_cmpfloat_with_epsilon (saved.zoom, 2, 1e-3);
  g_assert_cmpfloat_with_epsilon (saved.x, 0.1, 1e-3);
  /* it is shown in the place of the one it began as, which it follows, and nothing else hides */
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, n + 1);
  g_assert_cmpstr (id_at (views (fixture), 1), ==, "a-closer-look");
  g_assert_cmpstr (
      ent_view_pane_view (ent_window_active_side (fixture->window)), ==, "a-closer-look");
  g_assert_cmpfloat_with_epsilon (ent_canvas_camera (canvas).zoom, 2, 1e-3);

  undo (fixture);
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, n);
  g_assert_cmpstr (ent_view_pane_view (ent_window_active_side (fixture->window)),
                   ==,
                   id_at (views (fixture), 0));
  g_assert_true (ent_session_redo (fixture->session));
  settle (fixture);
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, n + 1);
}

/* What is shown goes into the view that it began as; nothing is lost of what the window does not
 * show. */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  EntCanvas *canvas = ent_view_pane_canvas (ent_window_active_side (fixture->window));
  const char *id = id_at (views (fixture), 0);
  const EntView *view = find_view (fixture, id);
  g_autofree char *options = ent_json_write_compact ((EntJson *)view->options);
  g_autofree char *caption = g_strdup (ent_text_get (&view->caption, "zh-Hans"));

  ent_canvas_set_camera (canvas, (EntCamera){ 1.5, 0, 0 });
  settle (fixture);
  const Edit edit = before (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "update-view", NULL);
  expect (fixture, edit, "Update View");
  view = find_view (fixture, id_at (views (fixture), 0));
  g_autofree char *options_now = ent_json_write_compact ((EntJson *)view->options);
  g_assert_cmpfloat_with_epsilon (ent_view_camera (view).zoom, 1.5, 1e-3);
  g_assert_cmpstr (options_now, ==, options);
  g_assert_cmpstr (ent_text_get (&view->caption, "zh-Hans"), ==, caption);
  undo (fixture);
}

/* A view's own filter can be changed where all filters are, and stored again, also to hide less. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *list = ent_dossier_views (fixture->first);
  guint i = 0;

  while (g_hash_table_size (((const EntView *)list->pdata[i])->filter->hidden) == 0)
    i++;
  const EntView *view = list->pdata[i];
  const guint n = g_hash_table_size (view->filter->hidden);
  g_autofree char *id = g_strdup (view->thing.id);
  GHashTableIter iter;
  gpointer key;

  Edit edit = before (fixture);
  act (views (fixture), i, "card.edit-filter");
  expect (fixture, edit, "Take Filter Out of View");
  g_assert_cmpuint (g_hash_table_size (find_view (fixture, id)->filter->hidden), ==, 0);
  const EntFilter *now = ent_session_filter (fixture->session);
  g_assert_cmpuint (g_hash_table_size (now->hidden), ==, n);
  g_assert_cmpstr (ent_view_pane_view (ent_window_active_side (fixture->window)), ==, id);
  g_hash_table_iter_init (&iter, now->hidden);
  g_assert_true (g_hash_table_iter_next (&iter, &key, NULL));
  g_autofree char *less = g_strdup (key);
  ent_session_set_hidden (fixture->session, less, FALSE);
  edit = before (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "update-view", NULL);
  expect (fixture, edit, "Update View");
  g_assert_cmpuint (g_hash_table_size (find_view (fixture, id)->filter->hidden), ==, n - 1);
  g_assert_false (g_hash_table_contains (find_view (fixture, id)->filter->hidden, less));
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  const EntView *view = ent_cards_get (views (fixture), 1)->of.view;
  g_autofree char *chinese = g_strdup (ent_text_get (&view->thing.name, "zh-Hans"));
  g_autofree char *id = g_strdup (view->thing.id);
  Edit edit = before (fixture);

  act (views (fixture), 1, "card.edit");
  GPtrArray *entries = find_by_class (fixture->window->views_panel, "words-popover");
  g_assert_cmpuint (entries->len, ==, 1);
  GtkWidget *popover = gtk_widget_get_ancestor (entries->pdata[0], GTK_TYPE_POPOVER);
  GtkWidget *entry = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (entries);
  GtkEditable *editable = GTK_EDITABLE (gtk_widget_get_ancestor (entry, GTK_TYPE_ENTRY));
  gtk_editable_set_text (editable, "Another name");
  gtk_popover_popdown (GTK_POPOVER (popover));
  expect (fixture, edit, "Rename View");
  view = find_view (fixture, id);
  g_assert_cmpstr (ent_text_get (&view->thing.name, "en"), ==, "Another name");
  g_assert_cmpstr (ent_text_get (&view->thing.name, "zh-Hans"), ==, chinese);
  g_assert_cmpstr (ent_cards_get (views (fixture), 1)->title, ==, "Another name");
  undo (fixture);
}

/* Keys that come faster than edits are made all mean the card that moves. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = g_strdup (id_at (views (fixture), 0));
  g_autofree char *second = g_strdup (id_at (views (fixture), 1));
  Edit edit = before (fixture);

  act (views (fixture), 0, "card.move-on");
  g_assert_cmpstr (id_at (views (fixture), 1), ==, first);
  act (views (fixture), 1, "card.move-on");
  expect (fixture, edit, "Move View");
  edit = before (fixture);
  if (g_strcmp0 (
          ((const EntView *)ent_dossier_views (ent_session_dossier (fixture->session))->pdata[2])
              ->thing.id,
          first)
      != 0)
    expect (fixture, edit, "Move View");
  g_assert_cmpstr (id_at (views (fixture), 0), ==, second);
  g_assert_cmpstr (id_at (views (fixture), 2), ==, first);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == ent_cards_widget (views (fixture), 2));
  g_assert_true (ent_session_undo (fixture->session));
  undo (fixture);
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  const guint n = ent_cards_n (views (fixture));
  const Edit edit = before (fixture);
  g_autofree char *id = g_strdup_printf ("%s-2", id_at (views (fixture), 0));

  act (views (fixture), 0, "card.duplicate");
  expect (fixture, edit, "Duplicate View");
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, n + 1);
  g_assert_cmpstr (id_at (views (fixture), 1), ==, id);
  g_assert_true (g_str_has_suffix (ent_cards_get (views (fixture), 1)->title, "(copy)"));
  undo (fixture);
}

/* A view that the story shows is not deleted unasked, and its steps come back with it. */
static void
test_delete (Fixture *fixture, gconstpointer data)
{
  const guint n = ent_cards_n (views (fixture)), n_steps = ent_cards_n (steps (fixture));
  guint used = 0;

  while (ent_dossier_count_steps (fixture->first, id_at (views (fixture), used)) == 0)
    used++;
  const guint shown = ent_dossier_count_steps (fixture->first, id_at (views (fixture), used));
  act (views (fixture), used, "card.delete");
  respond (fixture, NULL, "cancel");
  settle (fixture);
  g_assert_true (ent_session_dossier (fixture->session) == fixture->first);

  Edit edit = before (fixture);
  act (views (fixture), used, "card.delete");
  respond (fixture, NULL, "delete");
  expect (fixture, edit, "Delete View");
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, n - 1);
  g_assert_cmpuint (ent_cards_n (steps (fixture)), ==, n_steps - shown);
  undo (fixture);
  g_assert_cmpuint (ent_cards_n (steps (fixture)), ==, n_steps);
}

/* A step shows what a talk would: view, time, selection. */
static void
test_show_step (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *story = ent_dossier_story (fixture->first);
  guint i = 0;

  while (((const EntStoryStep *)story->pdata[i])->select[0] == NULL)
    i++;
  const EntStoryStep *step = story->pdata[i];
  g_signal_emit_by_name (steps (fixture), "activated", i);
  settle (fixture);
  g_assert_cmpstr (
      ent_view_pane_view (ent_window_active_side (fixture->window)), ==, step->view->thing.id);
  g_assert_cmpstr (ent_session_filter (fixture->session)->time, ==, step->time.edtf);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, >, 0);
  g_assert_true (ent_cards_get (steps (fixture), i)->shown);
  g_action_group_activate_action (
      G_ACTION_GROUP (fixture->window), "view", g_variant_new_string ("timeline"));
  settle (fixture);
  if (step->view->kind != ENT_VIEW_TIMELINE)
    g_assert_false (ent_cards_get (steps (fixture), i)->shown);
}

/* A step of a view as it was saved shows that view; of another look, one that is saved with it. */
static void
test_add_step (Fixture *fixture, gconstpointer data)
{
  EntCanvas *canvas = ent_view_pane_canvas (ent_window_active_side (fixture->window));
  const guint n = ent_cards_n (steps (fixture)), n_views = ent_cards_n (views (fixture));
  g_autofree char *id = g_strdup (id_at (views (fixture), 0));

  g_assert_true (ent_session_set_time (fixture->session, "2019-02", NULL));
  ent_session_select (fixture->session, "actor:usa", ENT_SELECT_ONLY);
  Edit edit = before (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "add-step", NULL);
  expect (fixture, edit, "Add Step");
  g_assert_cmpuint (ent_cards_n (steps (fixture)), ==, n + 1);
  const EntStoryStep *step = ent_dossier_story (ent_session_dossier (fixture->session))->pdata[n];
  g_assert_cmpstr (step->view->thing.id, ==, id);
  g_assert_cmpstr (step->time.edtf, ==, "2019-02");
  g_assert_cmpstr (step->select[0], ==, "usa");
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, n_views);
  undo (fixture);

  ent_canvas_set_camera (canvas, (EntCamera){ 3, 0.2, 0 });
  settle (fixture);
  edit = before (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "add-step", NULL);
  expect (fixture, edit, "Add Step");
  step = ent_dossier_story (ent_session_dossier (fixture->session))->pdata[n];
  g_assert_cmpfloat_with_epsilon (ent_view_camera (step->view).zoom, 3, 1e-3);
  g_assert_null (step->view->filter->time);
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, n_views + 1);
  undo (fixture);
}

static void
test_edit_step (Fixture *fixture, gconstpointer data)
{
  const guint n = ent_cards_n (steps (fixture));
  const EntStoryStep *first = ent_dossier_story (fixture->first)->pdata[0];
  g_autofree char *notes = g_strdup (ent_text_get (&first->notes, "zh-Hant"));
  Edit edit = before (fixture);

  g_assert_true (ent_session_set_time (fixture->session, "2025", NULL));
  ent_session_select (fixture->session, "actor:rus", ENT_SELECT_ONLY);
  act (steps (fixture), 0, "card.take");
  expect (fixture, edit, "Take Time and Selection");
  const EntStoryStep *step = ent_dossier_story (ent_session_dossier (fixture->session))->pdata[0];
  g_assert_cmpstr (step->time.edtf, ==, "2025");
  g_assert_cmpstr (step->select[0], ==, "rus");
  g_assert_cmpstr (ent_text_get (&step->notes, "zh-Hant"), ==, notes);
  undo (fixture);

  edit = before (fixture);
  ent_view_edits_set_step_words (
      fixture->window->view_edits, ent_cards_get (steps (fixture), 0)->of.step, "New", "Say");
  expect (fixture, edit, "Rename Step");
  step = ent_dossier_story (ent_session_dossier (fixture->session))->pdata[0];
  g_assert_cmpstr (ent_text_get (&step->title, "en"), ==, "New");
  g_assert_cmpstr (ent_text_get (&step->notes, "en"), ==, "Say");
  g_assert_cmpstr (ent_text_get (&step->notes, "zh-Hant"), ==, notes);
  undo (fixture);

  edit = before (fixture);
  act (steps (fixture), 1, "card.duplicate");
  expect (fixture, edit, "Duplicate Step");
  g_assert_cmpuint (ent_cards_n (steps (fixture)), ==, n + 1);
  /* the copy is another step than its model */
  edit = before (fixture);
  act (steps (fixture), 2, "card.delete");
  expect (fixture, edit, "Delete Step");
  g_assert_true (
      ent_cards_get (steps (fixture), 1)->of.step
      == ent_json_element (ent_json_member (ent_dossier_json (fixture->first), "story"), 1));
  g_assert_true (ent_session_undo (fixture->session));
  undo (fixture);

  edit = before (fixture);
  g_autofree char *moved = g_strdup (id_at (steps (fixture), 0));
  act (steps (fixture), 0, "card.move-on");
  expect (fixture, edit, "Move Step");
  g_assert_cmpstr (id_at (steps (fixture), 1), ==, moved);
  undo (fixture);
}

/* A view that is dropped on the strip is a step there. */
static void
test_drop_view (Fixture *fixture, gconstpointer data)
{
  const Edit edit = before (fixture);

  g_signal_emit_by_name (steps (fixture), "received", views (fixture), 2u, 1u);
  expect (fixture, edit, "Add Step");
  g_assert_cmpstr (id_at (steps (fixture), 1), ==, id_at (views (fixture), 2));
  undo (fixture);
}

/* A picture that was made is not made again when views move, and is when the theme changes. */
static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = ent_cards_widget (views (fixture), 0);
  GtkPicture *picture
      = GTK_PICTURE (gtk_widget_get_first_child (gtk_widget_get_first_child (card)));
  g_autoptr (GdkPaintable) first = g_object_ref (gtk_picture_get_paintable (picture));
  Edit edit = before (fixture);

  act (views (fixture), 0, "card.move-on");
  expect (fixture, edit, "Move View");
  card = ent_cards_widget (views (fixture), 1);
  g_assert_true (gtk_picture_get_paintable (
                     GTK_PICTURE (gtk_widget_get_first_child (gtk_widget_get_first_child (card))))
                 == first);
  undo (fixture);
  g_assert_true (gtk_picture_get_paintable (picture) == first);
  ent_session_set_theme (fixture->session, ENT_THEME_DARK);
  settle (fixture);
  g_assert_true (gtk_picture_get_paintable (picture) != first);
  ent_session_set_theme (fixture->session, ENT_THEME_LIGHT);
  settle (fixture);
  g_assert_true (gtk_picture_get_paintable (picture) == first);
}

/* A dossier without views says how to get some, and a view that nobody saved can be shown. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntJson) root = ent_json_ref (ent_dossier_json (fixture->first));
  g_autoptr (GError) error = NULL;

  root = ent_json_without_member (g_steal_pointer (&root), "story");
  root = ent_json_without_member (g_steal_pointer (&root), "views");
  g_autoptr (EntDossier) empty = ent_dossier_from_json (root, "empty", NULL, &error);
  g_assert_no_error (error);
  ent_session_set_dossier (fixture->session, empty, NULL);
  settle (fixture);
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, 0);
  g_autoptr (GPtrArray) hints = find_by_class (fixture->window->views_panel, "hint");
  g_assert_cmpuint (hints->len, ==, 1);
  g_assert_true (gtk_widget_get_mapped (hints->pdata[0]));
  g_assert_false (
      g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "update-view"));
  g_action_group_activate_action (
      G_ACTION_GROUP (fixture->window), "show-view", g_variant_new ("(ss)", "matrix", ""));
  settle (fixture);
  g_assert_cmpstr (ent_view_pane_view (ent_window_active_side (fixture->window)), ==, "");
  Edit edit = before (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "add-step", NULL);
  expect (fixture, edit, "Add Step");
  g_assert_cmpuint (ent_cards_n (views (fixture)), ==, 1);
  g_assert_cmpuint (ent_cards_n (steps (fixture)), ==, 1);
  g_assert_cmpint (ent_cards_get (views (fixture), 0)->of.kind, ==, ENT_VIEW_MATRIX);
}

int
main (int argc, char **argv)
{
  ent_language_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/saved-views/panel", test_panel);
  ADD ("/saved-views/save", test_save);
  ADD ("/saved-views/update", test_update);
  ADD ("/saved-views/filter", test_filter);
  ADD ("/saved-views/rename", test_rename);
  ADD ("/saved-views/move", test_move);
  ADD ("/saved-views/duplicate", test_duplicate);
  ADD ("/saved-views/delete", test_delete);
  ADD ("/saved-views/show-step", test_show_step);
  ADD ("/saved-views/add-step", test_add_step);
  ADD ("/saved-views/edit-step", test_edit_step);
  ADD ("/saved-views/drop-view", test_drop_view);
  ADD ("/saved-views/pictures", test_pictures);
  ADD ("/saved-views/empty", test_empty);
  return g_test_run ();
}
