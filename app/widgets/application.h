/* The program: its windows, and what they have in common: languages, style, keys. */
#pragma once

#include "widgets/window.h"

G_BEGIN_DECLS

#define ENT_TYPE_APPLICATION (ent_application_get_type ())
G_DECLARE_FINAL_TYPE (EntApplication, ent_application, ENT, APPLICATION, AdwApplication)

EntApplication *ent_application_new (void);
EntWindow *ent_application_add_window (EntApplication *app);

G_END_DECLS
