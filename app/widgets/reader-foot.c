/* The bar below the text: what lies under the text that is selected, or the passages of the mark
 * that is selected. */
#include <glib/gi18n-lib.h>

#include "dossier/citation.h"
#include "views/view.h"
#include "widgets/mark-list.h"
#include "widgets/reader-private.h"

static char *
count_passages (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);
}

static char *
count_marks (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u mark", "%u marks", n), n);
}

/* "2 passages, 5 marks". */
static void
update_text_bar (EntReader *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  g_autoptr (GPtrArray) ids = ent_highlights_pointed (ent_reader_text_highlights (self->text));
  g_autoptr (GPtrArray) marks = ent_spans_marks (dossier, (const char *const *)ids->pdata);
  guint n = ids->len - 1;
  g_autofree char *passages = count_passages (n);
  g_autofree char *n_marks = count_marks (marks->len);
  g_autofree char *both = g_strdup_printf (C_ ("counts side by side", "%s, %s"), passages, n_marks);
  const char *text = n > 0 ? both : _ ("No passage here");

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->found_button), text);
  gtk_widget_set_sensitive (self->found_button, n > 0);
  ent_mark_list_button_set (self->found_button, (const char *const *)ids->pdata, marks);
}

/* Names the mark, or counts what is selected beside passages. */
static char *
selection_title (EntReader *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const GPtrArray *selection = ent_session_selection (self->session);
  const EntThing *only = NULL;
  guint n = 0;

  for (guint i = 0; i < selection->len; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, g_ptr_array_index (selection, i));
      if (!thing || thing->kind == ENT_THING_PASSAGE)
        continue;
      only = thing;
      n++;
    }
  return n == 1 ? ent_thing_title (only, ent_session_language (self->session)) : count_marks (n);
}

/* "Talk at the pier · 2 of 5". */
static void
update_selection_bar (EntReader *self, guint at, guint n)
{
  g_autofree char *title = selection_title (self);
  g_autofree char *step
      = at > 0 ? g_strdup_printf (_ ("Passage %u of %u"), at, n) : count_passages (n);

  gtk_label_set_label (self->selection_label, title);
  gtk_label_set_label (self->step_label, step);
}

/**
 * ent_reader_update_foot:
 * @self: a reader
 *
 * Shows what is selected: text before marks, for it was selected here.
 */
void
ent_reader_update_foot (EntReader *self)
{
  const EntHighlights *highlights = ent_reader_text_highlights (self->text);
  gboolean chosen = self->has_text && highlights->chosen.end > highlights->chosen.start;
  g_autoptr (GPtrArray) passages = g_ptr_array_new ();
  guint at, n = ent_reader_selected (self, &at, passages);

  if (!ent_session_dossier (self->session))
    return;
  if (chosen)
    update_text_bar (self);
  else if (n > 0)
    update_selection_bar (self, at, n);
  if (chosen || n > 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->text_bar), chosen);
      gtk_widget_set_visible (GTK_WIDGET (self->selection_bar), !chosen);
    }
  gtk_revealer_set_reveal_child (self->foot, chosen || n > 0);
}

/**
 * ent_reader_copy:
 * @self: a reader
 *
 * Copies the text that is selected, followed by what it is from.
 */
void
ent_reader_copy (EntReader *self)
{
  const EntDocument *document = ent_reader_document (self);
  EntRange chosen = ent_reader_text_highlights (self->text)->chosen;
  EntSource *source = ent_reader_text_source (self->text);
  EntCitationOptions options
      = { .style = ENT_CITATION_PLAIN, .lang = ent_session_language (self->session) };

  if (!self->has_text || !document || chosen.end <= chosen.start)
    return;
  const char *text = ent_source_text (source);
  gsize from = ent_source_byte_offset (source, chosen.start);
  gsize to = ent_source_byte_offset (source, chosen.end);
  g_autofree char *words = g_strstrip (g_strndup (text + from, to - from));
  g_autofree char *cited = ent_citation_document (document, &options);
  g_autofree char *both = g_strdup_printf (
      "%s\n— %s, ¶ %u\n", words, cited, ent_source_paragraph_of (source, chosen.start, NULL, NULL));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), both);
}
