/* Saving, and what becomes of unsaved changes. */
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "dossier/versions.h"
#include "widgets/file-chooser.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"

typedef enum
{
  SAVED,
  NEEDS_NAME, /* the file is the program's own, or on another computer */
  CHANGED,    /* by another program */
} Outcome;

/* What is to be saved, and what came of it. */
typedef struct
{
  EntDossier *dossier, *before; /* to write; what the file should hold */
  GFile *file;
  char *stamp;   /* of the file */
  gboolean sure; /* the user chose the file, or to replace it */
  Outcome outcome;
  char *not_kept; /* why what the file held before is not kept */
} Saving;

static void
free_saving (Saving *saving)
{
  g_clear_pointer (&saving->dossier, ent_dossier_unref);
  g_clear_pointer (&saving->before, ent_dossier_unref);
  g_clear_object (&saving->file);
  g_free (saving->stamp);
  g_free (saving->not_kept);
  g_free (saving);
}

/* Whether the dossier comes with the program: an update would replace what is saved there. */
static gboolean
is_shipped (const char *path)
{
  g_autofree char *data = ent_data_path ("dossiers");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shipped = g_canonicalize_filename (data, NULL);
  g_autofree char *own = g_canonicalize_filename (folder, NULL);

  return g_str_equal (shipped, own);
}

static gboolean
can_be_saved (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL || is_shipped (path))
    return FALSE;
  g_autofree char *folder = g_path_get_dirname (path);
  return access (folder, W_OK) == 0
         && (!g_file_test (path, G_FILE_TEST_EXISTS) || access (path, W_OK) == 0);
}

static gpointer
save (gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *order = data;
  g_autofree char *path = g_file_get_path (order->file);
  g_autofree char *now = ent_file_stamp (order->file, cancellable);
  g_autoptr (GError) not_kept = NULL;
  Saving *done = g_new0 (Saving, 1);

  done->dossier = ent_dossier_ref (order->dossier);
  done->file = g_object_ref (order->file);
  if (!order->sure && (path == NULL || is_shipped (path)))
    {
      done->outcome = NEEDS_NAME;
      return done;
    }
  if (!order->sure
      && ent_file_is_other (order->file, order->stamp, now, order->before, cancellable))
    {
      done->outcome = CHANGED;
      return done;
    }
  /* that there will be one version less is no reason not to save */
  if (!ent_versions_keep (order->file, cancellable, &not_kept))
    done->not_kept = g_strdup (not_kept->message);
  if (!ent_dossier_save (order->dossier, order->file, cancellable, error))
    g_clear_pointer (&done, free_saving);
  else
    done->stamp = ent_file_stamp (order->file, cancellable);
  return done;
}

static void
forget_then (EntWindow *window)
{
  if (window->then_free != NULL)
    window->then_free (window->then_data);
  window->then = NULL;
  window->then_data = NULL;
  window->then_free = NULL;
}

/* Not at once: it may close the window, which answers still go to. */
static gboolean
go_on (gpointer data)
{
  EntWindow *window = data;
  EntThenFunc then = window->then;
  gpointer then_data = g_steal_pointer (&window->then_data);
  GDestroyNotify then_free = window->then_free;

  window->then = NULL;
  window->then_free = NULL;
  if (then != NULL)
    then (window, then_data);
  if (then_free != NULL)
    then_free (then_data);
  return G_SOURCE_REMOVE;
}

static void
go_on_soon (EntWindow *window)
{
  if (window->then != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, go_on, g_object_ref (window), g_object_unref);
}

static void
answer_failure (GtkWindow *dialog, const char *response, EntWindow *window)
{
  if (g_str_equal (response, "save-as"))
    ent_window_save_as (window);
  else
    forget_then (window);
}

static void
tell_failure (EntWindow *window, const GError *error)
{
  g_autofree char *body = g_strconcat (
      error->message,
      "\n\n",
      _ ("The file is as it was, and your changes are still open: save them elsewhere, "
         "or again when the obstacle is gone."),
      NULL);
  GtkWidget *dialog
      = adw_message_dialog_new (GTK_WINDOW (window), _ ("The Dossier Could Not Be Saved"), body);

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save-as", _ ("Save _As…"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save-as");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answer_failure), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void push_save (EntWindow *window, GFile *file, gboolean sure);

static void
answer_changed (GtkWindow *dialog, const char *response, EntWindow *window)
{
  if (g_str_equal (response, "replace"))
    push_save (window, ent_session_file (window->session), TRUE);
  else if (g_str_equal (response, "save-as"))
    ent_window_save_as (window);
  else
    forget_then (window);
}

