/* From one picture to another: what both show moves from the one place to the other, the rest
 * fades. Pure: two scenes and a moment in, a scene out. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

/* Which marks of a moment; each mark belongs to one part. */
typedef enum
{
  ENT_MORPH_GROUND = 1 << 0,  /* the ground layers, one fading into the other */
  ENT_MORPH_STILL = 1 << 1,   /* the same before and after */
  ENT_MORPH_LEAVING = 1 << 2, /* only before */
  ENT_MORPH_MOVING = 1 << 3,  /* before and after, or along with such a mark */
  ENT_MORPH_UNDER = 1 << 4,   /* only after: lines and areas, which lie under discs */
  ENT_MORPH_COMING = 1 << 5,  /* only after: the others */
  ENT_MORPH_ALL = (1 << 6) - 1,
} EntMorphParts;

/* p′ = scale × p + (x, y): where a figure is put. */
typedef struct
{
  double scale, x, y;
} EntPlacement;

typedef struct _EntMorph EntMorph;

EntMorph *ent_morph_new (EntScene *from, EntScene *to);
void ent_morph_free (EntMorph *morph);
/* How far the mark that moves most goes, figure units: 0 when the layout stays. */
double ent_morph_way (const EntMorph *morph);
gboolean ent_morph_has (const EntMorph *morph, EntMorphParts part);
/* The marks of a moment, 0–1; the scenes live as long as it does. */
EntScene *ent_morph_scene (const EntMorph *morph, double t, EntMorphParts parts);
/* Opacity of what leaves, of what comes, and of the second ground over the first. */
double ent_morph_leaving (double t);
double ent_morph_coming (double t);
double ent_morph_ease (double t);
/* Whether the camera goes elsewhere; and where the two figures are put then. */
gboolean ent_morph_flies (const EntMorph *morph);
EntPlacement ent_morph_from (const EntMorph *morph, double t);
EntPlacement ent_morph_to (const EntMorph *morph, double t);

/* A copy whose marks were passed to a function that may change their style and colour. */
EntScene *
ent_scene_restyle (EntScene *scene, void (*restyle) (EntMark *mark, gpointer data), gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMorph, ent_morph_free)

G_END_DECLS
