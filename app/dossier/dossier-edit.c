#include "dossier/dossier-edit.h"

#include <glib/gi18n-lib.h>

#include "dossier/anchor.h"

/* Where "anchor" stands in a passage that had none: behind "id" and "document". */
#define ANCHOR_POSITION 2

/* The members of an anchor that this program writes, in their order in the file. */
static const char *const anchor_keys[]
    = { "start", "end", "sha256", "hash", "length", "grams", "at", "context" };
/* Where "sha256" stands: behind "start" and "end". */
#define SHA256_POSITION 2

static guint
position_of (const EntJson *object, const char *key)
{
  guint i = 0;

  while (i < ent_json_length (object) && !g_str_equal (ent_json_key (object, i), key))
    i++;
  return i;
}

/* The old anchor with what is known of it replaced; keys of other programs stay. */
static EntJson *
merge_anchor (EntJson *old, EntJson *anchor)
{
  guint at = 0; /* where the next key stands, if it is new */

  if (ent_json_type (old) != ENT_JSON_OBJECT)
    return ent_json_ref (anchor);

  EntJson *merged = ent_json_ref (old);
  for (guint i = 0; i < G_N_ELEMENTS (anchor_keys); i++)
    {
      EntJson *value = ent_json_member (anchor, anchor_keys[i]);
      if (value == NULL)
        {
          merged = ent_json_without_member (merged, anchor_keys[i]);
          continue;
        }
      merged = ent_json_with_member_at (merged, at, anchor_keys[i], ent_json_ref (value));
      at = position_of (merged, anchor_keys[i]) + 1;
    }
  return merged;
}

/* Takes the passage. */
static EntJson *
set_anchor (EntJson *passage, EntJson *anchor)
{
  EntJson *old = ent_json_member (passage, "anchor");
  EntJson *merged = old != NULL ? merge_anchor (old, anchor) : ent_json_ref (anchor);

  return ent_json_with_member_at (passage, ANCHOR_POSITION, "anchor", merged);
}

/* Passages' nodes in the tree → their new anchors; %NULL with @error set if one is not there. */
static GHashTable *
find_nodes (EntDossier *dossier, const EntAnchorEdit *edits, guint n_edits, GError **error)
{
  g_autoptr (GHashTable) anchors = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_edits; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, edits[i].passage_id);
      if (thing == NULL || thing->kind != ENT_THING_PASSAGE)
        {
          g_set_error (error,
                       ENT_DOSSIER_ERROR,
                       ENT_DOSSIER_ERROR_PROBLEMS,
                       _ ("%s: found “%s”, expected the id of a passage"),
                       ent_dossier_id (dossier),
                       edits[i].passage_id);
          return NULL;
        }
      g_hash_table_insert (anchors, thing->json, edits[i].anchor);
    }
  return g_steal_pointer (&anchors);
}

/**
 * ent_dossier_with_anchors:
 * @dossier: a dossier
 * @edits: (array length=n_edits): which passage gets which anchor
 * @n_edits: how many
 * @error: %ENT_DOSSIER_ERROR_PROBLEMS when there is no such passage, or an anchor is none
 *
 * Gives passages other places, all in one edit.  The new tree shares with the old one whatever is
 * not on the way to an anchor, so what is written differs in the anchors only; keys of an anchor
 * that this program does not know stay.  Linear in the dossier, as the snapshot's index is made
 * anew: call it on a worker where the dossier may be large.
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_with_anchors (EntDossier *dossier,
                          const EntAnchorEdit *edits,
                          guint n_edits,
                          GError **error)
{
  EntJson *old = ent_json_member (ent_dossier_json (dossier), "passages");
  g_autoptr (GHashTable) anchors = find_nodes (dossier, edits, n_edits, error);

  if (anchors == NULL)
    return NULL;

  EntJson *passages = ent_json_new_array ();
  for (guint i = 0; i < ent_json_length (old); i++)
    {
      EntJson *passage = ent_json_ref (ent_json_element (old, i));
      EntJson *anchor = g_hash_table_lookup (anchors, passage);
      passages = ent_json_with_element (passages, anchor ? set_anchor (passage, anchor) : passage);
    }
  g_autoptr (EntJson) root
      = ent_json_with_member (ent_json_ref (ent_dossier_json (dossier)), "passages", passages);
  return ent_dossier_from_json (root, ent_dossier_id (dossier), NULL, error);
}

/**
 * ent_dossier_with_anchor:
 * @dossier: a dossier
 * @passage_id: bare id of one of its passages
 * @anchor: its new anchor, as of ent_anchor_new_for()
 * @error: as of ent_dossier_with_anchors()
 *
 * Gives a passage another place; see ent_dossier_with_anchors().
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_with_anchor (EntDossier *dossier,
                         const char *passage_id,
                         EntJson *anchor,
                         GError **error)
{
  const EntAnchorEdit edit = { passage_id, anchor };

  return ent_dossier_with_anchors (dossier, &edit, 1, error);
}

/* Whether offsets in @source are offsets in the text that the document names. */
static gboolean
is_own_text (const EntDocument *document, const EntSource *source)
{
  if (document->sha256 == NULL)
    return document->content != NULL;
  return g_ascii_strcasecmp (document->sha256, ent_source_sha256 (source)) == 0;
}

/**
 * ent_anchor_new_for:
 * @document: a document
 * @source: the text at hand for it
 * @start: first code point of the span
 * @end: one past its last code point
 * @error: as of ent_anchor_new()
 *
 * Computes the anchor of a span, as ent_anchor_new() does.  In a text that is not the document's
 * own the anchor says which text its offsets count in, by "sha256".
 *
 * Returns: (transfer full): the object "anchor" of the file format, or %NULL
 */
EntJson *
ent_anchor_new_for (
    const EntDocument *document, EntSource *source, guint start, guint end, GError **error)
{
  EntJson *anchor = ent_anchor_new (source, start, end, error);

  if (anchor == NULL || is_own_text (document, source))
    return anchor;
  return ent_json_with_member_at (
      anchor, SHA256_POSITION, "sha256", ent_json_new_string (ent_source_sha256 (source)));
}
