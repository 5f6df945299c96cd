/* Networks over time: what ties there are between the moments when some begin or end, and where the
 * nodes are then. */
#include "views/network-private.h"

#include <string.h>

#include "graph/layout-time.h"
#include "views/layout-cache.h"

/* More dates than these are drawn together, a few moments each. */
#define MAX_DATES 240

typedef struct
{
  EntGraphEdge edge;
  gint32 first, last; /* days, both inclusive */
} Tie;

/* From the start to the end; a start alone has no end unless it is an interval itself. */
static void
read_span (const EntRelation *relation, gint32 *first, gint32 *last)
{
  *first = relation->start.edtf != NULL ? relation->start.date.first : G_MININT32;
  *last = relation->end.edtf != NULL ? relation->end.date.last
          : relation->start.edtf != NULL && relation->start.date.interval
              ? relation->start.date.last
              : G_MAXINT32;
}

/* The view's own filter without its date: what comes to be shown at some time. */
static EntFilter *
filter_of_all_times (const EntViewRequest *request)
{
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  EntFilter *filter = own != NULL ? ent_filter_copy (own) : ent_filter_new ();
  ent_filter_set_time (filter, NULL, NULL);
  return filter;
}

static void
add_tie (GArray *ties, int from, int to, gint32 first, gint32 last)
{
  Tie tie = { { (guint)from, (guint)to, 1 }, first, last };
  if (from >= 0 && to >= 0 && from != to && first <= last)
    g_array_append_val (ties, tie);
}

/* Members of an organisation that is drawn round or between them are tied as long as both are. */
static void
add_fellows (const EntNet *net, const GPtrArray *relations, guint index, GArray *ties)
{
  const EntRelation *one = relations->pdata[index];
  gint32 first, last, begins, ends;
  read_span (one, &first, &last);
  for (guint i = 0; i < index; i++)
    {
      const EntRelation *other = relations->pdata[i];
      if (other->to != one->to || !ent_net_replaces (&net->options, other))
        continue;
      read_span (other, &begins, &ends);
      add_tie (ties,
               ent_net_find (net, other->from),
               ent_net_find (net, one->from),
               MAX (first, begins),
               MIN (last, ends));
    }
}

static GArray *
collect_ties (const EntNet *net)
{
  const EntViewRequest *request = net->request;
  const GPtrArray *relations = ent_dossier_relations (request->dossier);
  g_autoptr (EntFilter) filter = filter_of_all_times (request);
  GArray *ties = g_array_new (FALSE, TRUE, sizeof (Tie));
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      gint32 first, last;
      if (!ent_filter_admits (filter, request->dossier, &relation->thing))
        continue;
      read_span (relation, &first, &last);
      add_tie (
          ties, ent_net_find (net, relation->from), ent_net_find (net, relation->to), first, last);
      if (ent_net_replaces (&net->options, relation))
        add_fellows (net, relations, i, ties);
    }
  for (guint i = 0; i < net->nodes->len; i++)
    {
      const EntActor *parent = ent_net_node (net, i)->actor->part_of;
      if (parent != NULL)
        add_tie (ties, (int)i, ent_net_find (net, parent), G_MININT32, G_MAXINT32);
    }
  return ties;
}

static int
by_day (gconstpointer a, gconstpointer b)
{
  gint32 p = *(const gint32 *)a, q = *(const gint32 *)b;
  return p < q ? -1 : p > q;
}

/* The first days of all dates but the first, which has no beginning: days on which something
 * begins, or is over. */
static GArray *
find_moments (const GArray *ties)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (guint i = 0; i < ties->len; i++)
    {
      const Tie *tie = &g_array_index (ties, Tie, i);
      gint32 over = tie->last < G_MAXINT32 ? tie->last + 1 : G_MAXINT32;
      if (tie->first > G_MININT32)
        g_array_append_val (days, tie->first);
      if (over < G_MAXINT32)
        g_array_append_val (days, over);
    }
  g_array_sort (days, by_day);
  for (guint i = 0; i < days->len; i++)
    {
      gint32 day = g_array_index (days, gint32, i);
      if (moments->len == 0 || g_array_index (moments, gint32, moments->len - 1) != day)
        g_array_append_val (moments, day);
    }
  guint apart = moments->len / MAX_DATES + 1;
  for (guint i = 0; apart > 1 && i * apart < moments->len; i++)
    g_array_index (moments, gint32, i) = g_array_index (moments, gint32, i * apart);
  g_array_set_size (moments, (moments->len + apart - 1) / apart);
  return moments;
}

/* All dates with their ties. */
typedef struct
{
  guint n_steps;
  EntTimeStep *steps;
  GPtrArray *edges;   /* of EntGraphEdge arrays */
  GPtrArray *present; /* of gboolean arrays */
} Dates;

static void
clear_dates (Dates *dates)
{
  g_free (dates->steps);
  g_ptr_array_unref (dates->edges);
  g_ptr_array_unref (dates->present);
}

