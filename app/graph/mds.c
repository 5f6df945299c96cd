#include <math.h>

#include "graph/layout-private.h"

/* Rounds of power iteration: the result is only a start for the majorisation. */
#define N_ROUNDS 100
/* A second axis with less of the spread than this is rounding, and the layout a line. */
#define NO_AXIS 1e-5

/* Squared distances, minus the means of their rows and columns: the inner products of the points
 * sought, times −2. */
static double *
centre_twice (const float *distances, guint n)
{
  double *b = g_new (double, (gsize)n *n);
  g_autofree double *mean = g_new0 (double, n);
  double all = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        double square = (double)distances[(gsize)i * n + j] * distances[(gsize)i * n + j];

        b[(gsize)i * n + j] = square;
        mean[i] += square / n;
        all += square / ((double)n * n);
      }
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      b[(gsize)i * n + j] = -0.5 * (b[(gsize)i * n + j] - mean[i] - mean[j] + all);
  return b;
}

static double
dot (const double *a, const double *b, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* The strongest eigenvector orthogonal to the one before (or to none), of length 1; returns its
 * eigenvalue, 0 when that is less than least: what is left is rounding then. */
static double
iterate (const double *b, guint n, const double *before, double least, double *vector)
{
  g_autofree double *next = g_new (double, n);
  double value = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double overlap = before != NULL ? dot (vector, before, n) : 0, length;

      for (guint i = 0; i < n && before != NULL; i++)
        vector[i] -= overlap * before[i];
      length = sqrt (dot (vector, vector, n));
      if (length <= 0 || (round > 0 && length < least))
        return 0;
      for (guint i = 0; i < n; i++)
        vector[i] /= length;
      for (guint i = 0; i < n; i++)
        next[i] = dot (b + (gsize)i * n, vector, n);
      value = dot (next, vector, n);
      if (round + 1 < N_ROUNDS)
        for (guint i = 0; i < n; i++)
          vector[i] = next[i];
    }
  return value;
}

/**
 * ent_mds_place:
 * @distances: n × n distances
 * @n: how many points
 * @xy: (inout): 2n coordinates; on entry any, not all the same, from which the iteration starts
 *
 * Classical scaling in the plane: paths come out straight and cycles round, which no descent from a
 * random start quite does.  O(n²).
 *
 * Source: Torgerson 1952, Multidimensional scaling
 */
void
ent_mds_place (const float *distances, guint n, double *xy)
{
  g_autofree double *b = centre_twice (distances, n);
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  double value_x, value_y;

  for (guint i = 0; i < n; i++)
    {
      x[i] = xy[2 * i];
      y[i] = xy[2 * i + 1];
    }
  value_x = iterate (b, n, NULL, 0, x);
  value_y = iterate (b, n, x, NO_AXIS * value_x, y);
  for (guint i = 0; i < n; i++)
    {
      xy[2 * i] = x[i] * sqrt (MAX (value_x, 0));
      xy[2 * i + 1] = y[i] * sqrt (MAX (value_y, 0));
    }
}
