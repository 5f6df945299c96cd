#include "widgets/passage-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "figure/figure.h"
#include "views/view.h"
#include "widgets/citation-copy.h"
#include "widgets/inspector-private.h"
#include "widgets/panel-parts.h"

/* Code points of the paragraph that are shown on each side of the span: two lines of Chinese, one
 * of English, at the width of the inspector. */
#define AROUND 44
/* The same once more context is asked for: of the passage's own paragraph on each side, and of its
 * neighbours; a page of the inspector. */
#define AROUND_MORE 1200
#define NEIGHBOUR 400
/* Marks shown as chips on one card; a passage with more says how many. */
#define MAX_CHIPS 8

struct _EntPassageCard
{
  GtkBox parent;
  EntSession *session;
  char *passage;            /* bare id: the card keeps no pointer into the dossier */
  GtkWidget *text;          /* of the source, or NULL */
  GtkWidget *neighbours[2]; /* the paragraphs before and after, or NULL */
};

G_DEFINE_FINAL_TYPE (EntPassageCard, ent_passage_card, GTK_TYPE_BOX)

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

static GtkWidget *
grade_chip (const char *grade)
{
  g_autofree char *tooltip = ent_fact_grade (grade);

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

static const EntPassage *
passage_of (EntPassageCard *self)
{
  EntDossier *dossier = ent_session_dossier (self->session);
  g_autofree char *mark_id = g_strconcat ("passage:", self->passage, NULL);

  return dossier ? (const EntPassage *)ent_dossier_find (dossier, mark_id) : NULL;
}

/* The attached text and where the passage is in it; NULL when it is not there. */
static EntSource *
find_text (EntPassageCard *self, const EntPassage *passage, const EntResolution **found)
{
  EntLibrary *library = ent_session_library (self->session);
  EntSource *source = library ? ent_library_source (library, passage->document) : NULL;

  *found = source ? ent_library_resolution (library, passage) : NULL;
  return *found && (*found)->end > (*found)->start ? source : NULL;
}

/* Fills the label of the text with the passage and so much of its paragraph; returns the
 * paragraph's number. */
static guint
fill_text (EntPassageCard *self, const EntPassage *passage, guint around)
{
  const EntResolution *found;
  EntSource *source = find_text (self, passage, &found);
  g_autoptr (EntExcerpt) excerpt = ent_excerpt_new (source, found->start, found->end, around);

  gtk_label_set_text (GTK_LABEL (self->text), excerpt->text);
  highlight (GTK_LABEL (self->text),
             excerpt,
             ent_theme_get (ent_session_theme (self->session)),
             passage->document->language);
  return excerpt->paragraph;
}

/* The passage itself: out of the attached text when there is one; returns the number of its
 * paragraph, or 0. */
static guint
add_text (EntPassageCard *self, const EntPassage *passage)
{
  const char *lang = ent_session_language (self->session);
  const char *digest = ent_text_get (&passage->thing.name, lang);
  const EntResolution *found;
  guint paragraph = 0;

  if (find_text (self, passage, &found))
    {
      self->text = ent_text_label_new (NULL, "passage-text");
      paragraph = fill_text (self, passage, AROUND);
      gtk_box_append (GTK_BOX (self), self->text);
    }
  if (!self->text || (needs_digest (passage, lang) && *digest))
    {
      GtkWidget *label
          = ent_text_label_new (digest, self->text ? "passage-digest" : "passage-text");
      set_language (label, lang);
      gtk_box_append (GTK_BOX (self), label);
    }
  return paragraph;
}

/* ---- more context ---- */

static GtkWidget *
new_neighbour (EntSource *source, guint number, gboolean before, const char *lang)
{
  g_autofree char *text = ent_excerpt_paragraph (source, number, NEIGHBOUR, before);
  GtkWidget *label;

  if (!text)
    return NULL;
  label = ent_text_label_new (text, "passage-context");
  if (lang)
    set_language (label, lang);
  return label;
}

static void
add_neighbours (EntPassageCard *self, const EntPassage *passage)
{
  const char *lang = passage->document->language;
  const EntResolution *found;
  EntSource *source = find_text (self, passage, &found);
  guint first = ent_source_paragraph_of (source, found->start, NULL, NULL);
  guint last = ent_source_paragraph_of (source, found->end - 1, NULL, NULL);

  self->neighbours[0] = new_neighbour (source, first - 1, TRUE, lang);
  self->neighbours[1] = new_neighbour (source, last + 1, FALSE, lang);
  if (self->neighbours[0])
    gtk_box_insert_child_after (GTK_BOX (self), self->neighbours[0], NULL);
  if (self->neighbours[1])
    gtk_box_insert_child_after (GTK_BOX (self), self->neighbours[1], self->text);
}

static void
context_toggled (GtkToggleButton *button, EntPassageCard *self)
{
  const EntPassage *passage = passage_of (self);
  const gboolean more = gtk_toggle_button_get_active (button);
  const EntResolution *found;

  for (guint i = 0; i < G_N_ELEMENTS (self->neighbours); i++)
    if (self->neighbours[i])
      gtk_box_remove (GTK_BOX (self), g_steal_pointer (&self->neighbours[i]));
  if (!passage || !find_text (self, passage, &found))
    return;
  fill_text (self, passage, more ? AROUND_MORE : AROUND);
  if (more)
    add_neighbours (self, passage);
  gtk_button_set_label (GTK_BUTTON (button), more ? _ ("Less Context") : _ ("More Context"));
}

static GtkWidget *
context_button (EntPassageCard *self)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_ ("More Context"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "card-button");
  gtk_widget_add_css_class (button, "more-context");
  gtk_widget_set_tooltip_text (button, _ ("Show the paragraphs before and after"));
  g_signal_connect_object (button, "toggled", G_CALLBACK (context_toggled), self, 0);
  return button;
}