static void
fill_dates (Dates *dates, const GArray *ties, const GArray *moments, guint n)
{
  dates->n_steps = moments->len + 1;
  dates->steps = g_new0 (EntTimeStep, dates->n_steps);
  dates->edges = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  dates->present = g_ptr_array_new_with_free_func (g_free);
  for (guint t = 0; t < dates->n_steps; t++)
    {
      gint32 first = t > 0 ? g_array_index (moments, gint32, t - 1) : G_MININT32;
      gint32 last = t < moments->len ? g_array_index (moments, gint32, t) - 1 : G_MAXINT32;
      GArray *edges = g_array_new (FALSE, TRUE, sizeof (EntGraphEdge));
      gboolean *present = g_new0 (gboolean, n + 1);
      for (guint i = 0; i < ties->len; i++)
        {
          const Tie *tie = &g_array_index (ties, Tie, i);
          if (tie->first > last || tie->last < first)
            continue;
          g_array_append_val (edges, tie->edge);
          present[tie->edge.from] = present[tie->edge.to] = TRUE;
        }
      g_ptr_array_add (dates->edges, edges);
      g_ptr_array_add (dates->present, present);
      dates->steps[t]
          = (EntTimeStep){ .graph = { n, edges->len, (const EntGraphEdge *)(gpointer)edges->data },
                           .present = present };
    }
}

/* Of all that the layout depends on. */
static char *
digest (const EntNet *net, const Dates *dates, const double *whole)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  struct
  {
    double stability;
    guint n, n_steps;
    gint64 hub;
  } head;
  memset (&head, 0, sizeof head);
  head.stability = net->options.stability;
  head.n = net->nodes->len;
  head.n_steps = dates->n_steps;
  head.hub = net->hub;
  g_checksum_update (sum, (const guchar *)&head, sizeof head);
  g_checksum_update (sum, (const guchar *)whole, (gssize)(2 * sizeof (double) * head.n));
  for (guint t = 0; t < dates->n_steps; t++)
    {
      const EntGraph *graph = &dates->steps[t].graph;
      g_checksum_update (sum, (const guchar *)&graph->n_edges, sizeof graph->n_edges);
      for (guint i = 0; i < graph->n_edges; i++)
        g_checksum_update (sum, (const guchar *)&graph->edges[i].from, 2 * sizeof (guint));
    }
  return g_strdup (g_checksum_get_string (sum));
}

static GBytes *
lay_out (const EntNet *net,
         const Dates *dates,
         const double *whole,
         GCancellable *cancellable,
         GError **error)
{
  guint n = net->nodes->len;
  gsize size = 2 * (gsize)n * dates->n_steps * sizeof (double);
  g_autofree double *xy = g_malloc0 (size + 1);
  g_autofree gboolean *pinned = g_new0 (gboolean, n + 1);
  EntTimeOptions options = ENT_TIME_OPTIONS_DEFAULT;
  options.stability = net->options.stability;
  options.pinned = pinned;
  if (net->hub >= 0)
    pinned[net->hub] = TRUE;
  if (!ent_layout_time (n, dates->steps, dates->n_steps, &options, whole, xy, cancellable, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&xy), size);
}

/**
 * ent_net_shown_day:
 * @request: what is to be drawn
 * @day: (out): the last day of the time that is looked at, the session's before the view's
 *
 * Returns: whether the request has a time
 */
gboolean
ent_net_shown_day (const EntViewRequest *request, gint32 *day)
{
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  const EntFilter *filter
      = request->filter != NULL && request->filter->time != NULL ? request->filter : own;
  if (filter == NULL || filter->time == NULL)
    return FALSE;
  *day = filter->time_range.last;
  return TRUE;
}

/**
 * ent_net_over_time:
 * @net: a network
 * @whole: 2n coordinates of its layout without a time
 * @day: the day to show
 * @at: (out): which of the dates has the day
 * @n_dates: (out): how many there are
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Lays out all dates one after another, or finds that in the request's cache.  Dates are the times
 * between the moments when ties begin or end that the saved view shows at any time, so that neither
 * the day nor what the session hides changes them.
 *
 * Returns: (transfer full): n_dates × 2n coordinates (double); %NULL when cancelled
 */
GBytes *
ent_net_over_time (const EntNet *net,
                   const double *whole,
                   gint32 day,
                   guint *at,
                   guint *n_dates,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GArray) ties = collect_ties (net);
  g_autoptr (GArray) moments = find_moments (ties);
  Dates dates;
  fill_dates (&dates, ties, moments, net->nodes->len);
  *n_dates = dates.n_steps;
  for (*at = 0; *at < moments->len && g_array_index (moments, gint32, *at) <= day;)
    ++*at;
  g_autofree char *key = digest (net, &dates, whole);
  GBytes *layout = ent_layout_cache_find (net->request->layouts, key);
  if (layout == NULL)
    {
      layout = lay_out (net, &dates, whole, cancellable, error);
      if (layout != NULL)
        ent_layout_cache_keep (net->request->layouts, key, layout);
    }
  clear_dates (&dates);
  return layout;
}
