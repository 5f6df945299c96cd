#include "widgets/review-row.h"

#include <glib/gi18n-lib.h>

#include "widgets/panel-parts.h"
#include "widgets/passage-card.h"

/* Code points of its paragraph that are shown on each side of a place: of the chosen row, and of
 * any other, which has two lines for it. */
#define AROUND 60
#define AROUND_SHORT 14

struct _EntReviewRow
{
  GtkWidget parent;
  EntSession *session;
  EntReviewItem *item; /* NULL while the row is not in use */
  gboolean expanded;

  /* template */
  GtkLabel *heading, *state, *digest, *document, *place, *quote, *found, *hint;
  GtkWidget *card, *candidates, *buttons, *accept;
};

G_DEFINE_FINAL_TYPE (EntReviewRow, ent_review_row, GTK_TYPE_WIDGET)

enum
{
  PROP_EXPANDED = 1,
};

static const EntPassage *
passage_of (EntReviewRow *row)
{
  EntDossier *dossier = ent_session_dossier (row->session);
  g_autofree char *mark_id = g_strdup_printf ("passage:%s", row->item->passage_id);

  return dossier != NULL ? (const EntPassage *)ent_dossier_find (dossier, mark_id) : NULL;
}

static EntSource *
source_of (EntReviewRow *row, const EntPassage *passage)
{
  EntLibrary *library = ent_session_library (row->session);

  return library != NULL ? ent_library_source (library, passage->document) : NULL;
}

static char *
heading_text (const EntReviewItem *item)
{
  switch (item->group)
    {
    case ENT_REVIEW_MOVED:
      return g_strdup_printf (_ ("Moved (%u)"), item->heading);
    case ENT_REVIEW_AMBIGUOUS:
      return g_strdup_printf (_ ("Ambiguous (%u)"), item->heading);
    case ENT_REVIEW_LOST:
      return g_strdup_printf (_ ("Lost (%u)"), item->heading);
    case ENT_REVIEW_LEFT:
    case ENT_N_REVIEW_GROUPS:
    default:
      return g_strdup_printf (_ ("Left as They Are (%u)"), item->heading);
    }
}

static char *
percent (double similarity)
{
  /* what is not the same is never called 100 % */
  const int whole = (int)(similarity * 100 + 0.5);

  return g_strdup_printf (_ ("%d %%"), similarity < 1 ? MIN (whole, 99) : 100);
}

/* The place in its paragraph, with what stands around it. */
static guint
show_excerpt (
    GtkLabel *label, EntReviewRow *row, EntSource *source, const char *lang, guint start, guint end)
{
  g_autoptr (EntExcerpt) excerpt
      = ent_excerpt_new (source, start, end, row->expanded ? AROUND : AROUND_SHORT);
  g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();
  const EntColour colour = ent_theme_get (ent_session_theme (row->session))->highlight;
  PangoAttribute *ground = pango_attr_background_new (
      (guint16)(colour.r * 65535), (guint16)(colour.g * 65535), (guint16)(colour.b * 65535));

  ground->start_index = (guint)excerpt->start;
  ground->end_index = (guint)excerpt->end;
  pango_attr_list_insert (attrs, ground);
  if (lang != NULL)
    pango_attr_list_insert (attrs, pango_attr_language_new (pango_language_from_string (lang)));
  gtk_label_set_text (label, excerpt->text);
  gtk_label_set_attributes (label, attrs);
  return excerpt->paragraph;
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Where it was read, and where it was found. */
static void
show_place (EntReviewRow *row, const EntPassage *passage, guint paragraph)
{
  const EntResolution *found = &row->item->found;
  const gboolean many = ent_dossier_documents (ent_session_dossier (row->session))->len > 1;
  g_autofree char *place
      = paragraph > 0 ? g_strdup_printf (_ ("Characters %u–%u, now %u–%u in paragraph %u"),
                                         passage->start,
                                         passage->end,
                                         found->start,
                                         found->end,
                                         paragraph)
                      : g_strdup_printf (_ ("Characters %u–%u"), passage->start, passage->end);

  set_text (row->document,
            many
                ? ent_text_get (&passage->document->thing.name, ent_session_language (row->session))
                : NULL);
  gtk_label_set_text (row->place, place);
}

static void
on_candidate_toggled (GtkCheckButton *button, EntReviewRow *row)
{
  if (gtk_check_button_get_active (button) && row->item != NULL)
    ent_review_item_choose (row->item,
                            GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "choice")));
}

static GtkWidget *
new_candidate (EntReviewRow *row, const EntPassage *passage, EntSource *source, guint i)
{
  const EntCandidate *candidate = &g_array_index (row->item->candidates, EntCandidate, i);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = gtk_label_new (NULL);
  const guint paragraph = show_excerpt (
      GTK_LABEL (text), row, source, passage->document->language, candidate->start, candidate->end);
  g_autofree char *alike = percent (candidate->similarity);
  g_autofree char *where = g_strdup_printf (_ ("¶ %u · %s alike"), paragraph, alike);
  GtkWidget *caption = gtk_label_new (where);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "citation");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (text)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  where,
                                  -1);
  gtk_widget_add_css_class (button, "review-candidate");
  g_object_set_data (G_OBJECT (button), "choice", GINT_TO_POINTER (i));
  return button;
}

