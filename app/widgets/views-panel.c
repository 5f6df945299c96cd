#include "widgets/views-panel.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "dossier/dossier-edit-views.h"
#include "views/view.h"
#include "widgets/pages.h"
#include "widgets/views-panel-words.h"

struct _EntViewsPanel
{
  GtkBox parent;
  EntViewEdits *edits;
  EntSession *session;
  EntThumbnails *thumbnails;
  EntCards *saved, *defaults;
  char *page, *view_id; /* what the window shows; view_id: "" for the defaults */
  gboolean read_only, dirty;

  /* template */
  GtkBox *saved_box, *defaults_box;
  GtkWidget *empty_hint, *defaults_heading, *foot;
  GMenuModel *card_menu;
};

G_DEFINE_FINAL_TYPE (EntViewsPanel, ent_views_panel, GTK_TYPE_BOX)

static const EntPage *
page_of (EntViewKind kind)
{
  guint n;
  const EntPage *pages = ent_pages (&n);

  for (guint i = 0; i < n; i++)
    if (!pages[i].is_reader && pages[i].kind == kind)
      return &pages[i];
  return NULL;
}

static void
fill_saved (EntViewsPanel *panel, EntDossier *dossier)
{
  const GPtrArray *views = ent_dossier_views (dossier);
  const char *lang = ent_session_language (panel->session);
  GPtrArray *list = ent_card_list_new ();

  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      const EntPage *page = page_of (view->kind);
      const char *title = ent_text_get (&view->thing.name, lang);
      const EntThumbnailOf of = { .kind = view->kind, .view = view };
      EntCard *card = ent_card_list_add (list, *title != '\0' ? title : view->thing.id, &of);
      card->detail = g_strdup (page != NULL ? ent_page_title (page) : NULL);
      card->shown = g_strcmp0 (panel->view_id, view->thing.id) == 0;
    }
  gtk_widget_set_visible (panel->empty_hint, views->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (panel->saved), views->len > 0);
  ent_cards_fill (panel->saved, dossier, list);
}

static void
fill_defaults (EntViewsPanel *panel, EntDossier *dossier)
{
  GPtrArray *list = ent_card_list_new ();
  guint n;
  const EntPage *pages = ent_pages (&n);

  for (guint i = 0; i < n; i++)
    {
      if (pages[i].is_reader || !ent_view_has_default (dossier, pages[i].kind))
        continue;
      const EntThumbnailOf of = { .kind = pages[i].kind };
      EntCard *card = ent_card_list_add (list, ent_page_title (&pages[i]), &of);
      card->shown = g_strcmp0 (panel->page, pages[i].key) == 0 && panel->view_id != NULL
                    && *panel->view_id == '\0';
    }
  gtk_widget_set_visible (panel->defaults_heading, list->len > 0);
  ent_cards_fill (panel->defaults, dossier, list);
}

/* Costs nothing while nobody looks at the panel. */
static void
update (EntViewsPanel *panel)
{
  EntDossier *dossier = ent_session_dossier (panel->session);

  panel->dirty = dossier == NULL || !gtk_widget_get_mapped (GTK_WIDGET (panel));
  if (panel->dirty)
    return;
  fill_saved (panel, dossier);
  fill_defaults (panel, dossier);
}

static void
on_session_changed (EntSession *session, guint change, EntViewsPanel *panel)
{
  if (change & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    update (panel);
}

static void
on_mapped (EntViewsPanel *panel)
{
  if (panel->dirty)
    update (panel);
}

static void
show_view (EntViewsPanel *panel, EntViewKind kind, const char *view_id)
{
  const EntPage *page = page_of (kind);

  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (panel), "win.show-view", "(ss)", page->key, view_id);
}

static void
on_saved_activated (EntCards *cards, guint i, EntViewsPanel *panel)
{
  const EntCard *card = ent_cards_get (cards, i);

  show_view (panel, card->of.kind, card->of.view->thing.id);
}

static void
on_default_activated (EntCards *cards, guint i, EntViewsPanel *panel)
{
  show_view (panel, ent_cards_get (cards, i)->of.kind, "");
}

