#include "widgets/passage-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "figure/figure.h"
#include "views/view.h"
#include "widgets/panel-parts.h"

/* Code points of the paragraph that are shown on each side of the span: two lines of Chinese, one
 * of English, at the width of the inspector. */
#define AROUND 44
/* Marks shown as chips on one card; a passage with more says how many. */
#define MAX_CHIPS 8

/**
 * ent_excerpt_free:
 * @excerpt: (nullable): an excerpt
 */
void
ent_excerpt_free (EntExcerpt *excerpt)
{
  if (!excerpt)
    return;
  g_free (excerpt->text);
  g_free (excerpt);
}

/* Moves a cut that fell into a word of an alphabet past the word, so that no stump is shown. */
static const char *
skip_stump (const char *cut, const char *span)
{
  if (!g_ascii_isalnum (cut[-1]))
    return cut;
  while (cut < span && g_ascii_isalnum (*cut))
    cut++;
  while (cut < span && *cut == ' ')
    cut++;
  return cut;
}

static const char *
drop_stump (const char *cut, const char *span_end)
{
  if (!g_ascii_isalnum (*cut))
    return cut;
  while (cut > span_end && g_ascii_isalnum (cut[-1]))
    cut--;
  while (cut > span_end && cut[-1] == ' ')
    cut--;
  return cut;
}

/**
 * ent_excerpt_new:
 * @source: a text
 * @start: first code point of the span
 * @end: the code point after the span
 * @around: at most so many code points of its paragraph are kept on each side
 *
 * Cuts the paragraph of a span down to the span and its surroundings; where something was cut off,
 * there is an ellipsis.
 *
 * Returns: (transfer full): the excerpt.
 */
EntExcerpt *
ent_excerpt_new (const EntSource *source, guint start, guint end, guint around)
{
  const char *text = ent_source_text (source);
  EntExcerpt *excerpt = g_new0 (EntExcerpt, 1);
  guint first = start, last = end, other_first = 0;

  excerpt->paragraph = ent_source_paragraph_of (source, start, &first, &last);
  if (end > last)
    ent_source_paragraph_of (source, end > start ? end - 1 : end, &other_first, &last);
  first = MIN (first, start);
  last = MAX (last, end);

  gboolean cut_before = start - first > around, cut_after = last - end > around;
  const char *span = text + ent_source_byte_offset (source, start);
  const char *span_end = text + ent_source_byte_offset (source, end);
  const char *from = text + ent_source_byte_offset (source, cut_before ? start - around : first);
  const char *to = text + ent_source_byte_offset (source, cut_after ? end + around : last);

  if (cut_before)
    from = skip_stump (from, span);
  if (cut_after)
    to = drop_stump (to, span_end);

  GString *out = g_string_new (cut_before ? "… " : NULL);
  excerpt->start = out->len + (gsize)(span - from);
  g_string_append_len (out, from, to - from);
  excerpt->end = excerpt->start + (gsize)(span_end - span);
  if (cut_after)
    g_string_append (out, " …");
  excerpt->text = g_string_free (out, FALSE);
  return excerpt;
}

/**
 * ent_anchor_state_label:
 * @state: how a passage was found
 *
 * Returns: (transfer none): the state in the user's language, for a chip.
 */
const char *
ent_anchor_state_label (EntAnchorState state)
{
  switch (state)
    {
    case ENT_ANCHOR_EXACT:
      return C_ ("anchor", "exact");
    case ENT_ANCHOR_MOVED:
      return C_ ("anchor", "moved");
    case ENT_ANCHOR_AMBIGUOUS:
      return C_ ("anchor", "ambiguous");
    case ENT_ANCHOR_LOST:
      return C_ ("anchor", "lost");
    case ENT_ANCHOR_UNATTACHED:
    case ENT_N_ANCHOR_STATES:
    default:
      return C_ ("anchor", "no text");
    }
}

static char *
explain_state (const EntResolution *resolution)
{
  switch (resolution ? resolution->state : ENT_ANCHOR_UNATTACHED)
    {
    case ENT_ANCHOR_EXACT:
      return g_strdup (_ ("The text is the one that was read, and the passage is where it was"));
    case ENT_ANCHOR_MOVED:
      return g_strdup_printf (_ ("Found elsewhere or in a changed text, %d %% alike"),
                              (int)(resolution->similarity * 100 + 0.5));
    case ENT_ANCHOR_AMBIGUOUS:
      return g_strdup (_ ("Found more than once about equally well; the first place is shown"));
    case ENT_ANCHOR_LOST:
      return g_strdup (_ ("Not found in the attached text; the digest is shown"));
    case ENT_ANCHOR_UNATTACHED:
    case ENT_N_ANCHOR_STATES:
    default:
      return g_strdup (_ ("The text of this document is not attached; the digest is shown"));
    }
}

