/* What a dossier speaks of: documents, passages, actors, relations, events. */
#include "dossier/dossier-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Folded code points a passage can have: more than any text that is read. */
#define MAX_FOLDED (1 << 29)

#define ACTORS ENT_KIND (ENT_THING_ACTOR)

/* What a reference says is of that kind, when it says anything. */
#define ACTOR(thing) ((const EntActor *)(thing))

/**
 * ent_read_document:
 * @reader: the reader
 * @at: its place
 * @thing: (out): an #EntDocument
 *
 * Returns: %TRUE; a document is never too broken
 */
gboolean
ent_read_document (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntDocument *document = thing;
  const EntNode text = ent_node_member (at, "text");
  gint64 length = 0;

  ent_read_common (reader, at, &document->thing, "title", TRUE);
  document->authors = ent_read_texts (reader, at, "authors", &document->n_authors);
  document->container = ent_read_text (reader, at, "container", FALSE);
  document->issued = ent_read_when (reader, at, "issued");
  document->language = ent_read_string (reader, at, "language", FALSE);
  document->url = ent_read_string (reader, at, "url", FALSE);
  document->rights = ent_read_string (reader, at, "rights", FALSE);
  if (!ent_reader_check (reader, &text, ENT_JSON_OBJECT, FALSE))
    return TRUE;

  document->sha256 = ent_read_hex (reader, &text, "sha256", 64);
  document->file = ent_read_string (reader, &text, "file", FALSE);
  document->content = ent_read_string (reader, &text, "content", FALSE);
  if (ent_read_integer (reader, &text, "length", 0, G_MAXUINT32, &length))
    document->length = (guint)length;
  if (document->content != NULL)
    document->length = (guint)g_utf8_strlen (document->content, -1);
  return TRUE;
}

static void
read_grams (EntReader *reader, const EntNode *anchor, EntPassage *passage)
{
  const EntNode at = ent_node_member (anchor, "grams");
  if (!ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE))
    return;

  const guint length = ent_json_length (at.json);
  guint n_right = 0;
  EntJsonWalk walk;
  ent_json_walk_init (&walk, at.json);
  for (guint i = 0; i < length; i++)
    {
      gint64 gram;
      if (ent_json_walk_int (&walk, &gram) && gram >= 0 && gram <= G_MAXUINT32)
        n_right++;
      else
        {
          const EntNode element = ent_node_element (&at, i);
          ent_reader_expect (reader, &element, _ ("a hash: a whole number of 32 bits"));
        }
    }
  if (n_right < length || length == 0)
    return;
  passage->grams = at.json;
  passage->n_grams = length;
}

/* Where the grams stand; of use only if all is told that an alignment needs. */
static void
read_places (EntReader *reader, const EntNode *anchor, EntPassage *passage)
{
  const EntNode at = ent_node_member (anchor, "at");
  gint64 length = 0, last = -(gint64)passage->context - 1;

  if (ent_read_integer (reader, anchor, "length", 1, MAX_FOLDED, &length))
    passage->length = (guint)length;
  if (!ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE))
    return;
  if (ent_json_length (at.json) != passage->n_grams || passage->length == 0)
    {
      ent_reader_expect (
          reader, &at, _ ("as many places as there are grams, and the length of the passage"));
      return;
    }

  EntJsonWalk walk;
  ent_json_walk_init (&walk, at.json);
  for (guint i = 0; i < passage->n_grams; i++)
    {
      gint64 place;
      if (!ent_json_walk_int (&walk, &place) || place <= last || place > length + passage->context)
        {
          const EntNode element = ent_node_element (&at, i);
          ent_reader_expect (
              reader, &element, _ ("a place after the one before, within the passage’s context"));
          return;
        }
      last = place;
    }
  if (passage->n_grams > 0)
    passage->at = at.json;
}

