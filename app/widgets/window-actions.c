/* What the menu, the header and the keys of a window do. */
#include <glib/gi18n-lib.h>

#include "widgets/about.h"
#include "widgets/coverage-panel.h"
#include "widgets/file-chooser.h"
#include "widgets/measures-panel.h"
#include "widgets/panels.h"
#include "widgets/presentation.h"
#include "widgets/settings.h"
#include "widgets/shared-world.h"
#include "widgets/story-steps.h"
#include "widgets/view-copy.h"
#include "widgets/window-private.h"
#include "widgets/window-texts.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *parameter, gpointer data)

static void
opened (GtkWindow *parent, GFile *file)
{
  ent_window_open (ENT_WINDOW (parent), file);
}

ACTION (act_open)
{
  EntWindow *window = data;

  ent_choose_file (GTK_WINDOW (window),
                   ENT_CHOOSE_DOSSIER,
                   _ ("Open a Dossier"),
                   ent_session_file (window->session),
                   opened);
}

ACTION (act_open_uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  ent_window_open (data, file);
}

ACTION (act_welcome)
{
  ent_window_show_welcome (data);
  ent_window_offer_unsaved (data, NULL);
}

static void
attached (GtkWindow *parent, GFile *file)
{
  ent_window_attach (ENT_WINDOW (parent), file);
}

ACTION (act_attach)
{
  ent_choose_file (data, ENT_CHOOSE_FOLDER, _ ("Attach a Folder of Texts"), NULL, attached);
}

ACTION (act_source_texts) { ent_window_show_source_texts (data); }

ACTION (act_share) { ent_share_dialog_present (data); }

/* What the user saves now was not asked for by whatever waited before. */
ACTION (act_save)
{
  ent_window_settle (data, NULL, NULL, NULL);
  ent_window_save (data);
}

ACTION (act_save_as)
{
  ent_window_settle (data, NULL, NULL, NULL);
  ent_window_save_as (data);
}

ACTION (act_versions) { ent_window_show_versions (data); }

ACTION (act_undo) { ent_session_undo (((EntWindow *)data)->session); }

ACTION (act_redo) { ent_session_redo (((EntWindow *)data)->session); }

ACTION (act_keep_mine) { ent_window_keep_mine (data, TRUE); }

/* The banner has said what it loses. */
ACTION (act_reload)
{
  EntWindow *window = data;

  ent_window_read (window, ent_session_file (window->session));
}

static void
change_review (GSimpleAction *action, GVariant *value, gpointer data)
{
  ent_window_set_review (data, g_variant_get_boolean (value));
}

static EntCanvas *
active_canvas (EntWindow *window)
{
  EntViewPane *side = ent_window_active_side (window);

  return side != NULL ? ent_view_pane_canvas (side) : NULL;
}

/* The step of the story that shows the view at hand, the one shown last where there are several; 0
 * when none does. */
static guint
step_at_hand (EntWindow *window)
{
  g_autoptr (GArray) points = ent_story_points (ent_session_dossier (window->session));
  EntCanvas *canvas = active_canvas (window);

  if (canvas == NULL)
    return 0;
  g_autoptr (EntPictureOrder) order = ent_canvas_order (canvas);
  const EntView *view = order->request.view;
  if (window->step < points->len
      && g_array_index (points, EntStoryPoint, window->step).view == view)
    return window->step;
  for (guint i = 0; i < points->len; i++)
    if (g_array_index (points, EntStoryPoint, i).view == view)
      return i;
  return 0;
}

static void
present (EntWindow *window, guint step)
{
  EntPresentation *presentation
      = ent_presentation_start (GTK_WINDOW (window), window->session, step);
  EntCanvas *canvas = active_canvas (window);

  if (presentation != NULL && canvas != NULL)
    ent_presentation_take_options (presentation, canvas);
  if (presentation == NULL)
    adw_toast_overlay_add_toast (window->toasts,
                                 adw_toast_new (_ ("There are no saved views to present")));
}

