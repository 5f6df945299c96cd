/* Views that are tables as rows, columns and words: what a comparison, a matrix or a quadrant says,
 * without any picture. */
#pragma once

#include "views/view.h"

G_BEGIN_DECLS

typedef struct
{
  char *text;
  const char
      *lang; /* its BCP 47 tag when it is in another language than was asked for, else NULL */
} EntGridText;

/* One statement. */
typedef struct
{
  EntGridText text;
  const char *sign; /* of a verdict: "≠", else NULL */
  EntModality modality;
  GArray *evidence;      /* EntEvidence */
  const EntThing *thing; /* a comparison's cell or verdict, else NULL */
} EntGridEntry;

typedef struct
{
  EntGridText name, note;
  gboolean is_verdict, is_number;
} EntGridColumn;

typedef struct
{
  EntGridText group, name;
  GPtrArray **cells; /* one a column: of EntGridEntry, or NULL where nothing is said */
} EntGridRow;

typedef struct
{
  const char *corner; /* what the rows are: a key of words.h */
  GPtrArray *columns; /* EntGridColumn */
  GPtrArray *rows;    /* EntGridRow */
  gboolean grouped;   /* some row is in a group */
  guint n_hidden;     /* statements that a filter keeps out */
  GPtrArray *notes;   /* char *: what the view itself has to say */
} EntGrid;

gboolean ent_grid_is_possible (EntViewKind kind);
/* Errors: ENT_VIEWS_ERROR. */
EntGrid *ent_grid_new (const EntViewRequest *request, GError **error);
void ent_grid_free (EntGrid *grid);

static inline const EntGridColumn *
ent_grid_column (const EntGrid *grid, guint index)
{
  return g_ptr_array_index (grid->columns, index);
}

static inline const EntGridRow *
ent_grid_row (const EntGrid *grid, guint index)
{
  return g_ptr_array_index (grid->rows, index);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntGrid, ent_grid_free)

G_END_DECLS
