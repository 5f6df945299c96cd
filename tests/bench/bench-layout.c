/* Stress layouts of networks grown by preferential attachment, of tight blocs and of grids, from 60
 * to 100,000 nodes: median milliseconds to the first picture and to the end, processor time,
 * memory, normalised stress after the best scaling. Small ones as ratios to plain majorisation of
 * all pairs from a random start, measured in the same run. ENT_PEERS names a folder with programs
 * of peers that take a method, a graph and a file for the places; each is measured on the same
 * graphs (300 s at most) and ours is given as a ratio to it.
 */
#include <glib/gstdio.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "graph/layout-stress.h"
#include "graphs.h"

/* Nodes up to which all pairs are feasible, and up to which their stress is exact. */
#define FLOOR_MAX 1100
#define FLOOR_SWEEPS 200
#define N_SOURCES 200

static const struct
{
  const char *name, *recipe;
  guint n_runs;
} rows[] = {
  { "pa-60", "pa 60 200", 9 },
  { "grid-64", "grid 8 8", 9 },
  { "pa-200", "pa 200 2000", 9 },
  { "grid-196", "grid 14 14", 9 },
  { "pa-1000", "pa 1000 5000", 5 },
  { "grid-1024", "grid 32 32", 5 },
  { "blocs-1000", "blocs 1000 5000", 5 },
  { "pa-10000", "pa 10000 30000", 3 },
  { "grid-10000", "grid 100 100", 3 },
  { "blocs-10000", "blocs 10000 30000", 3 },
  { "pa-100000", "pa 100000 200000", 1 },
  { "grid-99856", "grid 316 316", 1 },
};

static const struct
{
  const char *name, *program, *method;
  guint n_max; /* beyond, it needs the square of it in memory */
} peers[] = {
  { "sfdp", "peer_graphviz", "sfdp", G_MAXUINT },
  { "neato", "peer_graphviz", "neato", 2000 },
  { "FM3", "peer_ogdf", "fm3", G_MAXUINT },
  { "FMME", "peer_ogdf", "fmme", G_MAXUINT },
  { "OGDF stress", "peer_ogdf", "stress", 2000 },
  { "Fruchterman-Reingold", "peer_igraph", "fr", G_MAXUINT },
  { "Kamada-Kawai", "peer_igraph", "kk", 2000 },
  { "DrL", "peer_igraph", "drl", G_MAXUINT },
};

typedef struct
{
  double ms, first_ms, cpu_ms, stress, megabytes;
} Figures;

typedef struct
{
  gint64 begin;
  double first_ms;
} Watch;

static double
passed (gint64 begin)
{
  return (double)(g_get_monotonic_time () - begin) / 1000;
}

/* Stress by the distances from all nodes, or from evenly spread ones. */
static double
measure (const EntGraph *graph, const double *xy)
{
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (graph);
  g_autofree float *distances = g_new (float, graph->n);
  guint n_sources = graph->n <= FLOOR_MAX ? graph->n : N_SOURCES;
  double ratios = 0, squares = 0, count = 0;

  for (guint k = 0; k < n_sources; k++)
    {
      guint source = (guint)((guint64)k * graph->n / n_sources);

      ent_adjacency_distances (adjacency, graph->n, source, distances);
      for (guint i = 0; i < graph->n; i++)
        if (i != source)
          {
            double dx = xy[2 * i] - xy[2 * source], dy = xy[2 * i + 1] - xy[2 * source + 1];
            double ratio = hypot (dx, dy) / (double)distances[i];

            ratios += ratio;
            squares += ratio * ratio;
            count++;
          }
    }
  return squares > 0 ? 1 - ratios * ratios / (squares * count) : 1;
}

/* Kilobytes in a line of /proc/self/status. */
static double
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return NAN;
  line = strstr (text, name);
  return line != NULL ? g_ascii_strtod (line + strlen (name), NULL) : NAN;
}

static void
note_first (const double *xy, double done, gpointer data)
{
  Watch *watch = data;

  if (watch->first_ms < 0)
    watch->first_ms = passed (watch->begin);
}

static int
compare_times (const void *a, const void *b)
{
  const Figures *p = a, *q = b;

  return p->ms < q->ms ? -1 : p->ms > q->ms;
}

/* The median run; the stress is that of the default seed, the memory that of the first run. */
static Figures
run_ours (const EntGraph *graph, guint n_runs)
{
  g_autofree double *xy = g_new0 (double, 2 * (gsize)graph->n);
  g_autofree Figures *runs = g_new0 (Figures, n_runs);
  double before, megabytes = 0;
  Figures median;

  /* what graphs before this one left would be used again and count for nothing */
  malloc_trim (0);
  before = read_status ("VmRSS:");
  /* the peak from here on */
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  for (guint r = 0; r < n_runs; r++)
    {
      EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
      Watch watch = { g_get_monotonic_time (), -1 };
      clock_t cpu = clock ();

      options.seed = n_runs - r;
      options.progress = note_first;
      options.progress_data = &watch;
      ent_layout_stress (graph, &options, xy, NULL, NULL);
      runs[r].ms = passed (watch.begin);
      runs[r].first_ms = watch.first_ms;
      runs[r].cpu_ms = (double)(clock () - cpu) * 1000 / CLOCKS_PER_SEC;
      if (r == 0)
        megabytes = (read_status ("VmHWM:") - before) / 1024;
    }
  qsort (runs, n_runs, sizeof *runs, compare_times);
  median = runs[n_runs / 2];
  median.stress = measure (graph, xy);
  median.megabytes = megabytes;
  return median;
}