static void
on_moved (EntCards *cards, guint i, int by, EntViewsPanel *panel)
{
  ent_view_edits_move (panel->edits, ent_cards_get (cards, i)->of.view->thing.id, by);
}

/* The view that an action of the prefix "card" means. */
static const EntView *
target_view (EntViewsPanel *panel)
{
  const guint target = ent_cards_target (panel->saved);

  return target < ent_cards_n (panel->saved) && !panel->read_only
             ? ent_cards_get (panel->saved, target)->of.view
             : NULL;
}

static void
act_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const EntView *view = target_view (ENT_VIEWS_PANEL (widget));

  if (view != NULL)
    show_view (ENT_VIEWS_PANEL (widget), view->kind, view->thing.id);
}

static void
words_done (gpointer owner, const char *title, const char *text)
{
  EntViewsPanel *panel = owner;
  const char *id = g_object_get_data (G_OBJECT (panel), "ent-edited");

  ent_view_edits_set_words (panel->edits, id, title, text);
}

/**
 * ent_views_panel_edit:
 * @panel: a panel
 * @view_id: a saved view
 *
 * Lets the user change its title and caption.
 */
void
ent_views_panel_edit (EntViewsPanel *panel, const char *view_id)
{
  const char *lang = ent_session_language (panel->session);

  for (guint i = 0; i < ent_cards_n (panel->saved); i++)
    {
      const EntView *view = ent_cards_get (panel->saved, i)->of.view;
      if (!g_str_equal (view->thing.id, view_id))
        continue;
      const EntWords words = { .title = ent_text_get (&view->thing.name, lang),
                               .text = ent_text_get (&view->caption, lang),
                               .text_label = _ ("Caption"),
                               .lang = lang,
                               .done = words_done,
                               .owner = G_OBJECT (panel) };
      g_object_set_data_full (G_OBJECT (panel), "ent-edited", g_strdup (view_id), g_free);
      GdkRectangle rect;
      GtkWidget *parent = ent_cards_anchor (panel->saved, i, &rect);
      ent_words_popup (parent, &rect, GTK_POS_RIGHT, &words);
      return;
    }
}

static void
act_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const EntView *view = target_view (ENT_VIEWS_PANEL (widget));

  if (view != NULL)
    ent_views_panel_edit (ENT_VIEWS_PANEL (widget), view->thing.id);
}

/* The filters of the window hide what the view hid; what is shown stays the same, but can be
 * changed there, and stored again with "Update View". */
static void
act_edit_filter (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntViewsPanel *panel = ENT_VIEWS_PANEL (widget);
  const EntView *view = target_view (panel);
  GHashTableIter iter;
  gpointer key;

  if (view == NULL)
    return;
  g_autoptr (EntFilter) filter = ent_filter_copy (view->filter);
  g_autofree char *id = g_strdup (view->thing.id);
  show_view (panel, view->kind, id);
  ent_view_edits_take_filter (panel->edits, id);
  g_hash_table_iter_init (&iter, filter->hidden);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    ent_session_set_hidden (panel->session, key, TRUE);
  if (filter->time != NULL)
    ent_session_set_time (panel->session, filter->time, NULL);
  gtk_widget_activate_action (widget, "win.sidebar", "s", "filters");
}

static void
on_menu (EntCards *cards, guint i, EntViewsPanel *panel)
{
  const EntFilter *filter = ent_cards_get (cards, i)->of.view->filter;

  gtk_widget_action_set_enabled (GTK_WIDGET (panel),
                                 "card.edit-filter",
                                 g_hash_table_size (filter->hidden) > 0 || filter->time != NULL);
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntViewsPanel *panel = ENT_VIEWS_PANEL (widget);
  const EntView *view = target_view (panel);

  if (view == NULL)
    return;
  const char *title = ent_text_get (&view->thing.name, ent_session_language (panel->session));
  /* Translators: the title of a copy of a view */
  g_autofree char *copy
      = g_strdup_printf (_ ("%s (copy)"), *title != '\0' ? title : view->thing.id);
  ent_view_edits_duplicate (panel->edits, view->thing.id, copy);
}

