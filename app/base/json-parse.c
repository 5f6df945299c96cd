#include "base/json-parse-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
count_position (const char *start, const char *at, guint *line, guint *column)
{
  *line = 1;
  *column = 1;
  for (const char *c = start; c < at; c++)
    if (*c == '\n')
      {
        (*line)++;
        *column = 1;
      }
    else if (((guint8)*c & 0xc0) != 0x80)
      (*column)++;
}

/**
 * ent_json_fail:
 * @parser: the parser
 * @at: where in the text
 * @code: what kind of error
 * @format: what was found and expected, as of printf()
 * @...: its arguments
 *
 * Sets the error, with line and column.
 *
 * Returns: %FALSE
 */
gboolean
ent_json_fail (EntJsonParser *parser, const char *at, EntBaseError code, const char *format, ...)
{
  guint line, column;
  va_list args;

  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);

  count_position (parser->start, at, &line, &column);
  g_set_error (
      parser->error, ENT_BASE_ERROR, code, _ ("line %u, column %u: %s"), line, column, what);
  return FALSE;
}

/**
 * ent_json_describe:
 * @parser: the parser
 * @at: where in the text
 *
 * Returns: (transfer full): what is there, for messages
 */
char *
ent_json_describe (const EntJsonParser *parser, const char *at)
{
  if (at >= parser->end)
    return g_strdup (_ ("the end of the text"));
  const gunichar c = g_utf8_get_char (at);
  if (!g_unichar_isgraph (c))
    return g_strdup_printf ("U+%04X", c);

  char utf8[7];
  utf8[g_unichar_to_utf8 (c, utf8)] = '\0';
  return g_strdup_printf (_ ("“%s”"), utf8);
}

/**
 * ent_json_unexpected:
 * @parser: the parser
 * @expected: what should be where the parser is
 *
 * Sets the error.
 *
 * Returns: %FALSE
 */
gboolean
ent_json_unexpected (EntJsonParser *parser, const char *expected)
{
  g_autofree char *found = ent_json_describe (parser, parser->at);
  return ent_json_fail (
      parser, parser->at, ENT_BASE_ERROR_SYNTAX, _ ("found %s, expected %s"), found, expected);
}

static void
skip_space (EntJsonParser *parser)
{
  const char *at = parser->at;
  for (; at < parser->end; at++)
    if (*at == '\n')
      {
        parser->line++;
        parser->column = 1;
        parser->mark = at + 1;
      }
    else if (*at != ' ' && *at != '\t' && *at != '\r')
      break;
  parser->at = at;
}

static EntJson *
new_node (EntJsonParser *parser, EntJsonType type)
{
  EntJson *node = ent_json_arena_alloc (parser->arena, sizeof (EntJson));
  guint column = parser->column;

  for (const char *c = parser->mark; c < parser->at; c++)
    column += ((guint8)*c & 0xc0) != 0x80;
  parser->column = column;
  parser->mark = parser->at;

  *node
      = (EntJson){ .arena = parser->arena, .line = parser->line, .type = type, .is_parsed = TRUE };
  node->column = MIN (column, ENT_JSON_MAX_COLUMN);
  return node;
}

static void
grow_keys (EntJsonParser *parser)
{
  const guint old_size = parser->keys_size;
  g_autofree EntJsonKey *old = parser->keys;

  parser->keys_size = old_size > 0 ? 2 * old_size : 256;
  parser->keys = g_new0 (EntJsonKey, parser->keys_size);
  for (guint i = 0; i < old_size; i++)
    if (old[i].text != NULL)
      {
        guint slot = old[i].hash & (parser->keys_size - 1);
        while (parser->keys[slot].text != NULL)
          slot = (slot + 1) & (parser->keys_size - 1);
        parser->keys[slot] = old[i];
      }
}

static const char *
intern (EntJsonParser *parser, const char *at, gsize length, gboolean copied)
{
  if (2 * parser->n_keys >= parser->keys_size)
    grow_keys (parser);

  const guint32 hash = ent_json_hash (at, length);
  guint slot = hash & (parser->keys_size - 1);
  for (; parser->keys[slot].text != NULL; slot = (slot + 1) & (parser->keys_size - 1))
    if (parser->keys[slot].hash == hash && strncmp (parser->keys[slot].text, at, length) == 0
        && parser->keys[slot].text[length] == '\0')
      return parser->keys[slot].text;

  const char *text = copied ? at : ent_json_copy_string (parser, at, at + length, FALSE);
  parser->keys[slot] = (EntJsonKey){ text, hash };
  parser->n_keys++;
  return text;
}

