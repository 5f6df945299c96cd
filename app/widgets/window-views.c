/* How a window keeps what it shows: saved views in the side panel, the story under the views. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "dossier/dossier-edit-views.h"
#include "widgets/pages.h"
#include "widgets/panels.h"
#include "widgets/settings.h"
#include "widgets/story-steps.h"
#include "widgets/story-strip.h"
#include "widgets/views-panel.h"
#include "widgets/window-private.h"

/* Cameras that differ by less show the same; shares of the frame, and of a zoom. */
#define SAME_CAMERA 0.005

static EntViewPane *
pane_with_canvas (EntWindow *window)
{
  EntViewPane *side = ent_window_active_side (window);

  return side != NULL && ent_view_pane_canvas (side) != NULL ? side : NULL;
}

/* The saved view that the active side shows, or NULL. */
static const EntView *
shown_view (EntWindow *window)
{
  EntViewPane *side = pane_with_canvas (window);
  const char *id = side != NULL ? ent_view_pane_view (side) : NULL;
  const EntThing *thing = id != NULL && *id != '\0'
                              ? ent_dossier_find (ent_session_dossier (window->session), id)
                              : NULL;

  return thing != NULL && thing->kind == ENT_THING_VIEW ? (const EntView *)thing : NULL;
}

static void
add_all (GHashTable *set, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (set, g_strdup (key));
}

static gboolean
drop_others (gpointer key, gpointer value, gpointer keep)
{
  return !g_hash_table_contains (keep, key);
}

/* All that hides something: the session's filter on top of the view's own. */
static EntFilter *
whole_filter (EntSession *session, const EntView *view)
{
  EntFilter *filter = ent_filter_copy (ent_session_filter (session));
  const EntFilter *own = view != NULL ? view->filter : NULL;

  if (own == NULL)
    return filter;
  add_all (filter->hidden, own->hidden);
  if (g_hash_table_size (filter->actors) == 0)
    add_all (filter->actors, own->actors);
  else if (g_hash_table_size (own->actors) > 0)
    g_hash_table_foreach_remove (filter->actors, drop_others, own->actors);
  if (filter->time == NULL && own->time != NULL)
    ent_filter_set_time (filter, own->time, NULL);
  return filter;
}

static GPtrArray *
selected_ids (EntWindow *window)
{
  const GPtrArray *selection = ent_session_selection (window->session);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < selection->len; i++)
    g_ptr_array_add (ids, g_ptr_array_index (selection, i));
  g_ptr_array_add (ids, NULL);
  return ids;
}

/* What the active side shows, as a view of the format; its id is still that of the saved one. */
static EntJson *
present_view (EntWindow *window, gboolean with_time)
{
  EntViewPane *side = pane_with_canvas (window);
  const EntView *base = shown_view (window);
  EntCanvas *canvas = ent_view_pane_canvas (side);
  const EntCamera camera = ent_canvas_camera (canvas);
  g_autoptr (EntFilter) filter = whole_filter (window->session, base);
  g_autoptr (GPtrArray) ids = selected_ids (window);

  if (!with_time)
    ent_filter_set_time (filter, base != NULL ? base->filter->time : NULL, NULL);
  const EntViewState state = { .kind = ent_page_find (ent_view_pane_page (side))->kind,
                               .base = base,
                               .filter = filter,
                               .options = ent_canvas_unsaved_options (canvas),
                               .zoom = camera.zoom,
                               .x = camera.x,
                               .y = camera.y,
                               .stress = with_time ? (const char *const *)ids->pdata : NULL };
  return ent_view_json_new (ent_session_dossier (window->session), &state);
}

/* The title that a view of what is shown may well have. */
static const char *
likely_title (EntWindow *window)
{
  const EntView *base = shown_view (window);
  const char *title = base != NULL
                          ? ent_text_get (&base->thing.name, ent_session_language (window->session))
                          : "";

  return *title != '\0' ? title
                        : ent_page_title (
                            ent_page_find (ent_view_pane_page (ent_window_active_side (window))));
}

