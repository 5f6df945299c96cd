/* What is remembered between runs. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Recent dossiers that are kept. */
#define ENT_MAX_RECENT 12

GSettings *ent_settings (void);

char **ent_settings_recent (void);
void ent_settings_add_recent (GFile *file);
void ent_settings_remove_recent (const char *uri);

char **ent_settings_source_folders (const char *dossier_id, GFile *file);
gboolean ent_settings_add_source_folder (const char *dossier_id, GFile *file, GFile *folder);
void ent_settings_remove_source_folder (const char *dossier_id, GFile *file, const char *uri);
GHashTable *ent_settings_source_texts (const char *dossier_id, GFile *file);
void ent_settings_set_source_text (const char *dossier_id,
                                   GFile *file,
                                   const char *document_id,
                                   const char *uri);
void ent_settings_copy_sources (const char *dossier_id, GFile *from, GFile *to);
GHashTable *ent_settings_text_encodings (void);
void ent_settings_set_text_encoding (const char *uri, const char *encoding);

G_END_DECLS
