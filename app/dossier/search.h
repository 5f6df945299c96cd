/* Search over names, digests, notes and attached texts, with both Chinese scripts folded together.
 */
#pragma once

#include "dossier/source.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_FOUND_NAME,
  ENT_FOUND_DIGEST, /* a passage's digest, a cell's text, a note */
  ENT_FOUND_TEXT,   /* the attached text of a document */
} EntFound;

typedef struct
{
  EntFound found;
  const EntThing *thing; /* what was found (a document for a hit in its text outside any passage) */
  const EntDocument *document;  /* for a hit in a text: where … */
  guint start, end;             /* … code points */
  char *context;                /* UTF-8 line around the hit */
  guint match_start, match_end; /* of the hit in context, bytes */
} EntHit;

void ent_hit_free (EntHit *hit);
/* At most max hits, names first, then digests and notes, then texts. (element-type EntHit) */
GPtrArray *ent_search (const EntDossier *dossier,
                       const EntLibrary *library,
                       const char *query,
                       const char *lang,
                       guint max);

G_END_DECLS
