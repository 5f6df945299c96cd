#include <math.h>
#include <string.h>

#include "graph/layout-private.h"

/* Added to squared lengths, so that equal places do not divide by zero. */
#define HAIR 1e-20F

typedef float Lanes __attribute__ ((vector_size (32)));
#define N_LANES 8

/**
 * ent_wide_settle:
 * @sweep: distances, weights and places
 * @i: a node
 *
 * Moves a node to where its majorised stress is least, the others held. Eight neighbours at a time,
 * and added up in the same order on every processor.
 *
 * Source: Gansner, Koren, North 2005, Graph drawing by stress majorization
 *
 * Returns: how far it moved, squared
 */
__attribute__ ((target_clones ("avx2", "default"))) double
ent_wide_settle (const EntSweep *sweep, guint i)
{
  const float *distances = sweep->distances + (gsize)i * sweep->n;
  const float *weights = sweep->weights + (gsize)i * sweep->n;
  float x = sweep->x[i], y = sweep->y[i], dx = 0, dy = 0, sum = 0;
  Lanes all_x = { 0 }, all_y = { 0 }, all_w = { 0 };

  for (guint j = 0; j < sweep->n; j += N_LANES)
    {
      /* The last few nodes stand among lanes without weight. */
      gsize size = MIN (N_LANES, sweep->n - j) * sizeof (float);
      Lanes tx = { 0 }, ty = { 0 }, d = { 0 }, w = { 0 }, length, f;

      if (size == sizeof tx)
        {
          memcpy (&tx, sweep->x + j, sizeof tx);
          memcpy (&ty, sweep->y + j, sizeof ty);
          memcpy (&d, distances + j, sizeof d);
          memcpy (&w, weights + j, sizeof w);
        }
      else
        {
          memcpy (&tx, sweep->x + j, size);
          memcpy (&ty, sweep->y + j, size);
          memcpy (&d, distances + j, size);
          memcpy (&w, weights + j, size);
        }
      tx = x - tx;
      ty = y - ty;
      length = tx * tx + ty * ty + HAIR;
      for (guint l = 0; l < N_LANES; l++)
        length[l] = sqrtf (length[l]);
      f = w * (d / length - 1);
      all_x += f * tx;
      all_y += f * ty;
      all_w += w;
    }
  for (guint l = 0; l < N_LANES; l++)
    {
      dx += all_x[l];
      dy += all_y[l];
      sum += all_w[l];
    }
  dx /= sum;
  dy /= sum;
  sweep->x[i] += dx;
  sweep->y[i] += dy;
  return (double)(dx * dx + dy * dy);
}
