/* What a dossier leaves open: marks without evidence, disputed ones, passages nothing rests on, and
 * paragraphs of the attached texts that nobody coded. */
#pragma once

#include "dossier/source.h"

G_BEGIN_DECLS

/* A paragraph of an attached text that no passage touches. */
typedef struct
{
  guint number;     /* from 1 */
  guint start, end; /* code points */
} EntUncoded;

typedef struct
{
  const EntDocument *document;
  EntSource *source; /* NULL when no text is attached, and then nothing below is known */
  guint n_paragraphs;
  GArray *uncoded;     /* of EntUncoded */
  guint n_chars;       /* code points of the text in paragraphs */
  guint n_coded_chars; /* of these in passages */
} EntDocumentCoverage;

/* What is listed lives as long as the dossier and the library. */
typedef struct
{
  GPtrArray *bare;     /* of const EntThing: marks without evidence */
  GPtrArray *disputed; /* of const EntThing: said to be, or with a passage that disputes them */
  GPtrArray *unused;   /* of const EntPassage: nothing rests on them */
  GArray *documents;   /* of EntDocumentCoverage, in the order of the file */
  guint n_paragraphs, n_uncoded; /* of all attached texts */
  EntDossier *dossier;
  EntLibrary *library;
} EntCoverage;

EntCoverage *ent_coverage_new (EntDossier *dossier, EntLibrary *library, GCancellable *cancellable);
void ent_coverage_free (EntCoverage *coverage);
guint ent_dossier_count_bare (const EntDossier *dossier);
gboolean ent_thing_is_disputed (const EntThing *thing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntCoverage, ent_coverage_free)

G_END_DECLS
