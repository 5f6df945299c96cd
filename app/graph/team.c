#include "graph/team.h"

/* More threads than these wait for memory, not for work. */
#define MAX_THREADS 8

struct _EntTeam
{
  GMutex mutex;
  GCond start, done;
  GThread *threads[MAX_THREADS];
  guint n_threads;  /* besides the caller */
  guint round;      /* of ent_team_run() */
  gboolean is_open; /* there may be parts left in it */
  guint n_busy;
  gboolean ends;
  EntTeamFunc func;
  gpointer data;
  guint n_parts;
  int next; /* atomic: the part to do next */
};

static void
work (EntTeam *team)
{
  for (guint part; (part = (guint)g_atomic_int_add (&team->next, 1)) < team->n_parts;)
    team->func (part, team->data);
}

static gpointer
serve (gpointer data)
{
  EntTeam *team = data;
  guint seen = 0;

  g_mutex_lock (&team->mutex);
  while (TRUE)
    {
      while (!team->ends && (!team->is_open || team->round == seen))
        g_cond_wait (&team->start, &team->mutex);
      if (team->ends)
        break;
      seen = team->round;
      team->n_busy++;
      g_mutex_unlock (&team->mutex);
      work (team);
      g_mutex_lock (&team->mutex);
      if (--team->n_busy == 0)
        g_cond_signal (&team->done);
    }
  g_mutex_unlock (&team->mutex);
  return NULL;
}

/**
 * ent_team_new:
 * @n_threads: how many threads are to work, the caller's included; 0: one for each processor
 *
 * Starts threads that wait for ent_team_run().
 *
 * Returns: (transfer full): a team
 */
EntTeam *
ent_team_new (guint n_threads)
{
  EntTeam *team = g_new0 (EntTeam, 1);

  if (n_threads == 0)
    n_threads = g_get_num_processors ();
  g_mutex_init (&team->mutex);
  g_cond_init (&team->start);
  g_cond_init (&team->done);
  n_threads = MIN (n_threads, MAX_THREADS);
  for (guint i = 1; i < n_threads; i++)
    {
      GThread *thread = g_thread_try_new ("layout", serve, team, NULL);

      /* With fewer threads it takes longer, no more. */
      if (thread == NULL)
        break;
      team->threads[team->n_threads++] = thread;
    }
  return team;
}

/**
 * ent_team_run:
 * @team: a team
 * @n_parts: how many parts the loop has
 * @func: does one part
 * @data: for @func
 *
 * Does all parts, in any order and by any thread, the caller's too, and returns when they are done.
 */
void
ent_team_run (EntTeam *team, guint n_parts, EntTeamFunc func, gpointer data)
{
  g_mutex_lock (&team->mutex);
  team->func = func;
  team->data = data;
  team->n_parts = n_parts;
  team->next = 0;
  team->is_open = TRUE;
  team->round++;
  g_cond_broadcast (&team->start);
  g_mutex_unlock (&team->mutex);
  work (team);
  g_mutex_lock (&team->mutex);
  /* A thread that the system has not woken yet is not waited for. */
  team->is_open = FALSE;
  while (team->n_busy > 0)
    g_cond_wait (&team->done, &team->mutex);
  g_mutex_unlock (&team->mutex);
}

/**
 * ent_team_free:
 * @team: (transfer full) (nullable): a team that does not run
 *
 * Ends its threads.
 */
void
ent_team_free (EntTeam *team)
{
  if (team == NULL)
    return;
  g_mutex_lock (&team->mutex);
  team->ends = TRUE;
  g_cond_broadcast (&team->start);
  g_mutex_unlock (&team->mutex);
  for (guint i = 0; i < team->n_threads; i++)
    g_thread_join (team->threads[i]);
  g_mutex_clear (&team->mutex);
  g_cond_clear (&team->start);
  g_cond_clear (&team->done);
  g_free (team);
}
