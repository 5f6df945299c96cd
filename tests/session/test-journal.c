/* Journals: what is written is found again, and nothing that is not whole. */
#include "journalled.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Nothing that a test waits for takes longer; milliseconds. */
#define PATIENCE 20000

typedef struct
{
  char *folder, *crashed; /* journals of the session, and of one that was killed */
  GFile *file;
  EntSession *session;
  EntJournal *journal;
  EntDossier *on_disk;
  char *failure;
  guint n_failures;
} Fixture;

static void
on_written (EntJournal *journal, EntDossier *dossier, const char *failure, Fixture *fixture)
{
  if (failure == NULL)
    {
      g_clear_pointer (&fixture->on_disk, ent_dossier_unref);
      fixture->on_disk = dossier != NULL ? ent_dossier_ref (dossier) : NULL;
    }
  else
    {
      g_free (fixture->failure);
      fixture->failure = g_strdup (failure);
      fixture->n_failures++;
    }
}

static void
start (Fixture *fixture, GFile *file)
{
  g_autoptr (EntDossier) dossier = new_state (0);

  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->session);
  fixture->session = ent_session_new ();
  fixture->journal = ent_journal_new (fixture->session, fixture->folder, 0);
  g_signal_connect (fixture->journal, "written", G_CALLBACK (on_written), fixture);
  if (file != NULL)
    g_assert_true (ent_dossier_save (dossier, file, NULL, NULL));
  ent_session_set_dossier (fixture->session, dossier, file);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *top = new_top ();

  fixture->folder = g_build_filename (top, "state", "journal", NULL);
  fixture->crashed = g_build_filename (top, "crashed", NULL);
  g_assert_cmpint (g_mkdir (fixture->crashed, 0700), ==, 0);
  fixture->file = g_file_new_build_filename (top, "a.dossier", NULL);
  start (fixture, fixture->file);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *top = g_path_get_dirname (fixture->crashed);

  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->session);
  remove_all (top);
  g_free (fixture->folder);
  g_free (fixture->crashed);
  g_free (fixture->failure);
  g_object_unref (fixture->file);
  g_clear_pointer (&fixture->on_disk, ent_dossier_unref);
}

G_GNUC_NORETURN static gboolean
give_up (gpointer data)
{
  g_error ("the journal was not written");
}