static void
show_candidates (EntReviewRow *row, const EntPassage *passage, EntSource *source)
{
  const GArray *candidates = row->item->candidates;
  GtkWidget *first = NULL;

  ent_widget_remove_children (row->candidates);
  for (guint i = 0; row->expanded && source != NULL && candidates != NULL && i < candidates->len;
       i++)
    {
      GtkWidget *button = new_candidate (row, passage, source, i);
      if (first == NULL)
        first = button;
      else
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), row->item->choice == (int)i);
      g_signal_connect (button, "toggled", G_CALLBACK (on_candidate_toggled), row);
      gtk_box_append (GTK_BOX (row->candidates), button);
    }
  gtk_widget_set_visible (row->candidates, first != NULL);
}

static const char *
hint_text (const EntReviewItem *item)
{
  const gboolean known = item->candidates != NULL;

  if (item->found.state == ENT_ANCHOR_MOVED)
    return NULL;
  if (!known)
    return _ ("Looking for places…");
  if (item->candidates->len == 0)
    return _ ("No place like it was found. Select its words in the text to re-anchor it.");
  return item->found.state == ENT_ANCHOR_LOST
             ? _ ("None of these places is like it enough. Is it one of them all the same?")
             : _ ("Which of these places is it?");
}

/* What is shown of the chosen row alone. */
static void
show_details (EntReviewRow *row, const EntPassage *passage, EntSource *source)
{
  const EntReviewItem *item = row->item;
  const gboolean was_quoted = row->expanded && passage->quote != NULL && item->found.similarity < 1;
  g_autofree char *quote
      = was_quoted ? g_strdup_printf (_ ("As it was read: “%s”"), passage->quote) : NULL;

  set_text (row->quote, quote);
  set_text (row->hint, row->expanded ? hint_text (item) : NULL);
  show_candidates (row, passage, source);
  gtk_widget_set_visible (row->buttons, row->expanded);
  /* what was lost without a candidate has nothing to accept */
  gtk_widget_set_visible (row->accept,
                          item->found.state != ENT_ANCHOR_LOST
                              || (item->candidates != NULL && item->candidates->len > 0));
}

static void
show_state (EntReviewRow *row)
{
  const EntResolution *found = &row->item->found;
  g_autofree char *alike = percent (found->similarity);
  g_autofree char *state_class
      = g_strdup_printf ("anchor-%s", ent_anchor_state_name (found->state));
  const char *classes[] = { "chip", state_class, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (row->state), classes);
  gtk_label_set_text (
      row->state, found->state == ENT_ANCHOR_MOVED ? alike : ent_anchor_state_label (found->state));
}

static void
refresh (EntReviewRow *row)
{
  const EntPassage *passage = row->item != NULL ? passage_of (row) : NULL;
  guint paragraph = 0;

  if (passage == NULL)
    return;
  EntSource *source = source_of (row, passage);
  const char *lang = ent_session_language (row->session);
  g_autofree char *heading = row->item->heading > 0 ? heading_text (row->item) : NULL;
  const gboolean moved = row->item->found.state == ENT_ANCHOR_MOVED && source != NULL;

  set_text (row->heading, heading);
  gtk_label_set_text (row->digest, ent_text_get (&passage->thing.name, lang));
  if (moved)
    paragraph = show_excerpt (row->found,
                              row,
                              source,
                              passage->document->language,
                              row->item->found.start,
                              row->item->found.end);
  gtk_widget_set_visible (GTK_WIDGET (row->found), moved);
  gtk_label_set_ellipsize (row->found, row->expanded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (row->found, row->expanded ? -1 : 2);
  show_state (row);
  show_place (row, passage, paragraph);
  show_details (row, passage, source);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ENT_REVIEW_ROW (object)->expanded);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EntReviewRow *row = ENT_REVIEW_ROW (object);

  if (row->expanded == g_value_get_boolean (value))
    return;
  row->expanded = g_value_get_boolean (value);
  if (row->expanded)
    gtk_widget_add_css_class (row->card, "selected");
  else
    gtk_widget_remove_css_class (row->card, "selected");
  refresh (row);
}

static void
dispose (GObject *object)
{
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (object));
  EntReviewRow *row = ENT_REVIEW_ROW (object);

  ent_review_row_set_item (row, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_REVIEW_ROW);
  g_clear_pointer (&box, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_review_row_parent_class)->dispose (object);
}

static void
ent_review_row_class_init (EntReviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->get_property = get_property;
  G_OBJECT_CLASS (klass)->set_property = set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass),
      PROP_EXPANDED,
      g_param_spec_boolean (
          "expanded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/review-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, heading);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, state);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, digest);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, document);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, place);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, quote);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, found);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, hint);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, card);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, candidates);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, EntReviewRow, accept);
}

static void
ent_review_row_init (EntReviewRow *row)
{
  gtk_widget_init_template (GTK_WIDGET (row));
}

/**
 * ent_review_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ent_review_row_new (void)
{
  return g_object_new (ENT_TYPE_REVIEW_ROW, NULL);
}

/**
 * ent_review_row_set_item:
 * @row: a row
 * @session: (nullable): the session
 * @item: (nullable): what to show of it
 */
void
ent_review_row_set_item (EntReviewRow *row, EntSession *session, EntReviewItem *item)
{
  if (row->item != NULL)
    g_signal_handlers_disconnect_by_data (row->item, row);
  g_set_object (&row->session, session);
  g_set_object (&row->item, item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (refresh), row);
  refresh (row);
}
