/* Anchors: how a passage finds its place in a text that may or may not be the one it was read in.
 */
#pragma once

#include "dossier/dossier.h"
#include "dossier/source.h"

G_BEGIN_DECLS

/* Folded code points of context on each side that the grams cover too.  Anchors made before the
 * places of grams were noted have it only when their span has fewer than ENT_ANCHOR_SHORT. */
#define ENT_ANCHOR_CONTEXT 16
#define ENT_ANCHOR_SHORT 8
/* Most places offered for one passage. */
#define ENT_ANCHOR_MAX_CANDIDATES 8

typedef enum
{
  ENT_ANCHOR_UNATTACHED, /* no text at hand, or no anchor: only the digest is known */
  ENT_ANCHOR_EXACT, /* the document's hash is right, so the offsets are, and the span's hash agrees
                     */
  ENT_ANCHOR_MOVED, /* found once, elsewhere or in a changed text */
  ENT_ANCHOR_AMBIGUOUS, /* found more than once about equally well */
  ENT_ANCHOR_LOST,
  ENT_N_ANCHOR_STATES,
} EntAnchorState;

typedef struct _EntResolution
{
  EntAnchorState state;
  guint start, end;  /* code points in the attached text; 0, 0 when unattached or lost; the place
                        nearest to the old one when ambiguous */
  double similarity; /* 0–1; 1 when exact */
} EntResolution;

/* A place where a passage may be, in code points of the attached text. */
typedef struct _EntCandidate
{
  guint start, end;
  double similarity; /* 0–1 */
} EntCandidate;

const char *ent_anchor_state_name (EntAnchorState state); /* key: "exact" */
EntResolution ent_anchor_resolve (const EntPassage *passage, EntSource *source);
/* Whether the offsets count in this text and cut a character (grapheme) of it in two; where. */
gboolean ent_anchor_splits (const EntPassage *passage, const EntSource *source, guint *offset);
GArray *ent_anchor_candidates (const EntPassage *passage,
                               EntSource *source); /* of EntCandidate, best first */
/* Computes an anchor of source[start, end) as the object of the file format (transfer full). */
EntJson *ent_anchor_new (EntSource *source, guint start, guint end, GError **error);

G_END_DECLS