/* Each node to where its majorised stress is least, in turn, again and again. */
static void
majorise (const float *distances, guint n, double *xy)
{
  for (guint sweep = 0; sweep < FLOOR_SWEEPS; sweep++)
    for (guint i = 0; i < n; i++)
      {
        double x = 0, y = 0, sum = 0;

        for (guint j = 0; j < n; j++)
          {
            double d = (double)distances[(gsize)i * n + j], dx, dy, w, length;

            if (i == j)
              continue;
            w = 1 / (d * d);
            dx = xy[2 * i] - xy[2 * j];
            dy = xy[2 * i + 1] - xy[2 * j + 1];
            length = sqrt (dx * dx + dy * dy) + 1e-12;
            x += w * (xy[2 * j] + d * dx / length);
            y += w * (xy[2 * j + 1] + d * dy / length);
            sum += w;
          }
        xy[2 * i] = x / sum;
        xy[2 * i + 1] = y / sum;
      }
}

static Figures
run_floor (const EntGraph *graph)
{
  guint n = graph->n;
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (graph);
  g_autofree float *distances = g_new (float, (gsize)n *n);
  g_autofree double *xy = g_new (double, 2 * (gsize)n);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gint64 begin = g_get_monotonic_time ();
  double ms;

  for (guint i = 0; i < 2 * n; i++)
    xy[i] = g_rand_double (random);
  for (guint i = 0; i < n; i++)
    ent_adjacency_distances (adjacency, n, i, distances + (gsize)i * n);
  majorise (distances, n, xy);
  ms = passed (begin);
  return (Figures){ .ms = ms, .stress = measure (graph, xy) };
}

static gboolean
read_places (const char *path, guint n, double *xy)
{
  FILE *file = fopen (path, "r");
  guint i = 0;

  while (file != NULL && i < 2 * n && fscanf (file, "%lf", &xy[i]) == 1)
    i++;
  if (file != NULL)
    fclose (file);
  return i == 2 * n;
}

static void
run_peer (guint p, const char *program, const EntGraph *graph, const char *folder, Figures ours)
{
  g_autofree char *graph_path = g_build_filename (folder, "graph.txt", NULL);
  g_autofree char *places_path = g_build_filename (folder, "places.txt", NULL);
  g_autofree double *xy = g_new (double, 2 * (gsize)graph->n);
  g_autofree char *out = NULL;
  const char *argv[]
      = { "timeout", "300", program, peers[p].method, graph_path, places_path, NULL };
  const char *said;
  double ms, stress;

  if (!g_spawn_sync (NULL,
                     (char **)argv,
                     NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL,
                     NULL,
                     &out,
                     NULL,
                     NULL,
                     NULL)
      || !read_places (places_path, graph->n, xy)
      || (said = strstr (out, "\"layout_ms\":")) == NULL)
    g_print ("    %-22s no result\n", peers[p].name);
  else
    {
      ms = g_ascii_strtod (said + strlen ("\"layout_ms\":"), NULL);
      stress = measure (graph, xy);
      g_print ("    %-22s %9.1f ms   stress %.4f   ours: %.3f of its time, %.3f of its stress\n",
               peers[p].name,
               ms,
               stress,
               ours.ms / ms,
               ours.stress / stress);
    }
  g_remove (places_path);
}

static void
run_peers (const EntGraph *graph, Figures ours)
{
  const char *peer_folder = g_getenv ("ENT_PEERS");
  g_autofree char *folder = NULL;
  g_autofree char *graph_path = NULL;

  if (peer_folder == NULL || (folder = g_dir_make_tmp ("ent-bench-XXXXXX", NULL)) == NULL)
    return;
  graph_path = g_build_filename (folder, "graph.txt", NULL);
  for (guint p = 0; bench_graph_write (graph, graph_path) && p < G_N_ELEMENTS (peers); p++)
    {
      g_autofree char *program = g_build_filename (peer_folder, peers[p].program, NULL);

      if (graph->n <= peers[p].n_max && g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        run_peer (p, program, graph, folder, ours);
    }
  g_remove (graph_path);
  g_rmdir (folder);
}

/* All graphs, or those that the arguments name. */
int
main (int argc, char **argv)
{
  g_print ("%-12s %9s %9s %9s %7s %8s   to all pairs from a random start\n",
           "",
           "first ms",
           "ms",
           "CPU ms",
           "MB",
           "stress");
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      EntGraph graph;
      Figures ours;

      if (argc > 1 && !g_strv_contains ((const char *const *)argv + 1, rows[r].name))
        continue;
      graph = bench_graph_new (rows[r].recipe);
      ours = run_ours (&graph, rows[r].n_runs);
      g_print ("%-12s %9.1f %9.1f %9.1f %7.1f %8.4f",
               rows[r].name,
               ours.first_ms,
               ours.ms,
               ours.cpu_ms,
               ours.megabytes,
               ours.stress);
      if (graph.n <= FLOOR_MAX)
        {
          Figures plain = run_floor (&graph);

          g_print ("   %.3f of the time, %.3f of the stress",
                   ours.ms / plain.ms,
                   ours.stress / plain.stress);
        }
      g_print ("\n");
      run_peers (&graph, ours);
      g_free ((gpointer)graph.edges);
    }
  return 0;
}