static GtkWidget *
new_chip (const char *text, const char *css_class, const char *tooltip)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_add_css_class (chip, "chip");
  if (css_class)
    gtk_widget_add_css_class (chip, css_class);
  if (tooltip)
    {
      gtk_widget_set_tooltip_text (chip, tooltip);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
    }
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

/* The Admiralty code: the letter judges the source, the digit the information. */
static GtkWidget *
grade_chip (const char *grade)
{
  static const char *const reliability[]
      = { N_ ("completely reliable"),  N_ ("usually reliable"), N_ ("fairly reliable"),
          N_ ("not usually reliable"), N_ ("unreliable"),       N_ ("cannot be judged") };
  static const char *const credibility[]
      = { N_ ("confirmed"), N_ ("probably true"), N_ ("possibly true"),
          N_ ("doubtful"),  N_ ("improbable"),    N_ ("cannot be judged") };
  g_autofree char *tooltip = NULL;

  if (grade[0] >= 'A' && grade[0] <= 'F' && grade[1] >= '1' && grade[1] <= '6')
    tooltip = g_strdup_printf (_ ("Source: %s. Information: %s."),
                               _ (reliability[grade[0] - 'A']),
                               _ (credibility[grade[1] - '1']));
  return new_chip (grade, "grade", tooltip);
}

static void
highlight (GtkLabel *label, const EntExcerpt *excerpt, const EntTheme *theme, const char *lang)
{
  g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();
  EntColour c = theme->highlight;
  PangoAttribute *ground = pango_attr_background_new (
      (guint16)(c.r * 65535), (guint16)(c.g * 65535), (guint16)(c.b * 65535));

  ground->start_index = (guint)excerpt->start;
  ground->end_index = (guint)excerpt->end;
  pango_attr_list_insert (attrs, ground);
  if (lang)
    pango_attr_list_insert (attrs, pango_attr_language_new (pango_language_from_string (lang)));
  gtk_label_set_attributes (label, attrs);
}

static void
set_language (GtkWidget *label, const char *lang)
{
  g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_language_new (pango_language_from_string (lang)));
  gtk_label_set_attributes (GTK_LABEL (label), attrs);
}

/* Whether the digest says in the reader's language what the document says in another. */
static gboolean
needs_digest (const EntPassage *passage, const char *lang)
{
  const char *of_document = passage->document->language;

  return of_document && strncmp (of_document, lang, 2) != 0;
}

/* The passage itself: out of the attached text when there is one; returns whether it was. */
static gboolean
add_text (GtkBox *card, EntSession *session, const EntPassage *passage, guint *paragraph)
{
  const char *lang = ent_session_language (session);
  EntLibrary *library = ent_session_library (session);
  EntSource *source = library ? ent_library_source (library, passage->document) : NULL;
  const EntResolution *found = source ? ent_library_resolution (library, passage) : NULL;
  const char *digest = ent_text_get (&passage->thing.name, lang);
  gboolean has_text = found && found->end > found->start;

  if (has_text)
    {
      g_autoptr (EntExcerpt) excerpt = ent_excerpt_new (source, found->start, found->end, AROUND);
      GtkWidget *label = ent_text_label_new (excerpt->text, "passage-text");
      highlight (GTK_LABEL (label),
                 excerpt,
                 ent_theme_get (ent_session_theme (session)),
                 passage->document->language);
      gtk_box_append (card, label);
      *paragraph = excerpt->paragraph;
    }
  if (!has_text || (needs_digest (passage, lang) && *digest))
    {
      GtkWidget *label = ent_text_label_new (digest, has_text ? "passage-digest" : "passage-text");
      set_language (label, lang);
      gtk_box_append (card, label);
    }
  return has_text;
}

static void
open_clicked (GtkButton *button, EntSession *session)
{
  ent_session_reveal (session, g_object_get_data (G_OBJECT (button), "ent-passage"));
}

static GtkWidget *
open_button (EntSession *session, const EntPassage *passage)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Open in Source ›"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "open-source");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "ent-passage", g_strdup (passage->thing.id), g_free);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Open in Source"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_clicked), session, 0);
  return button;
}

