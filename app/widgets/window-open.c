/* How dossiers and their texts get into a window: reading on a worker, problems, drops. */
#include <glib/gi18n-lib.h>

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
      ent_settings_add_recent (reading->file);
      ent_session_set_dossier (window->session, reading->dossier, reading->file);
      ent_window_watch_file (window, reading->stamp);
      ent_window_load_texts (window, FALSE);
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

/* What a library is built from, and what came out. */
typedef struct
{
  EntDossier *dossier;
  GFile *file;
  char **folders;
  gboolean tell;
  EntLibrary *library;
  GPtrArray *messages;
} Texts;

static void
free_texts (Texts *texts)
{
  g_clear_pointer (&texts->library, ent_library_unref);
  g_clear_pointer (&texts->messages, g_ptr_array_unref);
  g_clear_pointer (&texts->dossier, ent_dossier_unref);
  g_clear_object (&texts->file);
  g_strfreev (texts->folders);
  g_free (texts);
}

/* The order becomes the result. */
static gpointer
find_texts (gpointer data, GCancellable *cancellable, GError **error)
{
  Texts *order = data, *texts = g_new0 (Texts, 1);

  texts->dossier = ent_dossier_ref (order->dossier);
  texts->tell = order->tell;
  texts->library = ent_library_new (order->dossier,
                                    order->file,
                                    (const char *const *)order->folders,
                                    cancellable,
                                    &texts->messages);
  if (texts->library == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      g_clear_pointer (&texts, free_texts);
    }
  return texts;
}

static void
tell_texts (EntWindow *window, const Texts *texts)
{
  const GPtrArray *documents = ent_dossier_documents (texts->dossier);
  guint found = 0;

  for (guint i = 0; i < documents->len; i++)
    found += ent_library_source (texts->library, g_ptr_array_index (documents, i)) != NULL;
  for (guint i = 0; texts->messages != NULL && i < texts->messages->len; i++)
    ent_window_toast (window, g_ptr_array_index (texts->messages, i));
  if (!texts->tell)
    return;
  if (window->looking != NULL)
    adw_toast_dismiss (window->looking);
  g_autofree char *text = found > 0
                              ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                              "The text of %u source is at hand",
                                                              "The texts of %u sources are at hand",
                                                              found),
                                                 found)
                              : g_strdup (_ ("None of the dossier’s texts was found there"));
  ent_window_toast (window, text);
}

static void
take_texts (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  Texts *texts = result;

  if (texts == NULL)
    return;
  if (texts->dossier == ent_session_dossier (window->session))
    {
      ent_session_set_library (window->session, texts->library);
      tell_texts (window, texts);
    }
  free_texts (texts);
}

/**
 * ent_window_load_texts:
 * @window: a window with a dossier open
 * @tell: whether the user is waiting for it, and is told what was found
 *
 * Finds the dossier's texts beside it and in the attached folders, on a worker.
 */
void
ent_window_load_texts (EntWindow *window, gboolean tell)
{
  EntDossier *dossier = ent_session_dossier (window->session);
  GFile *file = ent_session_file (window->session);
  Texts *order = g_new0 (Texts, 1);

  order->dossier = ent_dossier_ref (dossier);
  order->file = file != NULL ? g_object_ref (file) : NULL;
  order->folders = ent_settings_source_folders (ent_dossier_id (dossier), file);
  order->tell = tell;
  if (tell)
    {
      g_set_weak_pointer (&window->looking, adw_toast_new (_ ("Looking for the texts…")));
      adw_toast_overlay_add_toast (window->toasts, window->looking);
    }
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "texts",
                   find_texts,
                   order,
                   (GDestroyNotify)free_texts,
                   (GDestroyNotify)free_texts,
                   take_texts);
}

/**
 * ent_window_attach:
 * @window: a window with a dossier open
 * @folder: with source texts, or one text
 *
 * Attaches it to the dossier, for this time and later ones.
 */
void
ent_window_attach (EntWindow *window, GFile *folder)
{
  EntDossier *dossier = ent_session_dossier (window->session);

  if (dossier == NULL)
    {
      ent_window_toast (window, _ ("Open a dossier first: texts are attached to it"));
      return;
    }
  ent_settings_add_source_folder (
      ent_dossier_id (dossier), ent_session_file (window->session), folder);
  ent_window_load_texts (window, TRUE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, EntWindow *window)
{
  const GSList *files = g_value_get_boxed (value);

  for (const GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *name = g_file_get_basename (l->data);
      if (name != NULL && g_str_has_suffix (name, ".dossier"))
        ent_window_open (window, l->data);
      else
        ent_window_attach (window, l->data);
    }
  return files != NULL;
}

/**
 * ent_window_add_drop_target:
 * @window: a window
 *
 * Lets dossiers, folders of texts and texts be dropped on it.
 */
void
ent_window_add_drop_target (EntWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
