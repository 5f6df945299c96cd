/* A patch is a list of steps [path, at, n, by]: in the array or object that the path of child
 * numbers leads to from the root, the n children from number at on are replaced by the children of
 * by, an array or object as well.  A step whose path is null replaces the root itself.  The steps
 * are made one after another.
 *
 * Trees share what they have in common, so what is the same node is the same value: a difference is
 * found in the time it takes to walk the edited path, whatever the size of the tree. */
#include "base/json-patch.h"

#include <glib/gi18n-lib.h>

#include "base/errors.h"

static gboolean
is_container (const EntJson *node)
{
  return ent_json_type (node) == ENT_JSON_ARRAY || ent_json_type (node) == ENT_JSON_OBJECT;
}

/* Of containers that are not the same node nothing is said: FALSE. */
static gboolean
is_same (const EntJson *a, const EntJson *b)
{
  const char *x, *y;

  if (a == b)
    return TRUE;
  if (ent_json_type (a) != ent_json_type (b) || is_container (a))
    return FALSE;
  if (ent_json_type (a) == ENT_JSON_NUMBER)
    return g_str_equal (ent_json_number_text (a), ent_json_number_text (b));
  if (ent_json_get_string (a, &x) && ent_json_get_string (b, &y))
    return g_str_equal (x, y);
  return TRUE;
}

static gboolean
has_same_key (const EntJson *a, guint i, const EntJson *b, guint j)
{
  return ent_json_type (a) == ENT_JSON_ARRAY
         || g_str_equal (ent_json_key (a, i), ent_json_key (b, j));
}

static gboolean
is_same_child (const EntJson *a, guint i, const EntJson *b, guint j)
{
  return has_same_key (a, i, b, j) && is_same (ent_json_element (a, i), ent_json_element (b, j));
}

static EntJson *
with_child (EntJson *container, const EntJson *from, guint i)
{
  EntJson *child = ent_json_ref (ent_json_element (from, i));

  return ent_json_type (from) == ENT_JSON_ARRAY
             ? ent_json_with_element (container, child)
             : ent_json_with_member (container, ent_json_key (from, i), child);
}

static EntJson *
new_like (const EntJson *model)
{
  return ent_json_type (model) == ENT_JSON_ARRAY ? ent_json_new_array () : ent_json_new_object ();
}

static EntJson *
new_step (EntJson *path, guint at, guint n, EntJson *by)
{
  EntJson *step = ent_json_with_element (ent_json_new_array (), path);

  step = ent_json_with_element (step, ent_json_new_int (at));
  step = ent_json_with_element (step, ent_json_new_int (n));
  return ent_json_with_element (step, by);
}

static EntJson *
new_path (const GArray *path)
{
  EntJson *json = ent_json_new_array ();

  for (guint i = 0; i < path->len; i++)
    json = ent_json_with_element (json, ent_json_new_int (g_array_index (path, guint, i)));
  return json;
}

/* The step that replaces @n children from @at on by @m of the other. */
static EntJson *
splice (EntJson *patch, const GArray *path, const EntJson *after, guint at, guint n, guint m)
{
  EntJson *by = new_like (after);

  for (guint i = 0; i < m; i++)
    by = with_child (by, after, at + i);
  return ent_json_with_element (patch, new_step (new_path (path), at, n, by));
}

/* Two containers of the same type.  Recursion is as deep as JSON may be nested. */
static EntJson *
compare (EntJson *patch, GArray *path, const EntJson *before, const EntJson *after)
{
  const guint n = ent_json_length (before), m = ent_json_length (after);
  guint start = 0, end = 0;
  gboolean paired = n == m;

  while (start < MIN (n, m) && is_same_child (before, start, after, start))
    start++;
  while (end < MIN (n, m) - start && is_same_child (before, n - 1 - end, after, m - 1 - end))
    end++;
  for (guint i = start; i < n - end && paired; i++)
    paired = has_same_key (before, i, after, i);
  if (!paired)
    return splice (patch, path, after, start, n - start - end, m - start - end);

  for (guint i = start; i < n - end; i++)
    {
      const EntJson *a = ent_json_element (before, i), *b = ent_json_element (after, i);

      if (is_same (a, b))
        continue;
      if (is_container (a) && ent_json_type (a) == ent_json_type (b))
        {
          g_array_append_val (path, i);
          patch = compare (patch, path, a, b);
          g_array_set_size (path, path->len - 1);
        }
      else
        patch = splice (patch, path, after, i, 1, 1);
    }
  return patch;
}