/* Takes the view.  As a new one, which has id and title of its own. */
static EntJson *
with_name (EntWindow *window, EntJson *view, const char *title)
{
  EntDossier *dossier = ent_session_dossier (window->session);
  const char *kind = ent_page_find (ent_view_pane_page (ent_window_active_side (window)))->key;
  g_autofree char *id = ent_dossier_new_id (dossier, title, kind);
  EntJson *text = ent_text_json_with (
      NULL, ent_dossier_language (dossier), ent_session_language (window->session), title);

  return ent_view_json_with (
      ent_view_json_with (view, "id", ent_json_new_string (id)), "title", text);
}

static void
on_edit_made (EntWindow *window)
{
  g_autofree char *id = g_steal_pointer (&window->saved_view);
  EntViewPane *side = pane_with_canvas (window);

  if (id == NULL || side == NULL
      || ent_dossier_find (ent_session_dossier (window->session), id) == NULL)
    return;
  /* what was hidden is hidden by the view now */
  ent_view_pane_show_saved (side, ent_view_pane_page (side), id);
  ent_session_clear_filter (window->session);
}

static void
on_edit_failed (EntWindow *window, const char *message)
{
  g_clear_pointer (&window->saved_view, g_free);
  ent_window_toast (window, message);
}

static EntViewEdits *
edits_of (EntWindow *window)
{
  if (window->view_edits == NULL)
    {
      window->view_edits = ent_view_edits_new (window->session);
      g_signal_connect_object (
          window->view_edits, "made", G_CALLBACK (on_edit_made), window, G_CONNECT_SWAPPED);
      g_signal_connect_object (
          window->view_edits, "failed", G_CALLBACK (on_edit_failed), window, G_CONNECT_SWAPPED);
    }
  return window->view_edits;
}

static EntThumbnails *
thumbnails_of (EntWindow *window)
{
  if (window->thumbnails == NULL)
    window->thumbnails = ent_thumbnails_new (window->session);
  return window->thumbnails;
}

static void
on_save_response (AdwMessageDialog *dialog, const char *response, EntWindow *window)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  EntJson *state = g_object_get_data (G_OBJECT (dialog), "ent-state");
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  const EntView *base = shown_view (window);

  if (!g_str_equal (response, "save") || pane_with_canvas (window) == NULL || *title == '\0')
    return;
  g_autoptr (EntJson) view = with_name (window, ent_json_ref (state), title);
  const char *id = NULL;
  ent_json_get_string (ent_json_member (view, "id"), &id);
  g_free (window->saved_view);
  window->saved_view = g_strdup (id);
  ent_view_edits_put (
      edits_of (window), view, base != NULL ? base->thing.id : NULL, _ ("Save View"));
  g_autofree char *text = g_strdup_printf (_ ("Saved “%s”"), title);
  ent_window_toast (window, text);
}

static void
on_title_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "save", *title != '\0');
}

/**
 * ent_window_save_view:
 * @window: a window whose active side shows a view
 *
 * Asks for a title and saves what is shown as a new view.
 */
void
ent_window_save_view (EntWindow *window)
{
  if (pane_with_canvas (window) == NULL || window->read_only)
    return;
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (window),
      _ ("Save View"),
      _ ("Keeps what is shown: where you look, the filter, the time; labels of what is selected "
         "will always show."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), likely_title (window));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Title"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (
      G_OBJECT (dialog), "ent-state", present_view (window, TRUE), (GDestroyNotify)ent_json_unref);
  g_signal_connect (entry, "changed", G_CALLBACK (on_title_changed), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_save_response), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/**
 * ent_window_update_view:
 * @window: a window whose active side shows a saved view
 *
 * Stores what is shown in the saved view.
 */
void
ent_window_update_view (EntWindow *window)
{
  const EntView *base = shown_view (window);

  if (base == NULL || window->read_only)
    return;
  g_autoptr (EntJson) view = present_view (window, TRUE);
  g_free (window->saved_view);
  window->saved_view = g_strdup (base->thing.id);
  ent_view_edits_put (edits_of (window), view, NULL, _ ("Update View"));
}

