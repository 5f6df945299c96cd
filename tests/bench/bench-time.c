/* Layouts over time of the alliances of 1815–2018 (ATOP 5.1: Leeds, Ritter, Mitchell, Long 2002),
 * one date a year: how far nodes move whose ties did not change, as a share of the drawing's
 * diameter, and how much more stress the dates have than each laid out alone. ENT_BENCH names the
 * folder that has data/atop5_1m.csv; without it ../shared/bench is tried.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "graph/layout-stress.h"
#include "graph/layout-time.h"

#define FIRST_YEAR 1815
#define N_YEARS 204
/* Columns of the table. */
#define ALLIANCE 0
#define MEMBER 3
#define ENTRY 5
#define EXIT 8

typedef struct
{
  char *alliance;
  guint node;
  int from, to;
} Membership;

typedef struct
{
  GHashTable *numbers; /* of members */
  GArray *rows;
  guint n;
  GArray *edges[N_YEARS];
  gboolean *present[N_YEARS];
} Network;

static char *
find_table (void)
{
  const char *folder = g_getenv ("ENT_BENCH");

  if (folder == NULL)
    folder = "../shared/bench";
  return g_build_filename (folder, "data", "atop5_1m.csv", NULL);
}

static gboolean
read_rows (Network *network)
{
  g_autofree char *path = find_table ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_print ("skipped: no %s\n", path);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", EXIT + 2);
      Membership row;
      gpointer number;

      if (g_strv_length (cells) <= EXIT)
        continue;
      if (!g_hash_table_lookup_extended (network->numbers, cells[MEMBER], NULL, &number))
        {
          number = GUINT_TO_POINTER (network->n++);
          g_hash_table_insert (network->numbers, g_strdup (cells[MEMBER]), number);
        }
      row.alliance = g_strdup (cells[ALLIANCE]);
      row.node = GPOINTER_TO_UINT (number);
      row.from = atoi (cells[ENTRY]);
      row.to = atoi (cells[EXIT]) > 0 ? atoi (cells[EXIT]) : FIRST_YEAR + N_YEARS - 1;
      g_array_append_val (network->rows, row);
    }
  return TRUE;
}

static void
make_years (Network *network)
{
  for (guint t = 0; t < N_YEARS; t++)
    {
      network->edges[t] = g_array_new (FALSE, FALSE, sizeof (EntGraphEdge));
      network->present[t] = g_new0 (gboolean, network->n);
      for (guint a = 0; a < network->rows->len; a++)
        {
          const Membership *x = &g_array_index (network->rows, Membership, a);
          int year = FIRST_YEAR + (int)t;

          for (guint b = a + 1; b < network->rows->len && x->from <= year && year <= x->to; b++)
            {
              const Membership *y = &g_array_index (network->rows, Membership, b);
              EntGraphEdge edge = { x->node, y->node, 1 };

              if (g_strcmp0 (x->alliance, y->alliance) != 0)
                break;
              if (y->from > year || y->to < year || x->node == y->node)
                continue;
              network->present[t][x->node] = network->present[t][y->node] = TRUE;
              g_array_append_val (network->edges[t], edge);
            }
        }
    }
}

static EntGraph
year_graph (const Network *network, guint t)
{
  return (EntGraph){ network->n,
                     network->edges[t]->len,
                     (const EntGraphEdge *)(gpointer)network->edges[t]->data };
}

static gboolean *
find_neighbours (const Network *network, guint t)
{
  gboolean *matrix = g_new0 (gboolean, (gsize)network->n * network->n);

  for (guint e = 0; e < network->edges[t]->len; e++)
    {
      const EntGraphEdge *edge = &g_array_index (network->edges[t], EntGraphEdge, e);

      matrix[(gsize)edge->from * network->n + edge->to] = TRUE;
      matrix[(gsize)edge->to * network->n + edge->from] = TRUE;
    }
  return matrix;
}

