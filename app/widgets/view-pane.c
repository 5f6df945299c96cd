#include "widgets/view-pane.h"

#include <glib/gi18n-lib.h>

#include "views/view.h"
#include "widgets/pages.h"
#include "widgets/panels.h"

/* Of the zoom buttons with a margin at both sides, pixels. */
#define ZOOM_WIDTH 56

struct _EntViewPane
{
  AdwBin parent;
  EntSession *session;
  const EntPage *page;
  EntCanvas *canvas;
  EntViewOptions *options;
  GtkWidget *reader; /* made when first shown */
  GHashTable *views; /* page key → id of the saved view shown last; "": the defaults */
  char *view_id;     /* the one shown; "": the defaults; NULL: no view */
  gboolean split;
  guint filling; /* the drop-downs are being filled: not the user's choice */

  /* template */
  GtkWidget *header;
  GtkDropDown *pages, *choices;
  GtkMenuButton *options_button;
  GtkWidget *close_button, *zoom_box;
  GtkStack *stack;
  GtkOverlay *overlay;
};

G_DEFINE_FINAL_TYPE (EntViewPane, ent_view_pane, ADW_TYPE_BIN)

enum
{
  PAGE_CHANGED,
  VIEW_CHANGED,
  CLOSE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GPtrArray *
supported_pages (EntViewPane *pane)
{
  const EntDossier *dossier = ent_session_dossier (pane->session);
  GPtrArray *supported = g_ptr_array_new ();
  guint n;
  const EntPage *pages = ent_pages (&n);

  for (guint i = 0; i < n && dossier != NULL; i++)
    if (ent_page_is_supported (&pages[i], dossier))
      g_ptr_array_add (supported, (gpointer)&pages[i]);
  return supported;
}

/* The saved view of the page that is to be shown: the one left last, else the first; NULL: the
 * defaults. */
static const char *
view_of_page (EntViewPane *pane, GPtrArray *views)
{
  const char *left = g_hash_table_lookup (pane->views, pane->page->key);

  if (left != NULL && *left == '\0')
    return NULL;
  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      if (g_strcmp0 (view->thing.id, left) == 0)
        return view->thing.id;
    }
  return views->len > 0 ? ((const EntView *)g_ptr_array_index (views, 0))->thing.id : NULL;
}

static void
fill_pages (EntViewPane *pane)
{
  g_autoptr (GPtrArray) supported = supported_pages (pane);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < supported->len; i++)
    {
      const EntPage *page = g_ptr_array_index (supported, i);
      gtk_string_list_append (titles, ent_page_title (page));
      if (page == pane->page)
        selected = i;
    }
  gtk_drop_down_set_model (pane->pages, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (pane->pages, selected);
}

static void
fill_choices (EntViewPane *pane, GPtrArray *views, const char *view_id)
{
  const char *lang = ent_session_language (pane->session);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      gtk_string_list_append (titles, ent_text_get (&view->thing.name, lang));
      if (g_strcmp0 (view->thing.id, view_id) == 0)
        selected = i;
    }
  if (selected == GTK_INVALID_LIST_POSITION && views->len > 0)
    {
      /* Translators: a view as nobody saved it */
      gtk_string_list_append (titles, C_ ("view", "Default"));
      selected = views->len;
    }
  gtk_drop_down_set_model (pane->choices, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (pane->choices, selected);
  gtk_widget_set_visible (GTK_WIDGET (pane->choices),
                          g_list_model_get_n_items (G_LIST_MODEL (titles)) > 1);
}

/* Tells the window when another view is shown, be it that the one before is gone. */
static void
set_view_id (EntViewPane *pane, const char *view_id)
{
  if (g_strcmp0 (pane->view_id, view_id) == 0)
    return;
  g_free (pane->view_id);
  pane->view_id = g_strdup (view_id);
  g_signal_emit (pane, signals[VIEW_CHANGED], 0);
}

