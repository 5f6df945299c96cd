/* Paints the moments between two pictures fast enough for a screen: what does not change is painted
 * once, what fades is laid over it, what moves is drawn anew. */
#pragma once

#include "render/render.h"

G_BEGIN_DECLS

/* A picture at one end of the way. */
typedef struct
{
  EntScene *scene;
  const EntEmphasis *emphasis; /* NULL: none */
  cairo_surface_t *ground;     /* its ground alone, at the transition's scale; opaque */
} EntTransitionEnd;

typedef struct _EntTransition EntTransition;

EntTransition *
ent_transition_new (const EntTransitionEnd *from, const EntTransitionEnd *to, double scale);
EntTransition *ent_transition_ref (EntTransition *transition);
void ent_transition_unref (EntTransition *transition);
/* How far the mark that moves most goes, figure units. */
double ent_transition_way (const EntTransition *transition);
/* Pixels of the images it paints. */
void ent_transition_size (const EntTransition *transition, int *width, int *height);
/* One moment, 0–1, on an opaque image of that size. */
void ent_transition_paint (const EntTransition *transition, double t, cairo_surface_t *image);
/* The moment as a picture to go on from: its marks, and its ground alone. */
EntScene *ent_transition_scene (const EntTransition *transition, double t);
cairo_surface_t *ent_transition_ground (const EntTransition *transition, double t);

/* A copy of a scene in which what an emphasis changes is part of the styles. */
EntScene *ent_scene_with_emphasis (EntScene *scene, const EntEmphasis *emphasis);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTransition, ent_transition_unref)

G_END_DECLS