ACTION (act_present) { present (data, 0); }

ACTION (act_present_here) { present (data, step_at_hand (data)); }

ACTION (act_present_step) { present (data, g_variant_get_uint32 (parameter)); }

ACTION (act_view_options)
{
  EntViewPane *side = ent_window_active_side (data);

  if (side != NULL)
    ent_view_pane_choose_options (side);
}

ACTION (act_save_view) { ent_window_save_view (data); }

ACTION (act_update_view) { ent_window_update_view (data); }

ACTION (act_add_step) { ent_window_add_step (data); }

ACTION (act_show_step) { ent_window_show_step (data, g_variant_get_uint32 (parameter)); }

ACTION (act_show_view)
{
  const char *page, *view_id;

  g_variant_get (parameter, "(&s&s)", &page, &view_id);
  ent_window_show_view (data, page, view_id);
}

typedef void (*ExportFunc) (GtkWindow *, EntSession *, const EntViewRequest *);

static void
export_by (EntWindow *window, ExportFunc present_dialog)
{
  EntCanvas *canvas = active_canvas (window);

  if (canvas == NULL)
    return;
  g_autoptr (EntPictureOrder) order = ent_canvas_order (canvas);
  if (ent_view_needs_world (&order->request))
    order->request.world = ent_shared_world (NULL);
  present_dialog (GTK_WINDOW (window), window->session, &order->request);
}

ACTION (act_export) { export_by (data, ent_export_dialog_present); }

ACTION (act_print) { export_by (data, ent_export_dialog_print); }

ACTION (act_export_page) { ent_export_page_present (data); }

ACTION (act_export_all)
{
  ent_export_all_present (GTK_WINDOW (data), ((EntWindow *)data)->session);
}

ACTION (act_copy_view)
{
  EntWindow *window = data;
  EntCanvas *canvas = active_canvas (window);

  if (canvas != NULL)
    ent_view_copy (window, canvas);
}

ACTION (act_search) { gtk_menu_button_popup (((EntWindow *)data)->search_button); }

ACTION (act_clear_selection)
{
  EntWindow *window = data;

  if (ent_session_dossier (window->session) != NULL)
    ent_session_clear_selection (window->session);
}

static GtkWidget *
first_card (GtkWidget *within)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (within, "passage-card"))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = first_card (child);
  return found;
}

/* To the passages of what is selected. */
ACTION (act_focus_inspector)
{
  EntWindow *window = data;

  g_settings_set_boolean (ent_settings (), "show-inspector", TRUE);
  if (window->inspector == NULL)
    return;
  GtkWidget *card = first_card (window->inspector);
  if (card == NULL || !gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (window->inspector, GTK_DIR_TAB_FORWARD);
}

ACTION (act_measures)
{
  EntWindow *window = data;

  ent_measures_panel_present (GTK_WINDOW (window), window->session);
}

ACTION (act_coverage)
{
  EntWindow *window = data;

  ent_coverage_panel_present (GTK_WINDOW (window), window->session);
}

ACTION (act_close) { gtk_window_close (data); }

ACTION (act_shortcuts) { ent_shortcuts_present (data); }

ACTION (act_about) { ent_about_present (data); }

static void
change_view (GSimpleAction *action, GVariant *value, gpointer data)
{
  EntWindow *window = data;

  /* the pane tells back, which sets the state */
  if (ent_session_dossier (window->session) == NULL)
    return;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (window->stack), "dossier") != 0)
    ent_window_show_dossier (window);
  ent_window_show_page (window, g_variant_get_string (value, NULL));
}