static void
ask_about_changed (EntWindow *window)
{
  g_autofree char *name = g_file_get_basename (ent_session_file (window->session));
  g_autofree char *heading = g_strdup_printf (_ ("“%s” Was Changed by Another Program"), name);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (window), heading, _ ("Saving replaces what the other program wrote."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "save-as",
                                    _ ("Save _As…"),
                                    "replace",
                                    _ ("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save-as");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answer_changed), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
answer_unsaved (GtkWindow *dialog, const char *response, EntWindow *window)
{
  if (g_str_equal (response, "save"))
    ent_window_save (window);
  else if (g_str_equal (response, "discard"))
    go_on_soon (window);
  else
    forget_then (window);
}

static void
ask_about_unsaved (EntWindow *window)
{
  const char *title = ent_text_get (ent_dossier_title (ent_session_dossier (window->session)),
                                    ent_session_language (window->session));
  g_autofree char *body = g_strdup_printf (
      _ ("“%s” has unsaved changes. Changes that are not saved are lost for good."), title);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _ ("Save Changes?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "discard",
                                    _ ("_Discard"),
                                    "save",
                                    _ ("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answer_unsaved), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
take_saved (EntWindow *window, const Saving *done)
{
  g_autoptr (GFile) before = ent_session_file (window->session) != NULL
                                 ? g_object_ref (ent_session_file (window->session))
                                 : NULL;
  const gboolean elsewhere = before == NULL || !g_file_equal (before, done->file);

  ent_session_mark_saved (window->session, done->dossier, done->file);
  ent_window_watch_file (window, done->stamp);
  if (elsewhere)
    {
      g_autofree char *name = g_file_get_basename (done->file);
      g_autofree char *text = g_strdup_printf (_ ("Saved “%s”"), name);
      ent_settings_copy_sources (ent_dossier_id (done->dossier), before, done->file);
      ent_settings_add_recent (done->file);
      ent_window_toast (window, text);
    }
  if (done->not_kept != NULL)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("Saved, but what the file held before could not be kept: %s"), done->not_kept);
      ent_window_toast (window, text);
    }
  /* edits may have gone on while it was saved */
  if (window->then != NULL && ent_session_is_dirty (window->session))
    ask_about_unsaved (window);
  else
    go_on_soon (window);
}

static void
saved (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  Saving *done = result;

  window->saving = FALSE;
  if (done == NULL)
    {
      tell_failure (window, error);
      return;
    }
  switch (done->outcome)
    {
    case SAVED:
      take_saved (window, done);
      break;
    case NEEDS_NAME:
      ent_window_save_as (window);
      break;
    case CHANGED:
      ask_about_changed (window);
      break;
    default:
      g_assert_not_reached ();
    }
  free_saving (done);
}

static void
push_save (EntWindow *window, GFile *file, gboolean sure)
{
  EntDossier *before = ent_session_saved (window->session);
  Saving *order = g_new0 (Saving, 1);

  order->dossier = ent_dossier_ref (ent_session_dossier (window->session));
  order->before = before != NULL ? ent_dossier_ref (before) : NULL;
  order->file = g_object_ref (file);
  order->stamp = g_strdup (window->stamp);
  order->sure = sure;
  window->saving = TRUE;
  ent_worker_push (window->disk,
                   G_OBJECT (window),
                   "save",
                   save,
                   order,
                   (GDestroyNotify)free_saving,
                   (GDestroyNotify)free_saving,
                   saved);
}

static void
chosen_to_save (GtkWindow *parent, GFile *file)
{
  push_save (ENT_WINDOW (parent), file, TRUE);
}

/* Beside the file, or for one of the program's own where documents are. */
static GFile *
suggest_file (EntWindow *window)
{
  GFile *file = ent_session_file (window->session);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (file != NULL && can_be_saved (file))
    return g_object_ref (file);
  g_autofree char *name
      = file != NULL ? g_file_get_basename (file)
                     : g_strdup_printf ("%s.dossier",
                                        ent_dossier_id (ent_session_dossier (window->session)));
  return g_file_new_build_filename (documents != NULL ? documents : g_get_home_dir (), name, NULL);
}

/**
 * ent_window_save_as:
 * @window: a window with a dossier open
 *
 * Asks for a file and saves there; that file is the dossier's from then on.
 */
void
ent_window_save_as (EntWindow *window)
{
  g_autoptr (GFile) start = suggest_file (window);

  ent_choose_file (GTK_WINDOW (window), ENT_CHOOSE_TO_SAVE, _ ("Save As"), start, chosen_to_save);
}

/**
 * ent_window_save:
 * @window: a window with a dossier open
 *
 * Saves to the dossier's file, on a worker; asks for another when that is the program's own, and
 * what to do where another program changed it.
 */
void
ent_window_save (EntWindow *window)
{
  GFile *file = ent_session_file (window->session);

  if (file != NULL)
    push_save (window, file, FALSE);
  else
    ent_window_save_as (window);
}

/**
 * ent_window_settle:
 * @window: a window
 * @then: (nullable): what comes when nothing unsaved is left, or the user discards it; it does not
 *   run when they change their mind
 * @data: (transfer full) (nullable): for @then
 * @free_data: (nullable): frees @data
 *
 * Asks about unsaved changes before they would be lost.  A saving that is under way is waited for.
 */
void
ent_window_settle (EntWindow *window, EntThenFunc then, gpointer data, GDestroyNotify free_data)
{
  forget_then (window);
  window->then = then;
  window->then_data = data;
  window->then_free = free_data;
  if (window->saving || then == NULL)
    return;
  if (ent_session_is_dirty (window->session))
    ask_about_unsaved (window);
  else
    go_on (window);
}

static void
read_then (EntWindow *window, gpointer file)
{
  ent_window_read (window, file);
}

/**
 * ent_window_open:
 * @window: a window
 * @file: a dossier
 *
 * Asks about unsaved changes; then reads the dossier on a worker and shows it.  When something is
 * wrong with it, says what, and leaves the open dossier as it is.
 */
void
ent_window_open (EntWindow *window, GFile *file)
{
  ent_window_settle (window, read_then, g_object_ref (file), g_object_unref);
}
