#include "views/grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "views/matrix-private.h"
#include "views/quadrant-private.h"

static void
free_text (EntGridText *text)
{
  g_free (text->text);
}

static void
free_entry (gpointer data)
{
  EntGridEntry *entry = data;

  free_text (&entry->text);
  g_array_unref (entry->evidence);
  g_free (entry);
}

static void
free_column (gpointer data)
{
  EntGridColumn *column = data;

  free_text (&column->name);
  free_text (&column->note);
  g_free (column);
}

/**
 * ent_grid_free:
 * @grid: (nullable) (transfer full): a grid
 */
void
ent_grid_free (EntGrid *grid)
{
  if (grid == NULL)
    return;
  for (guint i = 0; i < grid->rows->len; i++)
    {
      EntGridRow *row = g_ptr_array_index (grid->rows, i);
      for (guint k = 0; k < grid->columns->len; k++)
        g_clear_pointer (&row->cells[k], g_ptr_array_unref);
      free_text (&row->group);
      free_text (&row->name);
      g_free (row->cells);
      g_free (row);
    }
  g_ptr_array_unref (grid->rows);
  g_ptr_array_unref (grid->columns);
  g_ptr_array_unref (grid->notes);
  g_free (grid);
}

/* The words in the language asked for, or in that which they have. */
static EntGridText
read_text (const EntViewRequest *request, const EntText *text)
{
  const char *value = ent_text_get (text, request->lang), *tag = request->lang;

  for (guint i = 0; i < text->n; i++)
    if (text->values[i] == value)
      tag = *text->tags[i] != '\0' ? text->tags[i] : ent_dossier_language (request->dossier);
  return (EntGridText){ g_strdup (value),
                        tag == NULL || g_strcmp0 (tag, request->lang) == 0
                            ? NULL
                            : g_intern_string (tag) };
}

static EntGridColumn *
add_column (EntGrid *grid)
{
  EntGridColumn *column = g_new0 (EntGridColumn, 1);

  g_ptr_array_add (grid->columns, column);
  return column;
}

static EntGridRow *
add_row (EntGrid *grid)
{
  EntGridRow *row = g_new0 (EntGridRow, 1);

  row->cells = g_new0 (GPtrArray *, grid->columns->len + 1);
  g_ptr_array_add (grid->rows, row);
  return row;
}

static EntGridEntry *
add_entry (EntGridRow *row, guint column)
{
  EntGridEntry *entry = g_new0 (EntGridEntry, 1);

  entry->evidence = g_array_new (FALSE, FALSE, sizeof (EntEvidence));
  if (row->cells[column] == NULL)
    row->cells[column] = g_ptr_array_new_with_free_func (free_entry);
  g_ptr_array_add (row->cells[column], entry);
  return entry;
}

static void
rest_on (EntGridEntry *entry, const EntThing *thing)
{
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);

  entry->thing = thing;
  entry->modality = ent_thing_modality (thing);
  for (guint i = 0; i < evidence->len; i++)
    g_array_append_vals (entry->evidence, g_ptr_array_index (evidence, i), 1);
}

/* ---- comparisons ---- */

static const EntComparison *
find_comparison (const EntViewRequest *request)
{
  const EntThing *of = request->view != NULL ? request->view->of : NULL;
  const GPtrArray *all = ent_dossier_comparisons (request->dossier);

  if (of != NULL && of->kind == ENT_THING_COMPARISON)
    return (const EntComparison *)of;
  return all->len > 0 ? g_ptr_array_index (all, 0) : NULL;
}

/* Pairs of subjects with a verdict, in the order of the columns they are drawn between; elements
 * are the first verdict of each pair. */