static void
read_anchor (EntReader *reader, const EntNode *anchor, EntPassage *passage)
{
  const EntNode start_at = ent_node_member (anchor, "start");
  const EntNode end_at = ent_node_member (anchor, "end");
  gint64 start = -1, end = -1, context = 0;

  passage->hash = ent_read_hex (reader, anchor, "hash", 16);
  passage->sha256 = ent_read_hex (reader, anchor, "sha256", 64);
  read_grams (reader, anchor, passage);
  if (ent_read_integer (reader, anchor, "context", 0, G_MAXUINT16, &context))
    passage->context = (guint)context;
  read_places (reader, anchor, passage);

  if (start_at.json == NULL)
    ent_reader_expect (reader, &start_at, _ ("the code point the passage starts at"));
  if (end_at.json == NULL)
    ent_reader_expect (reader, &end_at, _ ("the code point after the passage"));
  const gboolean both = ent_read_integer (reader, anchor, "start", 0, G_MAXUINT32, &start)
                        & ent_read_integer (reader, anchor, "end", 0, G_MAXUINT32, &end);
  const EntDocument *document = passage->document;
  if (!both)
    return;
  if (end <= start)
    ent_reader_expect (reader, &end_at, _ ("an end after the start at %u"), (guint)start);
  else if (document != NULL && document->length > 0 && end > document->length
           && passage->sha256 == NULL)
    ent_reader_expect (reader,
                       &end_at,
                       _ ("an anchor within the text: “%s” has %u code points"),
                       document->thing.id,
                       document->length);
  else
    {
      passage->start = (guint)start;
      passage->end = (guint)end;
    }
}

/**
 * ent_read_passage:
 * @reader: the reader, which has read the documents
 * @at: its place
 * @thing: (out): an #EntPassage
 *
 * Returns: %FALSE if it has no document
 */
gboolean
ent_read_passage (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntPassage *passage = thing;
  const EntNode anchor = ent_node_member (at, "anchor");

  passage->thing.name = ent_read_text (reader, at, "digest", TRUE);
  passage->thing.note = ent_read_text (reader, at, "note", FALSE);
  passage->quote = ent_read_string (reader, at, "quote", FALSE);
  passage->tags = ent_read_strings (reader, at, "tags");
  passage->document = (const EntDocument *)ent_read_reference (
      reader, at, "document", ENT_KIND (ENT_THING_DOCUMENT), TRUE);
  if (ent_reader_check (reader, &anchor, ENT_JSON_OBJECT, FALSE))
    read_anchor (reader, &anchor, passage);
  return passage->document != NULL;
}

static void
read_attributes (EntReader *reader, const EntNode *actor_at, EntActor *actor)
{
  const EntNode at = ent_node_member (actor_at, "attributes");
  if (!ent_reader_check (reader, &at, ENT_JSON_OBJECT, FALSE))
    return;

  const guint length = ent_json_length (at.json);
  EntAttribute *attributes = ent_dossier_alloc (reader->dossier, length * sizeof (EntAttribute));
  actor->attributes = attributes;
  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_member (&at, ent_json_key (at.json, i));
      if (!ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE))
        continue;

      EntAttribute *attribute = &attributes[actor->n_attributes++];
      const EntNode value = ent_node_member (&item, "value");
      attribute->key = item.key;
      attribute->is_number = ent_json_get_double (value.json, &attribute->number);
      if (!attribute->is_number)
        attribute->text = ent_read_text (reader, &item, "value", TRUE);
      attribute->evidence = ent_read_evidence (reader, &item, &attribute->n_evidence);
    }
}