/* ---- copying ---- */

static GPtrArray *
collect (GtkWidget *card)
{
  GPtrArray *evidence = g_ptr_array_new_with_free_func (g_free);
  const EntPassage *passage = passage_of (ENT_PASSAGE_CARD (card));

  if (passage)
    g_ptr_array_add (evidence,
                     g_memdup2 (&(EntEvidence){ .passage = passage }, sizeof (EntEvidence)));
  return evidence;
}

static GdkContentProvider *
prepare_drag (GtkDragSource *drag, double x, double y, EntPassageCard *self)
{
  g_autoptr (GPtrArray) evidence = collect (GTK_WIDGET (self));

  return evidence->len ? ent_copy_content (self->session, evidence, "plain") : NULL;
}

static void
begin_drag (GtkDragSource *drag, GdkDrag *gdk_drag, GtkWidget *card)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (card);

  gtk_drag_source_set_icon (drag, picture, 12, 12);
}

static void
clicked_right (GtkGestureClick *click, int n_press, double x, double y, GtkWidget *button)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
}

/* The button, a right click anywhere but on the words, and a drag. */
static GtkWidget *
copy_button (EntPassageCard *self)
{
  GtkWidget *button = ent_copy_button_new (self->session, GTK_WIDGET (self), collect);
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "edit-copy-symbolic");
  gtk_widget_add_css_class (button, "card-button");
  gtk_widget_set_tooltip_text (button, _ ("Copy the Passage"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copy the Passage"), -1);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (prepare_drag), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (begin_drag), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_right), button, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  return button;
}

/* ---- the foot ---- */

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
  gtk_widget_add_css_class (button, "card-button");
  gtk_widget_add_css_class (button, "open-source");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "ent-passage", g_strdup (passage->thing.id), g_free);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Open in Source"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_clicked), session, 0);
  return button;
}

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
}