static void
show_reader (EntViewPane *pane)
{
  if (pane->reader == NULL)
    {
      pane->reader = ent_reader_new (pane->session);
      gtk_stack_add_named (pane->stack, pane->reader, "reader");
    }
  if (gtk_stack_get_visible_child (pane->stack) == pane->reader)
    return;
  gtk_stack_set_visible_child (pane->stack, pane->reader);
  gtk_widget_grab_focus (pane->reader);
}

/* Of views that have no options the button stays where it is: what stands beside it does not jump.
 */
static void
update_options (EntViewPane *pane)
{
  GtkWidget *button = GTK_WIDGET (pane->options_button);
  guint n = 0;

  gtk_widget_set_visible (button, !pane->page->is_reader);
  if (pane->page->is_reader)
    return;
  ent_view_options_set_kind (pane->options, pane->page->kind, &n);
  if (gtk_widget_get_mapped (GTK_WIDGET (pane->options)))
    ent_view_options_update (pane->options);
  gtk_widget_set_sensitive (button, n > 0);
  gtk_widget_set_tooltip_text (
      button, n > 0 ? _ ("How the View Is Drawn") : _ ("Views of this kind have no options"));
}

static void
update (EntViewPane *pane)
{
  const EntDossier *dossier = ent_session_dossier (pane->session);

  if (dossier == NULL || pane->page == NULL)
    return;
  g_autoptr (GPtrArray) views = ent_page_views (pane->page, dossier);
  const char *view_id = view_of_page (pane, views);

  pane->filling++;
  fill_pages (pane);
  fill_choices (pane, views, view_id);
  pane->filling--;
  gtk_widget_set_visible (GTK_WIDGET (pane->pages), pane->split);
  gtk_widget_set_visible (pane->close_button, pane->split);
  gtk_widget_set_visible (pane->header,
                          pane->split || !pane->page->is_reader
                              || gtk_widget_get_visible (GTK_WIDGET (pane->choices)));

  if (pane->page->is_reader)
    {
      show_reader (pane);
      update_options (pane);
      set_view_id (pane, NULL);
      return;
    }
  ent_canvas_set_view (pane->canvas, pane->page->kind, view_id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane->canvas),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ent_page_title (pane->page),
                                  -1);
  gtk_stack_set_visible_child_name (pane->stack, "canvas");
  update_options (pane);
  set_view_id (pane, view_id != NULL ? view_id : "");
}

static void
on_page_chosen (EntViewPane *pane)
{
  g_autoptr (GPtrArray) supported = supported_pages (pane);
  const guint position = gtk_drop_down_get_selected (pane->pages);

  if (pane->filling == 0 && position < supported->len)
    ent_view_pane_show (
        pane, ((const EntPage *)g_ptr_array_index (supported, position))->key, NULL);
}

static void
on_view_chosen (EntViewPane *pane)
{
  if (pane->filling > 0 || pane->page == NULL)
    return;
  g_autoptr (GPtrArray) views = ent_page_views (pane->page, ent_session_dossier (pane->session));
  const guint position = gtk_drop_down_get_selected (pane->choices);

  if (position < views->len)
    ent_view_pane_show (
        pane, pane->page->key, ((const EntView *)g_ptr_array_index (views, position))->thing.id);
}

static void
act_close (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSE], 0);
}

/* The buttons over the canvas are none of its children: their actions are passed on to it. */
static void
act_canvas (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *action = g_strconcat ("canvas", strchr (name, '.'), NULL);

  gtk_widget_activate_action (GTK_WIDGET (ENT_VIEW_PANE (widget)->canvas), action, NULL);
}

static void
on_picture_changed (EntViewPane *pane)
{
  const EntScene *scene = ent_canvas_scene (pane->canvas);
  /* over a table, whose columns reach to the side, the buttons would cover text */
  const gboolean is_table = pane->page != NULL && pane->page->kind == ENT_VIEW_MATRIX;
  const gboolean has_room = scene != NULL && !is_table
                            && (ent_scene_flags (scene) & ENT_MOVES_X) != 0
                            && ent_canvas_has_buttons (pane->canvas);

  gtk_widget_set_visible (pane->zoom_box, has_room && ent_canvas_can_zoom (pane->canvas));
}

