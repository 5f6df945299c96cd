#include "widgets/about.h"

#include <glib/gi18n-lib.h>

/**
 * ent_about_present:
 * @parent: a window
 *
 * Shows what the program is, its version and its licence.
 */
void
ent_about_present (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name",
                         _ ("Entente"),
                         "application-icon",
                         ENT_APP_ID,
                         "version",
                         ENT_VERSION,
                         "comments",
                         _ ("Dossiers of international relations, in which every mark opens the "
                            "passages it rests on."),
                         "developer-name",
                         _ ("The Entente developers"),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         /* the names of the translators, one a line */
                         "translator-credits",
                         _ ("translator-credits"),
                         NULL);
}

/**
 * ent_shortcuts_present:
 * @parent: a window
 *
 * Shows the keys.
 */
void
ent_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/org/entente/Entente/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, parent);
  gtk_window_present (shortcuts);
}
