#include "base/json-private.h"

#include <string.h>

/* A container without containers in it stands on one line if that is no longer. */
#define MAX_COLUMNS 100
#define INDENT 2

static void
append_string (GString *out, const char *text)
{
  const char *run = text;

  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      static const char letters[] = "\bb\ff\nn\rr\tt\"\"\\\\";
      if ((guint8)*c >= 0x20 && *c != '"' && *c != '\\')
        continue;
      g_string_append_len (out, run, c - run);
      run = c + 1;

      gsize i = 0;
      while (letters[i] != '\0' && letters[i] != *c)
        i += 2;
      if (letters[i] != '\0')
        g_string_append_printf (out, "\\%c", letters[i + 1]);
      else
        g_string_append_printf (out, "\\u%04x", (guint)*c);
    }
  g_string_append (out, run);
  g_string_append_c (out, '"');
}

static void
append_scalar (GString *out, const EntJson *node)
{
  switch ((EntJsonType)node->type)
    {
    case ENT_JSON_NULL:
      g_string_append (out, "null");
      break;
    case ENT_JSON_FALSE:
      g_string_append (out, "false");
      break;
    case ENT_JSON_TRUE:
      g_string_append (out, "true");
      break;
    case ENT_JSON_NUMBER:
      g_string_append (out, node->text);
      break;
    case ENT_JSON_STRING:
      append_string (out, node->text);
      break;
    case ENT_JSON_ARRAY:
    case ENT_JSON_OBJECT:
      g_assert_not_reached ();
    }
}

/* The container on one line, if it holds no container. */
static gboolean
append_flat (GString *out, const EntJson *node)
{
  const gboolean object = node->type == ENT_JSON_OBJECT;

  if (node->is_run)
    {
      g_string_append_c (out, '[');
      ent_json_append_run (out, node, ", ");
      g_string_append_c (out, ']');
      return TRUE;
    }
  for (guint i = 0; i < ent_json_length (node); i++)
    if (ent_json_type (ent_json_element (node, i)) >= ENT_JSON_ARRAY)
      return FALSE;

  g_string_append (out, object ? "{" : "[");
  for (guint i = 0; i < ent_json_length (node); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (i > 0 || object)
        g_string_append_c (out, ' ');
      if (object)
        {
          append_string (out, ent_json_key (node, i));
          g_string_append (out, ": ");
        }
      append_scalar (out, ent_json_element (node, i));
    }
  if (object && ent_json_length (node) > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, object ? "}" : "]");
  return TRUE;
}

static gboolean
only_numbers (const EntJson *node)
{
  if (node->type != ENT_JSON_ARRAY)
    return FALSE;
  if (node->is_run)
    return TRUE;
  for (guint i = 0; i < ent_json_length (node); i++)
    if (ent_json_element (node, i)->type != ENT_JSON_NUMBER)
      return FALSE;
  return TRUE;
}

static void
append_line (GString *out, guint indent)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < indent; i++)
    g_string_append_c (out, ' ');
}

/* line_start: offset in out of the line the value begins on. */
static void
append_value (GString *out, const EntJson *node, guint indent, gsize line_start)
{
  const gsize begin = out->len;
  const gboolean object = node->type == ENT_JSON_OBJECT;

  if (node->type < ENT_JSON_ARRAY)
    {
      append_scalar (out, node);
      return;
    }
  if (append_flat (out, node))
    {
      if (only_numbers (node)
          || g_utf8_strlen (out->str + line_start, (gssize)(out->len - line_start)) <= MAX_COLUMNS)
        return;
      g_string_truncate (out, begin);
    }

  g_string_append_c (out, object ? '{' : '[');
  for (guint i = 0; i < ent_json_length (node); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      const gsize line = out->len + 1;
      append_line (out, indent + INDENT);
      if (object)
        {
          append_string (out, ent_json_key (node, i));
          g_string_append (out, ": ");
        }
      append_value (out, ent_json_element (node, i), indent + INDENT, line);
    }
  append_line (out, indent);
  g_string_append_c (out, object ? '}' : ']');
}

/**
 * ent_json_write:
 * @node: a node
 * @length: (out) (optional): bytes
 *
 * Writes a tree in the one form a dossier file has: indented by two spaces; a container that holds
 * no container on one line if that stays within 100 columns (code points), a list of numbers
 * always; numbers as they were spelled, text as UTF-8 with only the escapes JSON requires; one
 * newline at the end.
 *
 * Returns: (transfer full): UTF-8
 */
char *
ent_json_write (const EntJson *node, gsize *length)
{
  GString *out = g_string_new (NULL);
  append_value (out, node, 0, 0);
  g_string_append_c (out, '\n');
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}

static void
append_compact (GString *out, const EntJson *node)
{
  if (node->type < ENT_JSON_ARRAY)
    {
      append_scalar (out, node);
      return;
    }

  const gboolean object = node->type == ENT_JSON_OBJECT;
  g_string_append_c (out, object ? '{' : '[');
  if (node->is_run)
    ent_json_append_run (out, node, ",");
  for (guint i = 0; i < ent_json_length (node) && !node->is_run; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (object)
        {
          append_string (out, ent_json_key (node, i));
          g_string_append_c (out, ':');
        }
      append_compact (out, ent_json_element (node, i));
    }
  g_string_append_c (out, object ? '}' : ']');
}

/**
 * ent_json_write_compact:
 * @node: a node
 *
 * Returns: (transfer full): the tree as UTF-8 without any space between its parts, on one line
 */
char *
ent_json_write_compact (const EntJson *node)
{
  GString *out = g_string_new (NULL);
  append_compact (out, node);
  return g_string_free (out, FALSE);
}
