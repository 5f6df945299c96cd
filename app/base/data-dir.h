/* Where the program's read-only data is: installed, or beside the source tree it was built in; and
 * where it keeps its own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ent_data_path (const char *name);
char *ent_state_path (const char *name);
char *ent_locale_dir (void);
char *ent_libexec_path (const char *program);

G_END_DECLS