static GPtrArray *
find_pairs (const EntComparison *comparison)
{
  GPtrArray *pairs = g_ptr_array_new ();
  const guint n = comparison->subjects->len;

  for (guint later = 1; later < n; later++)
    for (guint earlier = 0; earlier < n * 2; earlier++)
      for (guint i = 0; i < comparison->verdicts->len; i++)
        {
          const EntVerdict *verdict = g_ptr_array_index (comparison->verdicts, i);
          const gboolean forward = verdict->from->index < verdict->to->index;
          if (MAX (verdict->from->index, verdict->to->index) != later
              || MIN (verdict->from->index, verdict->to->index) != earlier / 2
              || forward != (earlier % 2 == 0))
            continue;
          g_ptr_array_add (pairs, (gpointer)verdict);
          break;
        }
  return pairs;
}

static void
head_comparison (EntGrid *grid,
                 const EntViewRequest *request,
                 const EntComparison *comparison,
                 const GPtrArray *pairs)
{
  for (guint i = 0; i < comparison->subjects->len; i++)
    {
      const EntThing *subject = g_ptr_array_index (comparison->subjects, i);
      EntGridColumn *column = add_column (grid);
      column->name = read_text (request, &subject->name);
      column->note = read_text (request, &subject->note);
    }
  for (guint i = 0; i < pairs->len; i++)
    {
      const EntVerdict *verdict = g_ptr_array_index (pairs, i);
      EntGridColumn *column = add_column (grid);
      column->is_verdict = TRUE;
      column->name.text = g_strdup (ent_word ("table verdict", request->lang));
      column->note.text = g_strconcat (ent_text_get (&verdict->from->thing.name, request->lang),
                                       " → ",
                                       ent_text_get (&verdict->to->thing.name, request->lang),
                                       NULL);
    }
}

static void
put_verdict (EntGridRow *row,
             guint column,
             const EntViewRequest *request,
             const EntVerdict *verdict)
{
  static const char *const signs[ENT_N_VERDICTS] = { "=", "≠", "↑", "↓", "◐", "◑", "×", "?" };
  EntGridEntry *entry = add_entry (row, column);
  const gboolean alone
      = verdict->kind == ENT_VERDICT_ONLY_FROM || verdict->kind == ENT_VERDICT_ONLY_TO;
  const EntSubject *only = verdict->kind == ENT_VERDICT_ONLY_FROM ? verdict->from : verdict->to;
  g_autofree char *key = g_strconcat ("verdict:", ent_verdict_name (verdict->kind), NULL);

  entry->text.text
      = alone ? ent_word_format (
            "only-in", request->lang, ent_text_get (&only->thing.name, request->lang), NULL)
              : g_strdup (ent_word (key, request->lang));
  entry->sign = signs[verdict->kind];
  rest_on (entry, &verdict->thing);
}

/* The cells of a dimension; none of them when the filter admits none, as in the picture. */
static gboolean
has_cell (EntGrid *grid,
          const EntViewRequest *request,
          const EntComparison *comparison,
          const EntDimension *dimension)
{
  gboolean any = FALSE;

  for (guint i = 0; i < comparison->cells->len; i++)
    {
      const EntCell *cell = g_ptr_array_index (comparison->cells, i);
      if (cell->dimension != dimension)
        continue;
      const gboolean admitted = ent_request_admits (request, cell);
      any |= admitted;
      grid->n_hidden += !admitted;
    }
  for (guint i = 0; i < comparison->verdicts->len; i++)
    {
      const EntVerdict *verdict = g_ptr_array_index (comparison->verdicts, i);
      grid->n_hidden += verdict->dimension == dimension && !ent_request_admits (request, verdict);
    }
  return any;
}

