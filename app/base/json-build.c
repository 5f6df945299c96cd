/* Building trees, and editing them: an edit makes a new node for the place and shares the rest. */
#include "base/json-private.h"

#include <math.h>
#include <string.h>

static EntJson *
new_node (EntJsonType type)
{
  EntJson *node = g_new0 (EntJson, 1);
  node->refs = 1;
  node->type = type;
  return node;
}

/**
 * ent_json_new_null:
 *
 * Returns: (transfer full): null
 */
EntJson *
ent_json_new_null (void)
{
  return new_node (ENT_JSON_NULL);
}

/**
 * ent_json_new_boolean:
 * @value: a truth value
 *
 * Returns: (transfer full): true or false
 */
EntJson *
ent_json_new_boolean (gboolean value)
{
  return new_node (value ? ENT_JSON_TRUE : ENT_JSON_FALSE);
}

/**
 * ent_json_new_string:
 * @value: UTF-8
 *
 * Returns: (transfer full): a string
 */
EntJson *
ent_json_new_string (const char *value)
{
  EntJson *node = new_node (ENT_JSON_STRING);
  node->text = g_strdup (value);
  return node;
}

/**
 * ent_json_new_int:
 * @value: a whole number
 *
 * Returns: (transfer full): a number
 */
EntJson *
ent_json_new_int (gint64 value)
{
  EntJson *node = new_node (ENT_JSON_NUMBER);
  node->text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return node;
}

/**
 * ent_json_new_double:
 * @value: a finite number
 *
 * Returns: (transfer full): a number, in the fewest digits that give @value again
 */
EntJson *
ent_json_new_double (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (isfinite (value), NULL);
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, sizeof text, "%.16g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, sizeof text, "%.17g", value);
  EntJson *node = new_node (ENT_JSON_NUMBER);
  node->text = g_strdup (text);
  return node;
}

/**
 * ent_json_new_array:
 *
 * Returns: (transfer full): an array without elements
 */
EntJson *
ent_json_new_array (void)
{
  return new_node (ENT_JSON_ARRAY);
}

/* A table in one block with a shape of its own; takes the values. */
static EntJsonTable *
new_table (const EntJsonMember *members, guint length)
{
  const guint n_slots = ent_json_n_slots (length);
  const gsize shape_at = sizeof (EntJsonTable) + length * sizeof (EntJson *);
  const gsize keys_at = shape_at + sizeof (EntJsonShape);
  const gsize slots_at = keys_at + length * sizeof (char *);
  const gsize text_at = slots_at + n_slots * sizeof (guint32);
  gsize text_size = 0;
  guint duplicate;

  for (guint i = 0; i < length; i++)
    text_size += strlen (members[i].key) + 1;

  char *block = g_malloc0 (text_at + text_size), *text = block + text_at;
  EntJsonTable *table = (EntJsonTable *)block;
  EntJsonShape *shape = (EntJsonShape *)(block + shape_at);
  shape->length = length;
  shape->keys = (const char **)(block + keys_at);
  for (guint i = 0; i < length; i++)
    {
      table->values[i] = members[i].value;
      shape->keys[i] = text;
      text = g_stpcpy (text, members[i].key) + 1;
    }
  if (n_slots > 0)
    {
      shape->slots = (guint32 *)(block + slots_at);
      shape->slot_mask = n_slots - 1;
      ent_json_fill_slots (shape, &duplicate);
    }
  table->shape = shape;
  return table;
}

/* An object at the place of another, of members whose values it takes. */
static EntJson *
new_object (const EntJson *model, const EntJsonMember *members, guint length)
{
  EntJson *node = new_node (ENT_JSON_OBJECT);
  if (model != NULL)
    {
      node->line = model->line;
      node->column = model->column;
    }
  if (length > 0)
    node->table = new_table (members, length);
  return node;
}

/**
 * ent_json_new_object:
 *
 * Returns: (transfer full): an object without members
 */
EntJson *
ent_json_new_object (void)
{
  return new_object (NULL, NULL, 0);
}

/* Room for so many elements in a list, a new one for none. */
static EntJsonList *
resize_list (EntJsonList *list, gsize size)
{
  EntJsonList *resized = g_realloc (list, sizeof (EntJsonList) + size * sizeof (EntJson *));

  if (list == NULL)
    resized->length = 0;
  return resized;
}

