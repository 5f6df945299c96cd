#include "dossier/source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/decode-private.h"
#include "dossier/dossier-file.h"
#include "dossier/grams-private.h"

/* Every so many code points the byte offset is noted: a look-up walks at most these. */
#define STRIDE 256

typedef struct
{
  guint start, end; /* code points */
} Paragraph;

struct _EntSource
{
  gatomicrefcount refs;
  char *text, *name, *sha256;
  const char *encoding;
  gsize n_bytes;
  guint length;
  guint32 *strides; /* byte offset of code point i × STRIDE */
  guint n_strides;
  GArray *paragraphs; /* of Paragraph */
  gsize folded_once;
  EntFolded *folded;
  gsize grams_once;
  EntGramIndex *grams;
};

/* CRLF and CR → LF, in place. */
static gsize
normalise_lines (char *text, gsize length)
{
  char *to = memchr (text, '\r', length);

  if (to == NULL)
    return length;
  for (const char *from = to, *end = text + length; from < end; from++)
    {
      if (*from == '\r')
        {
          *to++ = '\n';
          if (from + 1 < end && from[1] == '\n')
            from++;
        }
      else
        *to++ = *from;
    }
  *to = '\0';
  return (gsize)(to - text);
}

/* Code points, strides and paragraphs, in one pass. */
static void
index_text (EntSource *source)
{
  const char *end = source->text + source->n_bytes;
  Paragraph paragraph = { 0, 0 };
  gboolean blank = TRUE;
  guint code_point = 0;

  source->strides = g_new (guint32, source->n_bytes / STRIDE + 1);
  source->paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  for (const char *p = source->text; p < end; p = g_utf8_next_char (p), code_point++)
    {
      if (code_point % STRIDE == 0)
        source->strides[source->n_strides++] = (guint32)(p - source->text);
      if (*p == '\n')
        {
          paragraph.end = code_point;
          if (!blank)
            g_array_append_val (source->paragraphs, paragraph);
          paragraph.start = code_point + 1;
          blank = TRUE;
        }
      else if (blank && (guchar)*p > ' ' && !g_unichar_isspace (g_utf8_get_char (p)))
        blank = FALSE;
    }
  source->length = paragraph.end = code_point;
  if (!blank)
    g_array_append_val (source->paragraphs, paragraph);
}

/**
 * ent_source_new:
 * @bytes: a file's content
 * @length: its bytes
 * @name: its name, for messages
 * @error: return location
 *
 * Makes a normalised text: decoded (UTF-8; else GB18030, Big5 or UTF-16 by detection), byte order
 * mark removed, CRLF and CR turned to LF, nothing else.  Linear.  Errors:
 * %ENT_DOSSIER_ERROR_SOURCE for a text that is empty, binary, in no known encoding, or larger than
 * %ENT_SOURCE_MAX_BYTES.
 *
 * Returns: (transfer full): the source, or %NULL
 */
EntSource *
ent_source_new (const char *bytes, gsize length, const char *name, GError **error)
{
  return ent_source_new_as (bytes, length, name, NULL, error);
}

/**
 * ent_source_encodings:
 *
 * Returns: (transfer none) (array zero-terminated=1): the encodings a text can be read as,
 * likeliest first
 */
const char *const *
ent_source_encodings (void)
{
  return ent_decode_list ();
}

/**
 * ent_source_new_as:
 * @bytes: a file's content
 * @length: its bytes
 * @name: its name, for messages
 * @encoding: (nullable): one of ent_source_encodings(); %NULL to detect it
 * @error: return location
 *
 * As ent_source_new(), but from the encoding a person chose.  Errors: also
 * %ENT_DOSSIER_ERROR_SOURCE for an encoding not known, and for bytes that are none in it.
 *
 * Returns: (transfer full): the source, or %NULL
 */
