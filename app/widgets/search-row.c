#include "widgets/search-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/panel-parts.h"

static const char *
group_heading (EntFound found)
{
  switch (found)
    {
    case ENT_FOUND_ACTORS:
      return _ ("Actors");
    case ENT_FOUND_RELATIONS:
      return _ ("Relations");
    case ENT_FOUND_EVENTS:
      return _ ("Events");
    case ENT_FOUND_COMPARISONS:
      return _ ("Comparisons");
    case ENT_FOUND_DIAGRAMS:
      return _ ("Diagrams");
    case ENT_FOUND_PASSAGES:
      return _ ("Passages");
    case ENT_FOUND_DOCUMENTS:
      return _ ("Documents");
    case ENT_FOUND_TEXTS:
      return _ ("Texts");
    case ENT_N_FOUND:
    default:
      return "";
    }
}

/* A text with a part of it in bold. */
static char *
embolden (const char *text, gsize start, gsize end)
{
  g_autofree char *before = g_markup_escape_text (text, (gssize)start);
  g_autofree char *match = g_markup_escape_text (text + start, (gssize)(end - start));
  g_autofree char *after = g_markup_escape_text (text + end, -1);

  return g_strconcat (before, "<b>", match, "</b>", after, NULL);
}

static char *
context_markup (const EntHit *hit)
{
  gsize length = strlen (hit->context), start = MIN (hit->match_start, length);

  return embolden (hit->context, start, CLAMP (hit->match_end, start, length));
}

/* The name in bold where it matches; NULL when the hit is not in the name. */
static char *
title_markup (const EntHit *hit, const char *title)
{
  const char *context = hit->context ? hit->context : "";
  gsize skip = g_str_has_prefix (context, "…") ? strlen ("…") : 0;
  gsize length = strlen (context) - (g_str_has_suffix (context, "…") ? strlen ("…") : 0);

  if (length <= skip || hit->match_start < skip || hit->match_end > length)
    return NULL;
  g_autofree char *core = g_strndup (context + skip, length - skip);
  const char *place = strstr (title, core);
  if (!place)
    return NULL;
  gsize base = (gsize)(place - title);
  return embolden (title, base + hit->match_start - skip, base + hit->match_end - skip);
}

static GtkWidget *
new_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* What is activated: the mark, and for a place in a text outside any passage the place, a fragment
 * as in RFC 5147. */
static void
set_target (GtkWidget *row, const EntHit *hit)
{
  char *place = hit->thing->kind == ENT_THING_DOCUMENT && hit->document != NULL
                    ? g_strdup_printf ("%s#char=%u,%u", hit->thing->mark_id, hit->start, hit->end)
                    : NULL;

  g_object_set_data_full (G_OBJECT (row), "ent-place", place, g_free);
  g_object_set_data_full (G_OBJECT (row), "ent-mark", g_strdup (hit->thing->mark_id), g_free);
}

static const EntDocument *
document_of (const EntHit *hit)
{
  if (hit->document != NULL)
    return hit->document;
  return hit->thing->kind == ENT_THING_PASSAGE ? ((const EntPassage *)hit->thing)->document : NULL;
}

/* The words that match first; then the rest of what the hit is. */
static GtkWidget *
hit_column (EntSession *session, const EntHit *hit, const char *title)
{
  const EntDossier *dossier = ent_session_dossier (session);
  const EntDocument *document = document_of (hit);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = new_line (NULL);
  g_autofree char *in_title = title_markup (hit, title);
  g_autofree char *context = context_markup (hit);

  gtk_box_append (GTK_BOX (column), name);
  if (hit->found == ENT_FOUND_TEXTS)
    gtk_label_set_markup (GTK_LABEL (name), context);
  else if (in_title != NULL)
    gtk_label_set_markup (GTK_LABEL (name), in_title);
  else
    {
      GtkWidget *second = new_line ("search-context");

      gtk_label_set_text (GTK_LABEL (name), title);
      gtk_label_set_markup (GTK_LABEL (second), context);
      gtk_box_append (GTK_BOX (column), second);
    }
  if (document != NULL
      && (hit->found == ENT_FOUND_TEXTS || ent_dossier_documents (dossier)->len > 1))
    {
      GtkWidget *third = new_line ("citation");

      gtk_label_set_text (GTK_LABEL (third),
                          ent_text_get (&document->thing.name, ent_session_language (session)));
      gtk_box_append (GTK_BOX (column), third);
    }
  gtk_widget_set_hexpand (column, TRUE);
  return column;
}

/**
 * ent_search_hit_row_new:
 * @session: the session
 * @hit: what was found
 *
 * Returns: (transfer floating): a row of up to three lines with the match in bold
 */
GtkWidget *
ent_search_hit_row_new (EntSession *session, const EntHit *hit)
{
  g_autofree char *title = ent_thing_title (hit->thing, ent_session_language (session));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), ent_thing_icon_new (hit->thing, ent_session_theme (session)));
  gtk_box_append (GTK_BOX (box), hit_column (session, hit, title));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hit->found == ENT_FOUND_TEXTS ? hit->context : title,
                                  -1);
  set_target (row, hit);
  return row;
}

/**
 * ent_search_heading_row_new:
 * @found: a group
 * @n: hits in it
 *
 * Returns: (transfer floating): the heading of the group, which cannot be chosen
 */
GtkWidget *
ent_search_heading_row_new (EntFound found, guint n)
{
  g_autofree char *text
      = g_strdup_printf (C_ ("heading and count", "%s · %u"), group_heading (found), n);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), ent_heading_new (text));
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_can_focus (row, FALSE);
  return row;
}

/**
 * ent_search_more_row_new:
 * @n: hits of the group
 *
 * Returns: (transfer floating): a row that offers to show all of them
 */
GtkWidget *
ent_search_more_row_new (guint n)
{
  g_autofree char *text = g_strdup_printf (_ ("Show All %u"), n);
  GtkWidget *row = gtk_list_box_row_new (), *label = new_line ("search-more");

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

/**
 * ent_search_row_mark:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): the mark id of its hit
 */
const char *
ent_search_row_mark (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "ent-mark");
}

/**
 * ent_search_row_place:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): the place of its hit in a text outside any passage, as for
 *   ent_session_reveal()
 */
const char *
ent_search_row_place (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "ent-place");
}