/* Takes array; returns one that no one else holds. */
static EntJson *
own_array (EntJson *array)
{
  if (!array->is_parsed && g_atomic_int_get (&array->refs) == 1)
    return array;

  const guint length = ent_json_length (array);
  EntJson **elements = ent_json_elements (array);
  EntJson *copy = new_node (ENT_JSON_ARRAY);
  copy->line = array->line;
  copy->column = array->column;
  if (length > 0)
    copy->list = resize_list (NULL, length);
  for (guint i = 0; i < length; i++)
    copy->list->elements[copy->list->length++] = ent_json_ref (elements[i]);
  ent_json_unref (array);
  return copy;
}

/**
 * ent_json_with_element:
 * @array: (transfer full): an array
 * @element: (transfer full): a value
 *
 * Constant time on average for an array no one else holds, else linear in its length.
 *
 * Returns: (transfer full): the array with @element at its end
 */
EntJson *
ent_json_with_element (EntJson *array, EntJson *element)
{
  g_return_val_if_fail (ent_json_type (array) == ENT_JSON_ARRAY, NULL);

  EntJson *result = own_array (array);
  /* The size is not stored: the block grows to the next power of two, or from any other length. */
  const guint length = ent_json_length (result);
  if (result != array || (length & (length - 1)) == 0)
    {
      guint size = 4;
      while (size <= length)
        size *= 2;
      result->list = resize_list (result->list, size);
    }
  result->list->elements[result->list->length++] = element;
  return result;
}

/**
 * ent_json_replace_element:
 * @array: (transfer full): an array
 * @index: number of an element
 * @element: (transfer full) (nullable): its new value; %NULL removes the element
 *
 * Returns: (transfer full): the array so changed
 */
EntJson *
ent_json_replace_element (EntJson *array, guint index, EntJson *element)
{
  g_return_val_if_fail (ent_json_type (array) == ENT_JSON_ARRAY && index < ent_json_length (array),
                        NULL);

  EntJson **elements = ent_json_elements (array);
  EntJson *result = new_node (ENT_JSON_ARRAY);
  result->line = array->line;
  result->column = array->column;
  for (guint i = 0; i < ent_json_length (array); i++)
    if (i != index)
      result = ent_json_with_element (result, ent_json_ref (elements[i]));
    else if (element != NULL)
      result = ent_json_with_element (result, element);
  ent_json_unref (array);
  return result;
}

static EntJsonMember
copy_member (const EntJson *object, guint i)
{
  return (EntJsonMember){ object->table->shape->keys[i], ent_json_ref (object->table->values[i]) };
}

/**
 * ent_json_with_member:
 * @object: (transfer full): an object
 * @key: UTF-8
 * @value: (transfer full): a value
 *
 * Linear in the number of members.
 *
 * Returns: (transfer full): the object with @value in the place of the member of that key, or at
 *   its end
 */
EntJson *
ent_json_with_member (EntJson *object, const char *key, EntJson *value)
{
  return ent_json_with_member_at (object, G_MAXUINT, key, value);
}

/**
 * ent_json_with_member_at:
 * @object: (transfer full): an object
 * @position: number the member gets if the key is new; beyond the end is the end
 * @key: UTF-8
 * @value: (transfer full): a value
 *
 * Returns: (transfer full): the object with @value in the place of the member of that key, or at
 *   @position
 */
EntJson *
ent_json_with_member_at (EntJson *object, guint position, const char *key, EntJson *value)
{
  g_return_val_if_fail (ent_json_type (object) == ENT_JSON_OBJECT, NULL);

  const guint found = ent_json_find (object, key);
  const guint length = ent_json_length (object);
  const guint at = found < length ? found : MIN (position, length);
  g_autofree EntJsonMember *members = g_new (EntJsonMember, length + 1);
  guint n = 0;

  for (guint i = 0; i <= length; i++)
    {
      if (i == at)
        members[n++] = (EntJsonMember){ key, value };
      if (i < length && i != found)
        members[n++] = copy_member (object, i);
    }
  EntJson *result = new_object (object, members, n);
  ent_json_unref (object);
  return result;
}

/**
 * ent_json_without_member:
 * @object: (transfer full): an object
 * @key: UTF-8
 *
 * Returns: (transfer full): the object without the member of that key; @object itself if it has
 *   none
 */
EntJson *
ent_json_without_member (EntJson *object, const char *key)
{
  g_return_val_if_fail (ent_json_type (object) == ENT_JSON_OBJECT, NULL);

  const guint found = ent_json_find (object, key);
  const guint length = ent_json_length (object);
  if (found == length)
    return object;

  g_autofree EntJsonMember *members = g_new (EntJsonMember, length);
  guint n = 0;
  for (guint i = 0; i < length; i++)
    if (i != found)
      members[n++] = copy_member (object, i);
  EntJson *result = new_object (object, members, n);
  ent_json_unref (object);
  return result;
}
