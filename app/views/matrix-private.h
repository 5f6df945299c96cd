/* What the parts of the matrix share: its heads, its cells and their order. */
#pragma once

#include "views/view-private.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_MATRIX_TYPES,      /* relations of each type */
  ENT_MATRIX_TAGS,       /* passages with each tag */
  ENT_MATRIX_CONCEPTS,   /* passages that both rest on */
  ENT_MATRIX_COMPARISON, /* cells of a comparison */
  ENT_MATRIX_ATTRIBUTES, /* values */
} EntMatrixKind;

typedef struct
{
  const EntThing *thing; /* NULL: a tag or an attribute */
  const char *id;        /* of the thing, the tag or the attribute's key */
  char *label;
} EntMatrixHead;

typedef struct
{
  GPtrArray *things;   /* const EntThing *: what it stands for; NULL: an empty cell */
  GPtrArray *passages; /* const EntPassage *, each once */
  char *words;         /* what is written in it */
  double value;        /* a count, a code or a number; NAN for words */
  double shade;        /* 0–1: between the least and the most */
  EntModality modality;
} EntMatrixCell;

typedef struct
{
  const EntViewRequest *request;
  EntMatrixKind kind;
  GPtrArray *rows, *columns; /* EntMatrixHead, in the order in which they are drawn */
  EntMatrixCell *cells;      /* row by row */
  guint left_out;            /* rows without any cell */
  double least, most;        /* of counts and codes */
  gboolean is_turned;        /* rows were columns */
} EntMatrix;

EntMatrix *ent_matrix_new (const EntViewRequest *request, GError **error);
void ent_matrix_free (EntMatrix *matrix);
void ent_matrix_seriate (EntMatrix *matrix);
void ent_matrix_turn (EntMatrix *matrix);
void ent_matrix_rearrange (EntMatrix *matrix, const guint *rows, const guint *columns);
const char *ent_matrix_counts (const EntMatrix *matrix);
EntStyle ent_matrix_cell_style (const EntMatrixCell *cell, const EntTheme *theme);

static inline EntMatrixCell *
ent_matrix_cell (const EntMatrix *matrix, guint row, guint column)
{
  return &matrix->cells[row * matrix->columns->len + column];
}

static inline const EntMatrixHead *
ent_matrix_row (const EntMatrix *matrix, guint row)
{
  return matrix->rows->pdata[row];
}

static inline const EntMatrixHead *
ent_matrix_column (const EntMatrix *matrix, guint column)
{
  return matrix->columns->pdata[column];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMatrix, ent_matrix_free)

G_END_DECLS
