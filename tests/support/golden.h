/* Comparing text with a file in the tree. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void golden_check (const char *actual, const char *folder, const char *name);
char *golden_output_path (const char *name);

G_END_DECLS