static void
fill_dimension (EntGrid *grid,
                const EntViewRequest *request,
                const EntComparison *comparison,
                const GPtrArray *pairs,
                const EntDimension *dimension)
{
  EntGridRow *row = add_row (grid);
  const guint n = comparison->subjects->len;

  row->group = read_text (request, &dimension->group);
  row->name = read_text (request, &dimension->thing.name);
  grid->grouped |= *row->group.text != '\0';
  for (guint i = 0; i < comparison->cells->len; i++)
    {
      const EntCell *cell = g_ptr_array_index (comparison->cells, i);
      if (cell->dimension != dimension || row->cells[cell->subject->index] != NULL
          || !ent_request_admits (request, cell))
        continue;
      EntGridEntry *entry = add_entry (row, cell->subject->index);
      entry->text = read_text (request, &cell->thing.name);
      rest_on (entry, &cell->thing);
    }
  for (guint k = 0; k < pairs->len; k++)
    for (guint i = 0; i < comparison->verdicts->len; i++)
      {
        const EntVerdict *verdict = g_ptr_array_index (comparison->verdicts, i);
        const EntVerdict *pair = g_ptr_array_index (pairs, k);
        if (verdict->dimension == dimension && verdict->from == pair->from
            && verdict->to == pair->to && ent_request_admits (request, verdict))
          put_verdict (row, n + k, request, verdict);
      }
}

static gboolean
read_comparison (EntGrid *grid, const EntViewRequest *request)
{
  const EntComparison *comparison = find_comparison (request);

  grid->corner = "table dimension";
  if (comparison == NULL)
    return TRUE;
  g_autoptr (GPtrArray) pairs = find_pairs (comparison);
  head_comparison (grid, request, comparison, pairs);
  for (guint i = 0; i < comparison->dimensions->len; i++)
    {
      const EntDimension *dimension = g_ptr_array_index (comparison->dimensions, i);
      if (has_cell (grid, request, comparison, dimension))
        fill_dimension (grid, request, comparison, pairs, dimension);
    }
  return TRUE;
}

/* ---- matrices ---- */

/* A passage of a cell disputes when some thing in the cell is disputed by it. */
static EntEvidence
evidence_of (const EntMatrixCell *cell, const EntPassage *passage)
{
  for (guint i = 0; i < cell->things->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (cell->things, i);
      for (guint k = 0; k < thing->n_evidence; k++)
        if (thing->evidence[k].passage == passage)
          return thing->evidence[k];
    }
  return (EntEvidence){ .passage = passage };
}

static void
put_matrix_cell (EntGridRow *row, guint column, const EntMatrixCell *cell)
{
  EntGridEntry *entry = add_entry (row, column);

  entry->text.text = g_strdup (cell->words != NULL ? cell->words : "");
  entry->modality = cell->modality;
  for (guint i = 0; i < cell->passages->len; i++)
    {
      const EntEvidence evidence = evidence_of (cell, g_ptr_array_index (cell->passages, i));
      g_array_append_val (entry->evidence, evidence);
    }
}

static gboolean
read_matrix (EntGrid *grid, const EntViewRequest *request, GError **error)
{
  g_autoptr (EntMatrix) matrix = ent_matrix_new (request, error);

  if (matrix == NULL)
    return FALSE;
  grid->corner = matrix->kind == ENT_MATRIX_COMPARISON ? "table dimension" : "node:actor";
  for (guint i = 0; i < matrix->columns->len; i++)
    {
      EntGridColumn *column = add_column (grid);
      column->name.text = g_strdup (ent_matrix_column (matrix, i)->label);
      column->note.text = g_strdup ("");
      column->is_number = matrix->kind != ENT_MATRIX_ATTRIBUTES;
    }
  for (guint i = 0; i < matrix->rows->len; i++)
    {
      EntGridRow *row = add_row (grid);
      row->name.text = g_strdup (ent_matrix_row (matrix, i)->label);
      row->group.text = g_strdup ("");
      for (guint k = 0; k < matrix->columns->len; k++)
        if (ent_matrix_cell (matrix, i, k)->things != NULL)
          put_matrix_cell (row, k, ent_matrix_cell (matrix, i, k));
    }
  if (matrix->left_out > 0)
    g_ptr_array_add (grid->notes, ent_word_count ("empty rows", matrix->left_out, request->lang));
  return TRUE;
}

