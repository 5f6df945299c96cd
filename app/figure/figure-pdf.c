/* Figures as PDF: one with its notes, or several in one document. */
#include "figure/figure-pdf.h"

#include "figure/figure-private.h"
#include "figure/pdf-private.h"
#include "views/words.h"

/* Of the actors in a figure, so many of the most important ones are among its keywords. */
#define MAX_KEYWORDS 12

static void
free_page (gpointer page)
{
  ent_pdf_page_free (page);
}

typedef struct
{
  const char *title;
  double importance;
  guint item;
} Keyword;

static int
by_importance (gconstpointer a, gconstpointer b)
{
  const Keyword *p = a, *q = b;

  if (p->importance != q->importance)
    return p->importance < q->importance ? 1 : -1;
  return p->item < q->item ? -1 : p->item > q->item;
}

/* The dossier, and who is in the figure. */
static char *
list_keywords (const EntScene *figure, const EntViewRequest *request)
{
  g_autoptr (GArray) actors = g_array_new (FALSE, FALSE, sizeof (Keyword));
  g_autoptr (GString) out
      = g_string_new (ent_text_get (ent_dossier_title (request->dossier), request->lang));

  for (guint i = 0; i < ent_scene_n_items (figure); i++)
    {
      const EntSceneItem *item = ent_scene_item (figure, i);
      const Keyword keyword = { item->title, item->importance, i };
      if (g_str_has_prefix (item->id, "actor:") && item->title != NULL)
        g_array_append_val (actors, keyword);
    }
  g_array_sort (actors, by_importance);
  for (guint i = 0; i < MIN (actors->len, MAX_KEYWORDS); i++)
    g_string_append_printf (out, ", %s", g_array_index (actors, Keyword, i).title);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * ent_pdf_encode:
 * @figures: (array length=n): figures
 * @n: how many, at least one
 * @title: (nullable): of the document; %NULL: that of the first figure
 * @cancellable: (nullable): checked before each page
 * @error: return location
 *
 * Writes figures as one PDF, a page each at its own size, each followed by the pages of its notes
 * if its options ask for them.  Every mark leads to its first note, every note to its marks and to
 * the address of its document.  Of several figures, each has a prefix of
 * its own.
 *
 * Errors: %ENT_FIGURE_ERROR_WRITE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the file's bytes, or %NULL
 */
GBytes *
ent_pdf_encode (const EntPdfFigure *figures,
                guint n,
                const char *title,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (free_page);
  const EntViewRequest *first = figures[0].request;
  const char **authors = ent_dossier_authors (first->dossier);
  g_autofree char *by = authors != NULL ? g_strjoinv (", ", (char **)authors) : NULL;
  g_autofree char *own_title = ent_figure_shown_title (first, figures[0].options);
  g_autofree char *sources = ent_figure_sources (figures[0].figure, first);
  g_autofree char *keywords = list_keywords (figures[0].figure, first);
  const EntPdfInfo info = { .title = title != NULL ? title : own_title,
                            .author = by,
                            .subject = sources,
                            .keywords = keywords,
                            .date = figures[0].options->date };

  for (guint i = 0; i < n; i++)
    {
      const EntPdfFigure *each = figures + i;
      g_autofree char *name = ent_figure_shown_title (each->request, each->options);
      const EntPdfNotes how
          = { .appendix = each->options->appendix, .prefix = each->prefix, .title = name };
      g_autoptr (EntFigureNotes) notes
          = ent_figure_notes_new (each->figure, each->request, each->options->library);
      EntPdfPage *page = ent_pdf_page_new (
          ent_scene_width (each->figure), ent_scene_height (each->figure), name, 0);
      EntPdfPart *part = ent_pdf_page_add (page, each->figure, each->prefix);
      part->emphasis = each->emphasis;
      part->links = ent_pdf_figure_links (notes, &how);
      g_ptr_array_add (pages, page);
      ent_pdf_add_notes (pages, notes, &how);
    }
  return ent_pdf_write (pages, &info, cancellable, error);
}
