/* A passage in its surroundings, cut out of a source text. */
#include "widgets/passage-card.h"

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
 * ent_excerpt_paragraph:
 * @source: a text
 * @number: which paragraph, from 1
 * @length: at most so many code points are kept
 * @last: whether those at its end are kept, rather than those at its beginning
 *
 * Returns: (transfer full) (nullable): the paragraph, with an ellipsis where something was cut off;
 * %NULL when there is none of that number.
 */
char *
ent_excerpt_paragraph (const EntSource *source, guint number, guint length, gboolean last)
{
  const char *text = ent_source_text (source);
  guint start, end;

  if (number < 1 || number > ent_source_n_paragraphs (source))
    return NULL;
  ent_source_paragraph (source, number, &start, &end);
  const gboolean cut = end - start > length;
  const char *from = text + ent_source_byte_offset (source, cut && last ? end - length : start);
  const char *to = text + ent_source_byte_offset (source, cut && !last ? start + length : end);

  if (cut && last)
    from = skip_stump (from, to);
  else if (cut)
    to = drop_stump (to, from);
  return g_strdup_printf (
      "%s%.*s%s", cut && last ? "… " : "", (int)(to - from), from, cut && !last ? " …" : "");
}
