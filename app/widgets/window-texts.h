/* The texts of a window's dossier: looked for, attached, followed on the disk. */
#pragma once

#include "dossier/library.h"
#include "widgets/window.h"

G_BEGIN_DECLS

/* As the text of a document, whatever its hash; NULL: of those it is the text of, or the user says
 * it is. */
void ent_window_attach_files (EntWindow *window, const GSList *files, const char *document_id);
void ent_window_answer (EntWindow *window, const char *text);
void ent_window_texts_chosen (EntWindow *window);
void ent_window_detach (EntWindow *window, const char *document_id);
void ent_window_set_encoding (EntWindow *window, GFile *file, const char *encoding);
char **ent_window_folders (EntWindow *window);
void ent_window_remove_folder (EntWindow *window, const char *uri);
const GPtrArray *ent_window_text_messages (EntWindow *window);

GtkWidget *ent_texts_dialog_new (EntWindow *window);
void ent_texts_dialog_update (GtkWidget *dialog);
void ent_window_show_source_texts (EntWindow *window);
void ent_share_dialog_present (EntWindow *window);

G_END_DECLS