/* Until what is open is on the disk. */
static void
wait_written (Fixture *fixture)
{
  const guint timeout = g_timeout_add (PATIENCE, give_up, NULL);

  while (fixture->on_disk != ent_session_dossier (fixture->session))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

static void
wait_failed (Fixture *fixture)
{
  const guint before = fixture->n_failures;
  const guint timeout = g_timeout_add (PATIENCE, give_up, NULL);

  while (fixture->n_failures == before)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

/* The one file in the folder; NULL when there is none. */
static char *
only_file (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  char *path = name != NULL ? g_build_filename (folder, name, NULL) : NULL;

  g_assert_true (name == NULL || g_dir_read_name (dir) == NULL);
  return path;
}

/* The journal as a program that was killed would have left it, cut or with one byte other. */
static void
crash (Fixture *fixture, gssize length, gssize other)
{
  g_autofree char *from = only_file (fixture->folder);
  g_autofree char *to = g_build_filename (fixture->crashed, "x.journal", NULL);
  g_autofree char *text = NULL;
  gsize n;

  g_assert_nonnull (from);
  g_assert_true (g_file_get_contents (from, &text, &n, NULL));
  if (other >= 0)
    text[other] ^= 0x20;
  g_unlink (to); /* who has found the one before keeps it */
  g_assert_true (g_file_set_contents_full (
      to, text, length >= 0 ? length : (gssize)n, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static gsize
journal_size (Fixture *fixture)
{
  g_autofree char *path = only_file (fixture->folder);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return (gsize)info.st_size;
}

/* What a program that starts finds; NULL: nothing. */
static EntRecovery *
find (Fixture *fixture)
{
  g_autoptr (GPtrArray) found = ent_recovery_find (fixture->crashed, NULL, NULL);

  g_assert_cmpuint (found->len, <=, 1);
  return found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

static EntSession *
restore (EntRecovery *recovery)
{
  EntSession *session = ent_session_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_recovery_build (recovery, &error));
  g_assert_no_error (error);
  ent_recovery_apply (recovery, session);
  return session;
}

static guint
open_number (EntSession *session)
{
  return state_number (ent_session_dossier (session));
}

static void
edit_times (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      edit_state (fixture->session);
      wait_written (fixture);
    }
}

/* There is a journal exactly while something is unsaved. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  wait_written (fixture);
  g_assert_null (only_file (fixture->folder));
  edit_times (fixture, 2);
  g_autofree char *first = only_file (fixture->folder);
  g_assert_nonnull (first);
  ent_session_undo (fixture->session);
  ent_session_undo (fixture->session);
  wait_written (fixture);
  g_assert_null (only_file (fixture->folder));
  edit_times (fixture, 1);
  ent_session_mark_saved (fixture->session, ent_session_dossier (fixture->session), fixture->file);
  g_clear_pointer (&fixture->on_disk, ent_dossier_unref);
  wait_written (fixture);
  g_assert_null (only_file (fixture->folder));
  edit_times (fixture, 1);
  g_clear_object (&fixture->journal);
  g_assert_null (only_file (fixture->folder));
}

/* A dossier that was read in part only is not to be saved. */
static void
test_paused (Fixture *fixture, gconstpointer data)
{
  ent_journal_set_paused (fixture->journal, TRUE);
  edit_times (fixture, 1);
  g_assert_null (only_file (fixture->folder));
}

/* Everything comes back: what was done, undone, and what is in the file. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  edit_times (fixture, 2);
  ent_session_mark_saved (fixture->session, ent_session_dossier (fixture->session), fixture->file);
  g_assert_true (
      ent_dossier_save (ent_session_dossier (fixture->session), fixture->file, NULL, NULL));
  edit_times (fixture, 4);
  ent_session_undo (fixture->session);
  wait_written (fixture);

  /* who still runs has it */
  g_autoptr (GPtrArray) others = ent_recovery_find (fixture->folder, NULL, NULL);
  g_assert_cmpuint (others->len, ==, 0);

  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) recovery = find (fixture);
  g_assert_nonnull (recovery);
  g_assert_true (g_file_equal (recovery->file, fixture->file));
  g_assert_cmpint (recovery->base, ==, ENT_RECOVERY_SAME);
  g_assert_cmpstr (recovery->title, ==, "State 1"); /* as it was begun */
  g_assert_cmpuint (recovery->edits->len, ==, 3);
  const EntRecoveryEdit *last = g_ptr_array_index (recovery->edits, 2);
  g_assert_cmpstr (last->label, ==, "Edit 5");
  g_assert_false (last->undone);
  g_assert_cmpint (ABS (last->time - g_get_real_time () / G_USEC_PER_SEC), <, 3600);

  g_autoptr (EntSession) session = restore (recovery);
  g_assert_cmpuint (open_number (session), ==, 5);
  g_assert_true (ent_session_is_dirty (session));
  g_assert_true (g_file_equal (ent_session_file (session), fixture->file));
  g_assert_cmpstr (ent_session_undo_label (session), ==, "Edit 5");
  g_assert_cmpstr (ent_session_redo_label (session), ==, "Edit 6");
  ent_session_redo (session);
  g_assert_cmpuint (open_number (session), ==, 6);
  for (guint n = 6; n > 2; n--)
    g_assert_true (ent_session_undo (session));
  g_assert_cmpuint (open_number (session), ==, 2);
  g_assert_false (ent_session_is_dirty (session));
  g_assert_true (ent_session_undo (session));
  g_assert_true (ent_session_undo (session));
  g_assert_false (ent_session_undo (session));
  g_assert_cmpuint (open_number (session), ==, 0);
}

/* What was undone after saving is unsaved too. */
static void
test_undone (Fixture *fixture, gconstpointer data)
{
  edit_times (fixture, 2);
  ent_session_mark_saved (fixture->session, ent_session_dossier (fixture->session), fixture->file);
  g_assert_true (
      ent_dossier_save (ent_session_dossier (fixture->session), fixture->file, NULL, NULL));
  ent_session_undo (fixture->session);
  wait_written (fixture);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) recovery = find (fixture);
  g_assert_cmpuint (recovery->edits->len, ==, 1);
  const EntRecoveryEdit *edit = g_ptr_array_index (recovery->edits, 0);
  g_assert_cmpstr (edit->label, ==, "Edit 2");
  g_assert_true (edit->undone);
}

/* An edit after undoing takes the place of those that were undone. */
static void
test_branch (Fixture *fixture, gconstpointer data)
{
  edit_times (fixture, 3);
  ent_session_undo (fixture->session);
  ent_session_undo (fixture->session);
  edit_times (fixture, 2);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) recovery = find (fixture);
  g_autoptr (EntSession) session = restore (recovery);
  g_assert_cmpuint (open_number (session), ==, 3);
  g_assert_null (ent_session_redo_label (session));
  g_assert_cmpuint (recovery->edits->len, ==, 3);
}

