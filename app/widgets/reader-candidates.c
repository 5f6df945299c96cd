/* The other places where an ambiguous passage may be: found in the background, as each costs a look
 * through the text. */
#include "widgets/reader-text-private.h"

/* More passages than this are another text. */
#define MAX_PASSAGES 200

typedef struct
{
  EntDossier *dossier; /* keeps the passages */
  EntSource *source;
  GPtrArray *passages; /* of const EntPassage */
  GArray *shown;       /* of EntRange: where each is highlighted */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  ent_dossier_unref (job->dossier);
  ent_source_unref (job->source);
  g_ptr_array_unref (job->passages);
  g_array_unref (job->shown);
  g_free (job);
}

static void
find (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (EntRange));

  for (guint i = 0; i < job->passages->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GArray) candidates
          = ent_anchor_candidates (g_ptr_array_index (job->passages, i), job->source);
      const EntRange *shown = &g_array_index (job->shown, EntRange, i);
      for (guint j = 0; j < candidates->len; j++)
        {
          const EntCandidate *candidate = &g_array_index (candidates, EntCandidate, j);
          EntRange place = { candidate->start, candidate->end };
          if (place.end <= shown->start || place.start >= shown->end)
            g_array_append_val (places, place);
        }
    }
  g_task_return_pointer (task, places, (GDestroyNotify)g_array_unref);
}

static void
found (GObject *object, GAsyncResult *result, gpointer data)
{
  EntReaderText *self = ENT_READER_TEXT (object);
  g_autoptr (GArray) places = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!places)
    return;
  g_array_set_size (self->highlights->candidates, 0);
  g_array_append_vals (self->highlights->candidates, places->data, places->len);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/**
 * ent_reader_text_find_candidates:
 * @self: a text whose passages are known
 *
 * Outlines the other places where its ambiguous passages may be, as soon as they are found.
 */
void
ent_reader_text_find_candidates (EntReaderText *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const GArray *spans = self->highlights->spans;

  g_cancellable_cancel (self->candidates);
  g_clear_object (&self->candidates);
  if (self->highlights->n_ambiguous == 0)
    return;
  Job *job = g_new0 (Job, 1);
  job->dossier = ent_dossier_ref (ent_session_dossier (self->session));
  job->source = ent_source_ref (self->source);
  job->passages = g_ptr_array_new ();
  job->shown = g_array_new (FALSE, FALSE, sizeof (EntRange));
  for (guint i = 0; i < spans->len && job->passages->len < MAX_PASSAGES; i++)
    {
      const EntSpan *span = &g_array_index (spans, EntSpan, i);
      EntRange shown = { span->start, span->end };
      if (span->state != ENT_ANCHOR_AMBIGUOUS)
        continue;
      g_ptr_array_add (job->passages, (gpointer)ent_dossier_find (dossier, span->id));
      g_array_append_val (job->shown, shown);
    }
  self->candidates = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->candidates, found, NULL);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, find);
}
