/* What a match looks like in a list: made when it comes to be seen, for there may be 100,000. */
#include "dossier/anchor.h"
#include "dossier/search-private.h"

/* Code points shown before and after a match: one line of a list. */
#define BEFORE 18
#define AFTER 48

/**
 * ent_hit_free:
 * @hit: (nullable) (transfer full): a hit
 *
 * Frees it.
 */
void
ent_hit_free (EntHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->context);
  g_free (hit);
}

/* Whether a cut here would go through a word of letters as Latin has them. */
static gboolean
is_in_word (const char *text, const char *p)
{
  return p > text && g_ascii_isalnum (p[-1]) && g_ascii_isalnum (*p);
}

/* The hit with what stands around it on one line; start and end in code points of text. */
static void
set_context (EntHit *hit, const char *text, guint n, guint start, guint end)
{
  guint from = start > BEFORE ? start - BEFORE : 0, to = MIN (n, end + AFTER);
  const char *first = g_utf8_offset_to_pointer (text, from);
  const char *match = g_utf8_offset_to_pointer (first, start - from);
  const char *match_end = g_utf8_offset_to_pointer (match, end - start);
  const char *last = g_utf8_offset_to_pointer (match_end, to - end);
  g_autoptr (GString) line = g_string_new (from > 0 ? "…" : "");

  while (first < match && (is_in_word (text, first) || (from > 0 && *first == ' ')))
    first++;
  while (last > match_end && to < n && is_in_word (text, last))
    last--;
  g_string_append_len (line, first, match - first);
  hit->match_start = (guint)line->len;
  g_string_append_len (line, match, match_end - match);
  hit->match_end = (guint)line->len;
  g_string_append_len (line, match_end, last - match_end);
  if (to < n)
    g_string_append (line, "…");
  for (char *p = line->str; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  hit->context = g_string_free (g_steal_pointer (&line), FALSE);
}

static EntHit *
field_hit (const EntFindings *findings, const EntFieldMatch *match)
{
  const EntSearchIndex *index = findings->index;
  const EntField *field = &g_array_index (index->fields, EntField, match->field);
  g_autoptr (EntFolded) folded = ent_fold (field->value, -1);
  EntHit *hit = g_new0 (EntHit, 1);
  guint start, end;

  hit->thing = g_ptr_array_index (index->things, field->thing);
  start = ent_folded_origin (folded, match->at - field->start);
  end = ent_folded_origin_end (folded, match->at - field->start + match->n);
  set_context (hit, field->value, ent_folded_origin (folded, folded->n), start, end);
  return hit;
}

/* The narrowest passage around a place in a document's text. */
static const EntPassage *
passage_at (const EntSearchIndex *index, const EntDocument *document, guint start, guint end)
{
  const GPtrArray *passages = ent_dossier_passages (index->dossier);
  const EntPassage *best = NULL;
  guint best_length = G_MAXUINT;

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      const EntResolution *place = NULL;

      if (passage->document != document)
        continue;
      place = ent_library_resolution (index->library, passage);
      if (place->start <= start && end <= place->end && place->end - place->start < best_length)
        {
          best = passage;
          best_length = place->end - place->start;
        }
    }
  return best;
}

static EntHit *
text_hit (const EntFindings *findings, const EntTextMatch *match)
{
  const EntSearchIndex *index = findings->index;
  const EntSearchText *text = g_ptr_array_index (index->texts, match->text);
  EntSource *source = text->source;
  EntHit *hit = g_new0 (EntHit, 1);
  guint start, end, last = match->paragraph;

  /* A match may run over the end of its paragraph, as line feeds are folded away. */
  while (last + 1 < text->n_paragraphs && text->paragraphs[last + 1] < match->at + match->n)
    last++;
  ent_source_paragraph (source, last + 1, &start, &end);
  const guint paragraph_end = end;
  ent_source_paragraph (source, match->paragraph + 1, &start, &end);
  const char *words = ent_source_text (source) + ent_source_byte_offset (source, start);
  const char *words_end = ent_source_text (source) + ent_source_byte_offset (source, paragraph_end);
  g_autoptr (EntFolded) folded = ent_fold (words, words_end - words);
  const guint32 at = match->at - text->paragraphs[match->paragraph];
  const guint from = ent_folded_origin (folded, at);
  const guint to = ent_folded_origin_end (folded, (gsize)at + match->n);

  hit->document = g_ptr_array_index (ent_dossier_documents (index->dossier), match->text);
  hit->start = start + from;
  hit->end = start + to;
  const EntPassage *passage = passage_at (index, hit->document, hit->start, hit->end);
  hit->thing = passage != NULL ? &passage->thing : &hit->document->thing;
  set_context (hit, words, MAX (end, hit->end) - start, from, to);
  return hit;
}

/**
 * ent_findings_hit:
 * @findings: what was found
 * @found: of which kind
 * @i: which, less than ent_findings_count()
 *
 * Makes a hit, in some 50 µs; what it points to lives as long as @findings.
 *
 * Returns: (transfer full): the hit
 */
EntHit *
ent_findings_hit (const EntFindings *findings, EntFound found, guint i)
{
  EntHit *hit;

  g_return_val_if_fail (i < ent_findings_count (findings, found), NULL);
  hit = found == ENT_FOUND_TEXTS
            ? text_hit (findings, &g_array_index (findings->texts, EntTextMatch, i))
            : field_hit (findings, &g_array_index (findings->fields[found], EntFieldMatch, i));
  hit->found = found;
  return hit;
}