/* Of a journal that ends anywhere, all that is whole counts and nothing else. */
static void
test_torn (Fixture *fixture, gconstpointer data)
{
  guint most = 0;

  edit_times (fixture, 4);
  const gsize size = journal_size (fixture);
  for (gsize length = 0; length <= size; length++)
    {
      crash (fixture, (gssize)length, -1);
      g_autoptr (EntRecovery) recovery = find (fixture);
      if (recovery == NULL)
        {
          g_assert_cmpuint (most, ==, 0);
          continue;
        }
      g_autoptr (EntSession) session = restore (recovery);
      const guint n = open_number (session);
      g_assert_cmpuint (n, >=, most);
      most = n;
      g_assert_cmpuint (recovery->edits->len, ==, n);
    }
  g_assert_cmpuint (most, ==, 4);
}

/* A byte that is another ends the journal before its record. */
static void
test_sum (Fixture *fixture, gconstpointer data)
{
  guint most = 0;

  edit_times (fixture, 4);
  const gsize size = journal_size (fixture);
  for (gsize at = 0; at < size; at++)
    {
      crash (fixture, -1, (gssize)at);
      g_autoptr (EntRecovery) recovery = find (fixture);
      guint n = 0;
      if (recovery != NULL)
        {
          g_autoptr (EntSession) session = restore (recovery);
          n = open_number (session);
          g_assert_true (n == recovery->edits->len);
        }
      g_assert_cmpuint (n, >=, most);
      most = n;
    }
  g_assert_cmpuint (most, ==, 4);
}

static void
set_limit (rlim_t limit)
{
  struct rlimit now;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &now), ==, 0);
  now.rlim_cur = limit;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &now), ==, 0);
}

/* A disk that is full says so, keeps what it has, and takes the rest when there is room again. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  struct rlimit before;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  set_limit (64);
  edit_state (fixture->session);
  wait_failed (fixture);
  g_assert_nonnull (strstr (fixture->failure, fixture->folder));
  g_assert_null (only_file (fixture->folder));

  set_limit (before.rlim_cur);
  edit_times (fixture, 1);
  const gsize size = journal_size (fixture);
  set_limit (size + 20);
  edit_state (fixture->session);
  wait_failed (fixture);
  g_assert_cmpuint (journal_size (fixture), ==, size);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) some = find (fixture);
  g_autoptr (EntSession) session = restore (some);
  g_assert_cmpuint (open_number (session), ==, 2);

  set_limit (before.rlim_cur);
  edit_times (fixture, 1);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) all = find (fixture);
  g_autoptr (EntSession) whole = restore (all);
  g_assert_cmpuint (open_number (whole), ==, 4);
}

/* A journal that somebody removed is begun anew. */
static void
test_vanished (Fixture *fixture, gconstpointer data)
{
  edit_times (fixture, 2);
  remove_all (fixture->folder);
  edit_times (fixture, 1);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) recovery = find (fixture);
  g_autoptr (EntSession) session = restore (recovery);
  g_assert_cmpuint (open_number (session), ==, 3);
}

