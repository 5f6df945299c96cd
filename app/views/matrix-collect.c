/* What a matrix consists of: who stands at its side, what at its top, and what their cells hold. */
#include "views/matrix-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
free_head (gpointer data)
{
  EntMatrixHead *head = data;
  g_free (head->label);
  g_free (head);
}

static void
clear_cell (EntMatrixCell *cell)
{
  g_clear_pointer (&cell->things, g_ptr_array_unref);
  g_clear_pointer (&cell->passages, g_ptr_array_unref);
  g_clear_pointer (&cell->words, g_free);
}

static void
free_cells (EntMatrix *matrix)
{
  guint n = matrix->cells != NULL ? matrix->rows->len * matrix->columns->len : 0;
  for (guint i = 0; i < n; i++)
    clear_cell (&matrix->cells[i]);
  g_clear_pointer (&matrix->cells, g_free);
}

/**
 * ent_matrix_free:
 * @matrix: (transfer full): a matrix
 */
void
ent_matrix_free (EntMatrix *matrix)
{
  free_cells (matrix);
  g_ptr_array_unref (matrix->rows);
  g_ptr_array_unref (matrix->columns);
  g_free (matrix);
}

static void
add_head (GPtrArray *heads, const EntThing *thing, const char *id, const char *label)
{
  EntMatrixHead *head = g_new0 (EntMatrixHead, 1);
  head->thing = thing;
  head->id = thing != NULL ? thing->id : id;
  head->label = g_strdup (label);
  g_ptr_array_add (heads, head);
}

static void
add_things (const EntMatrix *matrix, GPtrArray *heads, const GPtrArray *things)
{
  for (guint i = 0; i < things->len; i++)
    {
      const EntThing *thing = things->pdata[i];
      if (thing->kind == ENT_THING_ACTOR && !ent_request_admits (matrix->request, thing))
        continue;
      gboolean concept
          = thing->kind == ENT_THING_ACTOR && ((const EntActor *)thing)->kind == ENT_ACTOR_CONCEPT;
      /* Concepts have a side of their own; with the others they would be rows without a cell. */
      if (concept != (heads == matrix->columns && matrix->kind == ENT_MATRIX_CONCEPTS))
        continue;
      g_autofree char *title = ent_request_titles (matrix->request, thing);
      add_head (heads, thing, NULL, title);
    }
}

static void
add_tags (EntMatrix *matrix)
{
  const EntDossier *dossier = matrix->request->dossier;
  const GPtrArray *passages = ent_dossier_passages (dossier);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const EntFilter *filters[]
      = { matrix->request->filter,
          matrix->request->view != NULL ? matrix->request->view->filter : NULL };
  for (guint i = 0; i < passages->len; i++)
    for (const char **tag = ((const EntPassage *)passages->pdata[i])->tags; *tag != NULL; tag++)
      {
        g_autofree char *key = g_strconcat ("tag:", *tag, NULL);
        gboolean hidden = FALSE;
        for (guint k = 0; k < G_N_ELEMENTS (filters); k++)
          hidden |= filters[k] != NULL && g_hash_table_contains (filters[k]->hidden, key);
        if (!hidden && g_hash_table_add (seen, (gpointer)*tag))
          add_head (matrix->columns,
                    NULL,
                    *tag,
                    ent_dossier_tag_name (dossier, *tag, matrix->request->lang));
      }
}

static gboolean
has_attribute (const GPtrArray *actors, const char *key)
{
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = actors->pdata[i];
      for (guint k = 0; k < actor->n_attributes; k++)
        if (g_str_equal (actor->attributes[k].key, key))
          return TRUE;
    }
  return FALSE;
}

static gboolean
add_keys (EntMatrix *matrix, EntJson *list, GError **error)
{
  const GPtrArray *actors = ent_dossier_actors (matrix->request->dossier);
  for (guint i = 0; i < ent_json_length (list); i++)
    {
      const char *key = NULL;
      if (!ent_json_get_string (ent_json_element (list, i), &key) || !has_attribute (actors, key))
        return ent_option_error (error,
                                 "columns",
                                 ent_json_element (list, i),
                                 _ ("the key of an attribute that some actor has"));
      add_head (matrix->columns, NULL, key, key);
    }
  return TRUE;
}

