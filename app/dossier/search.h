/* Search over names, digests, notes, cells, tags and attached texts, with both Chinese scripts
 * folded together and the names of an actor standing for each other. */
#pragma once

#include "dossier/source.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_FOUND_ACTORS,
  ENT_FOUND_RELATIONS,
  ENT_FOUND_EVENTS,
  ENT_FOUND_COMPARISONS,
  ENT_FOUND_DIAGRAMS,
  ENT_FOUND_PASSAGES, /* by digest, note or tag */
  ENT_FOUND_DOCUMENTS,
  ENT_FOUND_TEXTS, /* places in the attached texts, one for each paragraph */
  ENT_N_FOUND,
} EntFound;

typedef struct
{
  EntFound found;
  const EntThing *thing;       /* what was found; for a place in a text the narrowest passage around
                                  it, else the document */
  const EntDocument *document; /* for a place in a text: where … */
  guint start, end;            /* … code points */
  char *context;               /* UTF-8 line around the match */
  guint match_start, match_end; /* of the match in context, bytes */
} EntHit;

void ent_hit_free (EntHit *hit);

/* Everything a search looks through, folded once; immutable and refcounted. */
typedef struct _EntSearchIndex EntSearchIndex;

EntSearchIndex *ent_search_index_new (EntDossier *dossier,
                                      EntLibrary *library,
                                      const EntSearchIndex *before,
                                      GCancellable *cancellable);
EntSearchIndex *ent_search_index_ref (EntSearchIndex *index);
void ent_search_index_unref (EntSearchIndex *index);

/* What a query found, best first; hits are made when asked for. */
typedef struct _EntFindings EntFindings;

EntFindings *
ent_search (EntSearchIndex *index, const char *query, const char *lang, GCancellable *cancellable);
void ent_findings_free (EntFindings *findings);
guint ent_findings_count (const EntFindings *findings, EntFound found);
EntHit *ent_findings_hit (const EntFindings *findings, EntFound found, guint i);
const char *const *ent_findings_also (const EntFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntHit, ent_hit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSearchIndex, ent_search_index_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFindings, ent_findings_free)

G_END_DECLS
