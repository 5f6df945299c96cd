/* The one or two views of a window. */
#include "widgets/pages.h"
#include "widgets/window-private.h"

/**
 * ent_window_active_side:
 * @window: a window
 *
 * Returns: (transfer none) (nullable): the pane that the view switcher means
 */
EntViewPane *
ent_window_active_side (EntWindow *window)
{
  return window->sides[window->active];
}

/**
 * ent_window_follow_active:
 * @window: a window
 *
 * Makes view switcher and menu those of the active side.
 */
void
ent_window_follow_active (EntWindow *window)
{
  EntViewPane *side = ent_window_active_side (window);
  const char *page = side != NULL ? ent_view_pane_page (side) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (window->sides); i++)
    if (window->sides[i] != NULL)
      ent_view_pane_set_active (window->sides[i], i == window->active && window->sides[1] != NULL);
  g_simple_action_set_state (window->view_action, g_variant_new_string (page ? page : ""));
  if (page != NULL)
    gtk_menu_button_set_label (window->switcher_button, ent_page_title (ent_page_find (page)));
  ent_window_update_actions (window);
  ent_window_follow_shown (window);
}

/**
 * ent_window_focus_view:
 * @window: a window
 *
 * Sends the keyboard where the view is.
 */
void
ent_window_focus_view (EntWindow *window)
{
  EntViewPane *side = ent_window_active_side (window);
  EntCanvas *canvas = side != NULL ? ent_view_pane_canvas (side) : NULL;

  if (canvas != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

static void
on_page_changed (EntViewPane *side, EntWindow *window)
{
  if (side != ent_window_active_side (window))
    return;
  ent_window_follow_active (window);
  ent_window_focus_view (window);
}

static void
on_view_changed (EntViewPane *side, EntWindow *window)
{
  if (side == ent_window_active_side (window))
    ent_window_follow_shown (window);
}

static void
on_focus_within (GtkEventControllerFocus *controller, EntWindow *window)
{
  GtkWidget *side = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  window->active = window->sides[1] != NULL && side == GTK_WIDGET (window->sides[1]) ? 1 : 0;
  ent_window_follow_active (window);
}

static void
on_close_side (EntViewPane *side, EntWindow *window)
{
  /* what the other side shows stays */
  if (side == window->sides[0])
    ent_view_pane_copy (window->sides[0], window->sides[1]);
  g_action_group_activate_action (G_ACTION_GROUP (window), "split", NULL);
}

/**
 * ent_window_new_side:
 * @window: a window
 * @i: 0 or 1
 *
 * Returns: (transfer floating): a pane for that side
 */
EntViewPane *
ent_window_new_side (EntWindow *window, guint i)
{
  if (window->views[i] == NULL)
    window->views[i] = ent_worker_new (i == 0 ? "view" : "view-2");

  GtkWidget *side = ent_view_pane_new (window->session, window->views[i]);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (side, "page-changed", G_CALLBACK (on_page_changed), window);
  g_signal_connect (side, "view-changed", G_CALLBACK (on_view_changed), window);
  g_signal_connect (side, "close", G_CALLBACK (on_close_side), window);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus_within), window);
  gtk_widget_add_controller (side, focus);
  return ENT_VIEW_PANE (side);
}

/* The second side begins with the page after that of the first. */
static const char *
next_page (EntWindow *window)
{
  const EntPage *shown = ent_page_find (ent_view_pane_page (window->sides[0]));
  const EntDossier *dossier = ent_session_dossier (window->session);
  guint n;
  const EntPage *pages = ent_pages (&n);

  for (guint i = 1; shown != NULL && i < n; i++)
    {
      const EntPage *page = &pages[((guint)(shown - pages) + i) % n];
      if (ent_page_is_supported (page, dossier))
        return page->key;
    }
  return NULL;
}

/**
 * ent_window_set_split:
 * @window: a window with a dossier open
 * @split: whether two views stand side by side
 */
void
ent_window_set_split (EntWindow *window, gboolean split)
{
  if (window->sides[0] == NULL || split == (window->sides[1] != NULL))
    return;

  if (split)
    {
      window->sides[1] = ent_window_new_side (window, 1);
      gtk_paned_set_end_child (window->panes, GTK_WIDGET (window->sides[1]));
      gtk_paned_set_position (window->panes, gtk_widget_get_width (GTK_WIDGET (window->panes)) / 2);
      const char *page = next_page (window);
      if (page != NULL)
        ent_view_pane_show (window->sides[1], page, NULL);
      ent_view_pane_set_split (window->sides[1], TRUE);
      window->active = 1;
    }
  else
    {
      window->sides[1] = NULL;
      window->active = 0;
      gtk_paned_set_end_child (window->panes, NULL);
    }
  ent_view_pane_set_split (window->sides[0], split);
  ent_window_follow_active (window);
  ent_window_focus_view (window);
}

/**
 * ent_window_reveal:
 * @session: the window's
 * @passage_id: a passage that is to be shown in its text
 * @window: a window
 *
 * Shows the sources: beside the view when there are two sides, else instead of it.
 */
void
ent_window_reveal (EntSession *session, const char *passage_id, EntWindow *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (window->sides); i++)
    if (window->sides[i] != NULL
        && g_strcmp0 (ent_view_pane_page (window->sides[i]), ENT_PAGE_SOURCES) == 0)
      return;

  const guint side = window->sides[1] != NULL ? 1 - window->active : 0;
  if (window->sides[side] == NULL)
    return;
  ent_view_pane_show (window->sides[side], ENT_PAGE_SOURCES, NULL);
  /* a reader that was just made has not heard it */
  if (g_strcmp0 (ent_view_pane_page (window->sides[side]), ENT_PAGE_SOURCES) == 0)
    ent_session_reveal (session, passage_id);
}