/* Mean way of the nodes with the same ties in both years, as a share of the drawing's diameter. */
static double
measure_way (const Network *network, guint t, const double *before, const double *after, guint *n)
{
  g_autofree gboolean *a = find_neighbours (network, t - 1);
  g_autofree gboolean *b = find_neighbours (network, t);
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY }, way = 0;

  *n = 0;
  for (guint i = 0; i < network->n; i++)
    {
      gboolean same = network->present[t - 1][i] && network->present[t][i];

      if (network->present[t][i])
        for (guint axis = 0; axis < 2; axis++)
          {
            low[axis] = MIN (low[axis], after[2 * i + axis]);
            high[axis] = MAX (high[axis], after[2 * i + axis]);
          }
      for (guint j = 0; j < network->n && same; j++)
        same = a[(gsize)i * network->n + j] == b[(gsize)i * network->n + j];
      if (same)
        {
          way += hypot (after[2 * i] - before[2 * i], after[2 * i + 1] - before[2 * i + 1]);
          (*n)++;
        }
    }
  return *n > 0 ? way / *n / hypot (high[0] - low[0], high[1] - low[1]) : 0;
}

static void
run (const Network *network, const double *whole, const double *alone, double stability)
{
  EntTimeOptions options = ENT_TIME_OPTIONS_DEFAULT;
  EntTimeStep steps[N_YEARS];
  gsize row = 2 * (gsize)network->n;
  g_autofree double *xy = g_new (double, N_YEARS *row);
  double ways = 0, worst_way = 0, stress = 0, best = 0, cost = 0, worst = 0;
  gint64 begin = g_get_monotonic_time ();
  guint n_ways = 0, n_costs = 0;

  for (guint t = 0; t < N_YEARS; t++)
    steps[t] = (EntTimeStep){ year_graph (network, t), network->present[t] };
  options.stability = stability;
  ent_layout_time (network->n, steps, N_YEARS, &options, whole, xy, NULL, NULL);
  begin = g_get_monotonic_time () - begin;
  for (guint t = 0; t < N_YEARS; t++)
    {
      double mine = ent_layout_stress_of (&steps[t].graph, xy + t * row);
      guint n = 0;
      double way = t > 0 ? measure_way (network, t, xy + (t - 1) * row, xy + t * row, &n) : 0;

      stress += mine;
      best += alone[t];
      if (alone[t] > 1e-3)
        {
          cost += mine / alone[t] - 1;
          worst = MAX (worst, mine / alone[t] - 1);
          n_costs++;
        }
      if (n > 0)
        {
          ways += way;
          worst_way = MAX (worst_way, way);
          n_ways++;
        }
    }
  printf (
      "  stability %.2f: way %.3f %% of the diameter a year (worst %.1f %%), stress %+.1f %% in "
      "all, %+.1f %% on average (worst %+.1f %%), %.2f s\n",
      stability,
      100 * ways / n_ways,
      100 * worst_way,
      100 * (stress / best - 1),
      100 * cost / n_costs,
      100 * worst,
      (double)begin / 1e6);
  fflush (stdout);
}

int
main (void)
{
  Network network = { .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      .rows = g_array_new (FALSE, FALSE, sizeof (Membership)) };
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (EntGraphEdge));
  g_autofree double *whole = NULL;
  double alone[N_YEARS];

  if (!read_rows (&network))
    return 77;
  make_years (&network);
  for (guint t = 0; t < N_YEARS; t++)
    g_array_append_vals (all, network.edges[t]->data, network.edges[t]->len);
  whole = g_new0 (double, 2 * (gsize)network.n);
  ent_layout_stress (&(EntGraph){ network.n, all->len, (const EntGraphEdge *)(gpointer)all->data },
                     &options,
                     whole,
                     NULL,
                     NULL);
  for (guint t = 0; t < N_YEARS; t++)
    {
      EntGraph graph = year_graph (&network, t);
      g_autofree double *xy = g_new0 (double, 2 * (gsize)network.n);

      ent_layout_stress (&graph, &options, xy, NULL, NULL);
      alone[t] = ent_layout_stress_of (&graph, xy);
    }
  printf ("alliances of %u states, %d years\n", network.n, N_YEARS);
  for (guint k = 0; k < 5; k++)
    run (&network, whole, alone, (double[]){ 0, 0.25, 0.5, 0.75, 1 }[k]);
  return 0;
}
