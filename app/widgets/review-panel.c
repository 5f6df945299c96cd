#include "widgets/review-panel.h"

#include <glib/gi18n-lib.h>

#include "base/worker.h"
#include "widgets/review-edit.h"
#include "widgets/review-model.h"
#include "widgets/review-row.h"
#include "widgets/window.h"

struct _EntReviewPanel
{
  GtkWidget parent;
  EntSession *session;
  EntWorker *worker;
  GListStore *store; /* of EntReviewItem */
  GtkSingleSelection *selection;
  EntReviewItem *current; /* the selected one */
  GHashTable *left;       /* bare ids of passages that are left as they are */
  GSimpleActionGroup *actions;
  gboolean busy; /* an edit is being made */

  /* template */
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *counts;
  GtkWidget *empty, *empty_attach, *bottom;
  GtkButton *accept_all;
};

G_DEFINE_FINAL_TYPE (EntReviewPanel, ent_review_panel, GTK_TYPE_WIDGET)

static const EntPassage *
find_passage (EntReviewPanel *panel, const char *passage_id)
{
  g_autofree char *mark_id = g_strdup_printf ("passage:%s", passage_id);

  return (const EntPassage *)ent_dossier_find (ent_session_dossier (panel->session), mark_id);
}

static void
enable (EntReviewPanel *panel, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (panel->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Whether text of the passage's own document is selected in the reader. */
static gboolean
selected_span (EntReviewPanel *panel, guint *start, guint *end)
{
  const EntPassage *passage
      = panel->current != NULL ? find_passage (panel, panel->current->passage_id) : NULL;
  const char *document;

  return passage != NULL && ent_session_text_selection (panel->session, &document, start, end)
         && g_str_equal (document, passage->document->thing.id);
}

/* The moved passages that are so alike that they need no look each. */
static GArray *
sure_places (EntReviewPanel *panel)
{
  GArray *places = ent_review_places_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (panel->store)); i++)
    {
      g_autoptr (EntReviewItem) item = g_list_model_get_item (G_LIST_MODEL (panel->store), i);
      if (item->group != ENT_REVIEW_MOVED || item->found.similarity < ENT_REVIEW_SURE)
        continue;
      EntReviewPlace place = { g_strdup (item->passage_id), item->found.start, item->found.end };
      g_array_append_val (places, place);
    }
  return places;
}

static void
update_actions (EntReviewPanel *panel)
{
  const gboolean ready = panel->current != NULL && !panel->busy;
  guint start, end;

  enable (panel, "accept", ready && ent_review_item_place (panel->current, &start, &end));
  enable (panel, "re-anchor", ready && selected_span (panel, &start, &end));
  enable (panel, "leave", ready && panel->current->group != ENT_REVIEW_LEFT);
  enable (panel, "accept-all", !panel->busy);
}

static void
edit_done (gpointer owner, const GError *error)
{
  EntReviewPanel *panel = owner;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (panel));

  panel->busy = FALSE;
  update_actions (panel);
  if (error != NULL && ENT_IS_WINDOW (root))
    ent_window_toast (ENT_WINDOW (root), error->message);
}

/* Takes the places. */
static void
edit (EntReviewPanel *panel, GArray *places, const char *label)
{
  panel->busy = TRUE;
  update_actions (panel);
  ent_review_edit (panel->worker, G_OBJECT (panel), panel->session, places, label, edit_done);
}

static void
edit_current (EntReviewPanel *panel, guint start, guint end, const char *label)
{
  GArray *places = ent_review_places_new ();
  EntReviewPlace place = { g_strdup (panel->current->passage_id), start, end };

  g_array_append_val (places, place);
  edit (panel, places, label);
}

static void
act_accept (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntReviewPanel *panel = data;
  guint start, end;

  if (ent_review_item_place (panel->current, &start, &end))
    edit_current (panel, start, end, _ ("Accept Passage"));
}

static void
act_re_anchor (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntReviewPanel *panel = data;
  guint start, end;

  if (selected_span (panel, &start, &end))
    edit_current (panel, start, end, _ ("Re-Anchor Passage"));
}

static void
act_accept_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GArray *places = sure_places (data);
  g_autofree char *label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Accept %u Passage", "Accept %u Passages", places->len),
      places->len);

  if (places->len > 0)
    edit (data, places, label);
  else
    g_array_unref (places);
}

/* What is to be done next, said over the list and on the button under it. */
static void
show_counts (EntReviewPanel *panel)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (panel->store));
  g_autoptr (GArray) sure = sure_places (panel);
  g_autofree char *total = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u passage to review", "%u passages to review", n), n);
  g_autofree char *accept
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "Accept %u Moved, at Least %d %% Alike",
                                      "Accept All %u Moved, at Least %d %% Alike",
                                      sure->len),
                         sure->len,
                         (int)(ENT_REVIEW_SURE * 100));

  gtk_label_set_text (panel->counts, n > 0 ? total : "");
  gtk_button_set_label (panel->accept_all, accept);
  gtk_widget_set_visible (panel->bottom, sure->len > 0);
}

