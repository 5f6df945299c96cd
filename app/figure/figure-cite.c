/* How a document is cited in one line. */
#include "figure/figure.h"

static void
append (GString *line, const char *part, const char *separator)
{
  if (!part || !*part)
    return;
  if (line->len)
    g_string_append (line, separator);
  g_string_append (line, part);
}

static char *
join_authors (const EntDocument *document, const char *lang, gboolean chinese)
{
  GString *names = g_string_new (NULL);

  /* Four authors and more are cited by the first, as author-date styles do. */
  for (guint i = 0; i < (document->n_authors > 3 ? 1 : document->n_authors); i++)
    append (names, ent_text_get (&document->authors[i], lang), chinese ? "、" : ", ");
  if (document->n_authors > 3)
    g_string_append (names, chinese ? "等" : " et al.");
  return g_string_free (names, FALSE);
}

/**
 * ent_figure_cite:
 * @document: a document
 * @lang: the content language
 *
 * Cites @document in one line: authors, title, container, date; in Chinese with the punctuation of
 * Chinese.  What the dossier does not know is left out.
 *
 * Returns: (transfer full): the citation; the document's id when nothing else is known.
 */
char *
ent_figure_cite (const EntDocument *document, const char *lang)
{
  gboolean chinese = g_str_has_prefix (lang, "zh");
  const char *separator = chinese ? "，" : ", ";
  g_autofree char *authors = join_authors (document, lang, chinese);
  const char *title = ent_text_get (&document->thing.name, lang);
  const char *container = ent_text_get (&document->container, lang);
  g_autofree char *date = document->issued.edtf
                              ? ent_date_format (document->issued.edtf, ENT_DATE_SHORT, lang)
                              : NULL;
  g_autofree char *quoted = *title ? g_strdup_printf (chinese ? "《%s》" : "“%s”", title) : NULL;
  GString *line = g_string_new (NULL);

  append (line, authors, separator);
  append (line, quoted, separator);
  append (line, container, separator);
  append (line, date, separator);
  if (line->len == 0)
    g_string_append (line, document->thing.id);
  return g_string_free (line, FALSE);
}
