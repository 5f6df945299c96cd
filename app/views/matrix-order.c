/* The order of a matrix: rows that are alike next to each other, and columns likewise. */
#include "views/matrix-private.h"

#include <math.h>

/* Rounds of averaging; the order of a shipped dossier's matrix stands after about 40. */
#define ROUNDS 300
/* A word, and the least number of a column, still say that there is something. */
#define PRESENCE 0.25

typedef struct
{
  guint n_rows, n_columns;
  double *weights;  /* row by row */
  double *mass;     /* of each row: its weights together */
  guint *component; /* of each row, then of each column */
  double *score;    /* likewise: place within the component */
  guint *size;      /* rows of each component */
} Seriation;

static void
free_seriation (Seriation *seriation)
{
  g_free (seriation->weights);
  g_free (seriation->mass);
  g_free (seriation->component);
  g_free (seriation->score);
  g_free (seriation->size);
  g_free (seriation);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seriation, free_seriation)

static double
weight_of (const EntMatrixCell *cell)
{
  return cell->things == NULL ? 0 : isnan (cell->value) ? 1 : PRESENCE + cell->shade;
}

static double
weight (const Seriation *seriation, guint row, guint column)
{
  return seriation->weights[row * seriation->n_columns + column];
}

/* Rows and columns that no cell ties together have no order among them: each component is ordered
 * by itself.  Component c is that of the smallest row in it. */
static void
find_components (Seriation *seriation)
{
  guint n_rows = seriation->n_rows, n_columns = seriation->n_columns;
  guint *of_row = seriation->component, *of_column = seriation->component + n_rows;
  for (guint row = 0; row < n_rows; row++)
    of_row[row] = row;
  for (guint column = 0; column < n_columns; column++)
    of_column[column] = G_MAXUINT;
  for (gboolean changed = TRUE; changed;)
    {
      changed = FALSE;
      for (guint row = 0; row < n_rows; row++)
        for (guint column = 0; column < n_columns; column++)
          {
            guint least = MIN (of_row[row], of_column[column]);
            if (weight (seriation, row, column) <= 0
                || (of_row[row] == least && of_column[column] == least))
              continue;
            of_row[row] = of_column[column] = least;
            changed = TRUE;
          }
    }
  for (guint row = 0; row < n_rows; row++)
    seriation->size[of_row[row]]++;
}

/* Each takes the weighted mean of the scores of the other side. */
static void
average (Seriation *seriation, gboolean to_rows)
{
  guint n_rows = seriation->n_rows, n_columns = seriation->n_columns;
  double *rows = seriation->score, *columns = seriation->score + n_rows;
  guint n = to_rows ? n_rows : n_columns, m = to_rows ? n_columns : n_rows;
  for (guint i = 0; i < n; i++)
    {
      double sum = 0, total = 0;
      for (guint k = 0; k < m; k++)
        {
          double w = to_rows ? weight (seriation, i, k) : weight (seriation, k, i);
          sum += w * (to_rows ? columns[k] : rows[k]);
          total += w;
        }
      (to_rows ? rows : columns)[i] = total > 0 ? sum / total : 0;
    }
}

/* Takes the weighted mean out of the rows of each component, without which all would end at it, and
 * stretches what is left to unit length. */
static void
centre (Seriation *seriation)
{
  guint n = seriation->n_rows;
  const guint *of = seriation->component;
  g_autofree double *sum = g_new0 (double, n + 1), *square = g_new0 (double, n + 1);
  g_autofree double *total = g_new0 (double, n + 1);
  for (guint row = 0; row < n; row++)
    {
      sum[of[row]] += seriation->mass[row] * seriation->score[row];
      total[of[row]] += seriation->mass[row];
    }
  for (guint row = 0; row < n; row++)
    {
      double *score = &seriation->score[row];
      *score -= sum[of[row]] / total[of[row]];
      square[of[row]] += seriation->mass[row] * *score * *score;
    }
  for (guint row = 0; row < n; row++)
    if (square[of[row]] > 1e-24)
      seriation->score[row] /= sqrt (square[of[row]]);
}

typedef struct
{
  const Seriation *seriation;
  guint first; /* of the side: 0, or the number of rows */
} Side;

/* Larger components first, then by score; what is equal stays in the order of the file. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Side *side = data;
  const Seriation *seriation = side->seriation;
  guint i = *(const guint *)a, k = *(const guint *)b;
  guint left = seriation->component[side->first + i], right = seriation->component[side->first + k];
  if (left != right)
    return seriation->size[left] != seriation->size[right]
               ? (seriation->size[left] > seriation->size[right] ? -1 : 1)
           : left < right ? -1
                          : 1;
  double difference = seriation->score[side->first + i] - seriation->score[side->first + k];
  /* What differs by less than rounding is equal. */
  if (fabs (difference) > 1e-9)
    return difference < 0 ? -1 : 1;
  return i < k ? -1 : i > k;
}

static guint *
order_of (const Seriation *seriation, gboolean rows)
{
  guint n = rows ? seriation->n_rows : seriation->n_columns;
  Side side = { seriation, rows ? 0 : seriation->n_rows };
  guint *order = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)n, sizeof (guint), compare, &side);
  order[n] = G_MAXUINT;
  return order;
}

/* Of the two directions, the one in which the component's first row comes in its first half. */
static void
direct (Seriation *seriation, guint component)
{
  if (seriation->score[component] <= 0)
    return;
  guint n = seriation->n_rows + seriation->n_columns;
  for (guint i = 0; i < n; i++)
    if (seriation->component[i] == component)
      seriation->score[i] = -seriation->score[i];
}

/**
 * ent_matrix_seriate:
 * @matrix: a matrix without empty rows and columns
 *
 * Orders rows and columns by their scores on the first axis of a correspondence analysis, found by
 * reciprocal averaging: filled cells gather along the diagonal.  Deterministic.
 *
 * Source: M. O. Hill, Correspondence analysis: a neglected multivariate method, Applied Statistics
 * 23 (1974) 340–354.
 */
void
ent_matrix_seriate (EntMatrix *matrix)
{
  g_autoptr (Seriation) seriation = g_new0 (Seriation, 1);
  guint n_rows = matrix->rows->len, n_columns = matrix->columns->len;
  seriation->n_rows = n_rows;
  seriation->n_columns = n_columns;
  seriation->weights = g_new0 (double, n_rows *n_columns + 1);
  seriation->component = g_new0 (guint, n_rows + n_columns + 1);
  seriation->score = g_new0 (double, n_rows + n_columns + 1);
  seriation->size = g_new0 (guint, n_rows + 1);
  seriation->mass = g_new0 (double, n_rows + 1);
  for (guint i = 0; i < n_rows * n_columns; i++)
    {
      seriation->weights[i] = weight_of (&matrix->cells[i]);
      seriation->mass[i / n_columns] += seriation->weights[i];
    }
  find_components (seriation);
  /* Any start that is not the same for all will do; this one has no symmetry to get stuck in. */
  for (guint row = 0; row < n_rows; row++)
    seriation->score[row] = row + 0.3 * sin (row);
  for (guint round = 0; round < ROUNDS; round++)
    {
      centre (seriation);
      average (seriation, FALSE);
      average (seriation, TRUE);
    }
  for (guint component = 0; component < n_rows; component++)
    if (seriation->size[component] > 0)
      direct (seriation, component);
  g_autofree guint *rows = order_of (seriation, TRUE), *columns = order_of (seriation, FALSE);
  ent_matrix_rearrange (matrix, rows, columns);
}