static const EntComparison *
find_comparison (const EntMatrix *matrix, GError **error)
{
  EntJson *node = ent_request_option (matrix->request, "comparison");
  const char *id = NULL;
  const GPtrArray *all = ent_dossier_comparisons (matrix->request->dossier);
  if (node == NULL && all->len > 0)
    return all->pdata[0];
  if (ent_json_get_string (node, &id))
    {
      const EntThing *thing = ent_dossier_find (matrix->request->dossier, id);
      if (thing != NULL && thing->kind == ENT_THING_COMPARISON)
        return (const EntComparison *)thing;
    }
  ent_option_error (error, "comparison", node, _ ("the id of a comparison of the dossier"));
  return NULL;
}

static void
put_passage (EntMatrixCell *cell, const EntPassage *passage)
{
  if (!g_ptr_array_find (cell->passages, passage, NULL))
    g_ptr_array_add (cell->passages, (gpointer)passage);
}

/* Adds what a cell stands for, with the passages that it rests on. */
static void
put_thing (EntMatrixCell *cell, const EntThing *thing)
{
  if (cell->things == NULL)
    {
      cell->things = g_ptr_array_new ();
      cell->passages = g_ptr_array_new ();
      cell->modality = ent_thing_modality (thing);
    }
  else if (g_ptr_array_find (cell->things, thing, NULL))
    return;
  g_ptr_array_add (cell->things, (gpointer)thing);
  /* Of several, it looks uncertain only if all are, and in the same way; but doubt is shown. */
  EntModality modality = ent_thing_modality (thing);
  if (modality == ENT_MODALITY_DISPUTED)
    cell->modality = modality;
  else if (cell->modality != modality && cell->modality != ENT_MODALITY_DISPUTED)
    cell->modality = ENT_MODALITY_REPORTED;
  if (thing->kind == ENT_THING_PASSAGE)
    {
      put_passage (cell, (const EntPassage *)thing);
      return;
    }
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  for (guint i = 0; i < evidence->len && thing->kind != ENT_THING_ACTOR; i++)
    put_passage (cell, ((const EntEvidence *)evidence->pdata[i])->passage);
}

static int
index_of (const GPtrArray *heads, gconstpointer thing)
{
  for (guint i = 0; i < heads->len; i++)
    if (((const EntMatrixHead *)heads->pdata[i])->thing == thing)
      return (int)i;
  return -1;
}

static void
fill_types (EntMatrix *matrix)
{
  const GPtrArray *relations = ent_dossier_relations (matrix->request->dossier);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      int column = index_of (matrix->columns, relation->type);
      if (column < 0 || !ent_request_admits (matrix->request, relation))
        continue;
      const EntActor *ends[] = { relation->from, relation->to };
      for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
        {
          int row = index_of (matrix->rows, ends[k]);
          if (row >= 0)
            put_thing (ent_matrix_cell (matrix, row, column), &relation->thing);
        }
    }
}

static void
note_evidence (GHashTable *set, const EntThing *thing)
{
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  for (guint i = 0; i < evidence->len; i++)
    g_hash_table_add (set, (gpointer)((const EntEvidence *)evidence->pdata[i])->passage);
}

/* The passages that an actor rests on, and its relations and the events it takes part in. */
static GHashTable *
passages_on (const EntMatrix *matrix, const EntActor *actor)
{
  const EntDossier *dossier = matrix->request->dossier;
  const GPtrArray *relations = ent_dossier_relations (dossier);
  const GPtrArray *events = ent_dossier_events (dossier);
  GHashTable *set = g_hash_table_new (NULL, NULL);
  note_evidence (set, &actor->thing);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      if (relation->from == actor || relation->to == actor)
        note_evidence (set, &relation->thing);
    }
  for (guint i = 0; i < events->len; i++)
    {
      const EntEvent *event = events->pdata[i];
      for (guint k = 0; k < event->n_participants; k++)
        if (event->participants[k].actor == actor)
          note_evidence (set, &event->thing);
    }
  return set;
}

static gboolean
belongs (const EntMatrixHead *column, const EntPassage *passage, GHashTable *on_column)
{
  return on_column != NULL ? g_hash_table_contains (on_column, passage)
                           : g_strv_contains ((const char *const *)passage->tags, column->id);
}