static void
on_delete_response (AdwMessageDialog *dialog, const char *response, EntViewsPanel *panel)
{
  if (g_str_equal (response, "delete"))
    ent_view_edits_delete (panel->edits, g_object_get_data (G_OBJECT (dialog), "ent-view"));
}

/* Steps of the story that show the view cannot stay. */
static void
ask_to_delete (EntViewsPanel *panel, const EntView *view, guint steps)
{
  const char *title = ent_text_get (&view->thing.name, ent_session_language (panel->session));
  g_autofree char *heading
      = g_strdup_printf (_ ("Delete “%s”?"), *title != '\0' ? title : view->thing.id);
  g_autofree char *body = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u step of the story shows this view, and is deleted with it. Undo brings "
                   "both back.",
                   "%u steps of the story show this view, and are deleted with it. Undo brings "
                   "all of it back.",
                   steps),
      steps);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (panel))), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "delete",
                                    steps == 1 ? _ ("_Delete View and Step")
                                               : _ ("_Delete View and Steps"),
                                    NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "ent-view", g_strdup (view->thing.id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_response), panel, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntViewsPanel *panel = ENT_VIEWS_PANEL (widget);
  const EntView *view = target_view (panel);
  const guint steps = view != NULL ? ent_dossier_count_steps (ent_session_dossier (panel->session),
                                                              view->thing.id)
                                   : 0;

  if (steps > 0)
    ask_to_delete (panel, view, steps);
  else if (view != NULL)
    ent_view_edits_delete (panel->edits, view->thing.id);
}

static void
act_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntViewsPanel *panel = ENT_VIEWS_PANEL (widget);

  if (target_view (panel) != NULL)
    ent_cards_move (panel->saved,
                    ent_cards_target (panel->saved),
                    g_str_equal (name, "card.move-back") ? -1 : 1);
}

static void
act_add_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntViewsPanel *panel = ENT_VIEWS_PANEL (widget);
  const EntView *view = target_view (panel);

  if (view == NULL)
    return;
  g_autoptr (EntJson) step
      = ent_step_json_with (ent_json_new_object (), "view", ent_json_new_string (view->thing.id));
  ent_view_edits_add_step (panel->edits, step, NULL, G_MAXINT);
}

static void
dispose (GObject *object)
{
  EntViewsPanel *panel = ENT_VIEWS_PANEL (object);

  if (panel->session != NULL)
    g_signal_handlers_disconnect_by_data (panel->session, panel);
  g_clear_object (&panel->edits);
  g_clear_object (&panel->session);
  g_clear_object (&panel->thumbnails);
  g_clear_pointer (&panel->page, g_free);
  g_clear_pointer (&panel->view_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_VIEWS_PANEL);
  G_OBJECT_CLASS (ent_views_panel_parent_class)->dispose (object);
}

/* To the view that the window shows, if it is one of the saved. */
static gboolean
grab_focus (GtkWidget *widget)
{
  EntViewsPanel *panel = ENT_VIEWS_PANEL (widget);
  guint i = 0;

  while (i < ent_cards_n (panel->saved) && !ent_cards_get (panel->saved, i)->shown)
    i++;
  if (ent_cards_n (panel->saved) > 0)
    ent_cards_focus (panel->saved, i < ent_cards_n (panel->saved) ? i : 0);
  else
    ent_cards_focus (panel->defaults, 0);
  return TRUE;
}

