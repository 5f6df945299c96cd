/* The program: its windows, and what they have in common: languages, style, keys. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ENT_TYPE_APPLICATION (ent_application_get_type ())
G_DECLARE_FINAL_TYPE (EntApplication, ent_application, ENT, APPLICATION, AdwApplication)

EntApplication *ent_application_new (void);

G_END_DECLS
