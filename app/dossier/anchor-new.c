#include "dossier/anchor-private.h"

#include <glib/gi18n-lib.h>

#include "dossier/dossier-file.h"

/* The lists of an anchor while its grams are found. */
typedef struct
{
  EntJson *grams, *at;
  gint64 before; /* code points of context before the span */
} Lists;

static void
list_gram (guint32 hash, guint32 at, gsize byte, gpointer data)
{
  Lists *lists = data;

  lists->grams = ent_json_with_element (lists->grams, ent_json_new_int (hash));
  lists->at = ent_json_with_element (lists->at, ent_json_new_int (at - lists->before));
}

/* The anchor of a span that is first to last (bytes) in the folded text. */
static EntJson *
describe (EntSource *source, guint start, guint end, gsize first, gsize last)
{
  const EntFolded *folded = ent_source_folded (source);
  const char *from = folded->text + first, *to = folded->text + last;
  g_autofree char *hash = ent_anchor_hash (from, last - first);
  gint64 length = g_utf8_strlen (from, to - from);
  Lists lists = { ent_json_new_array (), ent_json_new_array (), 0 };
  EntJson *anchor;

  for (; lists.before < ENT_ANCHOR_CONTEXT && from > folded->text; lists.before++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < ENT_ANCHOR_CONTEXT && to < folded->text + folded->n; i++)
    to = g_utf8_next_char (to);
  ent_grams_winnow (from, (gsize)(to - from), list_gram, &lists);

  anchor = ent_json_with_member (ent_json_new_object (), "start", ent_json_new_int (start));
  anchor = ent_json_with_member (anchor, "end", ent_json_new_int (end));
  anchor = ent_json_with_member (anchor, "hash", ent_json_new_string (hash));
  anchor = ent_json_with_member (anchor, "length", ent_json_new_int (length));
  anchor = ent_json_with_member (anchor, "grams", lists.grams);
  anchor = ent_json_with_member (anchor, "at", lists.at);
  return ent_json_with_member (anchor, "context", ent_json_new_int (ENT_ANCHOR_CONTEXT));
}

/**
 * ent_anchor_new:
 * @source: the text
 * @start: first code point of the span
 * @end: one past its last code point
 * @error: return location
 *
 * Computes the anchor of a span: its offsets, the hash and length of its folded text, a winnowing
 * fingerprint of that with its context, and where in it the grams stand.  The first call for a
 * source folds it.
 * Errors: %ENT_DOSSIER_ERROR_SOURCE when the span is beyond the text, splits a grapheme or holds
 * neither letters nor numbers.
 *
 * Source: Schleimer, Wilkerson, Aiken 2003, Winnowing: local algorithms for document fingerprinting
 *
 * Returns: (transfer full): the object "anchor" of the file format, or %NULL
 */
EntJson *
ent_anchor_new (EntSource *source, guint start, guint end, GError **error)
{
  const EntFolded *folded;
  const char *text = ent_source_text (source);
  gsize first, last;

  if (start >= end || end > ent_source_length (source))
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_SOURCE,
                   _ ("%s: the span %u–%u is not within the text of %u characters"),
                   ent_source_name (source),
                   start,
                   end,
                   ent_source_length (source));
      return NULL;
    }
  for (guint i = 0; i < 2; i++)
    if (ent_fold_splits (text, text + ent_source_byte_offset (source, i == 0 ? start : end)))
      {
        g_set_error (error,
                     ENT_DOSSIER_ERROR,
                     ENT_DOSSIER_ERROR_SOURCE,
                     _ ("%s: offset %u is inside a character; expected a boundary between two"),
                     ent_source_name (source),
                     i == 0 ? start : end);
        return NULL;
      }
  folded = ent_source_folded (source);
  first = ent_folded_index (folded, start);
  last = ent_folded_index (folded, end);
  if (first == last)
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_SOURCE,
                   _ ("%s: the span %u–%u has neither letters nor numbers"),
                   ent_source_name (source),
                   start,
                   end);
      return NULL;
    }

  return describe (source, start, end, first, last);
}
