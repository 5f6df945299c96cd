/* Which document the reader shows, and what it says of it. */
#include <glib/gi18n-lib.h>

#include "figure/figure.h"
#include "widgets/panel-parts.h"
#include "widgets/reader-private.h"

/* Rows of the list of lost passages; a list of more is that of another text, and for the review. */
#define MAX_LOST 100

/**
 * ent_reader_document:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): the document it shows
 */
const EntDocument *
ent_reader_document (EntReader *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const EntThing *thing
      = dossier && self->document_id ? ent_dossier_find (dossier, self->document_id) : NULL;

  return thing && thing->kind == ENT_THING_DOCUMENT ? (const EntDocument *)thing : NULL;
}

/**
 * ent_reader_find_passage:
 * @self: a reader
 * @id: (nullable): bare id or mark id
 *
 * Returns: (transfer none) (nullable): the passage, of any document
 */
const EntPassage *
ent_reader_find_passage (EntReader *self, const char *id)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const EntThing *thing = dossier && id ? ent_dossier_find (dossier, id) : NULL;

  return thing && thing->kind == ENT_THING_PASSAGE ? (const EntPassage *)thing : NULL;
}

static int
compare_passages (gconstpointer a, gconstpointer b)
{
  const EntPassage *x = *(const EntPassage *const *)a, *y = *(const EntPassage *const *)b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

/* Those of the attached text in its order, which may not be that of the text that was read; after
 * them those that were not found. */
static void
collect_passages (EntReader *self, const EntDocument *document)
{
  const EntHighlights *highlights = ent_reader_text_highlights (self->text);
  const GPtrArray *all = ent_dossier_passages (ent_session_dossier (self->session));
  g_autoptr (GPtrArray) mine = g_ptr_array_new ();

  g_ptr_array_set_size (self->passages, 0);
  for (guint i = 0; self->has_text && i < highlights->spans->len; i++)
    g_ptr_array_add (self->passages, g_strdup (g_array_index (highlights->spans, EntSpan, i).id));
  if (self->has_text)
    return;
  for (guint i = 0; i < all->len; i++)
    if (((const EntPassage *)g_ptr_array_index (all, i))->document == document)
      g_ptr_array_add (mine, g_ptr_array_index (all, i));
  g_ptr_array_sort (mine, compare_passages);
  for (guint i = 0; i < mine->len; i++)
    g_ptr_array_add (self->passages,
                     g_strdup (((const EntPassage *)g_ptr_array_index (mine, i))->thing.id));
}

static void
lost_clicked (GtkButton *button, EntSession *session)
{
  const char *ids[] = { g_object_get_data (G_OBJECT (button), "ent-passage"), NULL };

  ent_session_select_passages (session, ids, ent_select_mode_now (GTK_WIDGET (button)));
}

static GtkWidget *
lost_row (EntReader *self, const EntPassage *passage)
{
  const char *digest = ent_text_get (&passage->thing.name, ent_session_language (self->session));
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (digest);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, digest);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "mark-link");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, digest, -1);
  g_object_set_data_full (G_OBJECT (button), "ent-passage", g_strdup (passage->thing.id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (lost_clicked), self->session, 0);
  return button;
}

/**
 * ent_reader_list_lost:
 * @self: a reader
 *
 * Shows or hides the passages that were not found, in the words of the dossier's author, as the
 * button above them says.
 */
void
ent_reader_list_lost (EntReader *self)
{
  gboolean wanted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->lost_button));
  const GPtrArray *lost = ent_reader_text_highlights (self->text)->lost;
  guint n = self->has_text && wanted ? MIN (lost->len, MAX_LOST) : 0;

  ent_widget_remove_children (GTK_WIDGET (self->lost_list));
  for (guint i = 0; i < n; i++)
    {
      const EntPassage *passage = ent_reader_find_passage (self, g_ptr_array_index (lost, i));
      if (passage)
        gtk_box_append (self->lost_list, lost_row (self, passage));
    }
  if (n > 0 && lost->len > n)
    {
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u more passage", "%u more passages", lost->len - n),
          lost->len - n);
      gtk_box_append (self->lost_list, ent_text_label_new (more, "citation"));
    }
  gtk_revealer_set_reveal_child (self->lost_revealer, n > 0);
}

static void
say (GString *text, const char *format, guint n)
{
  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, n);
#pragma GCC diagnostic pop
}