/**
 * ent_json_diff:
 * @before: a tree
 * @after: another, which may share nodes with it
 *
 * Finds what changed.  The less the two share, the more the patch says; it always says enough.
 *
 * Returns: (transfer full): the patch, for ent_json_patch(); an empty array if nothing changed
 */
EntJson *
ent_json_diff (EntJson *before, EntJson *after)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));

  if (is_same (before, after))
    return ent_json_new_array ();
  if (is_container (before) && ent_json_type (before) == ent_json_type (after))
    return compare (ent_json_new_array (), path, before, after);
  return ent_json_with_element (ent_json_new_array (),
                                new_step (ent_json_new_null (), 0, 0, ent_json_ref (after)));
}

typedef struct
{
  EntJson *path, *by;
  guint at, n;
} Step;

static gboolean
get_count (const EntJson *node, guint *value)
{
  gint64 number;

  if (!ent_json_get_int (node, &number) || number < 0 || number > G_MAXINT)
    return FALSE;
  *value = (guint)number;
  return TRUE;
}

static gboolean
read_step (const EntJson *json, Step *step)
{
  if (ent_json_type (json) != ENT_JSON_ARRAY || ent_json_length (json) != 4)
    return FALSE;
  step->path = ent_json_element (json, 0);
  step->by = ent_json_element (json, 3);
  return (ent_json_type (step->path) == ENT_JSON_NULL
          || ent_json_type (step->path) == ENT_JSON_ARRAY)
         && get_count (ent_json_element (json, 1), &step->at)
         && get_count (ent_json_element (json, 2), &step->n);
}

/* The container with the children of the step; NULL when the step does not fit it. */
static EntJson *
make_splice (const EntJson *node, const Step *step)
{
  const guint length = ent_json_length (node);

  if (!is_container (node) || ent_json_type (step->by) != ent_json_type (node) || step->at > length
      || step->n > length - step->at)
    return NULL;

  EntJson *made = new_like (node);
  for (guint i = 0; i < step->at; i++)
    made = with_child (made, node, i);
  for (guint i = 0; i < ent_json_length (step->by); i++)
    made = with_child (made, step->by, i);
  for (guint i = step->at + step->n; i < length; i++)
    made = with_child (made, node, i);
  return made;
}

/* The node with the step made at the rest of its path; NULL when it does not fit. */
static EntJson *
make_step (const EntJson *node, const Step *step, guint depth)
{
  guint i;

  if (depth == ent_json_length (step->path))
    return make_splice (node, step);
  if (!is_container (node) || !get_count (ent_json_element (step->path, depth), &i)
      || i >= ent_json_length (node))
    return NULL;

  EntJson *child = make_step (ent_json_element (node, i), step, depth + 1);
  if (child == NULL)
    return NULL;
  EntJson *copy = ent_json_ref ((EntJson *)node);
  return ent_json_type (node) == ENT_JSON_ARRAY
             ? ent_json_replace_element (copy, i, child)
             : ent_json_with_member (copy, ent_json_key (node, i), child);
}

/**
 * ent_json_patch:
 * @before: the tree that ent_json_diff() started from, or one of the same content
 * @patch: what it found
 * @error: %ENT_BASE_ERROR_SYNTAX if the patch does not fit the tree
 *
 * Makes the change again; the new tree shares with the old one all that did not change.
 *
 * Returns: (transfer full): the new tree; %NULL with @error set
 */
EntJson *
ent_json_patch (EntJson *before, const EntJson *patch, GError **error)
{
  g_autoptr (EntJson) tree = ent_json_ref (before);
  gboolean fits = ent_json_type (patch) == ENT_JSON_ARRAY;

  for (guint i = 0; fits && i < ent_json_length (patch); i++)
    {
      EntJson *next = NULL;
      Step step;

      fits = read_step (ent_json_element (patch, i), &step);
      if (fits && ent_json_type (step.path) == ENT_JSON_NULL)
        next = ent_json_ref (step.by);
      else if (fits)
        next = make_step (tree, &step, 0);
      fits = next != NULL;
      if (fits)
        {
          ent_json_unref (tree);
          tree = next;
        }
    }
  if (fits)
    return g_steal_pointer (&tree);
  g_set_error (error,
               ENT_BASE_ERROR,
               ENT_BASE_ERROR_SYNTAX,
               _ ("a recorded change does not fit what it was made to"));
  return NULL;
}