/**
 * ent_window_show_view:
 * @window: a window with a dossier open
 * @page: key of the page: "map"
 * @view_id: a saved view of that page as it was saved; "": the defaults
 *
 * Shows a view in the active side.  The focus stays on the card that was chosen.
 */
void
ent_window_show_view (EntWindow *window, const char *page, const char *view_id)
{
  EntViewPane *side = ent_window_active_side (window);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (side == NULL)
    return;
  if (*view_id != '\0')
    ent_session_clear_filter (window->session);
  ent_view_pane_show_saved (side, page, view_id);
  if (ent_cards_has_focus (focus))
    gtk_widget_grab_focus (focus);
}

/**
 * ent_window_show_step:
 * @window: a window with a dossier open
 * @step: number of a step of the story
 *
 * Shows the view of the step with its time and selection, as a talk would.
 */
void
ent_window_show_step (EntWindow *window, guint step)
{
  g_autoptr (GArray) points = ent_story_points (ent_session_dossier (window->session));

  if (step >= points->len)
    return;
  const EntStoryPoint *point = &g_array_index (points, EntStoryPoint, step);
  ent_window_show_view (window, ent_view_kind_name (point->view->kind), point->view->thing.id);
  ent_story_point_apply (point, window->session);
  window->step = step;
  if (window->story_strip != NULL)
    ent_story_strip_set_shown (ENT_STORY_STRIP (window->story_strip), step);
}

/* Whether the saved view is looked at as it was saved, but for time and selection, which a step has
 * of its own. */
static gboolean
is_as_saved (EntWindow *window, const EntView *view)
{
  EntCanvas *canvas = ent_view_pane_canvas (pane_with_canvas (window));
  const EntCamera now = ent_canvas_camera (canvas);
  const EntCamera saved = ent_view_camera (view);
  const EntFilter *filter = ent_session_filter (window->session);

  return fabs (now.zoom / saved.zoom - 1) < SAME_CAMERA && fabs (now.x - saved.x) < SAME_CAMERA
         && fabs (now.y - saved.y) < SAME_CAMERA && ent_canvas_unsaved_options (canvas) == NULL
         && g_hash_table_size (filter->hidden) == 0 && g_hash_table_size (filter->actors) == 0;
}

/**
 * ent_window_add_step:
 * @window: a window whose active side shows a view
 *
 * Adds what is shown to the story, behind the step shown last.  A view that nobody saved, or that
 * is looked at otherwise than it was saved, is saved with it, in one edit.
 */
void
ent_window_add_step (EntWindow *window)
{
  EntDossier *dossier = ent_session_dossier (window->session);
  const char *time = ent_session_filter (window->session)->time;
  const EntView *base = shown_view (window);
  g_autoptr (GPtrArray) ids = selected_ids (window);
  g_autoptr (EntJson) view = NULL;
  const char *id = base != NULL ? base->thing.id : NULL;

  if (pane_with_canvas (window) == NULL || window->read_only)
    return;
  if (base == NULL || !is_as_saved (window, base))
    {
      view = with_name (window, present_view (window, FALSE), likely_title (window));
      ent_json_get_string (ent_json_member (view, "id"), &id);
    }
  g_autoptr (EntJson) step
      = ent_step_json_with (ent_json_new_object (), "view", ent_json_new_string (id));
  step = ent_step_json_with (
      g_steal_pointer (&step), "time", time != NULL ? ent_json_new_string (time) : NULL);
  step = ent_step_json_with (g_steal_pointer (&step),
                             "select",
                             ent_mark_ids_json (dossier, (const char *const *)ids->pdata));
  const guint n = ent_dossier_story (dossier)->len;
  ent_view_edits_add_step (edits_of (window), step, view, window->step < n ? window->step + 1 : n);
  if (window->step < n)
    window->step++;
  g_settings_set_boolean (ent_settings (), "show-story", TRUE);
}