static void
add_tags (GtkBox *row, EntSession *session, const EntPassage *passage)
{
  if (!passage->tags || !passage->tags[0])
    return;
  g_autofree char *tags = ent_passage_tag_names (
      ent_session_dossier (session), passage, " · ", ent_session_language (session));
  GtkWidget *label = gtk_label_new (tags);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, tags);
  gtk_widget_add_css_class (label, "citation");
  gtk_widget_add_css_class (label, "passage-tags");
  gtk_box_append (row, label);
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

/* Where it is, how surely, how it bears on what is selected, its tags. */
static GtkWidget *
new_foot (EntPassageCard *self,
          const EntPassage *passage,
          const EntEvidence *evidence,
          EntCardFlags flags,
          guint paragraph)
{
  EntLibrary *library = ent_session_library (self->session);
  const EntResolution *found = library ? ent_library_resolution (library, passage) : NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (paragraph)
    {
      g_autofree char *number = g_strdup_printf ("¶ %u", paragraph);
      GtkWidget *label = gtk_label_new (number);
      gtk_widget_add_css_class (label, "citation");
      gtk_box_append (GTK_BOX (row), label);
    }
  add_state (GTK_BOX (row), found, self->text != NULL);
  if (evidence && evidence->disputes)
    gtk_box_append (GTK_BOX (row),
                    new_chip (_ ("disputes"), "disputes", _ ("This passage speaks against it")));
  if (evidence && evidence->grade)
    gtk_box_append (GTK_BOX (row), grade_chip (evidence->grade));
  if (flags & ENT_CARD_MARKS)
    add_marks (GTK_BOX (row), self->session, passage);
  add_tags (GTK_BOX (row), self->session, passage);
  return row;
}

static GtkWidget *
new_actions (EntPassageCard *self, const EntPassage *passage)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *open = open_button (self->session, passage);

  if (self->text)
    gtk_box_append (GTK_BOX (row), context_button (self));
  gtk_widget_set_hexpand (open, TRUE);
  gtk_widget_set_halign (open, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), copy_button (self));
  gtk_widget_add_css_class (row, "card-actions");
  return row;
}

static void
add_note (GtkBox *card, const EntText *note, const char *lang, const char *tooltip)
{
  GtkWidget *label;

  if (ent_text_is_empty (note))
    return;
  label = ent_text_label_new (ent_text_get (note, lang), "note");
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_box_append (card, label);
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
  EntPassageCard *self = g_object_new (
      ENT_TYPE_PASSAGE_CARD, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  GtkBox *box = GTK_BOX (self);

  self->session = g_object_ref (session);
  self->passage = g_strdup (passage->thing.id);
  gtk_widget_add_css_class (GTK_WIDGET (self), "passage-card");
  if (evidence && evidence->disputes)
    gtk_widget_add_css_class (GTK_WIDGET (self), "disputes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ent_text_get (&passage->thing.name, lang),
                                  -1);
  const guint paragraph = add_text (self, passage);
  if (!(flags & ENT_CARD_WHOLE))
    {
      g_autofree char *cite = ent_figure_cite (passage->document, lang);
      gtk_box_append (box, ent_text_label_new (cite, "citation"));
    }
  add_note (box, &passage->thing.note, lang, _ ("Note on the passage"));
  if (evidence)
    add_note (box, &evidence->note, lang, _ ("Note on what the passage says of this"));
  gtk_box_append (box, new_foot (self, passage, evidence, flags, paragraph));
  if (flags & ENT_CARD_OPEN)
    gtk_box_append (box, new_actions (self, passage));
  return GTK_WIDGET (self);
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
  return ENT_PASSAGE_CARD (card)->passage;
}

static void
ent_passage_card_dispose (GObject *object)
{
  EntPassageCard *self = ENT_PASSAGE_CARD (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (ent_passage_card_parent_class)->dispose (object);
}

static void
ent_passage_card_finalize (GObject *object)
{
  g_free (ENT_PASSAGE_CARD (object)->passage);
  G_OBJECT_CLASS (ent_passage_card_parent_class)->finalize (object);
}

static void
ent_passage_card_class_init (EntPassageCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_passage_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_passage_card_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_passage_card_init (EntPassageCard *self)
{
}
