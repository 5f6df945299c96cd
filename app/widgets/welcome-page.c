#include "widgets/welcome-page.h"

#include <glib/gi18n-lib.h>

#include "widgets/settings.h"
#include "widgets/shipped.h"

struct _EntWelcomePage
{
  AdwBin parent;
  EntWorker *worker; /* of the last refresh */

  /* template */
  GtkWidget *recent_box, *shipped_box;
  GtkListBox *recent_list;
  GtkFlowBox *shipped_list;
};

G_DEFINE_FINAL_TYPE (EntWelcomePage, ent_welcome_page, ADW_TYPE_BIN)

/* A recent dossier: whether its file is there, which may take a while to find out. */
typedef struct
{
  char *uri, *title, *folder;
  gboolean missing;
} Recent;

static void
free_recent (Recent *recent)
{
  g_free (recent->uri);
  g_free (recent->title);
  g_free (recent->folder);
  g_free (recent);
}

static gpointer
find_recent (gpointer data, GCancellable *cancellable, GError **error)
{
  char **uris = data;
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)free_recent);

  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);
      g_autoptr (GFile) folder = g_file_get_parent (file);
      Recent *recent = g_new0 (Recent, 1);
      char *ending;

      recent->uri = g_strdup (uris[i]);
      recent->title = g_file_get_basename (file);
      ending = g_strrstr (recent->title, ".dossier");
      if (ending != NULL && ending[8] == '\0' && ending != recent->title)
        *ending = '\0';
      recent->folder = folder != NULL ? g_file_get_parse_name (folder) : g_strdup ("");
      recent->missing = !g_file_query_exists (file, cancellable);
      g_ptr_array_add (list, recent);
    }
  return list;
}

static void
on_forget (GtkWidget *button, EntWelcomePage *page)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  ent_settings_remove_recent (g_object_get_data (G_OBJECT (row), "uri"));
  gtk_list_box_remove (page->recent_list, row);
  gtk_widget_set_visible (page->recent_box,
                          gtk_list_box_get_row_at_index (page->recent_list, 0) != NULL);
}

static GtkWidget *
new_recent_row (EntWelcomePage *page, const Recent *recent)
{
  GtkWidget *forget = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 recent->title,
                                 "subtitle",
                                 recent->folder,
                                 "subtitle-lines",
                                 1,
                                 "activatable",
                                 !recent->missing,
                                 NULL);

  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (recent->uri), g_free);
  if (recent->missing)
    {
      GtkWidget *label = gtk_label_new (_ ("File not found"));
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (row, "missing");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  gtk_widget_set_tooltip_text (forget, _ ("Remove From the List"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (forget), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove From the List"), -1);
  gtk_widget_add_css_class (forget, "flat");
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  g_signal_connect (forget, "clicked", G_CALLBACK (on_forget), page);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  return row;
}

static void
take_recent (gpointer owner, gpointer result, const GError *error)
{
  EntWelcomePage *page = owner;
  g_autoptr (GPtrArray) list = result;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (page->recent_list, 0)) != NULL)
    gtk_list_box_remove (page->recent_list, GTK_WIDGET (row));
  for (guint i = 0; i < list->len; i++)
    gtk_list_box_append (page->recent_list, new_recent_row (page, g_ptr_array_index (list, i)));
  gtk_widget_set_visible (page->recent_box, list->len > 0);
}

static gpointer
list_shipped (gpointer data, GCancellable *cancellable, GError **error)
{
  return ent_shipped_list (data, cancellable);
}

static GtkWidget *
new_card (const EntShipped *shipped)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (shipped->picture));
  GtkWidget *title = gtk_label_new (shipped->title), *counts = gtk_label_new (shipped->counts);
  GtkWidget *button = gtk_button_new (), *child = gtk_flow_box_child_new ();

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_widget_set_size_request (picture, ENT_SHIPPED_WIDTH, ENT_SHIPPED_HEIGHT);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (counts), 0);
  gtk_widget_add_css_class (counts, "dim-label");
  gtk_widget_add_css_class (counts, "caption");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), counts);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "dossier-card");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", shipped->uri);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-uri");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, shipped->title, -1);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE); /* its button takes the focus */
  return child;
}

static void
take_shipped (gpointer owner, gpointer result, const GError *error)
{
  EntWelcomePage *page = owner;
  g_autoptr (GPtrArray) list = result;
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (page->shipped_list, 0)) != NULL)
    gtk_flow_box_remove (page->shipped_list, GTK_WIDGET (child));
  for (guint i = 0; i < list->len; i++)
    gtk_flow_box_append (page->shipped_list, new_card (g_ptr_array_index (list, i)));
  gtk_widget_set_visible (page->shipped_box, list->len > 0);
}

static void
on_row_activated (EntWelcomePage *page, GtkListBoxRow *row)
{
  gtk_widget_activate_action (
      GTK_WIDGET (page), "win.open-uri", "s", g_object_get_data (G_OBJECT (row), "uri"));
}

static void
dispose (GObject *object)
{
  EntWelcomePage *page = ENT_WELCOME_PAGE (object);

  if (page->worker != NULL)
    ent_worker_cancel (page->worker, object);
  g_clear_pointer (&page->worker, ent_worker_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (ent_welcome_page_parent_class)->dispose (object);
}

static void
ent_welcome_page_class_init (EntWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntWelcomePage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, EntWelcomePage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, EntWelcomePage, shipped_box);
  gtk_widget_class_bind_template_child (widget_class, EntWelcomePage, shipped_list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
ent_welcome_page_init (EntWelcomePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

/**
 * ent_welcome_page_new:
 *
 * Returns: (transfer floating): a welcome page; without lists until it is refreshed
 */
GtkWidget *
ent_welcome_page_new (void)
{
  return g_object_new (ENT_TYPE_WELCOME_PAGE, NULL);
}

/**
 * ent_welcome_page_refresh:
 * @page: a page
 * @worker: looks for files and paints
 * @lang: language of the content
 * @theme: of the pictures
 *
 * Lists recent and shipped dossiers anew.
 */
void
ent_welcome_page_refresh (EntWelcomePage *page,
                          EntWorker *worker,
                          const char *lang,
                          EntThemeKind theme)
{
  EntShippedOrder *order = g_new (EntShippedOrder, 1);

  *order = (EntShippedOrder){
    .lang = lang,
    .theme = theme,
    .scale = gtk_widget_get_scale_factor (GTK_WIDGET (page)),
  };
  g_clear_pointer (&page->worker, ent_worker_unref);
  page->worker = ent_worker_ref (worker);
  ent_worker_push (worker,
                   G_OBJECT (page),
                   "recent",
                   find_recent,
                   ent_settings_recent (),
                   (GDestroyNotify)g_strfreev,
                   (GDestroyNotify)g_ptr_array_unref,
                   take_recent);
  ent_worker_push (worker,
                   G_OBJECT (page),
                   "shipped",
                   list_shipped,
                   order,
                   g_free,
                   (GDestroyNotify)g_ptr_array_unref,
                   take_shipped);
}