/* Says what is not as it was read. */
static void
update_banner (EntReader *self)
{
  const EntHighlights *h = ent_reader_text_highlights (self->text);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!self->has_text)
    g_string_append (text,
                     _ ("The text of this document is not attached. Its passages are shown in the "
                        "words of the dossier’s author."));
  else
    {
      say (text,
           g_dngettext (GETTEXT_PACKAGE,
                        "%u passage was not found in the attached text. It may be another edition.",
                        "%u passages were not found in the attached text. It may be another "
                        "edition.",
                        h->lost->len),
           h->lost->len);
      say (text,
           g_dngettext (GETTEXT_PACKAGE,
                        "%u passage was found in more than one place (dotted).",
                        "%u passages were found in more than one place (dotted).",
                        h->n_ambiguous),
           h->n_ambiguous);
      say (text,
           g_dngettext (GETTEXT_PACKAGE,
                        "%u passage has moved or changed (dashed).",
                        "%u passages have moved or changed (dashed).",
                        h->n_moved),
           h->n_moved);
    }
  gtk_label_set_label (self->banner_label, text->str);
  gtk_widget_set_visible (self->attach, !self->has_text);
  gtk_widget_set_visible (self->review, self->has_text && text->len > 0);
  gtk_widget_set_visible (self->lost_button, self->has_text && h->lost->len > 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->lost_button), FALSE);
  gtk_revealer_set_reveal_child (self->banner, text->len > 0);
  ent_reader_list_lost (self);
}

static void
update_outline (EntReader *self)
{
  const char *lang = ent_session_language (self->session);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new (), digests = g_strv_builder_new ();

  if (self->has_text)
    {
      ent_reader_outline_set_text (self->outline,
                                   ent_reader_text_source (self->text),
                                   ent_reader_text_highlights (self->text));
      return;
    }
  for (guint i = 0; i < self->passages->len; i++)
    {
      const char *id = g_ptr_array_index (self->passages, i);
      g_strv_builder_add (ids, id);
      g_strv_builder_add (digests,
                          ent_text_get (&ent_reader_find_passage (self, id)->thing.name, lang));
    }
  g_auto (GStrv) all_ids = g_strv_builder_end (ids), all_digests = g_strv_builder_end (digests);
  ent_reader_outline_set_digests (
      self->outline, (const char *const *)all_ids, (const char *const *)all_digests);
}

static void
show_document (EntReader *self, const EntDocument *document)
{
  const char *lang = ent_session_language (self->session);
  EntLibrary *library = ent_session_library (self->session);
  EntSource *source = library ? ent_library_source (library, document) : NULL;
  g_autofree char *citation = ent_figure_cite (document, lang);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  /* What is selected in a text stays so while that text is shown. */
  if (source != ent_reader_text_source (self->text)
      || g_strcmp0 (self->document_id, document->thing.id) != 0)
    ent_session_set_text_selection (self->session, NULL, 0, 0);
  if (g_strcmp0 (self->document_id, document->thing.id) != 0)
    {
      g_free (self->document_id);
      self->document_id = g_strdup (document->thing.id);
      g_clear_pointer (&self->current, g_free);
    }
  gtk_label_set_label (self->title, ent_text_get (&document->thing.name, lang));
  gtk_label_set_label (self->citation, citation);
  self->has_text = source != NULL;
  if (source)
    ent_reader_text_show (self->text, document, source);
  collect_passages (self, document);
  ent_reader_cards_show (self->cards, source ? none : self->passages);
  gtk_stack_set_visible_child_name (self->stack, source ? "text" : "cards");
  update_outline (self);
  update_banner (self);
  ent_reader_update_position (self);
  ent_reader_update_foot (self);
}

/**
 * ent_reader_list_documents:
 * @self: a reader
 *
 * Takes the documents of the dossier and shows the one that was shown, or the first.
 */
void
ent_reader_list_documents (EntReader *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const GPtrArray *documents = ent_dossier_documents (dossier);
  const char *lang = ent_session_language (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      gtk_string_list_append (names, ent_text_get (&document->thing.name, lang));
      if (g_strcmp0 (self->document_id, document->thing.id) == 0)
        chosen = i;
    }
  self->filling_list = TRUE;
  gtk_drop_down_set_model (self->documents, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->documents, chosen);
  self->filling_list = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->documents), documents->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->title), documents->len <= 1);
  if (chosen < documents->len)
    show_document (self, g_ptr_array_index (documents, chosen));
}

/**
 * ent_reader_choose_document:
 * @self: a reader
 * @document: one of the dossier's documents
 *
 * Shows it.
 */
void
ent_reader_choose_document (EntReader *self, const EntDocument *document)
{
  const GPtrArray *documents = ent_dossier_documents (ent_session_dossier (self->session));
  guint i;

  if (document != ent_reader_document (self)
      && g_ptr_array_find ((GPtrArray *)documents, document, &i))
    gtk_drop_down_set_selected (self->documents, i);
}

/**
 * ent_reader_document_chosen:
 * @drop_down: the list of documents
 * @pspec: "selected"
 * @self: a reader
 *
 * Shows the document that was chosen in the list.
 */
void
ent_reader_document_chosen (GtkDropDown *drop_down, GParamSpec *pspec, EntReader *self)
{
  guint i = gtk_drop_down_get_selected (drop_down);
  const EntDossier *dossier = self->session ? ent_session_dossier (self->session) : NULL;

  if (!self->filling_list && dossier && i < ent_dossier_documents (dossier)->len)
    show_document (self, g_ptr_array_index (ent_dossier_documents (dossier), i));
}