/* A folder that cannot be made. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (fixture->folder);

  g_assert_true (g_file_set_contents (state, "in the way", -1, NULL));
  edit_state (fixture->session);
  wait_failed (fixture);
  g_assert_nonnull (strstr (fixture->failure, fixture->folder));
}

static void
test_base (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int number; /* of the state in the file; -1: none, -2: something else, -3: not canonical */
    EntRecoveryBase base;
    guint n_edits;
  } cases[] = {
    { 0, ENT_RECOVERY_SAME, 3 },  { 2, ENT_RECOVERY_SAME, 1 },     { 9, ENT_RECOVERY_CHANGED, 3 },
    { -1, ENT_RECOVERY_GONE, 3 }, { -2, ENT_RECOVERY_CHANGED, 3 }, { -3, ENT_RECOVERY_SAME, 2 },
  };
  const char *path = g_file_peek_path (fixture->file);

  edit_times (fixture, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDossier) other
          = cases[i].number >= 0 ? new_state ((guint)cases[i].number) : NULL;
      g_autofree char *odd = state_text (1);

      if (other != NULL)
        g_assert_true (ent_dossier_save (other, fixture->file, NULL, NULL));
      else if (cases[i].number == -1)
        g_unlink (path);
      else
        g_file_set_contents (path, cases[i].number == -2 ? "{" : odd, -1, NULL);
      crash (fixture, -1, -1);
      g_autoptr (EntRecovery) recovery = find (fixture);
      g_assert_nonnull (recovery);
      g_assert_cmpint (recovery->base, ==, cases[i].base);
      g_assert_cmpuint (recovery->edits->len, ==, cases[i].n_edits);

      g_autoptr (EntSession) session = restore (recovery);
      g_assert_cmpuint (open_number (session), ==, 3);
      for (guint n = 0; n < cases[i].n_edits; n++)
        g_assert_true (ent_session_is_dirty (session) && ent_session_undo (session));
      g_assert_true (ent_session_is_dirty (session) == (cases[i].base != ENT_RECOVERY_SAME));
    }
}

/* What the file holds can no longer be gone back to, and is known all the same. */
static void
test_lost_base (Fixture *fixture, gconstpointer data)
{
  edit_times (fixture, 3);
  ent_session_mark_saved (fixture->session, ent_session_dossier (fixture->session), fixture->file);
  g_assert_true (
      ent_dossier_save (ent_session_dossier (fixture->session), fixture->file, NULL, NULL));
  g_clear_pointer (&fixture->on_disk, ent_dossier_unref);
  wait_written (fixture);
  ent_session_undo (fixture->session);
  ent_session_undo (fixture->session);
  edit_times (fixture, 1);
  g_assert_null (ent_session_saved (fixture->session));
  for (guint round = 0; round < 2; round++) /* the second time from what was restored */
    {
      crash (fixture, -1, -1);
      EntRecovery *recovery = find (fixture);
      g_assert_cmpint (recovery->base, ==, ENT_RECOVERY_SAME);
      start (fixture, NULL);
      g_assert_true (ent_recovery_build (recovery, NULL));
      ent_recovery_apply (recovery, fixture->session);
      g_assert_cmpuint (open_number (fixture->session), ==, 2);
      g_assert_true (ent_session_is_dirty (fixture->session));
      ent_journal_replaces (fixture->journal, recovery);
      wait_written (fixture);
    }
}

/* The program was killed when it had saved and not yet removed the journal. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  edit_times (fixture, 3);
  g_assert_true (
      ent_dossier_save (ent_session_dossier (fixture->session), fixture->file, NULL, NULL));
  crash (fixture, -1, -1);
  g_assert_null (find (fixture));
  g_assert_null (only_file (fixture->crashed));
}

/* A dossier without a file; and what is found for a file. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) other = g_file_new_for_path ("/nowhere/b.dossier");

  edit_times (fixture, 1);
  crash (fixture, -1, -1);
  g_autoptr (GPtrArray) its = ent_recovery_find (fixture->crashed, fixture->file, NULL);
  g_assert_cmpuint (its->len, ==, 1);
  /* who has found it has it */
  g_autoptr (GPtrArray) again = ent_recovery_find (fixture->crashed, fixture->file, NULL);
  g_assert_cmpuint (again->len, ==, 0);
  g_ptr_array_set_size (its, 0);
  g_autoptr (GPtrArray) others = ent_recovery_find (fixture->crashed, other, NULL);
  g_assert_cmpuint (others->len, ==, 0);

  start (fixture, NULL);
  edit_times (fixture, 2);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) recovery = find (fixture);
  g_assert_null (recovery->file);
  g_assert_cmpint (recovery->base, ==, ENT_RECOVERY_NONE);
  g_autoptr (EntSession) session = restore (recovery);
  g_assert_null (ent_session_file (session));
  g_assert_true (ent_session_is_dirty (session));
  ent_recovery_discard (recovery);
  g_assert_null (only_file (fixture->crashed));
}

