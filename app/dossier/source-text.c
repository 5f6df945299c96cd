#include "dossier/source-private.h"

/**
 * ent_source_text:
 * @source: a source
 *
 * Returns: (transfer none): the normalised text, UTF-8, NUL-terminated
 */
const char *
ent_source_text (const EntSource *source)
{
  return source->text;
}

/**
 * ent_source_n_bytes:
 * @source: a source
 *
 * Returns: the length of the normalised text in bytes
 */
gsize
ent_source_n_bytes (const EntSource *source)
{
  return source->n_bytes;
}

/**
 * ent_source_length:
 * @source: a source
 *
 * Returns: the length of the normalised text in code points
 */
guint
ent_source_length (const EntSource *source)
{
  return source->length;
}

/**
 * ent_source_sha256:
 * @source: a source
 *
 * Returns: (transfer none): SHA-256 of the normalised text's UTF-8, 64 lower-case hex digits
 */
const char *
ent_source_sha256 (const EntSource *source)
{
  return source->sha256;
}

/**
 * ent_source_encoding:
 * @source: a source
 *
 * Returns: (transfer none): what the file was decoded from: "UTF-8", "UTF-16LE", "GB18030", "BIG5"…
 */
const char *
ent_source_encoding (const EntSource *source)
{
  return source->encoding;
}

/**
 * ent_source_name:
 * @source: a source
 *
 * Returns: (transfer none): the file's name, for messages
 */
const char *
ent_source_name (const EntSource *source)
{
  return source->name;
}

/**
 * ent_source_folded:
 * @source: a source
 *
 * The folded form of the text, made at the first call (about 80 MB a second) and kept.  May be
 * called from any thread.
 *
 * Returns: (transfer none): the folded text
 */
const EntFolded *
ent_source_folded (EntSource *source)
{
  if (g_once_init_enter (&source->folded_once))
    {
      source->folded = ent_fold (source->text, (gssize)source->n_bytes);
      g_once_init_leave (&source->folded_once, 1);
    }
  return source->folded;
}

/**
 * ent_source_grams:
 * @source: a source
 *
 * The index of the folded text's fingerprints, made at the first call and kept.  May be called from
 * any thread.
 *
 * Returns: (transfer none): the index
 */
const EntGramIndex *
ent_source_grams (EntSource *source)
{
  if (g_once_init_enter (&source->grams_once))
    {
      source->grams = ent_gram_index_new (ent_source_folded (source));
      g_once_init_leave (&source->grams_once, 1);
    }
  return source->grams;
}

/**
 * ent_source_memory:
 * @source: a source
 *
 * Returns: the bytes it takes, with what was made of it so far; not to be asked for while another
 *   thread makes any of that
 */
gsize
ent_source_memory (const EntSource *source)
{
  return sizeof *source + source->n_bytes + source->n_strides * sizeof *source->strides
         + source->paragraphs->len * sizeof (EntParagraph)
         + (source->folded != NULL ? ent_folded_memory (source->folded) : 0)
         + (source->grams != NULL ? ent_gram_index_memory (source->grams) : 0);
}

/**
 * ent_source_byte_offset:
 * @source: a source
 * @code_point: an offset in code points; beyond the end counts as the end
 *
 * Returns: the byte offset of the code point; constant time
 */
gsize
ent_source_byte_offset (const EntSource *source, guint code_point)
{
  const char *p;

  if (code_point >= source->length)
    return source->n_bytes;
  p = source->text + source->strides[code_point / ENT_SOURCE_STRIDE];
  for (guint i = code_point % ENT_SOURCE_STRIDE; i > 0; i--)
    p = g_utf8_next_char (p);
  return (gsize)(p - source->text);
}

/**
 * ent_source_code_point:
 * @source: a source
 * @byte_offset: an offset in bytes; beyond the end counts as the end
 *
 * Returns: the code point that begins at @byte_offset, or the one it lies in; logarithmic time
 */
guint
ent_source_code_point (const EntSource *source, gsize byte_offset)
{
  guint low = 0, high = source->n_strides;
  guint code_point;
  const char *p, *end = source->text + byte_offset;

  if (byte_offset >= source->n_bytes)
    return source->length;
  /* The last stride that begins at or before the offset. */
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (source->strides[middle] <= byte_offset)
        low = middle;
      else
        high = middle;
    }
  code_point = low * ENT_SOURCE_STRIDE;
  for (p = g_utf8_next_char (source->text + source->strides[low]); p <= end;
       p = g_utf8_next_char (p))
    code_point++;
  return code_point;
}

/**
 * ent_source_n_paragraphs:
 * @source: a source
 *
 * Returns: how many paragraphs the text has
 */
guint
ent_source_n_paragraphs (const EntSource *source)
{
  return source->paragraphs->len;
}

/**
 * ent_source_paragraph:
 * @source: a source
 * @number: which paragraph, from 1
 * @start: (out): its first code point
 * @end: (out): one past its last code point, where the line feed or the end of the text is
 *
 * Where a paragraph is: a maximal run without a line feed that is not blank.
 */
void
ent_source_paragraph (const EntSource *source, guint number, guint *start, guint *end)
{
  const EntParagraph *paragraph;

  g_return_if_fail (number >= 1 && number <= source->paragraphs->len);
  paragraph = &g_array_index (source->paragraphs, EntParagraph, number - 1);
  *start = paragraph->start;
  *end = paragraph->end;
}

/**
 * ent_source_paragraph_of:
 * @source: a source
 * @code_point: an offset in code points
 * @start: (out) (optional): first code point of the paragraph
 * @end: (out) (optional): one past its last
 *
 * The paragraph a code point is in; that of a blank line is the one before it, or the first.
 * Logarithmic time.
 *
 * Returns: the paragraph's number from 1; 0 when the text is nothing but blanks
 */
guint
ent_source_paragraph_of (const EntSource *source, guint code_point, guint *start, guint *end)
{
  guint low = 0, high = source->paragraphs->len;
  guint first = 0, last = 0;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (source->paragraphs, EntParagraph, middle).start <= code_point)
        low = middle;
      else
        high = middle;
    }
  if (high > 0)
    ent_source_paragraph (source, low + 1, &first, &last);
  if (start != NULL)
    *start = first;
  if (end != NULL)
    *end = last;
  return high > 0 ? low + 1 : 0;
}
