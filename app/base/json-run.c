/* Lists of whole numbers, packed.  Nodes of their numbers take ten times as much and are hardly
 * ever asked for: they are made when they are. */
#include "base/json-parse-private.h"

#include <string.h>

/* Shorter lists, coordinates as a rule, are asked for number by number. */
#define MIN_LENGTH 4
/* More digits may not fit 64 bits. */
#define MAX_DIGITS 18
/* Bytes of a packed number. */
#define MAX_PACKED 10

/* What follows a whole number that surely fits; NULL if there is none, or one spelled oddly. */
static const char *
read_number (const char *at, const char *end, gint64 *value)
{
  const gboolean negative = at < end && *at == '-';
  const char *digits = at += negative;

  for (*value = 0; at < end && g_ascii_isdigit (*at) && at - digits < MAX_DIGITS; at++)
    *value = 10 * *value + (*at - '0');
  if (at == digits || (*digits == '0' && (negative || at - digits > 1)))
    return NULL;
  *value = negative ? -*value : *value;
  return at;
}

/* Signs last, seven bits a byte, the lowest first. */
static gsize
pack (gint64 value, guint8 *bytes)
{
  guint64 rest = value < 0 ? (guint64)-value << 1 | 1 : (guint64)value << 1;
  gsize n = 0;

  for (; rest >= 0x80; rest >>= 7)
    bytes[n++] = (guint8)(rest | 0x80);
  bytes[n++] = (guint8)rest;
  return n;
}

static gint64
unpack (const guint8 **at)
{
  guint64 value = 0;
  guint shift = 0;

  for (; **at >= 0x80; shift += 7)
    value |= (guint64)(*(*at)++ & 0x7f) << shift;
  value |= (guint64) * (*at)++ << shift;
  return value & 1 ? -(gint64)(value >> 1) : (gint64)(value >> 1);
}

/**
 * ent_json_scan_run:
 * @at: what follows the opening bracket of a list
 * @end: of the text
 * @packed: empty; what to keep of the list
 * @length: (out): number of elements
 *
 * Returns: (nullable): the closing bracket, if the list is a sound one of nothing but whole
 * numbers, evenly spelled and long enough to be kept as a run; %NULL to read it as any other
 */
const char *
ent_json_scan_run (const char *at, const char *end, GByteArray *packed, guint *length)
{
  guint8 bytes[MAX_PACKED] = { 0 };

  g_byte_array_append (packed, bytes, 1);
  for (*length = 1;; ++*length)
    {
      gint64 value;

      at = read_number (at, end, &value);
      if (at == NULL || at >= end)
        return NULL;
      g_byte_array_append (packed, bytes, (guint)pack (value, bytes));
      if (*at == ']')
        return *length >= MIN_LENGTH ? at : NULL;
      if (*at++ != ',')
        return NULL;
      const guint8 gap = at < end && *at == ' ';
      if (*length == 1)
        packed->data[0] = gap;
      else if (packed->data[0] != gap)
        return NULL;
      at += gap;
    }
}

/**
 * ent_json_append_run:
 * @out: where to
 * @array: an array that is a run
 * @separator: between two numbers
 *
 * Spells the numbers as they were spelled.
 */
void
ent_json_append_run (GString *out, const EntJson *array, const char *separator)
{
  const guint8 *at = array->run->packed + 1;

  for (guint i = 0; i < array->run->length; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? separator : "", unpack (&at));
}

/* The nodes of a run, in one block with their pointers and spellings. */
static EntJson **
expand (const EntJson *array)
{
  const guint length = array->run->length;
  const gsize nodes_at = length * sizeof (EntJson *);
  const gsize text_at = nodes_at + length * sizeof (EntJson);
  char *block = g_malloc (text_at + length * (MAX_DIGITS + 2));
  EntJson **elements = (EntJson **)(gpointer)block;
  EntJson *nodes = (EntJson *)(gpointer)(block + nodes_at);
  const guint8 *at = array->run->packed;
  const guint gap = *at++;
  guint column = array->column + 1;

  for (guint i = 0; i < length; i++)
    {
      char *text = block + text_at + i * (MAX_DIGITS + 2);
      const int n = g_snprintf (text, MAX_DIGITS + 2, "%" G_GINT64_FORMAT, unpack (&at));

      nodes[i] = (EntJson){
        .arena = array->arena, .line = array->line, .type = ENT_JSON_NUMBER, .is_parsed = TRUE
      };
      nodes[i].column = MIN (column, ENT_JSON_MAX_COLUMN);
      nodes[i].text = text;
      elements[i] = &nodes[i];
      column += (guint)n + 1 + gap;
    }
  return elements;
}

/**
 * ent_json_elements:
 * @array: an array
 *
 * Makes the nodes of a run when they are first asked for, on any thread.
 *
 * Returns: (transfer none): its elements
 */
EntJson **
ent_json_elements (const EntJson *array)
{
  static GMutex expanding;

  if (!array->is_run)
    return array->list != NULL ? array->list->elements : NULL;

  EntJson **elements = g_atomic_pointer_get (&array->run->elements);
  if (elements != NULL)
    return elements;
  g_mutex_lock (&expanding);
  elements = array->run->elements;
  if (elements == NULL)
    {
      elements = expand (array);
      ent_json_arena_keep (array->arena, elements);
      g_atomic_pointer_set (&array->run->elements, elements);
    }
  g_mutex_unlock (&expanding);
  return elements;
}

/**
 * ent_json_walk_init:
 * @walk: what to set
 * @array: (nullable): an array, which must outlive @walk; any other node has no elements
 *
 * Begins to read an array number by number.
 */
void
ent_json_walk_init (EntJsonWalk *walk, const EntJson *array)
{
  *walk = (EntJsonWalk){ .array = array };
  if (ent_json_type (array) == ENT_JSON_ARRAY && array->is_run)
    walk->at = array->run->packed + 1;
}

/**
 * ent_json_walk_int:
 * @walk: a walk
 * @value: (out): the next element
 *
 * Steps to the next element, also past one that is no whole number.  As ent_json_get_int() of
 * ent_json_element(), but without making a node.
 *
 * Returns: %FALSE if it is no number, or one with a fraction, or beyond 64 bits, or not there
 */
gboolean
ent_json_walk_int (EntJsonWalk *walk, gint64 *value)
{
  const guint index = walk->index++;

  if (walk->at == NULL)
    return ent_json_get_int (ent_json_element (walk->array, index), value);
  if (index >= ent_json_length (walk->array))
    return FALSE;
  *value = unpack (&walk->at);
  return TRUE;
}