/* A key and its colon, then the place of its value. */
static gboolean
read_key (EntJsonParser *parser)
{
  const char *close;
  gboolean escapes;
  EntJsonPending pending = { .at = parser->at };

  if (parser->at >= parser->end || *parser->at != '"')
    return ent_json_unexpected (parser, _ ("a key in double quotes"));
  if (!ent_json_scan_string (parser, &close, &escapes))
    return FALSE;

  const char *text = parser->at + 1;
  gsize length = (gsize)(close - text);
  if (escapes)
    {
      text = ent_json_copy_string (parser, text, close, TRUE);
      length = strlen (text);
    }
  pending.key = intern (parser, text, length, escapes);
  parser->at = close + 1;
  g_array_append_val (parser->pending, pending);

  skip_space (parser);
  if (parser->at >= parser->end || *parser->at != ':')
    return ent_json_unexpected (parser, _ ("a colon after the key"));
  parser->at++;
  return TRUE;
}

static gboolean
read_string (EntJsonParser *parser, EntJson **node)
{
  const char *close;
  gboolean escapes;

  if (!ent_json_scan_string (parser, &close, &escapes))
    return FALSE;
  *node = new_node (parser, ENT_JSON_STRING);
  (*node)->text = ent_json_copy_string (parser, parser->at + 1, close, escapes);
  parser->at = close + 1;
  return TRUE;
}

static gboolean
read_number (EntJsonParser *parser, EntJson **node)
{
  const char *end, *text;

  if (!ent_json_scan_number (parser, &end, &text))
    return FALSE;
  *node = new_node (parser, ENT_JSON_NUMBER);
  (*node)->text = text;
  parser->at = end;
  return TRUE;
}

static gboolean
read_word (EntJsonParser *parser, const char *word, EntJsonType type, EntJson **node)
{
  const gsize length = strlen (word);
  if ((gsize)(parser->end - parser->at) < length || memcmp (parser->at, word, length) != 0)
    return ent_json_unexpected (parser, _ ("a value"));
  *node = new_node (parser, type);
  parser->at += length;
  return TRUE;
}

/* A list of whole numbers at once, if it is one. */
static gboolean
read_run (EntJsonParser *parser, EntJson **node)
{
  guint length = 0;

  if (parser->depth == ENT_JSON_MAX_DEPTH)
    return FALSE;
  g_byte_array_set_size (parser->packed, 0);
  const char *close = ent_json_scan_run (parser->at + 1, parser->end, parser->packed, &length);
  if (close == NULL)
    return FALSE;
  guint8 *packed = (guint8 *)ent_json_arena_text (parser->arena, parser->packed->len);
  memcpy (packed, parser->packed->data, parser->packed->len);
  *node = new_node (parser, ENT_JSON_ARRAY);
  (*node)->is_run = TRUE;
  (*node)->run = ent_json_arena_alloc (parser->arena, sizeof (EntJsonRun));
  *(*node)->run = (EntJsonRun){ packed, NULL, length };
  parser->at = close + 1;
  return TRUE;
}

static gboolean
open_container (EntJsonParser *parser, EntJsonType type)
{
  if (parser->depth == ENT_JSON_MAX_DEPTH)
    return ent_json_fail (
        parser,
        parser->at,
        ENT_BASE_ERROR_LIMIT,
        _ ("found more than %d levels of lists and objects in each other, expected at "
           "most %d"),
        ENT_JSON_MAX_DEPTH,
        ENT_JSON_MAX_DEPTH);
  parser->frames[parser->depth++] = (EntJsonFrame){ new_node (parser, type), parser->pending->len };
  parser->at++;
  return TRUE;
}

static gboolean
fail_duplicate (EntJsonParser *parser, const EntJsonPending *again)
{
  return ent_json_fail (
      parser,
      again->at,
      ENT_BASE_ERROR_SYNTAX,
      _ ("found the key “%.80s” a second time in its object, expected every key once"),
      again->key);
}

/* Keys are interned: the same text is the same pointer. */
static guint
hash_shape (gconstpointer data)
{
  const EntJsonShape *shape = data;
  guint hash = shape->length;

  for (guint i = 0; i < shape->length; i++)
    hash = hash * 31 + GPOINTER_TO_UINT (shape->keys[i]) / 4;
  return hash;
}

static gboolean
is_same_shape (gconstpointer a, gconstpointer b)
{
  const EntJsonShape *p = a, *q = b;

  return p->length == q->length
         && memcmp (p->keys, q->keys, p->length * sizeof (const char *)) == 0;
}

