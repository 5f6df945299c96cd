/* Tells when any of some files changes, comes or goes: once for all that happens in a moment. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EntTextsWatch EntTextsWatch;

EntTextsWatch *ent_texts_watch_new (GFunc changed, gpointer data);
void ent_texts_watch_set (EntTextsWatch *watch, GPtrArray *files);
void ent_texts_watch_free (EntTextsWatch *watch);

G_END_DECLS
