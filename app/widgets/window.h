/* The window: one dossier, its views in one or two panes, and the panels around them. */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

#define ENT_TYPE_WINDOW (ent_window_get_type ())
G_DECLARE_FINAL_TYPE (EntWindow, ent_window, ENT, WINDOW, AdwApplicationWindow)

GtkWidget *ent_window_new (GtkApplication *app, EntSession *session);
EntSession *ent_window_session (EntWindow *window);
void ent_window_open (EntWindow *window, GFile *file);
void ent_window_attach (EntWindow *window, GFile *folder);
void ent_window_show_page (EntWindow *window, const char *page);
void ent_window_copy_layout (EntWindow *window, EntWindow *from);
void ent_window_toast (EntWindow *window, const char *text);
/* Asks about unsaved changes, and closes the window unless the user changes their mind. */
void ent_window_close (EntWindow *window, void (*then) (gpointer data), gpointer data);
void ent_window_show_welcome (EntWindow *window);
void ent_window_offer_unsaved (EntWindow *window, GFile *file);

G_END_DECLS