/* Passages that are about the row, and have the tag or are about the concept. */
static void
fill_passages (EntMatrix *matrix)
{
  const GPtrArray *passages = ent_dossier_passages (matrix->request->dossier);
  g_autoptr (GPtrArray) on_rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);
  for (guint row = 0; row < matrix->rows->len; row++)
    g_ptr_array_add (on_rows,
                     passages_on (matrix, (const EntActor *)ent_matrix_row (matrix, row)->thing));
  for (guint column = 0; column < matrix->columns->len; column++)
    {
      const EntMatrixHead *head = ent_matrix_column (matrix, column);
      g_autoptr (GHashTable) on_column
          = head->thing != NULL ? passages_on (matrix, (const EntActor *)head->thing) : NULL;
      for (guint i = 0; i < passages->len; i++)
        {
          const EntPassage *passage = passages->pdata[i];
          if (!belongs (head, passage, on_column) || !ent_request_admits (matrix->request, passage))
            continue;
          for (guint row = 0; row < matrix->rows->len; row++)
            if (g_hash_table_contains (on_rows->pdata[row], passage))
              put_thing (ent_matrix_cell (matrix, row, column), &passage->thing);
        }
    }
}

static void
fill_comparison (EntMatrix *matrix, const EntComparison *comparison)
{
  for (guint i = 0; i < comparison->cells->len; i++)
    {
      const EntCell *cell = comparison->cells->pdata[i];
      int row = index_of (matrix->rows, cell->dimension);
      int column = index_of (matrix->columns, cell->subject);
      if (row < 0 || column < 0 || !ent_request_admits (matrix->request, cell))
        continue;
      put_thing (ent_matrix_cell (matrix, row, column), &cell->thing);
    }
}

static void
fill_attributes (EntMatrix *matrix)
{
  for (guint row = 0; row < matrix->rows->len; row++)
    {
      const EntActor *actor = (const EntActor *)ent_matrix_row (matrix, row)->thing;
      for (guint column = 0; column < matrix->columns->len; column++)
        for (guint k = 0; k < actor->n_attributes; k++)
          {
            const EntAttribute *attribute = &actor->attributes[k];
            EntMatrixCell *cell = ent_matrix_cell (matrix, row, column);
            if (!g_str_equal (attribute->key, ent_matrix_column (matrix, column)->id))
              continue;
            put_thing (cell, &actor->thing);
            cell->value = attribute->is_number ? attribute->number : NAN;
            cell->words = attribute->is_number
                              ? g_strdup_printf ("%g", attribute->number)
                              : g_strdup (ent_text_get (&attribute->text, matrix->request->lang));
            for (guint e = 0; e < attribute->n_evidence; e++)
              {
                const EntPassage *passage = attribute->evidence[e].passage;
                g_ptr_array_add (cell->things, (gpointer)&passage->thing);
                put_passage (cell, passage);
                if (attribute->evidence[e].disputes)
                  cell->modality = ENT_MODALITY_DISPUTED;
              }
          }
    }
}

/* What is written: the code of a comparison's cell, else how many passages or relations. */
static void
write_values (EntMatrix *matrix)
{
  for (guint i = 0; i < matrix->rows->len * matrix->columns->len; i++)
    {
      EntMatrixCell *cell = &matrix->cells[i];
      if (cell->things == NULL || matrix->kind == ENT_MATRIX_ATTRIBUTES)
        continue;
      const EntCell *coded = cell->things->pdata[0];
      cell->value = matrix->kind != ENT_MATRIX_COMPARISON ? cell->things->len
                    : coded->has_code                     ? coded->code
                                                          : cell->passages->len;
      cell->words = g_strdup_printf ("%g", cell->value);
    }
}

static void
shade_cells (EntMatrix *matrix, guint from, guint to, double *least, double *most)
{
  *least = INFINITY;
  *most = -INFINITY;
  for (guint pass = 0; pass < 2; pass++)
    for (guint row = 0; row < matrix->rows->len; row++)
      for (guint column = from; column < to; column++)
        {
          EntMatrixCell *cell = ent_matrix_cell (matrix, row, column);
          if (cell->things == NULL || isnan (cell->value))
            continue;
          if (pass == 1)
            cell->shade = *most > *least ? (cell->value - *least) / (*most - *least) : 0;
          *least = MIN (*least, cell->value);
          *most = MAX (*most, cell->value);
        }
}

/* Attributes have each a measure of their own. */
static void
shade (EntMatrix *matrix)
{
  guint n = matrix->columns->len;
  if (matrix->kind != ENT_MATRIX_ATTRIBUTES)
    shade_cells (matrix, 0, n, &matrix->least, &matrix->most);
  for (guint column = 0; matrix->kind == ENT_MATRIX_ATTRIBUTES && column < n; column++)
    shade_cells (matrix, column, column + 1, &matrix->least, &matrix->most);
}

/**
 * ent_matrix_turn:
 * @matrix: a matrix
 *
 * Makes rows of the columns and columns of the rows.
 */
