/* Source texts: decoded, normalised, hashed; found for a document by hash or by name. */
#pragma once

#include <gio/gio.h>

#include "dossier/dossier.h"
#include "dossier/fold.h"

G_BEGIN_DECLS

/* The largest text that is read. */
#define ENT_SOURCE_MAX_BYTES (512u * 1024 * 1024)

/* One normalised text.  Immutable and refcounted; the folded form is made when first asked for. */
typedef struct _EntSource EntSource;

EntSource *ent_source_new (const char *bytes, gsize length, const char *name, GError **error);
EntSource *ent_source_new_as (const char *bytes,
                              gsize length,
                              const char *name,
                              const char *encoding, /* NULL: detected */
                              GError **error);
EntSource *ent_source_load (GFile *file, GCancellable *cancellable, GError **error);
EntSource *ent_source_load_as (GFile *file,
                               const char *encoding, /* NULL: detected */
                               GCancellable *cancellable,
                               GError **error);
/* What a text may be read as, likeliest first; NULL-terminated. */
const char *const *ent_source_encodings (void);
EntSource *ent_source_ref (EntSource *source);
void ent_source_unref (EntSource *source);
const char *ent_source_text (const EntSource *source); /* UTF-8, LF */
gsize ent_source_n_bytes (const EntSource *source);
guint ent_source_length (const EntSource *source); /* code points */
const char *ent_source_sha256 (const EntSource *source);
const char *
ent_source_encoding (const EntSource *source); /* "UTF-8", "GB18030", "BIG5", "UTF-16LE", … */
const char *ent_source_name (const EntSource *source); /* file name for messages */
const EntFolded *ent_source_folded (EntSource *source);
const struct _EntGramIndex *ent_source_grams (EntSource *source);
gsize ent_source_memory (const EntSource *source); /* bytes */
gsize ent_source_byte_offset (const EntSource *source, guint code_point);
guint ent_source_code_point (const EntSource *source, gsize byte_offset);
/* Paragraphs: maximal runs without a line feed that are not blank, numbered from 1. */
guint ent_source_n_paragraphs (const EntSource *source);
void ent_source_paragraph (const EntSource *source, guint number, guint *start, guint *end);
guint ent_source_paragraph_of (const EntSource *source, guint code_point, guint *start, guint *end);

/* The texts at hand for a dossier: documents' ids → sources. Immutable once built. */
typedef struct _EntLibrary EntLibrary;

EntLibrary *ent_library_new (const EntDossier *dossier,
                             GFile *dossier_file,
                             const char *const *folders,
                             GCancellable *cancellable,
                             GPtrArray **messages);
EntLibrary *ent_library_follow (const EntLibrary *library,
                                const EntDossier *before,
                                const EntDossier *after,
                                GCancellable *cancellable);
EntLibrary *ent_library_ref (EntLibrary *library);
void ent_library_unref (EntLibrary *library);
EntSource *ent_library_source (const EntLibrary *library,
                               const EntDocument *document); /* borrowed or NULL */
/* Resolution of a passage (by its index); state UNATTACHED without a text. */
const struct _EntResolution *ent_library_resolution (const EntLibrary *library,
                                                     const EntPassage *passage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSource, ent_source_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLibrary, ent_library_unref)

G_END_DECLS
