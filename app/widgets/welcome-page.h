/* What a window shows before a dossier is open: recent dossiers, those that come with the program,
 * and a button to open another.  Uses win.open and win.open-uri of its window. */
#pragma once

#include <adwaita.h>

#include "base/worker.h"
#include "scene/theme.h"

G_BEGIN_DECLS

#define ENT_TYPE_WELCOME_PAGE (ent_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (EntWelcomePage, ent_welcome_page, ENT, WELCOME_PAGE, AdwBin)

GtkWidget *ent_welcome_page_new (void);
void ent_welcome_page_refresh (EntWelcomePage *page,
                               EntWorker *worker,
                               const char *lang,
                               EntThemeKind theme);

G_END_DECLS