/* A shape of its own for keys that no object has had before. */
static EntJsonShape *
new_shape (EntJsonParser *parser, const EntJsonShape *model, const EntJsonPending *pending)
{
  const guint n = model->length, n_slots = ent_json_n_slots (n);
  EntJsonShape *shape = ent_json_arena_alloc (parser->arena, sizeof (EntJsonShape));
  guint duplicate;

  *shape = (EntJsonShape){ .length = n };
  shape->keys = ent_json_arena_alloc (parser->arena, n * sizeof (const char *));
  memcpy (shape->keys, model->keys, n * sizeof (const char *));
  if (n_slots > 0)
    {
      shape->slots = ent_json_arena_alloc (parser->arena, n_slots * sizeof (guint32));
      memset (shape->slots, 0, n_slots * sizeof (guint32));
      shape->slot_mask = n_slots - 1;
      if (!ent_json_fill_slots (shape, &duplicate))
        {
          fail_duplicate (parser, &pending[duplicate]);
          return NULL;
        }
    }
  else
    for (guint i = 1; i < n; i++)
      for (guint k = 0; k < i; k++)
        if (pending[i].key == pending[k].key)
          {
            fail_duplicate (parser, &pending[i]);
            return NULL;
          }
  g_hash_table_add (parser->shapes, shape);
  return shape;
}

static gboolean
close_object (EntJsonParser *parser, EntJson *node, const EntJsonPending *pending, guint n)
{
  EntJsonTable *table
      = ent_json_arena_alloc (parser->arena, sizeof (EntJsonTable) + n * sizeof (EntJson *));

  g_ptr_array_set_size (parser->shape_keys, (int)n);
  for (guint i = 0; i < n; i++)
    {
      parser->shape_keys->pdata[i] = (gpointer)pending[i].key;
      table->values[i] = pending[i].value;
    }
  const EntJsonShape model
      = { .length = n, .keys = (const char **)(gpointer)parser->shape_keys->pdata };
  table->shape = g_hash_table_lookup (parser->shapes, &model);
  if (table->shape == NULL)
    table->shape = new_shape (parser, &model, pending);
  node->table = table;
  return table->shape != NULL;
}

/* At the closing bracket: the pending values become the members of the container. */
static gboolean
close_container (EntJsonParser *parser, EntJson **closed)
{
  const EntJsonFrame *frame = &parser->frames[--parser->depth];
  const guint n = parser->pending->len - frame->first;
  const EntJsonPending *pending
      = (const EntJsonPending *)(gpointer)parser->pending->data + frame->first;
  EntJson *node = frame->node;

  if (node->type == ENT_JSON_OBJECT)
    {
      if (n > 0 && !close_object (parser, node, pending, n))
        return FALSE;
    }
  else if (n > 0)
    {
      node->list
          = ent_json_arena_alloc (parser->arena, sizeof (EntJsonList) + n * sizeof (EntJson *));
      node->list->length = n;
      for (guint i = 0; i < n; i++)
        node->list->elements[i] = pending[i].value;
    }
  g_array_set_size (parser->pending, frame->first);
  parser->at++;
  *closed = node;
  return TRUE;
}

/* A scalar, or the opening of a container, which leaves *node NULL. */
static gboolean
read_value (EntJsonParser *parser, EntJson **node)
{
  *node = NULL;
  if (parser->at >= parser->end)
    return ent_json_unexpected (parser, _ ("a value"));
  switch (*parser->at)
    {
    case '{':
      return open_container (parser, ENT_JSON_OBJECT);
    case '[':
      return read_run (parser, node) || open_container (parser, ENT_JSON_ARRAY);
    case '"':
      return read_string (parser, node);
    case 't':
      return read_word (parser, "true", ENT_JSON_TRUE, node);
    case 'f':
      return read_word (parser, "false", ENT_JSON_FALSE, node);
    case 'n':
      return read_word (parser, "null", ENT_JSON_NULL, node);
    default:
      if (*parser->at == '-' || g_ascii_isdigit (*parser->at))
        return read_number (parser, node);
      return ent_json_unexpected (parser, _ ("a value"));
    }
}

static char
closing_bracket (const EntJsonParser *parser)
{
  return parser->frames[parser->depth - 1].node->type == ENT_JSON_OBJECT ? '}' : ']';
}

