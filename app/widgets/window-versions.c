/* Earlier versions of the open dossier's file, and going back to one. */
#include <glib/gi18n-lib.h>

#include "dossier/dossier-file.h"
#include "dossier/versions.h"
#include "widgets/window-private.h"

/**
 * ent_window_date:
 * @seconds: since 1970
 *
 * Returns: (transfer full): the local date and time, the same in every language: "2026-11-21 10:32"
 */
char *
ent_window_date (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d\u00a0%H:%M") : g_strdup ("");
}

static gpointer
read_version (gpointer data, GCancellable *cancellable, GError **error)
{
  return ent_dossier_load (data, NULL, NULL, cancellable, error);
}

/* An edit like any other: it can be undone, and nothing is in the file before it is saved. */
static void
take_version (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  g_autoptr (EntDossier) dossier = result;

  if (dossier == NULL)
    ent_window_toast (window, error->message);
  else if (ent_session_dossier (window->session) != NULL)
    {
      ent_session_edit_with (window->session, dossier, NULL, _ ("Restore Earlier Version"));
      ent_window_toast (window, _ ("The earlier version is open; save to keep it"));
    }
}

static void
on_restore (GtkWidget *button, GFile *file)
{
  GtkWindow *dialog = GTK_WINDOW (gtk_widget_get_root (button));
  EntWindow *window = ENT_WINDOW (gtk_window_get_transient_for (dialog));

  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "version",
                   read_version,
                   g_object_ref (file),
                   g_object_unref,
                   (GDestroyNotify)ent_dossier_unref,
                   take_version);
  gtk_window_close (dialog);
}

static GtkWidget *
new_row (const EntVersion *version)
{
  g_autofree char *date = ent_window_date (version->saved);
  g_autofree char *size = g_format_size ((guint64)version->size);
  g_autofree char *name = g_strdup_printf (_ ("Restore the version of %s"), date);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Restore"));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", date, "subtitle", size, NULL);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button,
                         "clicked",
                         G_CALLBACK (on_restore),
                         g_object_ref (version->file),
                         (GClosureNotify)(void (*) (void))g_object_unref,
                         0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static gpointer
list_versions (gpointer data, GCancellable *cancellable, GError **error)
{
  return ent_versions_list (data);
}

static void
show_versions (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  g_autoptr (GPtrArray) versions = result;
  GFile *file = ent_session_file (window->session);

  if (file == NULL)
    return;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *body = g_strdup_printf (
      versions->len > 0
          ? _ ("What “%s” held before it was last saved. Going back to a version can be undone.")
          : _ ("“%s” was not saved over yet. From now on its last five versions are kept."),
      name);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _ ("Earlier Versions"), body);
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < versions->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (g_ptr_array_index (versions, i)));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  if (versions->len > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("C_lose"), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ent_window_show_versions:
 * @window: a window with a dossier open that has a file
 *
 * Shows what was kept of the file, to go back to.
 */
void
ent_window_show_versions (EntWindow *window)
{
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "versions",
                   list_versions,
                   g_object_ref (ent_session_file (window->session)),
                   g_object_unref,
                   (GDestroyNotify)g_ptr_array_unref,
                   show_versions);
}