/* ---- quadrants ---- */

static void
put_value (EntGridRow *row, guint column, const EntAttribute *value)
{
  EntGridEntry *entry = add_entry (row, column);

  entry->text.text = g_strdup_printf ("%g", value->number);
  for (guint i = 0; i < value->n_evidence; i++)
    {
      g_array_append_val (entry->evidence, value->evidence[i]);
      if (value->evidence[i].disputes)
        entry->modality = ENT_MODALITY_DISPUTED;
    }
}

static gboolean
read_quadrant (EntGrid *grid, const EntViewRequest *request, GError **error)
{
  g_autoptr (EntQuadrant) quadrant = ent_quadrant_new (request, error);

  if (quadrant == NULL)
    return FALSE;
  const char *const titles[] = { quadrant->x.title != NULL ? quadrant->x.title : quadrant->x.key,
                                 quadrant->y.title != NULL ? quadrant->y.title : quadrant->y.key };
  grid->corner = "node:actor";
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      EntGridColumn *column = add_column (grid);
      column->name.text = g_strdup (titles[i] != NULL ? titles[i] : "");
      column->note.text = g_strdup ("");
      column->is_number = TRUE;
    }
  for (guint i = 0; i < quadrant->points->len; i++)
    {
      const EntQuadrantPoint *point = ent_quadrant_point (quadrant, i);
      grid->n_hidden += point->shown ? 0 : 2;
      if (!point->shown)
        continue;
      EntGridRow *row = add_row (grid);
      row->name = read_text (request, &point->actor->thing.name);
      row->group.text = g_strdup ("");
      put_value (row, 0, point->x);
      put_value (row, 1, point->y);
    }
  if (quadrant->left_out > 0)
    g_ptr_array_add (grid->notes, ent_word_count ("unrated", quadrant->left_out, request->lang));
  return TRUE;
}

/**
 * ent_grid_is_possible:
 * @kind: a kind of view
 *
 * Returns: whether such a view is a table at heart: a comparison, a matrix or a quadrant
 */
gboolean
ent_grid_is_possible (EntViewKind kind)
{
  return kind == ENT_VIEW_COMPARISON || kind == ENT_VIEW_MATRIX || kind == ENT_VIEW_QUADRANT;
}

/**
 * ent_grid_new:
 * @request: what is looked at; its theme, size and camera are not read
 * @error: return location
 *
 * What a view says, with the rows and columns in the order in which they are drawn; the verdicts of
 * a comparison stand in columns of their own behind those of the subjects.  The passages and the
 * dossier's words are those of @request's dossier, which must live as long.
 *
 * Errors: those of ent_view_build(); %ENT_VIEWS_ERROR_UNSUPPORTED for a kind that is no table.
 *
 * Returns: (transfer full): the grid, without rows when there is nothing to show; or %NULL
 */
EntGrid *
ent_grid_new (const EntViewRequest *request, GError **error)
{
  g_autoptr (EntGrid) grid = g_new0 (EntGrid, 1);
  gboolean good = FALSE;

  grid->columns = g_ptr_array_new_with_free_func (free_column);
  grid->rows = g_ptr_array_new ();
  grid->notes = g_ptr_array_new_with_free_func (g_free);
  if (request->kind == ENT_VIEW_COMPARISON)
    good = read_comparison (grid, request);
  else if (request->kind == ENT_VIEW_MATRIX)
    good = read_matrix (grid, request, error);
  else if (request->kind == ENT_VIEW_QUADRANT)
    good = read_quadrant (grid, request, error);
  else
    g_set_error (error,
                 ENT_VIEWS_ERROR,
                 ENT_VIEWS_ERROR_UNSUPPORTED,
                 _ ("A view of kind %s is no table"),
                 ent_view_kind_name (request->kind));
  return good ? g_steal_pointer (&grid) : NULL;
}
