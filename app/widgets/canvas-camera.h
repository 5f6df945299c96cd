/* The arithmetic of looking: how a scene built for one camera is shown under another, and how far a
 * camera may go before the content is lost.  Pure functions, no GTK. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

/* Smallest and greatest magnification of a view that zooms. */
#define ENT_ZOOM_MIN 0.2
#define ENT_ZOOM_MAX 64.0

/* What a camera looks at, as the scene tells. */
typedef struct
{
  EntCamera camera; /* the scene was built for */
  EntRect frame;    /* that the camera moves the content in */
  EntRect content;  /* where everything lies under that camera */
  EntSceneFlags flags;
} EntLens;

/* p′ = scale × p + shift, for each axis. */
typedef struct
{
  double scale_x, scale_y, shift_x, shift_y;
} EntCanvasMap;

/* A document: rows that are scrolled through, not a plane that is looked at from above. */
gboolean ent_lens_scrolls (const EntLens *lens);
EntLens ent_lens_of (const EntScene *scene);
EntCanvasMap ent_lens_map (const EntLens *lens, EntCamera camera);
EntPoint ent_canvas_map_point (const EntCanvasMap *map, double x, double y);
EntPoint ent_canvas_map_back (const EntCanvasMap *map, double x, double y);
EntRect ent_canvas_map_rect (const EntCanvasMap *map, const EntRect *rect);
EntCamera ent_lens_limit (const EntLens *lens, EntCamera camera);
EntCamera
ent_lens_zoom_at (const EntLens *lens, EntCamera camera, double factor, double x, double y);
EntCamera ent_lens_pan (const EntLens *lens, EntCamera camera, double dx, double dy);
EntCamera ent_lens_show (const EntLens *lens, EntCamera camera, const EntRect *rect);

G_END_DECLS