/* Its key comes to the window first, but duplicates the card that has the focus. */
static void
change_split (GSimpleAction *action, GVariant *value, gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (data);

  if (ent_cards_has_focus (focus) && gtk_widget_activate_action (focus, "card.duplicate", NULL))
    return;
  ent_window_set_split (data, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
change_fullscreen (GSimpleAction *action, GVariant *value, gpointer data)
{
  if (g_variant_get_boolean (value))
    gtk_window_fullscreen (data);
  else
    gtk_window_unfullscreen (data);
}

static void
on_fullscreened (EntWindow *window)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), "fullscreen");

  g_simple_action_set_state (
      G_SIMPLE_ACTION (action),
      g_variant_new_boolean (gtk_window_is_fullscreen (GTK_WINDOW (window))));
}

/* Brings the page of the side panel into sight. */
ACTION (act_sidebar)
{
  EntWindow *window = data;

  g_settings_set_string (ent_settings (), "sidebar", g_variant_get_string (parameter, NULL));
  g_settings_set_boolean (ent_settings (), "show-filters", TRUE);
  if (window->views_panel != NULL && gtk_widget_get_mapped (window->views_panel))
    gtk_widget_grab_focus (window->views_panel);
  else if (window->sidebar != NULL)
    gtk_widget_child_focus (GTK_WIDGET (window->sidebar), GTK_DIR_TAB_FORWARD);
}

static gboolean
map_sidebar (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_variant (value, variant);
  return TRUE;
}

/* What the settings keep of the window. */
static const char *const remembered[]
    = { "show-filters", "show-inspector", "show-time", "show-story" };

/**
 * ent_window_add_actions:
 * @window: a window
 *
 * Adds the actions of the prefix "win".
 */
void
ent_window_add_actions (EntWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = act_open },
    { .name = "open-uri", .activate = act_open_uri, .parameter_type = "s" },
    { .name = "welcome", .activate = act_welcome },
    { .name = "save", .activate = act_save },
    { .name = "save-as", .activate = act_save_as },
    { .name = "versions", .activate = act_versions },
    { .name = "undo", .activate = act_undo },
    { .name = "redo", .activate = act_redo },
    { .name = "keep-mine", .activate = act_keep_mine },
    { .name = "reload", .activate = act_reload },
    { .name = "attach", .activate = act_attach },
    { .name = "source-texts", .activate = act_source_texts },
    { .name = "share", .activate = act_share },
    { .name = "coverage", .activate = act_coverage },
    { .name = "measures", .activate = act_measures },
    { .name = "export", .activate = act_export },
    { .name = "export-all", .activate = act_export_all },
    { .name = "export-page", .activate = act_export_page },
    { .name = "print", .activate = act_print },
    { .name = "present", .activate = act_present },
    { .name = "present-here", .activate = act_present_here },
    { .name = "present-step", .activate = act_present_step, .parameter_type = "u" },
    { .name = "save-view", .activate = act_save_view },
    { .name = "update-view", .activate = act_update_view },
    { .name = "show-view", .activate = act_show_view, .parameter_type = "(ss)" },
    { .name = "add-step", .activate = act_add_step },
    { .name = "show-step", .activate = act_show_step, .parameter_type = "u" },
    { .name = "sidebar", .activate = act_sidebar, .parameter_type = "s", .state = "'filters'" },
    { .name = "copy-view", .activate = act_copy_view },
    { .name = "search", .activate = act_search },
    { .name = "clear-selection", .activate = act_clear_selection },
    { .name = "focus-inspector", .activate = act_focus_inspector },
    { .name = "close", .activate = act_close },
    { .name = "view-options", .activate = act_view_options },
    { .name = "shortcuts", .activate = act_shortcuts },
    { .name = "about", .activate = act_about },
    { .name = "view", .parameter_type = "s", .state = "''", .change_state = change_view },
    { .name = "split", .state = "false", .change_state = change_split },
    { .name = "review", .state = "false", .change_state = change_review },
    { .name = "fullscreen", .state = "false", .change_state = change_fullscreen },
  };
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (ent_settings (), remembered[i]);
      g_action_map_add_action (G_ACTION_MAP (window), action);
    }
  g_settings_bind_with_mapping (ent_settings (),
                                "sidebar",
                                g_action_map_lookup_action (G_ACTION_MAP (window), "sidebar"),
                                "state",
                                G_SETTINGS_BIND_GET,
                                map_sidebar,
                                NULL,
                                NULL,
                                NULL);
  window->view_action
      = g_object_ref (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), "view")));
  g_signal_connect (window, "notify::fullscreened", G_CALLBACK (on_fullscreened), NULL);
}