EntSource *
ent_source_new_as (
    const char *bytes, gsize length, const char *name, const char *encoding, GError **error)
{
  EntSource *source;
  g_autofree char *text = NULL;
  const char *known = encoding != NULL ? ent_decode_find (encoding) : NULL;
  gsize n_bytes = 0;

  if (length > ENT_SOURCE_MAX_BYTES)
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_SOURCE,
                   _ ("%s: the text has %lu bytes; at most %u are read"),
                   name,
                   length,
                   ENT_SOURCE_MAX_BYTES);
      return NULL;
    }
  if (length > 0)
    {
      text = encoding == NULL
                 ? ent_decode (bytes, length, name, &n_bytes, &known, error)
                 : ent_decode_as (
                     bytes, length, name, known != NULL ? known : encoding, &n_bytes, error);
      if (text == NULL)
        return NULL;
    }
  if (n_bytes == 0)
    {
      g_set_error (
          error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE, _ ("%s: the text is empty"), name);
      return NULL;
    }

  source = g_new0 (EntSource, 1);
  g_atomic_ref_count_init (&source->refs);
  source->name = g_strdup (name);
  source->encoding = known;
  source->text = g_steal_pointer (&text);
  source->n_bytes = normalise_lines (source->text, n_bytes);
  source->sha256 = g_compute_checksum_for_data (
      G_CHECKSUM_SHA256, (const guchar *)source->text, source->n_bytes);
  index_text (source);
  return source;
}

/**
 * ent_source_load:
 * @file: a text file
 * @cancellable: (nullable): to stop reading
 * @error: return location
 *
 * Reads and normalises a text file.  Errors: %G_IO_ERROR, and those of ent_source_new().
 *
 * Returns: (transfer full): the source, or %NULL
 */
EntSource *
ent_source_load (GFile *file, GCancellable *cancellable, GError **error)
{
  return ent_source_load_as (file, NULL, cancellable, error);
}

/**
 * ent_source_load_as:
 * @file: a text file
 * @encoding: (nullable): one of ent_source_encodings(); %NULL to detect it
 * @cancellable: (nullable): to stop reading
 * @error: return location
 *
 * As ent_source_load(), but from the encoding a person chose.  Errors: %G_IO_ERROR, and those of
 * ent_source_new_as().
 *
 * Returns: (transfer full): the source, or %NULL
 */
EntSource *
ent_source_load_as (GFile *file, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr (GFileInfo) info
      = g_file_query_info (file,
                           G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE,
                           cancellable,
                           error);

  if (info == NULL)
    return NULL;
  /* Looked at before reading: a huge file must not fill the memory, a pipe not block. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (
          error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE, _ ("%s: this is no file"), name);
      return NULL;
    }
  if (g_file_info_get_size (info) > (goffset)ENT_SOURCE_MAX_BYTES)
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_SOURCE,
                   _ ("%s: the text has %lu bytes; at most %u are read"),
                   name,
                   (gulong)g_file_info_get_size (info),
                   ENT_SOURCE_MAX_BYTES);
      return NULL;
    }
  if (!g_file_load_contents (file, cancellable, &bytes, &length, NULL, error))
    return NULL;
  return ent_source_new_as (bytes, length, name, encoding, error);
}

/**
 * ent_source_ref:
 * @source: a source
 *
 * Returns: (transfer full): @source
 */
EntSource *
ent_source_ref (EntSource *source)
{
  g_atomic_ref_count_inc (&source->refs);
  return source;
}

/**
 * ent_source_unref:
 * @source: (transfer full) (nullable): a source
 *
 * Drops a reference.
 */
void
ent_source_unref (EntSource *source)
{
  if (source == NULL || !g_atomic_ref_count_dec (&source->refs))
    return;
  g_free (source->text);
  g_free (source->name);
  g_free (source->sha256);
  g_free (source->strides);
  g_array_unref (source->paragraphs);
  ent_gram_index_free (source->grams);
  ent_folded_free (source->folded);
  g_free (source);
}

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
  p = source->text + source->strides[code_point / STRIDE];
  for (guint i = code_point % STRIDE; i > 0; i--)
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
  code_point = low * STRIDE;
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
  const Paragraph *paragraph;

  g_return_if_fail (number >= 1 && number <= source->paragraphs->len);
  paragraph = &g_array_index (source->paragraphs, Paragraph, number - 1);
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

      if (g_array_index (source->paragraphs, Paragraph, middle).start <= code_point)
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
