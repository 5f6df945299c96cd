#include "session/journal.h"

#include "base/worker.h"
#include "session/journal-private.h"

struct _EntJournal
{
  GObject parent;
  EntSession *session;
  EntWorker *worker;
  EntJournalWriter *writer; /* the worker's */
  guint delay, due;
  gboolean paused;
  EntRecovery *recovery; /* the journal that this one replaces; NULL once it has */
};

G_DEFINE_FINAL_TYPE (EntJournal, ent_journal, G_TYPE_OBJECT)

enum
{
  WRITTEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What the worker is to do, and what comes back. */
typedef struct
{
  EntJournalWriter *writer;
  EntJournalHistory *history;
  EntDossier *open; /* may be NULL */
} Work;

static void
free_work (Work *work)
{
  ent_journal_history_free (work->history);
  g_clear_pointer (&work->open, ent_dossier_unref);
  g_free (work);
}

static EntState *
copy_state (const EntState *state)
{
  EntState *copy = g_new0 (EntState, 1);

  copy->dossier = ent_dossier_ref (state->dossier);
  copy->label = g_strdup (state->label);
  copy->serial = state->serial;
  copy->time = state->time;
  return copy;
}

static EntJournalHistory *
copy_history (EntJournal *journal)
{
  EntSession *session = journal->session;
  EntJournalHistory *history = g_new0 (EntJournalHistory, 1);

  history->states = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_session_free_state);
  history->saved = -1;
  history->at = session->at;
  history->dirty = ent_session_is_dirty (session) && !journal->paused;
  for (guint i = 0; i < session->states->len && history->dirty; i++)
    {
      const EntState *state = g_ptr_array_index (session->states, i);

      g_ptr_array_add (history->states, copy_state (state));
      if (state == session->saved)
        history->saved = (int)i;
    }
  if (history->dirty)
    {
      history->in_file = session->in_file != NULL ? ent_dossier_ref (session->in_file) : NULL;
      history->uri = session->file != NULL ? g_file_get_uri (session->file) : NULL;
      history->title
          = g_strdup (ent_text_get (ent_dossier_title (session->dossier), session->language));
    }
  return history;
}

/* A writing once begun is not given up: what it has not written the next would have to. */
static gpointer
write_journal (gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  if (!ent_journal_writer_write (work->writer, work->history, error) || work->open == NULL)
    return NULL;
  return ent_dossier_ref (work->open);
}

static void
forget_recovery (EntJournal *journal)
{
  if (journal->recovery != NULL)
    ent_recovery_discard (journal->recovery);
  g_clear_pointer (&journal->recovery, ent_recovery_free);
}

static void
written (gpointer owner, gpointer result, const GError *error)
{
  EntJournal *journal = owner;
  g_autoptr (EntDossier) dossier = result;

  if (error == NULL)
    forget_recovery (journal);
  g_signal_emit (journal, signals[WRITTEN], 0, dossier, error != NULL ? error->message : NULL);
}

static gboolean
flush (gpointer data)
{
  EntJournal *journal = data;
  EntDossier *open = ent_session_dossier (journal->session);
  Work *work = g_new0 (Work, 1);

  journal->due = 0;
  work->writer = journal->writer;
  work->history = copy_history (journal);
  work->open = open != NULL ? ent_dossier_ref (open) : NULL;
  ent_worker_push (journal->worker,
                   G_OBJECT (journal),
                   "write",
                   write_journal,
                   work,
                   (GDestroyNotify)free_work,
                   (GDestroyNotify)ent_dossier_unref,
                   written);
  return G_SOURCE_REMOVE;
}

/* From the first of several edits on, lest one a moment put it off for ever. */
static void
flush_soon (EntJournal *journal)
{
  if (journal->due == 0)
    journal->due = g_timeout_add (journal->delay, flush, journal);
}

static void
on_changed (EntSession *session, guint change, EntJournal *journal)
{
  if (change & (ENT_CHANGED_DOSSIER | ENT_CHANGED_HISTORY))
    flush_soon (journal);
}

static void
dispose (GObject *object)
{
  EntJournal *journal = ENT_JOURNAL (object);

  g_clear_handle_id (&journal->due, g_source_remove);
  if (journal->session != NULL)
    g_signal_handlers_disconnect_by_data (journal->session, journal);
  g_clear_pointer (&journal->worker, ent_worker_unref); /* the writer is ours again */
  g_clear_pointer (&journal->writer, ent_journal_writer_free);
  forget_recovery (journal);
  g_clear_object (&journal->session);
  G_OBJECT_CLASS (ent_journal_parent_class)->dispose (object);
}

static void
ent_journal_class_init (EntJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[WRITTEN] = g_signal_new ("written",
                                   ENT_TYPE_JOURNAL,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   2,
                                   G_TYPE_POINTER,
                                   G_TYPE_STRING);
}

static void
ent_journal_init (EntJournal *journal)
{
}

/**
 * ent_journal_new:
 * @session: a session
 * @folder: (nullable): where journals are; %NULL for that of the user
 * @delay: milliseconds from an edit to its writing; %ENT_JOURNAL_DELAY
 *
 * Keeps what is unsaved in the session on the disk from now on, by a thread of its own.  The last
 * reference removes the journal: to be given up when the dossier is closed and its edits are saved
 * or nobody wants them.
 *
 * Returns: (transfer full): the journal
 */
EntJournal *
ent_journal_new (EntSession *session, const char *folder, guint delay)
{
  EntJournal *journal = g_object_new (ENT_TYPE_JOURNAL, NULL);

  journal->session = g_object_ref (session);
  journal->worker = ent_worker_new ("journal");
  journal->writer = ent_journal_writer_new (folder);
  journal->delay = delay;
  g_signal_connect (session, "changed", G_CALLBACK (on_changed), journal);
  if (ent_session_is_dirty (session))
    flush_soon (journal);
  return journal;
}

/**
 * ent_journal_set_paused:
 * @journal: a journal
 * @paused: whether what is open is not to be kept
 *
 * For a dossier that could be read in part only, which nobody may save.
 */
void
ent_journal_set_paused (EntJournal *journal, gboolean paused)
{
  if (journal->paused == paused)
    return;
  journal->paused = paused;
  flush_soon (journal);
}

/**
 * ent_journal_replaces:
 * @journal: the journal of a session that was just restored
 * @recovery: (transfer full): what it was restored from
 *
 * Removes the old journal as soon as this one is on the disk.
 */
void
ent_journal_replaces (EntJournal *journal, EntRecovery *recovery)
{
  forget_recovery (journal);
  journal->recovery = recovery;
  flush_soon (journal);
}