/* Nothing to review, for one of two reasons. */
static void
show_empty (EntReviewPanel *panel)
{
  guint counts[ENT_N_ANCHOR_STATES];

  ent_review_count (panel->session, counts);
  const gboolean none = counts[ENT_ANCHOR_EXACT] == 0;
  const guint unknown = counts[ENT_ANCHOR_UNATTACHED];
  g_autofree char *rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "The text of %u passage is not at hand.",
                                                        "The texts of %u passages are not at hand.",
                                                        unknown),
                                           unknown);
  const char *title
      = none ? _ ("No Texts at Hand") : _ ("Every Passage Was Found Where It Was Read");
  const char *body
      = none ? _ ("Attach the texts to see whether the passages are still where they were read.")
        : unknown > 0 ? rest
                      : "";

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (panel->empty),
                                 none ? "text-x-generic-symbolic" : "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (panel->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (panel->empty), body);
  gtk_widget_set_visible (panel->empty_attach, none);
}

/* The row that had the keyboard may go; another has it then. */
static void
update (EntReviewPanel *panel)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (panel));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean had_focus
      = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (panel->list));

  ent_review_update (panel->store, panel->session, panel->left);
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (panel->store)) > 0;

  show_counts (panel);
  if (!any)
    show_empty (panel);
  gtk_stack_set_visible_child_name (panel->stack, any ? "list" : "empty");
  update_actions (panel);
  if (had_focus && any)
    gtk_widget_grab_focus (GTK_WIDGET (panel->list));
}

static void
act_leave (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntReviewPanel *panel = data;

  g_hash_table_add (panel->left, g_strdup (panel->current->passage_id));
  update (panel);
}

/* Shows a place in its text, which takes the keyboard there; it is wanted here. */
static void
reveal (EntReviewPanel *panel, const char *place)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (panel));
  GtkWidget *before = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GtkWidget) focus
      = before != NULL && gtk_widget_is_ancestor (before, GTK_WIDGET (panel))
            ? g_object_ref (before)
            : NULL;

  ent_session_reveal (panel->session, place);
  if (focus != NULL && gtk_widget_get_root (focus) == root)
    gtk_root_set_focus (root, focus);
}

/* Shows the chosen candidate in the text. */
static void
on_chosen (EntReviewPanel *panel)
{
  const EntPassage *passage = find_passage (panel, panel->current->passage_id);
  guint start, end;

  update_actions (panel);
  if (!ent_review_item_place (panel->current, &start, &end))
    return;
  g_autofree char *place
      = g_strdup_printf ("%s#char=%u,%u", passage->document->thing.mark_id, start, end);
  reveal (panel, place);
}

static void
on_selected (EntReviewPanel *panel)
{
  EntReviewItem *item = gtk_single_selection_get_selected_item (panel->selection);

  if (item == panel->current)
    return;
  if (panel->current != NULL)
    g_signal_handlers_disconnect_by_data (panel->current, panel);
  g_set_object (&panel->current, item);
  update_actions (panel);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "chosen", G_CALLBACK (on_chosen), panel);
  g_signal_connect_swapped (item, "changed", G_CALLBACK (update_actions), panel);
  if (item->found.state != ENT_ANCHOR_MOVED && item->candidates == NULL)
    ent_review_look (panel->worker, G_OBJECT (panel), panel->session, item);
  reveal (panel, item->passage_id);
}

static void
on_session_changed (EntSession *session, guint change, EntReviewPanel *panel)
{
  if (ent_session_dossier (session) == NULL)
    return;
  /* the rows say it all anew */
  if (change & (ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    g_list_store_remove_all (panel->store);
  if (change
      & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    update (panel);
  if (change & ENT_CHANGED_TEXT_SELECTION)
    update_actions (panel);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType held,
        EntReviewPanel *panel)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (panel));
  const gboolean on_button = root != NULL && GTK_IS_BUTTON (gtk_root_get_focus (root));
  const char *action = NULL;

  if ((held & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && !on_button)
    action = "accept";
  else if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    action = "leave";
  if (action == NULL)
    return GDK_EVENT_PROPAGATE;
  g_action_group_activate_action (G_ACTION_GROUP (panel->actions), action, NULL);
  return GDK_EVENT_STOP;
}

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *list_item, EntReviewPanel *panel)
{
  GtkWidget *row = ent_review_row_new ();

  gtk_list_item_set_child (list_item, row);
  g_object_bind_property (list_item, "selected", row, "expanded", G_BINDING_SYNC_CREATE);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *list_item, EntReviewPanel *panel)
{
  ent_review_row_set_item (ENT_REVIEW_ROW (gtk_list_item_get_child (list_item)),
                           panel->session,
                           gtk_list_item_get_item (list_item));
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *list_item, EntReviewPanel *panel)
{
  ent_review_row_set_item (
      ENT_REVIEW_ROW (gtk_list_item_get_child (list_item)), panel->session, NULL);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ENT_REVIEW_PANEL (widget)->list));
}

