/* How a document is cited in one line. */
#include "dossier/citation.h"
#include "figure/figure.h"

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
  return ent_citation_line (document, lang);
}
