/* A program that edits and saves is killed two hundred times.  Afterwards every file it wrote
 * opens, and what it had done a second before is in the file or in the journal.
 *
 * Time is that of the program that is killed, which counts ticks of its main loop: a machine that
 * stands still for a while lengthens the second for both sides. */
#include "journalled.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/worker.h"
#include "dossier/versions.h"

#define N_KILLS 200

/* Programs that run at the same time. */
#define N_TOGETHER 20

/* Milliseconds of a tick, and ticks that make the second after which nothing may be lost. */
#define TICK 10
#define SECOND 100

/* A program is killed before so many of its ticks have gone by. */
#define LONGEST 200

/* So many steps are told; more than can be made in a life. */
#define MAX_STEPS 20000

/* Nothing that is waited for takes longer; seconds. */
#define PATIENCE 60

/* What a program tells while it lives, in memory it shares with the test. */
typedef struct
{
  gint ticks;   /* since it began to edit */
  gint n_steps; /* told so far */
  gint n_saved;
  struct
  {
    gint tick;
    guint number; /* of the state that was opened */
  } steps[MAX_STEPS];
} Log;

/* The program that is killed. */

typedef struct
{
  Log *log;
  GRand *random;
  EntSession *session;
  EntWorker *disk;
  GFile *file;
  int save_chance; /* of a hundred steps; where it is small, only the journal can have them */
} Child;

static gboolean
count_tick (gpointer data)
{
  Child *child = data;

  g_atomic_int_inc (&child->log->ticks);
  return G_SOURCE_CONTINUE;
}

static gpointer
save (gpointer data, GCancellable *cancellable, GError **error)
{
  Child *child = data;
  EntDossier *dossier = g_object_get_data (G_OBJECT (child->file), "dossier");

  g_assert_true (ent_versions_keep (child->file, NULL, NULL));
  g_assert_true (ent_dossier_save (dossier, child->file, NULL, NULL));
  return ent_dossier_ref (dossier);
}

static gboolean take_step (gpointer data);

static void
step_soon (Child *child)
{
  g_timeout_add ((guint)g_rand_int_range (child->random, 0, 30), take_step, child);
}

static void
saved (gpointer owner, gpointer result, const GError *error)
{
  Child *child = g_object_get_data (owner, "child");
  g_autoptr (EntDossier) dossier = result;

  ent_session_mark_saved (child->session, dossier, child->file);
  g_atomic_int_inc (&child->log->n_saved);
  g_object_set_data (G_OBJECT (child->file), "dossier", NULL);
}

static void
start_save (Child *child)
{
  if (g_object_get_data (G_OBJECT (child->file), "dossier") != NULL)
    return;
  g_object_set_data_full (G_OBJECT (child->file),
                          "dossier",
                          ent_dossier_ref (ent_session_dossier (child->session)),
                          (GDestroyNotify)ent_dossier_unref);
  ent_worker_push (child->disk,
                   G_OBJECT (child->session),
                   "save",
                   save,
                   child,
                   NULL,
                   (GDestroyNotify)ent_dossier_unref,
                   saved);
}

/* The step is told before it is made: what is made and not told cannot be asked for. */
static void
tell (Child *child)
{
  const gint n = g_atomic_int_get (&child->log->n_steps);

  g_assert_cmpint (n, <, MAX_STEPS);
  child->log->steps[n].tick = g_atomic_int_get (&child->log->ticks);
  child->log->steps[n].number = state_number (ent_session_dossier (child->session));
  g_atomic_int_set (&child->log->n_steps, n + 1);
}

static gboolean
take_step (gpointer data)
{
  Child *child = data;
  const int what = g_rand_int_range (child->random, 0, 100);

  if (what < 15)
    ent_session_undo (child->session);
  else if (what < 20)
    ent_session_redo (child->session);
  else if (what < 20 + child->save_chance)
    start_save (child);
  else
    edit_state (child->session);
  tell (child);
  step_soon (child);
  return G_SOURCE_REMOVE;
}

static gpointer
map_log (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "log", NULL);
  const int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, sizeof (Log)), ==, 0);
  gpointer log = mmap (NULL, sizeof (Log), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (log != MAP_FAILED);
  close (fd);
  return log;
}