/* Out of its window it follows nothing any more, whoever still holds it. */
static void
unroot (GtkWidget *widget)
{
  EntReviewPanel *panel = ENT_REVIEW_PANEL (widget);

  g_signal_handlers_disconnect_by_data (panel->session, panel);
  ent_worker_cancel (panel->worker, G_OBJECT (panel));
  GTK_WIDGET_CLASS (ent_review_panel_parent_class)->unroot (widget);
}

static void
dispose (GObject *object)
{
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (object));
  EntReviewPanel *panel = ENT_REVIEW_PANEL (object);

  if (panel->session != NULL)
    g_signal_handlers_disconnect_by_data (panel->session, panel);
  if (panel->current != NULL)
    g_signal_handlers_disconnect_by_data (panel->current, panel);
  g_clear_object (&panel->current);
  if (panel->worker != NULL)
    ent_worker_cancel (panel->worker, object);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_REVIEW_PANEL);
  g_clear_pointer (&box, gtk_widget_unparent);
  if (panel->selection != NULL)
    g_signal_handlers_disconnect_by_data (panel->selection, panel);
  g_clear_object (&panel->selection);
  g_clear_object (&panel->store);
  g_clear_object (&panel->actions);
  g_clear_object (&panel->session);
  G_OBJECT_CLASS (ent_review_panel_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  EntReviewPanel *panel = ENT_REVIEW_PANEL (object);

  ent_worker_unref (panel->worker);
  g_hash_table_unref (panel->left);
  G_OBJECT_CLASS (ent_review_panel_parent_class)->finalize (object);
}

static void
ent_review_panel_class_init (EntReviewPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->grab_focus = grab_focus;
  widget_class->unroot = unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/review-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, EntReviewPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, EntReviewPanel, list);
  gtk_widget_class_bind_template_child (widget_class, EntReviewPanel, counts);
  gtk_widget_class_bind_template_child (widget_class, EntReviewPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, EntReviewPanel, empty_attach);
  gtk_widget_class_bind_template_child (widget_class, EntReviewPanel, bottom);
  gtk_widget_class_bind_template_child (widget_class, EntReviewPanel, accept_all);
}

static void
ent_review_panel_init (EntReviewPanel *panel)
{
  static const GActionEntry entries[] = {
    { .name = "accept", .activate = act_accept },
    { .name = "re-anchor", .activate = act_re_anchor },
    { .name = "leave", .activate = act_leave },
    { .name = "accept-all", .activate = act_accept_all },
  };

  panel->worker = ent_worker_new ("review");
  panel->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  panel->store = g_list_store_new (ENT_TYPE_REVIEW_ITEM);
  panel->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
      G_ACTION_MAP (panel->actions), entries, G_N_ELEMENTS (entries), panel);
  gtk_widget_init_template (GTK_WIDGET (panel));
  gtk_widget_insert_action_group (GTK_WIDGET (panel), "review", G_ACTION_GROUP (panel->actions));
}

static void
make_list (EntReviewPanel *panel)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), panel);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), panel);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), panel);
  panel->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (panel->store)));
  g_signal_connect_swapped (
      panel->selection, "notify::selected-item", G_CALLBACK (on_selected), panel);
  gtk_list_view_set_model (panel->list, GTK_SELECTION_MODEL (panel->selection));
  gtk_list_view_set_factory (panel->list, factory);
  g_object_unref (factory);

  /* before the list and its rows, which have their own ideas of Enter */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), panel);
  gtk_widget_add_controller (GTK_WIDGET (panel->list), keys);
}

/**
 * ent_review_panel_new:
 * @session: a session with a dossier open
 *
 * A list of the passages that are not where they were read, with what can be done about each.
 * Every edit can be undone; what is selected is shown in its text.
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
ent_review_panel_new (EntSession *session)
{
  EntReviewPanel *panel = g_object_new (ENT_TYPE_REVIEW_PANEL, NULL);

  panel->session = g_object_ref (session);
  make_list (panel);
  g_signal_connect (session, "changed", G_CALLBACK (on_session_changed), panel);
  update (panel);
  return GTK_WIDGET (panel);
}