/**
 * ent_window_follow_shown:
 * @window: a window
 *
 * Marks in panel and strip what the active side shows.
 */
void
ent_window_follow_shown (EntWindow *window)
{
  EntViewPane *side = ent_window_active_side (window);
  const char *page = side != NULL ? ent_view_pane_page (side) : NULL;
  const char *view = side != NULL ? ent_view_pane_view (side) : NULL;
  const EntDossier *dossier = ent_session_dossier (window->session);
  const GPtrArray *story = dossier != NULL ? ent_dossier_story (dossier) : NULL;

  if (story != NULL && window->step < story->len)
    {
      const EntStoryStep *step = g_ptr_array_index (story, window->step);
      if (g_strcmp0 (step->view->thing.id, view) != 0)
        window->step = G_MAXUINT;
    }
  else
    window->step = G_MAXUINT;
  if (window->views_panel != NULL)
    {
      ent_views_panel_set_shown (ENT_VIEWS_PANEL (window->views_panel), page, view);
      ent_views_panel_set_read_only (ENT_VIEWS_PANEL (window->views_panel), window->read_only);
    }
  if (window->story_strip != NULL)
    {
      ent_story_strip_set_shown (ENT_STORY_STRIP (window->story_strip), window->step);
      ent_story_strip_set_read_only (ENT_STORY_STRIP (window->story_strip), window->read_only);
    }
}

/* Made when it is first looked at. */
static void
follow_sidebar (EntWindow *window)
{
  g_autofree char *page = g_settings_get_string (ent_settings (), "sidebar");

  if (window->sidebar == NULL)
    return;
  if (g_str_equal (page, "views") && window->views_panel == NULL)
    {
      window->views_panel = ent_views_panel_new (edits_of (window), thumbnails_of (window));
      gtk_stack_add_named (window->sidebar, window->views_panel, "views");
      ent_window_follow_shown (window);
    }
  gtk_stack_set_visible_child_name (window->sidebar, page);
}

static void
follow_story (EntWindow *window)
{
  if (window->story_strip != NULL || window->sidebar == NULL
      || !g_settings_get_boolean (ent_settings (), "show-story"))
    return;
  window->story_strip = ent_story_strip_new (edits_of (window), thumbnails_of (window));
  adw_bin_set_child (window->story_bin, window->story_strip);
  ent_window_follow_shown (window);
}

static GtkWidget *
new_tab (const char *label, const char *page)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.sidebar");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/**
 * ent_window_make_sidebar:
 * @window: a window
 *
 * Makes what stands left of the views: filters, and the saved views in their place.
 */
void
ent_window_make_sidebar (EntWindow *window)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkBox *tabs = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4));

  gtk_widget_add_css_class (GTK_WIDGET (tabs), "sidebar-tabs");
  gtk_box_append (tabs, new_tab (_ ("Filters"), "filters"));
  gtk_box_append (tabs, new_tab (_ ("Views"), "views"));
  window->sidebar = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (window->sidebar, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (window->sidebar), TRUE);
  window->filter_panel = ent_filter_panel_new (window->session);
  gtk_stack_add_named (window->sidebar, window->filter_panel, "filters");
  gtk_box_append (box, GTK_WIDGET (tabs));
  gtk_box_append (box, GTK_WIDGET (window->sidebar));
  adw_bin_set_child (window->filters_bin, GTK_WIDGET (box));
  g_signal_connect_object (
      ent_settings (), "changed::sidebar", G_CALLBACK (follow_sidebar), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      ent_settings (), "changed::show-story", G_CALLBACK (follow_story), window, G_CONNECT_SWAPPED);
  follow_sidebar (window);
  follow_story (window);
}

/**
 * ent_window_forget_views:
 * @window: a window that is being disposed of
 */
void
ent_window_forget_views (EntWindow *window)
{
  window->sidebar = NULL;
  window->views_panel = window->story_strip = NULL;
  g_clear_object (&window->view_edits);
  g_clear_object (&window->thumbnails);
  g_clear_pointer (&window->saved_view, g_free);
}
