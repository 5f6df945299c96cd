#include "dossier/source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/decode-private.h"
#include "dossier/dossier-file.h"
#include "dossier/source-private.h"

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
  EntParagraph paragraph = { 0, 0 };
  gboolean blank = TRUE;
  guint code_point = 0;

  source->strides = g_new (guint32, source->n_bytes / ENT_SOURCE_STRIDE + 1);
  source->paragraphs = g_array_new (FALSE, FALSE, sizeof (EntParagraph));
  for (const char *p = source->text; p < end; p = g_utf8_next_char (p), code_point++)
    {
      if (code_point % ENT_SOURCE_STRIDE == 0)
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
