/* How a dossier gets its texts: found by hash, chosen, changed on disk, gone. */
#pragma once

#include "dossier/source.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_TEXT_NONE,
  ENT_TEXT_EMBEDDED,
  ENT_TEXT_SAME,  /* a file with the document's hash */
  ENT_TEXT_OTHER, /* a file with another: a changed copy, or one that was chosen */
} EntTextState;

/* The text a document has.  Immutable. */
typedef struct
{
  EntTextState state;
  EntSource *source;    /* NULL without a text */
  GFile *file;          /* NULL but for a file */
  const char *encoding; /* it was to be read as (interned); NULL: detected */
  gboolean is_chosen;   /* for this very document */
  gboolean is_gone;     /* the file cannot be read any more: this is how it was */
  goffset size;         /* of the file when it was read */
  gint64 modified;      /* µs since 1970 */
} EntAttachment;

/* What a library is made from.  All may be NULL. */
typedef struct
{
  GFile *dossier_file;        /* texts are looked for beside it */
  const char *const *folders; /* URIs or paths of folders, or files, that are searched */
  GHashTable *chosen;         /* document id → URI of its text; "" when it is to have none */
  GHashTable *encodings;      /* URI → what it is to be read as */
  EntLibrary *before;         /* keeps the texts whose files are gone */
  gboolean adds;              /* to the texts of before: only what is missing is looked for */
  GFile *memory;              /* a file of what is known of files, to be read and written */
  /* On the thread of the search, now and then: the files seen; of how many, or 0 while that is not
   * known. */
  void (*progress) (guint n_seen, guint n_files, gpointer data);
  gpointer data;
} EntLibraryOptions;

EntLibrary *ent_library_find (const EntDossier *dossier,
                              const EntLibraryOptions *options,
                              GCancellable *cancellable,
                              GPtrArray **messages);
EntLibrary *ent_library_refresh (EntLibrary *library,
                                 const EntDossier *dossier,
                                 const EntLibraryOptions *options,
                                 GCancellable *cancellable,
                                 GPtrArray **messages);
const EntAttachment *ent_library_attachment (const EntLibrary *library,
                                             const EntDocument *document);

/* How many passages of a document are in which state (indexed by EntAnchorState). */
void ent_library_count (const EntLibrary *library,
                        const EntDossier *dossier,
                        const EntDocument *document,
                        guint counts[]);

/* A document a text may be that of. */
typedef struct
{
  const EntDocument *document;
  double share; /* 0–1, of its passages that are in the text */
} EntGuess;

gboolean ent_document_is_text (const EntDocument *document, const EntSource *source);
GArray *ent_library_guess (const EntDossier *dossier, EntSource *source, GCancellable *cancellable);

G_END_DECLS