/* The file's name changes while there are edits. */
static void
test_save_as (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (g_file_peek_path (fixture->file), "2", NULL);
  g_autoptr (GFile) elsewhere = g_file_new_for_path (path);

  edit_times (fixture, 1);
  g_autoptr (EntDossier) saved = ent_dossier_ref (ent_session_dossier (fixture->session));
  g_assert_true (ent_dossier_save (saved, elsewhere, NULL, NULL));
  edit_times (fixture, 1);
  ent_session_mark_saved (fixture->session, saved, elsewhere);
  g_clear_pointer (&fixture->on_disk, ent_dossier_unref);
  wait_written (fixture);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) recovery = find (fixture);
  g_assert_true (g_file_equal (recovery->file, elsewhere));
  g_assert_cmpuint (recovery->edits->len, ==, 1);
}

/* The journal of a restored session takes the place of the one it came from. */
static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  edit_times (fixture, 2);
  crash (fixture, -1, -1);
  EntRecovery *recovery = find (fixture);
  start (fixture, NULL);
  g_assert_true (ent_recovery_build (recovery, NULL));
  ent_recovery_apply (recovery, fixture->session);
  ent_journal_replaces (fixture->journal, recovery);
  wait_written (fixture);
  g_assert_null (only_file (fixture->crashed));
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) again = find (fixture);
  g_assert_cmpuint (again->edits->len, ==, 2);
}

/* More edits than a session keeps: the journal does not grow for ever, and tells the last. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  gsize largest = 0;

  for (guint i = 0; i < 1500; i++)
    {
      edit_state (fixture->session);
      if (i % 20 == 0)
        {
          wait_written (fixture);
          largest = MAX (largest, journal_size (fixture));
        }
    }
  wait_written (fixture);
  g_assert_cmpuint (largest, <, 800 * 400);
  crash (fixture, -1, -1);
  g_autoptr (EntRecovery) recovery = find (fixture);
  g_autoptr (EntSession) session = restore (recovery);
  g_assert_cmpuint (open_number (session), ==, 1500);
  for (guint i = 0; i < 99; i++)
    g_assert_true (ent_session_undo (session));
  g_assert_false (ent_session_undo (session));
  g_assert_cmpuint (open_number (session), ==, 1401);
}

/* What is no journal goes, what a later version wrote stays. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  static const char *const body = "{\"format\":\"entente-journal\",\"version\":2}";
  g_autofree char *path = g_build_filename (fixture->crashed, "x.journal", NULL);
  g_autofree char *half = g_build_filename (fixture->crashed, ".new-abc", NULL);
  g_autofree char *text = NULL;
  GString *head = g_string_new (NULL);
  const struct timespec old[2] = { { 0 } };

  g_assert_true (g_file_set_contents (path, "junk", -1, NULL));
  g_assert_null (find (fixture));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_string_printf (head, "H %zu\n%s", strlen (body), body);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, head->str, -1);
  g_string_printf (head, "H %zu %s\n%s\n", strlen (body), sum, body);
  text = g_string_free (head, FALSE);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (find (fixture));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (half, "H", -1, NULL));
  g_assert_null (find (fixture));
  g_assert_true (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_cmpint (utimensat (AT_FDCWD, half, old, 0), ==, 0);
  g_assert_null (find (fixture));
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/journal/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("life", test_life);
  ADD ("paused", test_paused);
  ADD ("restore", test_restore);
  ADD ("undone", test_undone);
  ADD ("branch", test_branch);
  ADD ("torn", test_torn);
  ADD ("sum", test_sum);
  ADD ("full", test_full);
  ADD ("vanished", test_vanished);
  ADD ("no-folder", test_no_folder);
  ADD ("base", test_base);
  ADD ("lost-base", test_lost_base);
  ADD ("stale", test_stale);
  ADD ("files", test_files);
  ADD ("save-as", test_save_as);
  ADD ("replaces", test_replaces);
  ADD ("many", test_many);
  ADD ("foreign", test_foreign);
  return g_test_run ();
}