/* Whether the page has something to show: saved views, or, where they were asked for, defaults. */
static gboolean
can_show (EntViewPane *pane, const EntPage *page)
{
  const EntDossier *dossier = ent_session_dossier (pane->session);
  const char *left = page != NULL ? g_hash_table_lookup (pane->views, page->key) : NULL;

  if (page == NULL || dossier == NULL)
    return FALSE;
  return ent_page_is_supported (page, dossier)
         || (left != NULL && !page->is_reader && ent_view_has_default (dossier, page->kind));
}

static void
on_session_changed (EntSession *session, guint change, EntViewPane *pane)
{
  const gboolean edited = (change & ENT_CHANGED_HISTORY) != 0;

  if ((change & ENT_CHANGED_DOSSIER) && !(edited && can_show (pane, pane->page)))
    {
      g_hash_table_remove_all (pane->views);
      pane->page = NULL;
      g_autoptr (GPtrArray) supported = supported_pages (pane);
      if (supported->len > 0)
        ent_view_pane_show (pane, ((const EntPage *)g_ptr_array_index (supported, 0))->key, NULL);
    }
  else if (change & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LANGUAGE))
    update (pane);
}

static void
dispose (GObject *object)
{
  EntViewPane *pane = ENT_VIEW_PANE (object);

  if (pane->session != NULL)
    g_signal_handlers_disconnect_by_data (pane->session, pane);
  g_clear_pointer (&pane->views, g_hash_table_unref);
  g_clear_pointer (&pane->view_id, g_free);
  g_clear_object (&pane->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_VIEW_PANE);
  G_OBJECT_CLASS (ent_view_pane_parent_class)->dispose (object);
}

