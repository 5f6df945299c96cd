/* What is known of the files that were looked at: the hash of their text as long as size and time
 * stay, and whether they were ever the text of a document.  Saves reading them all at the next
 * opening. */
#pragma once

#include "dossier/folder-scan-private.h"

G_BEGIN_DECLS

/* The hash of a file that holds no text. */
#define ENT_NO_TEXT "-"

typedef struct _EntTextMemory EntTextMemory;

EntTextMemory *ent_text_memory_load (GFile *file);
void ent_text_memory_save (EntTextMemory *memory);
void ent_text_memory_free (EntTextMemory *memory);
const char *
ent_text_memory_sha256 (const EntTextMemory *memory, const EntTextFile *file, const char *encoding);
void ent_text_memory_set (EntTextMemory *memory,
                          const EntTextFile *file,
                          const char *encoding,
                          const char *sha256);
const char *ent_text_memory_was (const EntTextMemory *memory, const EntTextFile *file);
void ent_text_memory_set_was (EntTextMemory *memory, const EntTextFile *file, const char *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTextMemory, ent_text_memory_free)

G_END_DECLS
