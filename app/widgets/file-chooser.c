#include "widgets/file-chooser.h"

#include <glib/gi18n-lib.h>

static void
on_response (GtkNativeDialog *dialog, int response, EntChosenFunc chosen)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file != NULL)
        chosen (gtk_native_dialog_get_transient_for (dialog), file);
    }
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) dossiers = gtk_file_filter_new (), all = gtk_file_filter_new ();

  gtk_file_filter_set_name (dossiers, _ ("Dossiers"));
  gtk_file_filter_add_suffix (dossiers, "dossier");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, dossiers);
  gtk_file_chooser_add_filter (chooser, all);
}

/* A dialog to save begins with the name of the file, any other in its folder. */
static void
begin_at (GtkFileChooser *chooser, EntChoose what, GFile *start)
{
  g_autoptr (GFile) folder = g_file_get_parent (start);
  g_autofree char *name = g_file_get_basename (start);

  if (folder != NULL && g_file_is_native (folder))
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  if (what == ENT_CHOOSE_TO_SAVE || what == ENT_CHOOSE_FIGURE)
    gtk_file_chooser_set_current_name (chooser, name);
}

/**
 * ent_choose_file:
 * @parent: the dialog is for; it is closed with it
 * @what: is to be chosen
 * @title: of the dialog
 * @start: (nullable): a file in the folder to begin in, and the name to save as
 * @chosen: takes the answer; does not run when the user changes their mind
 */
void
ent_choose_file (
    GtkWindow *parent, EntChoose what, const char *title, GFile *start, EntChosenFunc chosen)
{
  static const GtkFileChooserAction actions[] = {
    [ENT_CHOOSE_DOSSIER] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [ENT_CHOOSE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
    [ENT_CHOOSE_TEXT] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [ENT_CHOOSE_TO_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [ENT_CHOOSE_FIGURE] = GTK_FILE_CHOOSER_ACTION_SAVE,
  };
  const char *const accept[] = { [ENT_CHOOSE_DOSSIER] = _ ("_Open"),
                                 [ENT_CHOOSE_FOLDER] = _ ("_Attach"),
                                 [ENT_CHOOSE_TEXT] = _ ("_Attach"),
                                 [ENT_CHOOSE_TO_SAVE] = _ ("_Save"),
                                 [ENT_CHOOSE_FIGURE] = _ ("_Save") };
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, actions[what], accept[what], _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (what == ENT_CHOOSE_DOSSIER || what == ENT_CHOOSE_TO_SAVE)
    add_filters (GTK_FILE_CHOOSER (dialog));
  if (start != NULL)
    begin_at (GTK_FILE_CHOOSER (dialog), what, start);
  /* the last reference is dropped with the answer */
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), chosen);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