/* After an opening bracket: the first key, or the end of an empty container. */
static gboolean
begin_container (EntJsonParser *parser, EntJson **closed)
{
  const char bracket = closing_bracket (parser);

  *closed = NULL;
  skip_space (parser);
  if (parser->at < parser->end && *parser->at == bracket)
    return close_container (parser, closed);
  return bracket == ']' || read_key (parser);
}

/* After a value in a container: a comma (and a key), or one closing bracket. */
static gboolean
end_value (EntJsonParser *parser, EntJson *value, EntJson **closed)
{
  const char bracket = closing_bracket (parser);

  *closed = NULL;
  if (bracket == '}')
    g_array_index (parser->pending, EntJsonPending, parser->pending->len - 1).value = value;
  else
    {
      const EntJsonPending pending = { .value = value };
      g_array_append_val (parser->pending, pending);
    }

  skip_space (parser);
  if (parser->at < parser->end && *parser->at == bracket)
    return close_container (parser, closed);
  if (parser->at >= parser->end || *parser->at != ',')
    return ent_json_unexpected (parser,
                                bracket == '}' ? _ ("a comma or the end of the object")
                                               : _ ("a comma or the end of the list"));
  parser->at++;
  skip_space (parser);
  return bracket == ']' || read_key (parser);
}

/* One value and nothing but space after it; no recursion, so that depth costs no stack. */
static EntJson *
read_text (EntJsonParser *parser)
{
  EntJson *value;

  do
    {
      skip_space (parser);
      if (!read_value (parser, &value))
        return NULL;
      if (value == NULL && !begin_container (parser, &value))
        return NULL;
      while (value != NULL && parser->depth > 0)
        if (!end_value (parser, value, &value))
          return NULL;
    }
  while (value == NULL);

  skip_space (parser);
  if (parser->at < parser->end)
    {
      ent_json_unexpected (parser, _ ("nothing after the end of the value"));
      return NULL;
    }
  return value;
}

static gboolean
check_encoding (EntJsonParser *parser)
{
  const char *bad;

  if (g_utf8_validate_len (parser->at, (gsize)(parser->end - parser->at), &bad))
    return TRUE;
  return ent_json_fail (parser,
                        bad,
                        ENT_BASE_ERROR_ENCODING,
                        *bad == '\0'
                            ? _ ("found the byte 0x%02X at offset %zu, expected no NUL character")
                            : _ ("found the byte 0x%02X at offset %zu, expected UTF-8"),
                        (guint)(guint8)*bad,
                        (gsize)(bad - parser->start));
}

/**
 * ent_json_parse:
 * @text: @length bytes; a byte order mark before them is skipped (RFC 8259, 8.1, allows that)
 * @length: at most %ENT_JSON_MAX_BYTES
 * @error: %ENT_BASE_ERROR_SYNTAX, %ENT_BASE_ERROR_ENCODING or %ENT_BASE_ERROR_LIMIT, with line,
 * column, what was found and what was expected
 *
 * Reads one strict JSON value: UTF-8 without NUL, no key twice in an object, no number beyond 64
 * bits (whole numbers) or beyond what a double holds (others), nothing after it.
 *
 * Linear in @length, about 100 MB a second; all nodes are in one block of memory that lives until
 * the last reference to any of them is gone.
 *
 * Source: RFC 8259.
 *
 * Returns: (transfer full): the value; %NULL with @error set
 */
EntJson *
ent_json_parse (const char *text, gsize length, GError **error)
{
  if (length > ENT_JSON_MAX_BYTES)
    {
      g_set_error (error,
                   ENT_BASE_ERROR,
                   ENT_BASE_ERROR_LIMIT,
                   _ ("found %zu bytes, expected at most %u"),
                   length,
                   ENT_JSON_MAX_BYTES);
      return NULL;
    }

  EntJsonParser parser
      = { .start = text, .at = text, .end = text + length, .line = 1, .column = 1 };
  parser.error = error;
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    parser.at = text + 3;
  parser.mark = parser.at;
  if (!check_encoding (&parser))
    return NULL;

  parser.arena = ent_json_arena_new ();
  parser.pending = g_array_new (FALSE, FALSE, sizeof (EntJsonPending));
  parser.packed = g_byte_array_new ();
  parser.shapes = g_hash_table_new (hash_shape, is_same_shape);
  parser.shape_keys = g_ptr_array_new ();
  EntJson *root = read_text (&parser);
  g_hash_table_unref (parser.shapes);
  g_ptr_array_unref (parser.shape_keys);
  g_byte_array_unref (parser.packed);
  g_array_unref (parser.pending);
  g_free (parser.keys);
  if (root == NULL)
    ent_json_arena_unref (parser.arena);
  return root;
}
