#include "widgets/mark-list.h"

#include <glib/gi18n-lib.h>

#include "widgets/panel-parts.h"

/* Of the popover, pixels. */
#define MAX_HEIGHT 360
#define WIDTH 320
/* More than this nobody reads in a popover; the inspector lists them all. */
#define MAX_LISTED 200

/* What a button lists: ids, as it may outlive the dossier. */
typedef struct
{
  EntSession *session;
  GStrv passages, marks;
} List;

static void
free_list (gpointer data)
{
  List *list = data;

  g_strfreev (list->passages);
  g_strfreev (list->marks);
  g_object_unref (list->session);
  g_free (list);
}

static void
passage_clicked (GtkButton *button, EntSession *session)
{
  const char *ids[] = { g_object_get_data (G_OBJECT (button), "ent-passage"), NULL };

  ent_session_select_passages (session, ids, ent_select_mode_now (GTK_WIDGET (button)));
}

static GtkWidget *
passage_link (EntSession *session, const EntThing *passage)
{
  const char *digest = ent_text_get (&passage->name, ent_session_language (session));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (digest);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "mark-link");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, digest, -1);
  g_object_set_data_full (G_OBJECT (button), "ent-passage", g_strdup (passage->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (passage_clicked), session, 0);
  return button;
}

static void
add_links (GtkBox *box, EntSession *session, const char *heading, const char *const *ids)
{
  const EntDossier *dossier = ent_session_dossier (session);

  if (!ids || !ids[0] || !dossier)
    return;
  gtk_box_append (box, ent_heading_new (heading));
  for (guint i = 0; ids[i] && i < MAX_LISTED; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, ids[i]);
      if (thing)
        gtk_box_append (box,
                        thing->kind == ENT_THING_PASSAGE ? passage_link (session, thing)
                                                         : ent_mark_link_new (session, thing));
    }
}

static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  List *list = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  add_links (GTK_BOX (box), list->session, _ ("Passages"), (const char *const *)list->passages);
  add_links (GTK_BOX (box), list->session, _ ("Marks"), (const char *const *)list->marks);
  gtk_widget_add_css_class (box, "mark-list");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

/**
 * ent_mark_list_button_new:
 * @session: the session
 *
 * Returns: (transfer floating): a GtkMenuButton without frame that lists nothing yet.
 */
GtkWidget *
ent_mark_list_button_new (EntSession *session)
{
  GtkWidget *button = gtk_menu_button_new ();
  List *list = g_new0 (List, 1);

  list->session = g_object_ref (session);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_popover, list, free_list);
  g_object_set_data (G_OBJECT (button), "ent-list", list);
  return button;
}

/**
 * ent_mark_list_button_set:
 * @button: from ent_mark_list_button_new()
 * @passage_ids: (nullable) (array zero-terminated=1): bare ids of the passages to list
 * @marks: (nullable) (element-type EntThing): the marks to list
 *
 * Says what the popover lists when it is opened next.
 */
void
ent_mark_list_button_set (GtkWidget *button, const char *const *passage_ids, const GPtrArray *marks)
{
  List *list = g_object_get_data (G_OBJECT (button), "ent-list");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strfreev (list->passages);
  list->passages = g_strdupv ((char **)passage_ids);
  for (guint i = 0; marks && i < marks->len; i++)
    g_strv_builder_add (builder, ((const EntThing *)g_ptr_array_index (marks, i))->mark_id);
  g_strfreev (list->marks);
  list->marks = g_strv_builder_end (builder);
}
