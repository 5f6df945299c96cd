/* The widgets of the inspector's parts. */
#include <glib/gi18n-lib.h>

#include "views/view.h"
#include "widgets/inspector-private.h"
#include "widgets/panel-parts.h"
#include "widgets/passage-card.h"

/* Width of the labels of facts; told, because finding it takes long. */
#define KEY_CHARS 12

static gboolean
link_activated (GtkLabel *label, const char *uri, EntSession *session)
{
  if (!ent_session_dossier (session) || !ent_dossier_find (ent_session_dossier (session), uri))
    return FALSE; /* a web address: GTK opens it */
  ent_session_select (session, uri, ent_select_mode_now (GTK_WIDGET (label)));
  return TRUE;
}

/* ---- rows ---- */

/* The last thing in the content when it takes more rows of the kind, else a new one. */
static GtkWidget *
open_rows (GtkBox *content, const char *css_class)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (content));

  if (rows != NULL && gtk_widget_has_css_class (rows, css_class))
    return rows;
  rows = gtk_grid_new ();
  gtk_widget_add_css_class (rows, css_class);
  gtk_box_append (content, rows);
  return rows;
}

static int
count_rows (GtkWidget *rows)
{
  GtkWidget *last = gtk_widget_get_last_child (rows);
  int row = -1;

  if (last != NULL)
    gtk_grid_query_child (GTK_GRID (rows), last, NULL, &row, NULL, NULL);
  return row + 1;
}

static void
attach_row (GtkWidget *rows, GtkWidget *key, GtkWidget *value)
{
  const int row = count_rows (rows);

  gtk_grid_set_column_spacing (GTK_GRID (rows), 12);
  gtk_grid_set_row_spacing (GTK_GRID (rows), 4);
  gtk_label_set_xalign (GTK_LABEL (key), 0);
  gtk_label_set_yalign (GTK_LABEL (key), 0);
  gtk_widget_add_css_class (key, "fact-label");
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, key, NULL, -1);
  gtk_grid_attach (GTK_GRID (rows), key, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (rows), value, 1, row, 1, 1);
}

static void
add_fact (GtkWidget *rows, EntSession *session, const EntInspectorPart *part)
{
  GtkWidget *key = gtk_label_new (part->text), *value = ent_text_label_new (NULL, NULL);

  gtk_label_set_wrap (GTK_LABEL (key), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (key), KEY_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (key), KEY_CHARS);
  gtk_widget_set_valign (key, GTK_ALIGN_START);
  gtk_label_set_markup (GTK_LABEL (value), part->detail);
  gtk_widget_set_hexpand (value, TRUE);
  g_signal_connect_object (value, "activate-link", G_CALLBACK (link_activated), session, 0);
  attach_row (rows, key, value);
}

static void
add_count (GtkWidget *rows, const EntInspectorPart *part)
{
  GtkWidget *key = gtk_label_new (part->text), *value = gtk_label_new (part->detail);

  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_size_request (key, 96, -1);
  attach_row (rows, key, value);
}

static void
remove_clicked (GtkButton *button, EntSession *session)
{
  ent_session_select (
      session, g_object_get_data (G_OBJECT (button), "ent-mark"), ENT_SELECT_TOGGLE);
}

static GtkWidget *
remove_button (EntSession *session, const EntInspectorPart *part)
{
  g_autofree char *what = g_strdup_printf (_ ("Remove %s from the Selection"), part->text);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_set_tooltip_text (remove, _ ("Remove from the Selection"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  g_object_set_data_full (G_OBJECT (remove), "ent-mark", g_strdup (part->thing->mark_id), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked), session, 0);
  return remove;
}

static GtkWidget *
view_button (const EntInspectorPart *part)
{
  GtkWidget *button = gtk_button_new_with_label (part->text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "view-link");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.view");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", part->name);
  return button;
}

static void
add_button (GtkWidget *rows, GtkWidget *button, GtkWidget *beside)
{
  const int row = count_rows (rows);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_grid_attach (GTK_GRID (rows), button, 0, row, 1, 1);
  if (beside == NULL)
    return;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_grid_attach (GTK_GRID (rows), beside, 1, row, 1, 1);
}

/**
 * ent_inspector_extend:
 * @content: what is shown so far
 * @session: the session
 * @part: the next part
 *
 * Adds a part that is a row of what stands last: facts to facts, links to links.
 *
 * Returns: whether @part is such a row; any other is made by ent_inspector_part_new().
 */
