#include "base/json-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Bytes of the chunks an arena grows by: small texts stay small, large ones need few chunks. */
#define FIRST_CHUNK (4u * 1024)
#define LARGEST_CHUNK (1024u * 1024)

typedef struct
{
  char *at, *end;
} Region;

struct _EntJsonArena
{
  gint refs;
  gsize chunk_size;
  Region nodes, text; /* apart, so that text needs no alignment */
  GSList *chunks;
};

/**
 * ent_json_arena_new:
 *
 * Returns: (transfer full): memory for the nodes of one text, with one reference
 */
EntJsonArena *
ent_json_arena_new (void)
{
  EntJsonArena *arena = g_new0 (EntJsonArena, 1);
  arena->refs = 1;
  arena->chunk_size = FIRST_CHUNK;
  return arena;
}

/**
 * ent_json_arena_unref:
 * @arena: (transfer full): an arena
 *
 * Frees the arena and every node in it with the last reference.
 */
void
ent_json_arena_unref (EntJsonArena *arena)
{
  if (!g_atomic_int_dec_and_test (&arena->refs))
    return;
  g_slist_free_full (arena->chunks, g_free);
  g_free (arena);
}

static gpointer
take (EntJsonArena *arena, Region *region, gsize size)
{
  if ((gsize)(region->end - region->at) < size)
    {
      const gsize chunk = MAX (size, arena->chunk_size);
      region->at = g_malloc (chunk);
      region->end = region->at + chunk;
      arena->chunks = g_slist_prepend (arena->chunks, region->at);
      arena->chunk_size = MIN (2 * arena->chunk_size, LARGEST_CHUNK);
    }
  char *taken = region->at;
  region->at += size;
  return taken;
}

/**
 * ent_json_arena_alloc:
 * @arena: an arena
 * @size: bytes, rounded up to keep what follows aligned to 8
 *
 * Returns: (transfer none): uninitialised memory
 */
gpointer
ent_json_arena_alloc (EntJsonArena *arena, gsize size)
{
  return take (arena, &arena->nodes, (size + 7) & ~(gsize)7);
}

/**
 * ent_json_arena_text:
 * @arena: an arena
 * @size: bytes
 *
 * Returns: (transfer none): uninitialised, unaligned memory
 */
char *
ent_json_arena_text (EntJsonArena *arena, gsize size)
{
  return take (arena, &arena->text, size);
}

/**
 * ent_json_arena_keep:
 * @arena: an arena
 * @block: (transfer full): of g_malloc()
 *
 * Frees the block together with the arena.
 */
void
ent_json_arena_keep (EntJsonArena *arena, gpointer block)
{
  arena->chunks = g_slist_prepend (arena->chunks, block);
}

/**
 * ent_json_hash:
 * @key: a key
 * @length: bytes
 *
 * Source: FNV-1a, with the bits mixed down at the end.
 *
 * Returns: a hash
 */
guint32
ent_json_hash (const char *key, gsize length)
{
  guint32 hash = 2166136261u;
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8)key[i]) * 16777619u;
  return hash ^ hash >> 15;
}

/**
 * ent_json_n_slots:
 * @length: number of members
 *
 * Returns: the size of a hash table for them, a power of two at most half full; 0 for few
 */
guint
ent_json_n_slots (guint length)
{
  guint n = 2 * ENT_JSON_FEW;
  if (length <= ENT_JSON_FEW)
    return 0;
  while (n < 2 * length)
    n *= 2;
  return n;
}

/**
 * ent_json_fill_slots:
 * @shape: its keys and its slots, zeroed
 * @duplicate: (out): number of the first key that is there before
 *
 * Returns: %FALSE if there is a duplicate key
 */
gboolean
ent_json_fill_slots (EntJsonShape *shape, guint *duplicate)
{
  for (guint i = 0; i < shape->length; i++)
    {
      const char *key = shape->keys[i];
      guint32 slot = ent_json_hash (key, strlen (key)) & shape->slot_mask;
      for (; shape->slots[slot] != 0; slot = (slot + 1) & shape->slot_mask)
        if (g_str_equal (shape->keys[shape->slots[slot] - 1], key))
          {
            *duplicate = i;
            return FALSE;
          }
      shape->slots[slot] = i + 1;
    }
  return TRUE;
}