void
ent_matrix_turn (EntMatrix *matrix)
{
  const guint n_rows = matrix->rows->len, n_columns = matrix->columns->len;
  EntMatrixCell *cells = g_new0 (EntMatrixCell, n_rows * n_columns + 1);
  GPtrArray *rows = matrix->rows;

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      cells[column * n_rows + row] = *ent_matrix_cell (matrix, row, column);
  g_free (matrix->cells);
  matrix->cells = cells;
  matrix->rows = matrix->columns;
  matrix->columns = rows;
  matrix->is_turned = !matrix->is_turned;
}

/**
 * ent_matrix_rearrange:
 * @matrix: a matrix
 * @rows: (array): the present indices of the rows to keep, in the new order, ended by G_MAXUINT
 * @columns: (array): likewise of the columns
 *
 * Orders the matrix anew, and drops the rows and columns that are not named.
 */
void
ent_matrix_rearrange (EntMatrix *matrix, const guint *rows, const guint *columns)
{
  guint n_rows = 0, n_columns = 0, width = matrix->columns->len;
  while (rows[n_rows] != G_MAXUINT)
    n_rows++;
  while (columns[n_columns] != G_MAXUINT)
    n_columns++;
  EntMatrixCell *cells = g_new0 (EntMatrixCell, n_rows * n_columns + 1);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      {
        EntMatrixCell *old = &matrix->cells[rows[r] * width + columns[c]];
        cells[r * n_columns + c] = *old;
        *old = (EntMatrixCell){ 0 };
      }
  free_cells (matrix);
  matrix->cells = cells;
  GPtrArray **sides[] = { &matrix->rows, &matrix->columns };
  const guint *orders[] = { rows, columns };
  for (guint side = 0; side < 2; side++)
    {
      GPtrArray *old = *sides[side], *kept = g_ptr_array_new_with_free_func (free_head);
      for (const guint *at = orders[side]; *at != G_MAXUINT; at++)
        g_ptr_array_add (kept, g_steal_pointer (&old->pdata[*at]));
      g_ptr_array_set_free_func (old, NULL);
      for (guint i = 0; i < old->len; i++)
        if (old->pdata[i] != NULL)
          free_head (old->pdata[i]);
      g_ptr_array_unref (old);
      *sides[side] = kept;
    }
}

static gboolean
is_empty (const EntMatrix *matrix, guint index, gboolean row)
{
  guint n = row ? matrix->columns->len : matrix->rows->len;
  for (guint i = 0; i < n; i++)
    if (ent_matrix_cell (matrix, row ? index : i, row ? i : index)->things != NULL)
      return FALSE;
  return TRUE;
}

static guint *
list_full (const EntMatrix *matrix, gboolean rows)
{
  guint n = rows ? matrix->rows->len : matrix->columns->len, kept = 0;
  guint *list = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    if (!is_empty (matrix, i, rows))
      list[kept++] = i;
  list[kept] = G_MAXUINT;
  return list;
}

static void
drop_empty (EntMatrix *matrix)
{
  g_autofree guint *rows = list_full (matrix, TRUE), *columns = list_full (matrix, FALSE);
  guint before = matrix->rows->len;
  ent_matrix_rearrange (matrix, rows, columns);
  matrix->left_out = before - matrix->rows->len;
}

static int
by_label (gconstpointer a, gconstpointer b, gpointer data)
{
  const GPtrArray *heads = data;
  const EntMatrixHead *left = heads->pdata[*(const guint *)a];
  const EntMatrixHead *right = heads->pdata[*(const guint *)b];
  g_autofree char *left_key = g_utf8_casefold (left->label, -1);
  g_autofree char *right_key = g_utf8_casefold (right->label, -1);
  int order = strcmp (left_key, right_key);
  return order != 0 ? order : g_strcmp0 (left->id, right->id);
}

static void
sort_by_name (EntMatrix *matrix)
{
  g_autofree guint *rows = list_full (matrix, TRUE), *columns = list_full (matrix, FALSE);
  g_qsort_with_data (rows, (int)matrix->rows->len, sizeof (guint), by_label, matrix->rows);
  g_qsort_with_data (columns, (int)matrix->columns->len, sizeof (guint), by_label, matrix->columns);
  ent_matrix_rearrange (matrix, rows, columns);
}

/**
 * ent_matrix_counts:
 * @matrix: a matrix
 *
 * Returns: (nullable): the word for what the cells count, as ent_word_count() takes it; %NULL when
 *          they count nothing but hold codes and values, or are all empty
 */