/**
 * ent_window_forget_actions:
 * @window: a window that is going
 *
 * Takes the actions away that follow the settings, which outlive the window: what still watches
 * them must not tell it of a change.
 */
void
ent_window_forget_actions (EntWindow *window)
{
  if (window->is_gone)
    return;
  window->is_gone = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    g_action_map_remove_action (G_ACTION_MAP (window), remembered[i]);
  g_action_map_remove_action (G_ACTION_MAP (window), "sidebar");
}

static void
enable (EntWindow *window, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
append_edit (GMenu *menu, const char *format, const char *what, const char *action, const char *key)
{
  g_autofree char *label = g_strdup_printf (format, what != NULL ? what : "");
  g_autoptr (GMenuItem) item = g_menu_item_new (g_strchomp (label), action);

  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

/* The menu says what would be undone. */
static void
update_history (EntWindow *window)
{
  const gboolean open = window->session != NULL;
  const char *undo = open ? ent_session_undo_label (window->session) : NULL;
  const char *redo = open ? ent_session_redo_label (window->session) : NULL;

  g_menu_remove_all (window->edit_section);
  append_edit (window->edit_section, _ ("_Undo %s"), undo, "win.undo", "<Control>z");
  append_edit (window->edit_section, _ ("_Redo %s"), redo, "win.redo", "<Control><Shift>z");
  enable (window, "undo", undo != NULL);
  enable (window, "redo", redo != NULL);
  enable (window,
          "save",
          open && !window->read_only
              && (ent_session_is_dirty (window->session)
                  || (ent_session_dossier (window->session) != NULL
                      && ent_session_file (window->session) == NULL)));
}

/**
 * ent_window_update_actions:
 * @window: a window
 *
 * Enables what can be done with what is open and shown.
 */
void
ent_window_update_actions (EntWindow *window)
{
  static const char *const need_dossier[]
      = { "attach",          "source-texts",    "search",    "split",     "view",
          "clear-selection", "focus-inspector", "coverage",  "measures",  "present",
          "present-here",    "present-step",    "show-view", "show-step", "sidebar",
          "export-all",      "export-page" };
  static const char *const need_canvas[] = { "export", "print", "copy-view", "view-options" };
  static const char *const edit_views[] = { "save-view", "add-step" };
  const gboolean open = window->session != NULL && ent_session_dossier (window->session) != NULL;
  const gboolean shown
      = open && g_strcmp0 (gtk_stack_get_visible_child_name (window->stack), "dossier") == 0;
  const gboolean canvas = shown && active_canvas (window) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (need_dossier); i++)
    enable (window, need_dossier[i], open);
  for (guint i = 0; i < G_N_ELEMENTS (need_canvas); i++)
    enable (window, need_canvas[i], canvas);
  for (guint i = 0; i < G_N_ELEMENTS (edit_views); i++)
    enable (window, edit_views[i], canvas && !window->read_only);
  enable (window,
          "update-view",
          canvas && !window->read_only
              && *ent_view_pane_view (ent_window_active_side (window)) != '\0');
  enable (window, "save-as", open && !window->read_only);
  enable (window, "share", open && !window->read_only);
  enable (
      window, "versions", open && !window->read_only && ent_session_file (window->session) != NULL);
  enable (window, "review", open && !window->read_only);
  update_history (window);
}