/* test-kill --child FOLDER SEED: edits and saves FOLDER/a/x.dossier until it is killed. */
static int
run_child (const char *folder, guint32 seed)
{
  g_autofree char *journals = g_build_filename (folder, "journal", NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  static const int chances[] = { 0, 1, 15 };
  Child child = {
    .log = map_log (folder),
    .random = g_rand_new_with_seed (seed),
    .session = ent_session_new (),
    .disk = ent_worker_new ("disk"),
    .file = g_file_new_build_filename (folder, "a", "x.dossier", NULL),
    .save_chance = chances[seed % G_N_ELEMENTS (chances)],
  };
  g_autoptr (EntDossier) dossier = ent_dossier_load (child.file, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  prctl (PR_SET_PDEATHSIG, SIGKILL); /* when the test fails */
  g_object_set_data (G_OBJECT (child.session), "child", &child);
  ent_session_set_dossier (child.session, dossier, child.file);
  EntJournal *journal = ent_journal_new (child.session, journals, ENT_JOURNAL_DELAY);
  tell (&child);
  g_timeout_add (TICK, count_tick, &child);
  step_soon (&child);
  g_main_loop_run (loop);
  g_object_unref (journal);
  return 1;
}

/* The test. */

typedef struct
{
  char *folder;
  Log *log;
  GPid pid;
  gint life; /* ticks */
} Victim;

static void
start_victim (Victim *victim, const char *top, guint n, GRand *random)
{
  g_autofree char *seed = g_strdup_printf ("%u", g_rand_int (random));
  g_autoptr (EntDossier) dossier = new_state (0);
  g_autoptr (GError) error = NULL;

  victim->folder = g_strdup_printf ("%s/%u", top, n);
  victim->life = g_rand_int_range (random, 0, LONGEST);
  g_autofree char *beside = g_build_filename (victim->folder, "a", NULL);
  g_assert_cmpint (g_mkdir_with_parents (beside, 0700), ==, 0);
  g_autoptr (GFile) file = g_file_new_build_filename (beside, "x.dossier", NULL);
  g_assert_true (ent_dossier_save (dossier, file, NULL, NULL));
  victim->log = map_log (victim->folder);

  g_auto (GStrv) environment
      = g_environ_setenv (g_get_environ (), "XDG_STATE_HOME", victim->folder, TRUE);
  const char *const argv[] = { "/proc/self/exe", "--child", victim->folder, seed, NULL };
  g_assert_true (g_spawn_async (NULL,
                                (char **)argv,
                                environment,
                                G_SPAWN_DO_NOT_REAP_CHILD,
                                NULL,
                                NULL,
                                &victim->pid,
                                &error));
  g_assert_no_error (error);
}

/* At its moment, and somewhere within the tick. */
static void
kill_victim (Victim *victim, GRand *random)
{
  const gint64 late = g_get_monotonic_time () + PATIENCE * G_TIME_SPAN_SECOND;
  int status;

  while (g_atomic_int_get (&victim->log->n_steps) == 0
         || g_atomic_int_get (&victim->log->ticks) < victim->life)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, late);
      g_usleep (1000);
    }
  g_usleep ((gulong)g_rand_int_range (random, 0, TICK * 1000));
  g_assert_cmpint (kill (victim->pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (victim->pid, &status, 0), ==, victim->pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

/* Every file there opens; returns how many there are. */
static guint
check_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          n += check_files (path);
          continue;
        }
      g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      state_number (dossier);
      n++;
    }
  return n;
}

/* The number of the state that the user gets back. */
static guint
recover (const Victim *victim, gboolean *journalled)
{
  g_autofree char *journals = g_build_filename (victim->folder, "journal", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (victim->folder, "a", "x.dossier", NULL);
  g_autoptr (GPtrArray) found = ent_recovery_find (journals, file, NULL);
  g_autoptr (GError) error = NULL;

  *journalled = found->len > 0;
  if (found->len == 0)
    {
      g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      return state_number (dossier);
    }
  /* an older one besides is that of before, which a newer takes the place of */
  EntRecovery *recovery = g_ptr_array_index (found, 0);
  g_autoptr (EntSession) session = ent_session_new ();
  /* that the file changed may be said of one that was saved in the last moment, never that it is
   * not there */
  g_assert_true (recovery->base == ENT_RECOVERY_SAME || recovery->base == ENT_RECOVERY_CHANGED);
  g_assert_true (ent_recovery_build (recovery, &error));
  g_assert_no_error (error);
  ent_recovery_apply (recovery, session);
  g_assert_true (ent_session_is_dirty (session));
  return state_number (ent_session_dossier (session));
}

/* What comes back is the state of a second before the end, or a later one. */
static gboolean
check_victim (const Victim *victim)
{
  g_autofree char *beside = g_build_filename (victim->folder, "a", NULL);
  g_autofree char *kept = g_build_filename (victim->folder, "entente", "versions", NULL);
  const Log *log = victim->log;
  gboolean journalled, found = FALSE;
  const guint number = recover (victim, &journalled);
  gint first = log->n_steps - 1;

  g_assert_cmpuint (check_files (beside), >=, 1);
  check_files (kept);
  while (first > 0 && log->steps[first].tick > log->ticks - SECOND)
    first--;
  for (gint i = first; i < log->n_steps; i++)
    found |= log->steps[i].number == number;
  /* the last step may have been made and not told */
  found |= number == log->steps[log->n_steps - 1].number + 1;
  if (!found)
    g_error ("state %u came back, of %d steps those from %d on, state %u, may",
             number,
             log->n_steps,
             first,
             log->steps[first].number);
  return journalled;
}

static int
compare_lives (gconstpointer a, gconstpointer b)
{
  return ((const Victim *)a)->life - ((const Victim *)b)->life;
}

static void
test_kill (void)
{
  g_autofree char *top = new_top ();
  g_autoptr (GRand) random = g_rand_new_with_seed (200);
  guint n_journalled = 0, n_saved = 0;

  for (guint round = 0; round < N_KILLS / N_TOGETHER; round++)
    {
      Victim victims[N_TOGETHER] = { { 0 } };

      for (guint i = 0; i < N_TOGETHER; i++)
        start_victim (&victims[i], top, round * N_TOGETHER + i, random);
      qsort (victims, N_TOGETHER, sizeof *victims, compare_lives);
      for (guint i = 0; i < N_TOGETHER; i++)
        kill_victim (&victims[i], random);
      for (guint i = 0; i < N_TOGETHER; i++)
        {
          n_journalled += check_victim (&victims[i]) ? 1 : 0;
          n_saved += victims[i].log->n_saved > 0 ? 1 : 0;
          munmap (victims[i].log, sizeof (Log));
          g_free (victims[i].folder);
        }
    }
  remove_all (top);
  /* else nothing was tested */
  g_test_message ("%u came back from a journal, %u had saved", n_journalled, n_saved);
  g_assert_cmpuint (n_journalled, >, N_KILLS / 4);
  g_assert_cmpuint (n_saved, >, N_KILLS / 4);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], (guint32)g_ascii_strtoull (argv[3], NULL, 10));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/kill", test_kill);
  return g_test_run ();
}