gboolean
ent_inspector_extend (GtkBox *content, EntSession *session, const EntInspectorPart *part)
{
  switch (part->kind)
    {
    case ENT_PART_FACT:
      add_fact (open_rows (content, "facts"), session, part);
      return TRUE;
    case ENT_PART_COUNT:
      add_count (open_rows (content, "counts"), part);
      return TRUE;
    case ENT_PART_LINK:
      add_button (open_rows (content, "links"), ent_mark_link_new (session, part->thing), NULL);
      return TRUE;
    case ENT_PART_SELECTED:
      add_button (open_rows (content, "links"),
                  ent_mark_link_new (session, part->thing),
                  remove_button (session, part));
      return TRUE;
    case ENT_PART_VIEW:
      add_button (open_rows (content, "links"), view_button (part), NULL);
      return TRUE;
    case ENT_PART_TITLE:
    case ENT_PART_TEXT:
    case ENT_PART_HEADING:
    case ENT_PART_EVIDENCE:
    case ENT_PART_GROUP:
    case ENT_PART_CARD:
    case ENT_PART_ALL_CARDS:
    case ENT_PART_ALL_LINKS:
    default:
      return FALSE;
    }
}

/* ---- parts of their own ---- */

static GtkWidget *
colour_bar (EntColour colour)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (5, 44, ent_theme_get (ENT_THEME_LIGHT));
  EntRect rect = ENT_RECT (0, 1, 5, 42);

  ent_scene_builder_box (
      builder, ENT_LAYER_NODE, ENT_NO_ITEM, &rect, 2.5, &(EntStyle){ .fill = colour });
  return ent_scene_icon_new (ent_scene_builder_finish (builder));
}

static GtkWidget *
new_title (EntSession *session, const EntInspectorPart *part)
{
  const EntTheme *theme = ent_theme_get (ent_session_theme (session));
  g_autofree char *facts = ent_thing_describe (part->thing, ent_session_language (session));
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *title = ent_text_label_new (part->text, "inspector-title");

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_grid_attach (GTK_GRID (grid), colour_bar (ent_thing_colour (part->thing, theme)), 0, 0, 1, 2);
  gtk_grid_attach (GTK_GRID (grid), title, 1, 0, 1, 1);
  if (*facts != '\0')
    gtk_grid_attach (GTK_GRID (grid), ent_text_label_new (facts, "inspector-subtitle"), 1, 1, 1, 1);
  return grid;
}

/* Whether passages speak for or against, how many, and the document they are from. */
static GtkWidget *
new_group (EntSession *session, const EntInspectorPart *part)
{
  const char *supports = g_dngettext (
      GETTEXT_PACKAGE, "Supports · %u passage", "Supports · %u passages", part->count);
  const char *disputes = g_dngettext (
      GETTEXT_PACKAGE, "Disputes · %u passage", "Disputes · %u passages", part->count);
  const char *neither = g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", part->count);
  const char *format = !part->stance ? neither : part->evidence.disputes ? disputes : supports;
  g_autofree char *stance = g_strdup_printf (format, part->count);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (stance);

  gtk_widget_add_css_class (box, "evidence-group");
  if (part->stance)
    gtk_widget_add_css_class (box, part->evidence.disputes ? "disputes" : "supports");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "evidence-stance");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), ent_mark_link_new (session, part->thing));
  if (*part->detail != '\0')
    gtk_box_append (GTK_BOX (box), ent_text_label_new (part->detail, "citation"));
  return box;
}

static GtkWidget *
new_card (EntSession *session, const EntInspectorPart *part)
{
  return ent_passage_card_new (session,
                               part->evidence.passage,
                               part->stance ? &part->evidence : NULL,
                               ENT_CARD_OPEN | (part->whole ? ENT_CARD_WHOLE : 0));
}

static GtkWidget *
new_more_button (const EntInspectorPart *part)
{
  GtkWidget *button = gtk_button_new_with_label (part->text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  part->kind == ENT_PART_ALL_CARDS ? "inspector.all-cards"
                                                                   : "inspector.all-links");
  return button;
}

/**
 * ent_inspector_part_new:
 * @session: the session
 * @part: a part for which ent_inspector_extend() is %FALSE
 *
 * Returns: (transfer floating): its widget; it keeps no pointer into the dossier.
 */
GtkWidget *
ent_inspector_part_new (EntSession *session, const EntInspectorPart *part)
{
  switch (part->kind)
    {
    case ENT_PART_TITLE:
      return new_title (session, part);
    case ENT_PART_GROUP:
      return new_group (session, part);
    case ENT_PART_CARD:
      return new_card (session, part);
    case ENT_PART_ALL_CARDS:
    case ENT_PART_ALL_LINKS:
      return new_more_button (part);
    case ENT_PART_HEADING:
    case ENT_PART_EVIDENCE:
      return ent_heading_new (part->text);
    case ENT_PART_TEXT:
    case ENT_PART_FACT:
    case ENT_PART_COUNT:
    case ENT_PART_LINK:
    case ENT_PART_SELECTED:
    case ENT_PART_VIEW:
    default:
      return ent_text_label_new (part->text, part->name);
    }
}
