/* Says that texts are looked for: the files seen, and a button to stop. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _EntTextsProgress EntTextsProgress;

EntTextsProgress *ent_texts_progress_new (AdwToastOverlay *overlay, guint delay);
EntTextsProgress *ent_texts_progress_ref (EntTextsProgress *progress);
void ent_texts_progress_unref (EntTextsProgress *progress);
void ent_texts_progress_report (guint n_seen, guint n_files, gpointer progress);
void ent_texts_progress_on_cancel (EntTextsProgress *progress, GFunc stop, gpointer data);
void ent_texts_progress_finish (EntTextsProgress *progress);

G_END_DECLS
