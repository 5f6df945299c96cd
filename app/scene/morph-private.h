/* What the parts of a morph share: morph.c (what belongs together), morph-tween.c (a mark between
 * two). */
#pragma once

#include "scene/morph.h"

G_BEGIN_DECLS

/* A mark before, a mark after; one of them may be missing. */
typedef struct
{
  const EntMark *from, *to;
  int item;  /* of the morph, or ENT_NO_ITEM */
  int owner; /* the item that it goes along with: its own, or that of the disc it surrounds */
  EntMorphParts part;
  EntPath *paths[2]; /* of the two, of the same verbs; NULL: as they are, or no paths */
} EntMorphPair;

double ent_tween (double a, double b, double share);
EntPoint ent_place (const EntPlacement *placement, double x, double y);
void ent_mark_place (EntMark *mark, const EntPlacement *placement, GPtrArray *paths);
void ent_mark_fade (EntMark *mark, double share);
void ent_mark_bound (EntMark *mark, double stroke_scale);
gboolean ent_marks_equal (const EntMark *a, const EntMark *b);
gboolean ent_texts_equal (const EntMark *a, const EntMark *b);
/* Whether the two can become one another. */
gboolean ent_morph_pair_paths (EntMorphPair *pair);
/* Both marks have been put where they are to be; appends to paths what it makes. */
EntMark ent_mark_tween (const EntMark *a, const EntMark *b, double share, GPtrArray *paths);

G_END_DECLS