static const char *
read_iso (EntReader *reader, const EntNode *object)
{
  const EntNode at = ent_node_member (object, "iso");
  const char *iso = ent_read_string (reader, object, "iso", FALSE);

  if (iso == NULL || (strlen (iso) == 3 && strspn (iso, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3))
    return iso;
  ent_reader_expect (reader, &at, _ ("three capital letters of ISO 3166-1"));
  return NULL;
}

/**
 * ent_read_actor:
 * @reader: the reader, which has declared the actors
 * @at: its place
 * @thing: (out): an #EntActor
 *
 * Returns: %TRUE; an actor is never too broken
 */
gboolean
ent_read_actor (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntActor *actor = thing;
  const EntNode location = ent_node_member (at, "location");
  const EntNode part_of = ent_node_member (at, "part_of");
  const guint kind = ent_read_word (reader, at, "kind", ent_actor_kind_words (), G_MAXUINT);

  ent_read_common (reader, at, &actor->thing, "name", TRUE);
  actor->kind = kind < ENT_N_ACTOR_KINDS ? kind : ENT_ACTOR_CONCEPT;
  actor->short_name = ent_read_text (reader, at, "short", FALSE);
  actor->aliases = ent_read_strings (reader, at, "aliases");
  actor->iso = read_iso (reader, at);
  if (location.json != NULL)
    actor->has_location = ent_read_location (reader, &location, &actor->lon_deg, &actor->lat_deg);
  actor->part_of = ACTOR (ent_read_reference (reader, at, "part_of", ACTORS, FALSE));
  for (const EntActor *whole = actor->part_of; whole != NULL; whole = whole->part_of)
    if (whole == actor)
      {
        ent_reader_expect (reader, &part_of, _ ("an actor that is no part of this one"));
        actor->part_of = NULL;
        break;
      }
  read_attributes (reader, at, actor);
  return TRUE;
}

/**
 * ent_read_relation_type:
 * @reader: the reader
 * @at: its place
 * @thing: (out): an #EntRelationType
 *
 * Returns: %TRUE; a type is never too broken
 */
gboolean
ent_read_relation_type (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntRelationType *type = thing;
  gint64 sign = 0, colour = 0;

  ent_read_common (reader, at, &type->thing, "name", TRUE);
  type->directed = ent_read_boolean (reader, at, "directed");
  ent_read_integer (reader, at, "sign", -1, 1, &sign);
  ent_read_integer (reader, at, "colour", 0, 7, &colour);
  type->sign = (int)sign;
  type->colour = (guint)colour;
  type->line = ent_read_word (reader, at, "line", ent_line_words (), ENT_LINE_SOLID);
  return TRUE;
}

/**
 * ent_read_relation:
 * @reader: the reader, which has read the actors and relation types
 * @at: its place
 * @thing: (out): an #EntRelation
 *
 * Returns: %FALSE if its type or one of its ends is missing
 */
gboolean
ent_read_relation (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntRelation *relation = thing;
  const EntNode end = ent_node_member (at, "end");

  ent_read_common (reader, at, &relation->thing, "label", FALSE);
  relation->type = (const EntRelationType *)ent_read_reference (
      reader, at, "type", ENT_KIND (ENT_THING_RELATION_TYPE), TRUE);
  relation->from = ACTOR (ent_read_reference (reader, at, "from", ACTORS, TRUE));
  relation->to = ACTOR (ent_read_reference (reader, at, "to", ACTORS, TRUE));
  relation->via = ACTOR (ent_read_reference (reader, at, "via", ACTORS, FALSE));
  relation->asserted_by = ent_read_reference (
      reader, at, "asserted_by", ACTORS | ENT_KIND (ENT_THING_DOCUMENT), FALSE);
  relation->start = ent_read_when (reader, at, "start");
  relation->end = ent_read_when (reader, at, "end");
  relation->weight = 1;
  ent_read_number (reader, at, "weight", 0, G_MAXDOUBLE, &relation->weight);

  if (relation->start.edtf != NULL && relation->end.edtf != NULL
      && relation->end.date.last < relation->start.date.first)
    {
      ent_reader_expect (reader, &end, _ ("no end before the start “%s”"), relation->start.edtf);
      relation->end = (EntWhen){ 0 };
    }
  return relation->type != NULL && relation->from != NULL && relation->to != NULL;
}

static void
read_participants (EntReader *reader, const EntNode *event_at, EntEvent *event)
{
  const EntNode at = ent_node_member (event_at, "participants");
  if (!ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE))
    return;

  const guint length = ent_json_length (at.json);
  EntParticipant *list = ent_dossier_alloc (reader->dossier, length * sizeof (EntParticipant));
  event->participants = list;
  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      if (!ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE))
        continue;
      const EntActor *actor = ACTOR (ent_read_reference (reader, &item, "actor", ACTORS, TRUE));
      const char *role = ent_read_string (reader, &item, "role", FALSE);
      if (actor != NULL)
        list[event->n_participants++] = (EntParticipant){ actor, role != NULL ? role : "party" };
    }
}

/**
 * ent_read_event:
 * @reader: the reader, which has read the actors and relations
 * @at: its place
 * @thing: (out): an #EntEvent
 *
 * Returns: %TRUE; an event is never too broken
 */
gboolean
ent_read_event (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntEvent *event = thing;
  const EntNode place = ent_node_member (at, "place");

  ent_read_common (reader, at, &event->thing, "name", TRUE);
  event->when = ent_read_when (reader, at, "date");
  if (ent_json_type (place.json) == ENT_JSON_ARRAY)
    event->has_location = ent_read_location (reader, &place, &event->lon_deg, &event->lat_deg);
  else
    event->place = ACTOR (ent_read_reference (reader, at, "place", ACTORS, FALSE));
  if (event->place != NULL && event->place->has_location)
    {
      event->has_location = TRUE;
      event->lon_deg = event->place->lon_deg;
      event->lat_deg = event->place->lat_deg;
    }
  read_participants (reader, at, event);
  event->relation = (const EntRelation *)ent_read_reference (
      reader, at, "relation", ENT_KIND (ENT_THING_RELATION), FALSE);
  return TRUE;
}