static void
ent_views_panel_class_init (EntViewsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->grab_focus = grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/views-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, EntViewsPanel, saved_box);
  gtk_widget_class_bind_template_child (widget_class, EntViewsPanel, defaults_box);
  gtk_widget_class_bind_template_child (widget_class, EntViewsPanel, empty_hint);
  gtk_widget_class_bind_template_child (widget_class, EntViewsPanel, defaults_heading);
  gtk_widget_class_bind_template_child (widget_class, EntViewsPanel, foot);
  gtk_widget_class_bind_template_child (widget_class, EntViewsPanel, card_menu);
  gtk_widget_class_install_action (widget_class, "card.show", NULL, act_show);
  gtk_widget_class_install_action (widget_class, "card.edit", NULL, act_edit);
  gtk_widget_class_install_action (widget_class, "card.edit-filter", NULL, act_edit_filter);
  gtk_widget_class_install_action (widget_class, "card.duplicate", NULL, act_duplicate);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, act_delete);
  gtk_widget_class_install_action (widget_class, "card.move-back", NULL, act_move);
  gtk_widget_class_install_action (widget_class, "card.move-on", NULL, act_move);
  gtk_widget_class_install_action (widget_class, "card.add-step", NULL, act_add_step);
}

static void
ent_views_panel_init (EntViewsPanel *panel)
{
  gtk_widget_init_template (GTK_WIDGET (panel));
  g_signal_connect (panel, "map", G_CALLBACK (on_mapped), NULL);
}

/**
 * ent_views_panel_new:
 * @edits: makes the edits
 * @thumbnails: makes the pictures
 *
 * Returns: (transfer floating): a panel of the views of the dossier that is open
 */
GtkWidget *
ent_views_panel_new (EntViewEdits *edits, EntThumbnails *thumbnails)
{
  EntViewsPanel *panel = g_object_new (ENT_TYPE_VIEWS_PANEL, NULL);

  panel->edits = g_object_ref (edits);
  panel->session = g_object_ref (ent_view_edits_session (edits));
  panel->thumbnails = g_object_ref (thumbnails);
  panel->saved
      = ENT_CARDS (ent_cards_new (thumbnails, GTK_ORIENTATION_VERTICAL, _ ("Saved Views")));
  panel->defaults
      = ENT_CARDS (ent_cards_new (thumbnails, GTK_ORIENTATION_VERTICAL, _ ("Default Views")));
  ent_cards_set_menu (panel->saved, panel->card_menu);
  ent_cards_set_fixed (panel->defaults, TRUE);
  gtk_box_append (panel->saved_box, GTK_WIDGET (panel->saved));
  gtk_box_append (panel->defaults_box, GTK_WIDGET (panel->defaults));
  g_signal_connect (panel->saved, "activated", G_CALLBACK (on_saved_activated), panel);
  g_signal_connect (panel->saved, "menu", G_CALLBACK (on_menu), panel);
  g_signal_connect (panel->saved, "moved", G_CALLBACK (on_moved), panel);
  g_signal_connect (panel->defaults, "activated", G_CALLBACK (on_default_activated), panel);
  g_signal_connect (panel->session, "changed", G_CALLBACK (on_session_changed), panel);
  panel->dirty = TRUE;
  return GTK_WIDGET (panel);
}

/**
 * ent_views_panel_set_shown:
 * @panel: a panel
 * @page: (nullable): key of the page that the window shows
 * @view_id: (nullable): the saved view on it; "": the defaults; %NULL: neither
 */
void
ent_views_panel_set_shown (EntViewsPanel *panel, const char *page, const char *view_id)
{
  if (g_strcmp0 (panel->page, page) == 0 && g_strcmp0 (panel->view_id, view_id) == 0)
    return;
  g_free (panel->page);
  g_free (panel->view_id);
  panel->page = g_strdup (page);
  panel->view_id = g_strdup (view_id);
  update (panel);
}

/**
 * ent_views_panel_set_read_only:
 * @panel: a panel
 * @read_only: whether the dossier cannot be edited
 */
void
ent_views_panel_set_read_only (EntViewsPanel *panel, gboolean read_only)
{
  panel->read_only = read_only;
  ent_cards_set_menu (panel->saved, read_only ? NULL : panel->card_menu);
  ent_cards_set_fixed (panel->saved, read_only);
  gtk_widget_set_visible (panel->foot, !read_only);
}

/**
 * ent_views_panel_cards:
 * @panel: a panel
 *
 * Returns: (transfer none): the cards of the saved views
 */
EntCards *
ent_views_panel_cards (EntViewsPanel *panel)
{
  return panel->saved;
}