/**
 * ent_json_find:
 * @object: an object
 * @key: UTF-8
 *
 * Returns: the number of the member of that key; the number of members if there is none
 */
guint
ent_json_find (const EntJson *object, const char *key)
{
  if (object->table == NULL)
    return 0;

  const EntJsonShape *shape = object->table->shape;
  if (shape->slots == NULL)
    {
      for (guint i = 0; i < shape->length; i++)
        if (g_str_equal (shape->keys[i], key))
          return i;
      return shape->length;
    }
  guint32 slot = ent_json_hash (key, strlen (key)) & shape->slot_mask;
  for (; shape->slots[slot] != 0; slot = (slot + 1) & shape->slot_mask)
    if (g_str_equal (shape->keys[shape->slots[slot] - 1], key))
      return shape->slots[slot] - 1;
  return shape->length;
}

/**
 * ent_json_ref:
 * @node: a node
 *
 * Takes a reference, from any thread.  A reference to any node of a parsed text keeps all of them.
 *
 * Returns: (transfer full): @node
 */
EntJson *
ent_json_ref (EntJson *node)
{
  g_atomic_int_inc (node->is_parsed ? &node->arena->refs : &node->refs);
  return node;
}

static void
free_node (EntJson *node)
{
  switch ((EntJsonType)node->type)
    {
    case ENT_JSON_NUMBER:
    case ENT_JSON_STRING:
      g_free ((char *)node->text);
      break;
    case ENT_JSON_ARRAY:
      for (guint i = 0; i < ent_json_length (node); i++)
        ent_json_unref (node->list->elements[i]);
      g_free (node->list);
      break;
    case ENT_JSON_OBJECT:
      for (guint i = 0; i < ent_json_length (node); i++)
        ent_json_unref (node->table->values[i]);
      g_free (node->table); /* one block with shape, slots and keys */
      break;
    case ENT_JSON_NULL:
    case ENT_JSON_FALSE:
    case ENT_JSON_TRUE:
      break;
    }
  g_free (node);
}

/**
 * ent_json_unref:
 * @node: (nullable) (transfer full): a node
 *
 * Gives up a reference, from any thread.
 */
void
ent_json_unref (EntJson *node)
{
  if (node == NULL)
    return;
  if (node->is_parsed)
    ent_json_arena_unref (node->arena);
  else if (g_atomic_int_dec_and_test (&node->refs))
    free_node (node);
}

/**
 * ent_json_type:
 * @node: (nullable): a node
 *
 * Returns: its type; %ENT_JSON_NULL for %NULL
 */
EntJsonType
ent_json_type (const EntJson *node)
{
  return node != NULL ? node->type : ENT_JSON_NULL;
}

/**
 * ent_json_type_name:
 * @type: a type
 *
 * Returns: (transfer none): the word for it in messages, "an object"
 */
const char *
ent_json_type_name (EntJsonType type)
{
  switch (type)
    {
    case ENT_JSON_NULL:
      return _ ("null");
    case ENT_JSON_FALSE:
      return _ ("false");
    case ENT_JSON_TRUE:
      return _ ("true");
    case ENT_JSON_NUMBER:
      return _ ("a number");
    case ENT_JSON_STRING:
      return _ ("a string");
    case ENT_JSON_ARRAY:
      return _ ("a list");
    case ENT_JSON_OBJECT:
      return _ ("an object");
    }
  g_assert_not_reached ();
}

/**
 * ent_json_position:
 * @node: (nullable): a node
 * @line: (out) (optional): from 1; 0 for a node that was built and not read
 * @column: (out) (optional): from 1, in code points
 *
 * Where the value begins in the text it was read from.
 */
void
ent_json_position (const EntJson *node, guint *line, guint *column)
{
  if (line != NULL)
    *line = node != NULL ? node->line : 0;
  if (column != NULL)
    *column = node != NULL ? node->column : 0;
}

/**
 * ent_json_get_string:
 * @node: (nullable): a node
 * @value: (out) (optional) (transfer none): UTF-8, as long as the node lives
 *
 * Returns: %FALSE if it is no string
 */
gboolean
ent_json_get_string (const EntJson *node, const char **value)
{
  if (node == NULL || node->type != ENT_JSON_STRING)
    return FALSE;
  if (value != NULL)
    *value = node->text;
  return TRUE;
}

