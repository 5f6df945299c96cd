/* Scene → pixels, scene → SVG, scene → what is under the pointer, scene → reading order. */
#pragma once

#include <cairo.h>

#include "scene/emphasis.h"
#include "scene/scene.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_RENDER_GROUND = 1 << 0,   /* the ground layer: cached by the canvas */
  ENT_RENDER_MARKS = 1 << 1,    /* all others */
  ENT_RENDER_FAST = 1 << 2,     /* fast antialiasing: screens */
  ENT_RENDER_NO_PAPER = 1 << 3, /* on whatever is there */
  ENT_RENDER_STANDOUT = 1 << 4, /* only what is selected or hovered: over a picture without it */
  ENT_RENDER_ALL = ENT_RENDER_GROUND | ENT_RENDER_MARKS,
} EntRenderFlags;

/* Draws on cr in figure units (the caller scales), the ground on the theme's paper.  emphasis may
 * be NULL. */
void ent_render_cairo (const EntScene *scene,
                       cairo_t *cr,
                       EntRenderFlags flags,
                       const EntEmphasis *emphasis);

/* What makes a page of a PDF lead on. */
typedef struct
{
  const char *prefix; /* of the destinations: several scenes in a document; NULL: none */
  /* Where the items lead, by index: "#" and the name of a destination with its prefix, an address,
   * or NULL for nowhere. */
  const char *const *links;
  /* A scene drawn in pieces: the items that have their destination already, which are added to;
   * NULL: none have. */
  GHashTable *placed;
} EntRenderTags;

void ent_render_tagged (const EntScene *scene,
                        cairo_t *cr,
                        const EntEmphasis *emphasis,
                        const EntRenderTags *tags);
char *ent_render_destination (const char *prefix, const char *id);

typedef struct
{
  double width_mm, height_mm;                                /* 0: in px */
  const char *title, *description, *lang, *source, *licence; /* NULL: left out */
  const char *id_prefix; /* of every id: several figures in one page; NULL: none */
  gboolean outlines;     /* letters as paths: the same with any fonts */
  gboolean transparent;  /* no paper */
  /* Where the items of the scene lead, by index: "#" and an item's id, an address, or NULL for
   * nowhere.  NULL: no links. */
  const char *const *links;
} EntSvgOptions;

/* A document with real <text>, one <g> an item with id, class, <title>, <desc> and data-evidence.
 */
char *ent_render_svg (const EntScene *scene,
                      const EntSvgOptions *options,
                      const EntEmphasis *emphasis,
                      gsize *length);

/* Topmost item within tolerance of the point, small marks before large ones; ENT_NO_ITEM if none.
 */
int ent_scene_hit (const EntScene *scene, double x, double y, double tolerance);
/* Items whose bounds meet the rectangle (indices, transfer full). */
GArray *ent_scene_items_in (const EntScene *scene, const EntRect *rect);

/* The marks that matter, in reading order, with their neighbours in four directions. */
typedef struct _EntOutline EntOutline;

typedef enum
{
  ENT_LEFT,
  ENT_RIGHT,
  ENT_UP,
  ENT_DOWN,
} EntDirection;

EntOutline *ent_outline_new (const EntScene *scene, guint max_items);
void ent_outline_free (EntOutline *outline);
guint ent_outline_n (const EntOutline *outline);
int ent_outline_item (const EntOutline *outline, guint position); /* scene item index */
EntRect ent_outline_bounds (const EntOutline *outline, guint position);
int ent_outline_neighbour (const EntOutline *outline,
                           guint position,
                           EntDirection direction); /* or -1 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntOutline, ent_outline_free)

G_END_DECLS