/* The marks that rest on the passage, and its tags. */
static void
add_marks (GtkBox *row, EntSession *session, const EntPassage *passage)
{
  const GPtrArray *things = ent_dossier_things_on (ent_session_dossier (session), passage);
  guint n = things ? things->len : 0;

  for (guint i = 0; i < MIN (n, MAX_CHIPS); i++)
    gtk_box_append (row, ent_mark_chip_new (session, g_ptr_array_index (things, i)));
  if (n > MAX_CHIPS)
    {
      g_autofree char *more = g_strdup_printf ("+%u", n - MAX_CHIPS);
      gtk_box_append (row, new_chip (more, NULL, NULL));
    }
  if (passage->tags && passage->tags[0])
    {
      g_autofree char *tags = ent_passage_tag_names (
          ent_session_dossier (session), passage, " · ", ent_session_language (session));
      GtkWidget *label = gtk_label_new (tags);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_add_css_class (label, "citation");
      gtk_box_append (row, label);
    }
}

/* How surely the passage was found.  Without a text there is nothing to find. */
static void
add_state (GtkBox *row, const EntResolution *found, gboolean has_text)
{
  EntAnchorState state = found ? found->state : ENT_ANCHOR_UNATTACHED;
  g_autofree char *tooltip = explain_state (found);
  g_autofree char *state_class = g_strdup_printf ("anchor-%s", ent_anchor_state_name (state));

  if (!has_text)
    gtk_box_append (row, new_chip (_ ("digest"), "digest", tooltip));
  if (state != ENT_ANCHOR_UNATTACHED)
    gtk_box_append (row, new_chip (ent_anchor_state_label (state), state_class, tooltip));
}

static GtkWidget *
foot (EntSession *session,
      const EntPassage *passage,
      const EntEvidence *evidence,
      EntCardFlags flags,
      guint paragraph,
      gboolean has_text)
{
  EntLibrary *library = ent_session_library (session);
  const EntResolution *found = library ? ent_library_resolution (library, passage) : NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (paragraph)
    {
      g_autofree char *number = g_strdup_printf ("¶ %u", paragraph);
      GtkWidget *label = gtk_label_new (number);
      gtk_widget_add_css_class (label, "citation");
      gtk_box_append (GTK_BOX (row), label);
    }
  add_state (GTK_BOX (row), found, has_text);
  if (evidence && evidence->disputes)
    gtk_box_append (GTK_BOX (row),
                    new_chip (_ ("disputes"), "disputes", _ ("This passage speaks against it")));
  if (evidence && evidence->grade)
    gtk_box_append (GTK_BOX (row), grade_chip (evidence->grade));
  if (flags & ENT_CARD_MARKS)
    add_marks (GTK_BOX (row), session, passage);
  if (flags & ENT_CARD_OPEN)
    {
      GtkWidget *button = open_button (session, passage);
      gtk_widget_set_hexpand (button, TRUE);
      gtk_widget_set_halign (button, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (row), button);
    }
  return row;
}

static void
add_note (GtkBox *card, const EntText *note, const char *lang)
{
  if (!ent_text_is_empty (note))
    gtk_box_append (card, ent_text_label_new (ent_text_get (note, lang), "note"));
}

/**
 * ent_passage_card_new:
 * @session: the session
 * @passage: the passage
 * @evidence: (nullable): the tie to what rests on it, for its stance, grade and note
 * @flags: what the card has besides
 *
 * Returns: (transfer floating): a card that keeps no pointer into the dossier.
 */
GtkWidget *
ent_passage_card_new (EntSession *session,
                      const EntPassage *passage,
                      const EntEvidence *evidence,
                      EntCardFlags flags)
{
  const char *lang = ent_session_language (session);
  GtkWidget *card = g_object_new (GTK_TYPE_BOX,
                                  "orientation",
                                  GTK_ORIENTATION_VERTICAL,
                                  "spacing",
                                  6,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_GROUP,
                                  NULL);
  guint paragraph = 0;
  gboolean has_text = add_text (GTK_BOX (card), session, passage, &paragraph);

  gtk_widget_add_css_class (card, "passage-card");
  g_object_set_data_full (G_OBJECT (card), "ent-passage", g_strdup (passage->thing.id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ent_text_get (&passage->thing.name, lang),
                                  -1);
  if (!(flags & ENT_CARD_WHOLE))
    {
      g_autofree char *cite = ent_figure_cite (passage->document, lang);
      gtk_box_append (GTK_BOX (card), ent_text_label_new (cite, "citation"));
    }
  add_note (GTK_BOX (card), &passage->thing.note, lang);
  if (evidence)
    add_note (GTK_BOX (card), &evidence->note, lang);
  gtk_box_append (GTK_BOX (card), foot (session, passage, evidence, flags, paragraph, has_text));
  return card;
}

/**
 * ent_passage_card_id:
 * @card: a card
 *
 * Returns: (transfer none): the bare id of its passage.
 */
const char *
ent_passage_card_id (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), "ent-passage");
}