static void
ent_view_pane_class_init (EntViewPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/view-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, header);
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, pages);
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, choices);
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, options_button);
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, close_button);
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, stack);
  gtk_widget_class_bind_template_child (widget_class, EntViewPane, overlay);
  gtk_widget_class_bind_template_callback (widget_class, on_page_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_view_chosen);
  gtk_widget_class_install_action (widget_class, "pane.zoom-in", NULL, act_canvas);
  gtk_widget_class_install_action (widget_class, "pane.zoom-out", NULL, act_canvas);
  gtk_widget_class_install_action (widget_class, "pane.fit", NULL, act_canvas);
  gtk_widget_class_install_action (widget_class, "pane.close", NULL, act_close);
  signals[PAGE_CHANGED] = g_signal_new (
      "page-changed", ENT_TYPE_VIEW_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VIEW_CHANGED] = g_signal_new (
      "view-changed", ENT_TYPE_VIEW_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new (
      "close", ENT_TYPE_VIEW_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_view_pane_init (EntViewPane *pane)
{
  pane->views = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gtk_widget_init_template (GTK_WIDGET (pane));
}

/**
 * ent_view_pane_new:
 * @session: what to show
 * @worker: makes the pictures
 *
 * Returns: (transfer floating): a pane; empty until a dossier is open
 */
GtkWidget *
ent_view_pane_new (EntSession *session, EntWorker *worker)
{
  EntViewPane *pane = g_object_new (ENT_TYPE_VIEW_PANE, NULL);

  pane->session = g_object_ref (session);
  pane->canvas = ENT_CANVAS (ent_canvas_new (session, worker));
  ent_canvas_set_buttons (pane->canvas, ZOOM_WIDTH);
  gtk_overlay_set_child (pane->overlay, GTK_WIDGET (pane->canvas));
  pane->options = ENT_VIEW_OPTIONS (ent_view_options_new (session, pane->canvas));
  gtk_menu_button_set_popover (pane->options_button, GTK_WIDGET (pane->options));
  g_signal_connect_object (
      pane->canvas, "picture-changed", G_CALLBACK (on_picture_changed), pane, G_CONNECT_SWAPPED);
  g_signal_connect (session, "changed", G_CALLBACK (on_session_changed), pane);
  on_session_changed (session, ENT_CHANGED_DOSSIER, pane);
  return GTK_WIDGET (pane);
}

/**
 * ent_view_pane_show:
 * @pane: a pane
 * @page: key of the page: "map"; unknown ones and those the dossier has nothing for are ignored
 * @view_id: (nullable): a saved view of that page, or "" for the defaults of its kind; without one,
 *   what was left last
 */
void
ent_view_pane_show (EntViewPane *pane, const char *page, const char *view_id)
{
  const EntPage *found = ent_page_find (page);

  if (found != NULL && view_id != NULL)
    g_hash_table_insert (pane->views, (gpointer)found->key, g_strdup (view_id));
  if (!can_show (pane, found))
    return;
  pane->page = found;
  update (pane);
  g_signal_emit (pane, signals[PAGE_CHANGED], 0);
}

/**
 * ent_view_pane_show_saved:
 * @pane: a pane
 * @page: as of ent_view_pane_show()
 * @view_id: likewise
 *
 * Shows a view as it was saved, not where it was left.
 */
void
ent_view_pane_show_saved (EntViewPane *pane, const char *page, const char *view_id)
{
  ent_view_pane_show (pane, page, view_id);
  if (ent_view_pane_canvas (pane) == NULL)
    return;
  ent_canvas_set_options (pane->canvas, NULL);
  ent_canvas_restore_camera (pane->canvas);
}

/**
 * ent_view_pane_choose_options:
 * @pane: a pane
 *
 * Opens what chooses the options of the view, if it has any.
 */
void
ent_view_pane_choose_options (EntViewPane *pane)
{
  if (gtk_widget_is_sensitive (GTK_WIDGET (pane->options_button))
      && gtk_widget_get_mapped (GTK_WIDGET (pane->options_button)))
    gtk_menu_button_popup (pane->options_button);
}

/**
 * ent_view_pane_options:
 * @pane: a pane
 *
 * Returns: (transfer none): what chooses the options of its view
 */
EntViewOptions *
ent_view_pane_options (EntViewPane *pane)
{
  return pane->options;
}

/**
 * ent_view_pane_view:
 * @pane: a pane
 *
 * Returns: (nullable): id of the saved view it shows; "" when it shows the defaults of a kind,
 * %NULL when it shows no view
 */
const char *
ent_view_pane_view (EntViewPane *pane)
{
  return pane->view_id;
}

/**
 * ent_view_pane_page:
 * @pane: a pane
 *
 * Returns: (nullable): key of the page it shows
 */
const char *
ent_view_pane_page (EntViewPane *pane)
{
  return pane->page != NULL ? pane->page->key : NULL;
}

/**
 * ent_view_pane_canvas:
 * @pane: a pane
 *
 * Returns: (transfer none) (nullable): its canvas; %NULL while it shows the sources
 */
EntCanvas *
ent_view_pane_canvas (EntViewPane *pane)
{
  return pane->page != NULL && !pane->page->is_reader ? pane->canvas : NULL;
}

/**
 * ent_view_pane_set_split:
 * @pane: a pane
 * @split: whether it stands beside another, and so has a page chooser of its own
 */
void
ent_view_pane_set_split (EntViewPane *pane, gboolean split)
{
  pane->split = split;
  update (pane);
}

/**
 * ent_view_pane_set_active:
 * @pane: a pane
 * @active: whether the window's view switcher means this one
 */
void
ent_view_pane_set_active (EntViewPane *pane, gboolean active)
{
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (pane), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (pane), "active");
}

/**
 * ent_view_pane_copy:
 * @pane: a pane
 * @from: another
 *
 * Shows what the other shows, in the same way.
 */
void
ent_view_pane_copy (EntViewPane *pane, EntViewPane *from)
{
  if (from->page == NULL)
    return;
  ent_view_pane_show (pane, from->page->key, g_hash_table_lookup (from->views, from->page->key));
  if (from->page->is_reader)
    return;
  ent_canvas_set_options (pane->canvas, ent_canvas_unsaved_options (from->canvas));
  ent_canvas_set_camera (pane->canvas, ent_canvas_camera (from->canvas));
}
