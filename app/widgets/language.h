/* The language of the interface, which can be changed while the program runs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void ent_language_init (void);
void ent_language_set (const char *setting);
const char *ent_language_content (const char *setting);

G_END_DECLS
