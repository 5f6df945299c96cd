/* Ids, references between things, and evidence. */
#include "dossier/dossier-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longest id: the first character and 63 more. */
#define ID_LENGTH 64

/**
 * ent_read_id:
 * @reader: the reader
 * @object: the thing
 *
 * Returns: (transfer none) (nullable): the id; %NULL after a problem
 */
const char *
ent_read_id (EntReader *reader, const EntNode *object)
{
  const EntNode at = ent_node_member (object, "id");
  const char *id = ent_read_string (reader, object, "id", TRUE);
  const gsize length = id != NULL ? strlen (id) : 0;

  if (id == NULL)
    return NULL;
  if (length > 0 && length <= ID_LENGTH && id[0] != '-'
      && strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length)
    return id;
  ent_reader_expect (
      reader, &at, _ ("an id: a–z, 0–9 and inner hyphens, at most %d characters"), ID_LENGTH);
  return NULL;
}

/* “the id of an actor or document” */
static void
expect_reference (EntReader *reader, const EntNode *at, guint kinds)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint kind = ENT_THING_DOCUMENT; kind <= ENT_THING_VIEW; kind++)
    if (kinds & ENT_KIND (kind))
      g_string_append_printf (list,
                              "%s%s",
                              list->len > 0 ? C_ ("list", ", ") : "",
                              kind == ENT_THING_RELATION_TYPE
                                  ? "relation type"
                                  : ent_thing_kind_name ((EntThingKind)kind));
  if (kinds == ENT_ANY_SUBJECT_MATTER || kinds == G_MAXUINT)
    ent_reader_expect (reader, at, _ ("the id of something in this dossier"));
  else
    ent_reader_expect (reader, at, _ ("an id in this dossier of the kind: %s"), list->str);
}

/**
 * ent_read_reference_at:
 * @reader: the reader, which has declared every id
 * @at: the place of the id
 * @kinds: set of the kinds it may be of
 *
 * Returns: (transfer none) (nullable): the thing; %NULL after a problem, also after one that was
 *   noted at the thing itself
 */
const EntThing *
ent_read_reference_at (EntReader *reader, const EntNode *at, guint kinds)
{
  const char *id = NULL;

  if (!ent_reader_check (reader, at, ENT_JSON_STRING, TRUE))
    return NULL;
  ent_json_get_string (at->json, &id);
  /* A mark id stands only where things without an id of their own can be meant. */
  const gboolean any = kinds == ENT_ANY_SUBJECT_MATTER || kinds == G_MAXUINT;
  const EntThing *thing
      = any || strchr (id, ':') == NULL ? ent_dossier_find (reader->dossier, id) : NULL;
  if (thing != NULL && (kinds & ENT_KIND (thing->kind)) != 0)
    return thing;
  if (thing != NULL || !g_hash_table_contains (reader->broken, id))
    expect_reference (reader, at, kinds);
  return NULL;
}

/**
 * ent_read_reference:
 * @reader: the reader, which has declared every id
 * @object: where the member is
 * @key: its key
 * @kinds: set of the kinds it may be of
 * @required: whether it must be there
 *
 * Returns: (transfer none) (nullable): the thing
 */
const EntThing *
ent_read_reference (
    EntReader *reader, const EntNode *object, const char *key, guint kinds, gboolean required)
{
  const EntNode at = ent_node_member (object, key);

  if (at.json != NULL)
    return ent_read_reference_at (reader, &at, kinds);
  if (required)
    expect_reference (reader, &at, kinds);
  return NULL;
}

/**
 * ent_read_references:
 * @reader: the reader, which has declared every id
 * @object: where the member is
 * @key: its key
 * @kinds: set of the kinds they may be of
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids that are of something, as they stand;
 *   none if the list is missing
 */
const char **
ent_read_references (EntReader *reader, const EntNode *object, const char *key, guint kinds)
{
  const EntNode at = ent_node_member (object, key);
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;
  const char **ids = ent_dossier_alloc (reader->dossier, (length + 1) * sizeof (char *));
  guint n = 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode element = ent_node_element (&at, i);
      if (ent_read_reference_at (reader, &element, kinds) != NULL)
        ent_json_get_string (element.json, &ids[n++]);
    }
  return ids;
}

static gboolean
is_grade (const char *grade)
{
  return strlen (grade) == 2 && grade[0] >= 'A' && grade[0] <= 'F' && grade[1] >= '1'
         && grade[1] <= '6';
}

/* One item of a list of evidence: a passage id, or an object with one. */
static gboolean
read_item (EntReader *reader, const EntNode *at, EntEvidence *item)
{
  static const char *const stances[] = { "supports", "disputes", NULL };
  const guint passages = ENT_KIND (ENT_THING_PASSAGE);

  if (ent_json_type (at->json) == ENT_JSON_STRING)
    item->passage = (const EntPassage *)ent_read_reference_at (reader, at, passages);
  else if (ent_json_type (at->json) == ENT_JSON_OBJECT)
    {
      const EntNode grade = ent_node_member (at, "grade");
      item->passage
          = (const EntPassage *)ent_read_reference (reader, at, "passage", passages, TRUE);
      item->disputes = ent_read_word (reader, at, "stance", stances, 0) == 1;
      item->grade = ent_read_string (reader, at, "grade", FALSE);
      if (item->grade != NULL && !is_grade (item->grade))
        {
          ent_reader_expect (reader, &grade, _ ("a grade from “A1” to “F6”"));
          item->grade = NULL;
        }
      item->note = ent_read_text (reader, at, "note", FALSE);
    }
  else
    ent_reader_expect (reader, at, _ ("the id of a passage, or an object with one"));
  return item->passage != NULL;
}

/**
 * ent_read_evidence:
 * @reader: the reader, which has read the passages
 * @object: the thing that has `evidence`
 * @n: (out): number of items
 *
 * Returns: (transfer none) (array length=n): the items whose passage is there
 */
const EntEvidence *
ent_read_evidence (EntReader *reader, const EntNode *object, guint *n)
{
  const EntNode at = ent_node_member (object, "evidence");
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;
  EntEvidence *items = ent_dossier_alloc (reader->dossier, length * sizeof (EntEvidence));

  *n = 0;
  for (guint i = 0; i < length; i++)
    {
      const EntNode element = ent_node_element (&at, i);
      EntEvidence item = { 0 };
      if (read_item (reader, &element, &item))
        items[(*n)++] = item;
    }
  return items;
}

/**
 * ent_read_common:
 * @reader: the reader, which has read the passages
 * @object: a thing
 * @thing: its struct
 * @name_key: what its name is called: "name", "label", "title", "text" or "digest"
 * @required: whether it must have that
 *
 * Reads what every thing may have: name, note, modality, evidence.
 */
void
ent_read_common (EntReader *reader,
                 const EntNode *object,
                 EntThing *thing,
                 const char *name_key,
                 gboolean required)
{
  thing->name = ent_read_text (reader, object, name_key, required);
  thing->note = ent_read_text (reader, object, "note", FALSE);
  thing->modality
      = ent_read_word (reader, object, "modality", ent_modality_words (), ENT_MODALITY_REPORTED);
  thing->evidence = ent_read_evidence (reader, object, &thing->n_evidence);
}
