/* Where the passages of a document are in its text.  No widget: what the text, its margin, its map
 * and its outline share. */
#pragma once

#include "dossier/anchor.h"

G_BEGIN_DECLS

/* Lines under passages that overlap are side by side up to so many. */
#define ENT_N_LANES 3

/* A stretch of text, code points, end exclusive. */
typedef struct
{
  guint start, end;
} EntRange;

/* A passage in the text. */
typedef struct
{
  guint start, end; /* code points */
  guint lane;       /* of the line under it; those of passages that overlap differ */
  guint reach;      /* the largest end of this and the passages before it */
  EntAnchorState state;
  gboolean selected;
  gboolean pointed; /* the pointer is on it, or selected text overlaps it */
  char *id;         /* bare id of the passage */
} EntSpan;

/* A stretch of text that lies in the same number of passages throughout. */
typedef struct
{
  guint start, end, depth;
} EntSegment;

/* What is highlighted in one text. */
typedef struct
{
  guint length;               /* of the text, code points */
  GArray *spans;              /* of EntSpan, by start */
  GArray *segments;           /* of EntSegment */
  GPtrArray *lost;            /* bare ids of the passages without a place (char *) */
  guint n_moved, n_ambiguous; /* of the spans */
  GArray *candidates;         /* of EntRange: other places of ambiguous passages */
  GArray *hits;               /* of EntRange: what was searched for */
  EntRange flash, chosen;     /* what was just gone to; what a person selected; empty if none */
} EntHighlights;

EntHighlights *ent_highlights_new (void);
void ent_highlights_free (EntHighlights *highlights);
void ent_highlights_fill (EntHighlights *highlights,
                          const EntDossier *dossier,
                          const EntLibrary *library,
                          const EntDocument *document);
void ent_highlights_find (EntHighlights *highlights, EntSource *source, guint start, guint end);
gboolean ent_highlights_point_at (EntHighlights *highlights, guint start, guint end);
GPtrArray *ent_highlights_pointed (const EntHighlights *highlights);

void ent_spans_prepare (GArray *spans);
guint ent_spans_first (const GArray *spans, guint start);
guint ent_spans_count (const GArray *spans, guint start, guint end);
GArray *ent_segments_new (const EntSpan *spans, guint n_spans);
GPtrArray *ent_spans_marks (const EntDossier *dossier, const char *const *passage_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntHighlights, ent_highlights_free)

G_END_DECLS