/**
 * ent_json_get_double:
 * @node: (nullable): a node
 * @value: (out) (optional): the nearest double
 *
 * Returns: %FALSE if it is no number
 */
gboolean
ent_json_get_double (const EntJson *node, double *value)
{
  if (node == NULL || node->type != ENT_JSON_NUMBER)
    return FALSE;
  if (value != NULL)
    *value = g_ascii_strtod (node->text, NULL);
  return TRUE;
}

/**
 * ent_json_get_int:
 * @node: (nullable): a node
 * @value: (out) (optional): the number
 *
 * Returns: %FALSE if it is no number, or one with a fraction, or beyond 64 bits
 */
gboolean
ent_json_get_int (const EntJson *node, gint64 *value)
{
  if (node == NULL || node->type != ENT_JSON_NUMBER)
    return FALSE;

  char *end;
  errno = 0;
  gint64 number = g_ascii_strtoll (node->text, &end, 10);
  if (*end != '\0') /* 1.0 and 1e3 are whole too */
    {
      const double real = g_ascii_strtod (node->text, NULL);
      if (real != floor (real) || fabs (real) >= 0x1p63)
        return FALSE;
      number = (gint64)real;
    }
  else if (errno == ERANGE)
    return FALSE;
  if (value != NULL)
    *value = number;
  return TRUE;
}

/**
 * ent_json_get_boolean:
 * @node: (nullable): a node
 * @value: (out) (optional): the truth value
 *
 * Returns: %FALSE if it is neither true nor false
 */
gboolean
ent_json_get_boolean (const EntJson *node, gboolean *value)
{
  if (node == NULL || (node->type != ENT_JSON_FALSE && node->type != ENT_JSON_TRUE))
    return FALSE;
  if (value != NULL)
    *value = node->type == ENT_JSON_TRUE;
  return TRUE;
}

/**
 * ent_json_number_text:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the number as it is spelled in the file; %NULL if it is none
 */
const char *
ent_json_number_text (const EntJson *node)
{
  return node != NULL && node->type == ENT_JSON_NUMBER ? node->text : NULL;
}

/**
 * ent_json_length:
 * @node: (nullable): a node
 *
 * Returns: the number of elements of an array, of members of an object; 0 for any other
 */
guint
ent_json_length (const EntJson *node)
{
  switch (ent_json_type (node))
    {
    case ENT_JSON_ARRAY:
      if (node->is_run)
        return node->run->length;
      return node->list != NULL ? (guint)node->list->length : 0;
    case ENT_JSON_OBJECT:
      return node->table != NULL ? node->table->shape->length : 0;
    case ENT_JSON_NULL:
    case ENT_JSON_FALSE:
    case ENT_JSON_TRUE:
    case ENT_JSON_NUMBER:
    case ENT_JSON_STRING:
      break;
    }
  return 0;
}

/**
 * ent_json_element:
 * @node: (nullable): a node
 * @index: number of an element of an array, or of a member of an object
 *
 * Returns: (transfer none) (nullable): the value; %NULL beyond the end or on any other node
 */
EntJson *
ent_json_element (const EntJson *node, guint index)
{
  if (index >= ent_json_length (node))
    return NULL;
  return node->type == ENT_JSON_ARRAY ? ent_json_elements (node)[index]
                                      : node->table->values[index];
}

/**
 * ent_json_key:
 * @object: (nullable): a node
 * @index: number of a member
 *
 * Returns: (transfer none) (nullable): its key; %NULL beyond the end or if it is no object
 */
const char *
ent_json_key (const EntJson *object, guint index)
{
  if (ent_json_type (object) != ENT_JSON_OBJECT || index >= ent_json_length (object))
    return NULL;
  return object->table->shape->keys[index];
}

/**
 * ent_json_member:
 * @object: (nullable): a node
 * @key: UTF-8
 *
 * Constant time, by hash where there are many members.
 *
 * Returns: (transfer none) (nullable): the value; %NULL if there is none or it is no object
 */
EntJson *
ent_json_member (const EntJson *object, const char *key)
{
  if (ent_json_type (object) != ENT_JSON_OBJECT)
    return NULL;
  const guint i = ent_json_find (object, key);
  return i < ent_json_length (object) ? object->table->values[i] : NULL;
}
