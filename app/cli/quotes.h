/* Quotes of passages, as lines of a table: id, tab, the words. */
#pragma once

#include "dossier/source.h"

G_BEGIN_DECLS

/* Passage id → quote; NULL with error set, which names the line. */
GHashTable *ent_quotes_load (const char *path, GError **error);
guint ent_quotes_find (const EntSource *source, const char *quote, guint *start, guint *end);

G_END_DECLS
