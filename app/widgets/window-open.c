/* How dossiers get into a window: reading on a worker, problems. */
#include "dossier/dossier-file.h"
#include "widgets/problems-dialog.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"

/* What came out of reading a file. */
typedef struct
{
  GFile *file;
  char *stamp; /* of the file before it was read, so that a later change is noticed */
  EntDossier *dossier, *partial;
  GPtrArray *problems;
  GError *error;
} Reading;

static void
free_reading (Reading *reading)
{
  g_clear_object (&reading->file);
  g_free (reading->stamp);
  g_clear_pointer (&reading->dossier, ent_dossier_unref);
  g_clear_pointer (&reading->partial, ent_dossier_unref);
  g_clear_pointer (&reading->problems, g_ptr_array_unref);
  g_clear_error (&reading->error);
  g_free (reading);
}

static gpointer
read_dossier (gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->file = g_object_ref (data);
  reading->stamp = ent_file_stamp (reading->file, cancellable);
  reading->dossier = ent_dossier_load (
      reading->file, &reading->problems, &reading->partial, cancellable, &reading->error);
  return reading;
}

/* Back to what was there before. */
static void
stay (EntWindow *window)
{
  if (ent_session_dossier (window->session) != NULL)
    ent_window_show_dossier (window);
  else
    ent_window_show_welcome (window);
}

static void
show_partial (GtkWindow *parent, gpointer data)
{
  EntWindow *window = ENT_WINDOW (parent);
  Reading *reading = data;

  window->read_only = TRUE;
  ent_journal_set_paused (window->journal, TRUE);
  ent_session_set_dossier (window->session, reading->partial, reading->file);
  ent_window_watch_file (window, reading->stamp);
  ent_window_load_texts (window, FALSE);
}

static void
take_dossier (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  Reading *reading = result;

  if (reading == NULL)
    {
      stay (window);
      return;
    }
  if (reading->dossier != NULL)
    {
      window->read_only = FALSE;
      ent_journal_set_paused (window->journal, FALSE);
      ent_settings_add_recent (reading->file);
      ent_session_set_dossier (window->session, reading->dossier, reading->file);
      ent_window_watch_file (window, reading->stamp);
      ent_window_load_texts (window, FALSE);
      ent_window_offer_unsaved (window, reading->file);
      free_reading (reading);
      return;
    }
  stay (window);
  g_autofree char *name = g_file_get_basename (reading->file);
  ent_problems_dialog_present (GTK_WINDOW (window),
                               name,
                               reading->error,
                               reading->problems,
                               reading->partial != NULL ? show_partial : NULL,
                               reading,
                               (GDestroyNotify)free_reading);
}

/**
 * ent_window_read:
 * @window: a window
 * @file: a dossier
 *
 * Reads the dossier on a worker and shows it, whatever is unsaved.  When something is wrong with
 * it, says what, and leaves the open dossier as it is.
 */
void
ent_window_read (EntWindow *window, GFile *file)
{
  if (ent_session_dossier (window->session) == NULL)
    ent_window_show_loading (window);
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "dossier",
                   read_dossier,
                   g_object_ref (file),
                   g_object_unref,
                   (GDestroyNotify)free_reading,
                   take_dossier);
}