const char *
ent_matrix_counts (const EntMatrix *matrix)
{
  if (matrix->rows->len == 0 || matrix->kind == ENT_MATRIX_ATTRIBUTES)
    return NULL;
  for (guint i = 0; i < matrix->rows->len * matrix->columns->len; i++)
    {
      const GPtrArray *things = matrix->cells[i].things;
      if (things != NULL && matrix->kind == ENT_MATRIX_COMPARISON
          && ((const EntCell *)things->pdata[0])->has_code)
        return NULL;
    }
  return matrix->kind == ENT_MATRIX_TYPES ? "relation count" : "passages";
}

static gboolean
read_kind (EntMatrix *matrix, GError **error)
{
  static const char *const choices[] = { "types", "tags", "concepts", "comparison", NULL };
  EntJson *node = ent_request_option (matrix->request, "columns");
  const char *choice = NULL;
  matrix->kind = ENT_MATRIX_ATTRIBUTES;
  if (ent_json_type (node) == ENT_JSON_ARRAY && ent_json_length (node) > 0)
    return TRUE;
  if (node == NULL || ent_json_get_string (node, &choice))
    for (int i = 0; choices[i] != NULL; i++)
      if (g_strcmp0 (choice, choices[i]) == 0 || node == NULL)
        {
          matrix->kind = i;
          return TRUE;
        }
  return ent_option_error (
      error,
      "columns",
      node,
      _ ("types, tags, concepts, comparison or a list of the keys of attributes"));
}

static gboolean
collect (EntMatrix *matrix, GError **error)
{
  const EntDossier *dossier = matrix->request->dossier;
  const EntComparison *comparison = NULL;
  if (matrix->kind == ENT_MATRIX_COMPARISON)
    {
      comparison = find_comparison (matrix, error);
      if (comparison == NULL)
        return FALSE;
    }
  else if (ent_request_option (matrix->request, "comparison") != NULL)
    return ent_option_error (error,
                             "comparison",
                             ent_request_option (matrix->request, "comparison"),
                             _ ("none, unless the columns are “comparison”"));
  add_things (matrix,
              matrix->rows,
              comparison != NULL ? comparison->dimensions : ent_dossier_actors (dossier));
  if (matrix->kind == ENT_MATRIX_TYPES)
    add_things (matrix, matrix->columns, ent_dossier_relation_types (dossier));
  else if (matrix->kind == ENT_MATRIX_TAGS)
    add_tags (matrix);
  else if (matrix->kind == ENT_MATRIX_CONCEPTS)
    add_things (matrix, matrix->columns, ent_dossier_actors (dossier));
  else if (comparison != NULL)
    add_things (matrix, matrix->columns, comparison->subjects);
  else if (!add_keys (matrix, ent_request_option (matrix->request, "columns"), error))
    return FALSE;
  matrix->cells = g_new0 (EntMatrixCell, matrix->rows->len * matrix->columns->len + 1);
  if (matrix->kind == ENT_MATRIX_TYPES)
    fill_types (matrix);
  else if (comparison != NULL)
    fill_comparison (matrix, comparison);
  else if (matrix->kind == ENT_MATRIX_ATTRIBUTES)
    fill_attributes (matrix);
  else
    fill_passages (matrix);
  return TRUE;
}

/**
 * ent_matrix_new:
 * @request: what is to be drawn
 * @error: where to put an error
 *
 * Finds the rows, the columns and what their cells hold, in the order that the view asks for.
 * Rows and columns without any cell are left out.  Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: (transfer full): the matrix, or %NULL
 */
EntMatrix *
ent_matrix_new (const EntViewRequest *request, GError **error)
{
  static const char *const known[] = { "columns", "comparison", "order", NULL };
  static const char *const orders[] = { "seriation", "file", "name", NULL };
  const char *order;
  g_autoptr (EntMatrix) matrix = g_new0 (EntMatrix, 1);
  matrix->request = request;
  matrix->rows = g_ptr_array_new_with_free_func (free_head);
  matrix->columns = g_ptr_array_new_with_free_func (free_head);
  if (!ent_request_check_options (request, known, error)
      || !ent_request_choice (request, "order", orders, &order, error) || !read_kind (matrix, error)
      || !collect (matrix, error))
    return NULL;
  drop_empty (matrix);
  write_values (matrix);
  shade (matrix);
  if (g_str_equal (order, "seriation"))
    ent_matrix_seriate (matrix);
  else if (g_str_equal (order, "name"))
    sort_by_name (matrix);
  return g_steal_pointer (&matrix);
}
