/* Lists of whole numbers, kept as they are spelled.  Nodes of their numbers take five times as much
 * and are hardly ever asked for: they are made when they are. */
#include "base/json-parse-private.h"

#include <string.h>

/* Shorter lists, coordinates as a rule, are asked for number by number. */
#define MIN_LENGTH 4
/* More digits may not fit 64 bits. */
#define MAX_DIGITS 18

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
    at++;
  return at;
}

/* What follows a whole number that surely fits; NULL if there is none. */
static const char *
skip_number (const char *at, const char *end)
{
  if (at < end && *at == '-')
    at++;
  const char *digits = at;
  while (at < end && g_ascii_isdigit (*at))
    at++;
  if (at == digits || at - digits > MAX_DIGITS || (*digits == '0' && at - digits > 1))
    return NULL;
  return at;
}

/**
 * ent_json_scan_run:
 * @at: what follows the opening bracket of a list
 * @end: of the text
 * @length: (out): number of elements
 *
 * Returns: (nullable): the closing bracket, if the list is a sound one of nothing but whole numbers
 *   and long enough to be kept as a run; %NULL to read it as any other
 */
const char *
ent_json_scan_run (const char *at, const char *end, guint *length)
{
  for (*length = 1;; ++*length)
    {
      at = skip_number (skip_space (at, end), end);
      if (at == NULL)
        return NULL;
      at = skip_space (at, end);
      if (at < end && *at == ']')
        return *length >= MIN_LENGTH ? at : NULL;
      if (at >= end || *at != ',')
        return NULL;
      at++;
    }
}

/* The nodes of a run, in one block with their pointers and spellings. */
static EntJson **
expand (const EntJson *array)
{
  const gsize n_bytes = strlen (array->run->spelled) + 1;
  const gsize nodes_at = array->length * sizeof (EntJson *);
  const gsize text_at = nodes_at + array->length * sizeof (EntJson);
  char *block = g_malloc (text_at + n_bytes);
  EntJson **elements = (EntJson **)(gpointer)block;
  EntJson *nodes = (EntJson *)(gpointer)(block + nodes_at);
  guint line = array->line, column = array->column + 1, n = 0;
  gboolean within = FALSE;

  memcpy (block + text_at, array->run->spelled, n_bytes);
  for (char *c = block + text_at; *c != '\0'; c++)
    {
      const char read = *c;
      const gboolean spells = read == '-' || g_ascii_isdigit (read);

      if (spells && !within)
        {
          nodes[n] = (EntJson){ .arena = array->arena, .line = line, .type = ENT_JSON_NUMBER };
          nodes[n].column = MIN (column, ENT_JSON_MAX_COLUMN);
          nodes[n].text = c;
          elements[n] = &nodes[n];
          n++;
        }
      else if (!spells)
        *c = '\0';
      within = spells;
      line += read == '\n';
      column = read == '\n' ? 1 : column + 1;
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
    return array->elements;

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
    walk->at = array->run->spelled;
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
  const char *at = walk->at;
  gint64 number = 0;
  gboolean negative;

  if (at == NULL)
    return ent_json_get_int (ent_json_element (walk->array, walk->index++), value);
  while (*at != '\0' && *at != '-' && !g_ascii_isdigit (*at))
    at++;
  if (*at == '\0')
    return FALSE;
  negative = *at == '-';
  for (at += negative; g_ascii_isdigit (*at); at++)
    number = 10 * number + (*at - '0');
  *value = negative ? -number : number;
  walk->at = at;
  return TRUE;
}
