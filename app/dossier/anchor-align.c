#include "dossier/anchor-private.h"

/* Further than any path in the band. */
#define FAR (G_MAXUINT32 / 2)

/* A beginning travels with the distance of its cell. */
typedef struct
{
  guint32 distance;
  gint32 begin;
} Cell;

static Cell
nearest (Cell a, Cell b)
{
  return b.distance < a.distance ? b : a;
}

static Cell
step (Cell from, guint32 cost)
{
  from.distance += cost;
  return from;
}

/**
 * ent_anchor_align:
 * @pattern: code points to find, one at least
 * @text: where to find them
 * @band: how far from the expected diagonal the alignment may run
 * @begin: (inout): where the pattern is expected to begin in @text; where it does
 * @end: (out): one past where it ends
 *
 * Banded semi-global alignment: the whole pattern against any part of the text near the place
 * expected, with the fewest insertions, deletions and replacements of code points; of equal ends
 * the last, which cuts nothing off.  O(pattern · @band) time.  @begin and @end are left alone when
 * nothing is alike.
 *
 * Source: Sellers 1980, The theory and computation of evolutionary distances; Ukkonen 1985 (band)
 *
 * Returns: the similarity: 1 less the edits as a share of the pattern, 0 at least
 */
double
ent_anchor_align (EntChars pattern, EntChars text, gint32 band, gint32 *begin, gint32 *end)
{
  gint32 n_cells = 2 * band + 1, first = *begin - band;
  gboolean found = FALSE;
  /* Cell k of row i is for text[first + i + k); one more at each side, too far to be reached. */
  g_autofree Cell *row = g_new (Cell, n_cells + 2);
  guint32 best = (guint32)pattern.n - 1; /* with as many edits nothing is alike */

  for (gint32 k = -1; k <= n_cells; k++)
    row[k + 1] = (Cell){ k >= 0 && k < n_cells && first + k >= 0 && first + k <= text.n ? 0 : FAR,
                         first + k };
  for (gint32 i = 1; i <= pattern.n; i++)
    for (gint32 k = 0; k < n_cells; k++)
      {
        gint32 j = first + i + k;
        Cell cell = step (row[k + 2], 1); /* the pattern's code point is not there */

        if (j >= 1 && j <= text.n)
          {
            cell = nearest (step (row[k + 1], pattern.chars[i - 1] != text.chars[j - 1]), cell);
            cell = nearest (cell, step (row[k], 1)); /* the text has one more */
          }
        else if (j != 0)
          cell.distance = FAR;
        row[k + 1] = cell;
      }
  for (gint32 k = 0; k < n_cells; k++)
    if (row[k + 1].distance <= best)
      {
        found = TRUE;
        best = row[k + 1].distance;
        *begin = row[k + 1].begin;
        *end = first + pattern.n + k;
      }
  return found ? 1 - (double)best / pattern.n : 0;
}
