/* What a scene is made of, for its builder, its readers and its dump. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

struct _EntScene
{
  gatomicrefcount refs;
  double width, height;
  const EntTheme *theme;
  EntCamera camera;
  EntRect frame, content;
  EntSceneFlags flags;
  GArray *marks;         /* EntMark, in drawing order */
  GArray *items;         /* EntSceneItem */
  GArray *item_bounds;   /* EntRect */
  GHashTable *item_ids;  /* id → index + 1 */
  GArray *note_kinds;    /* EntNoteKind, one a note */
  GPtrArray *notes;      /* of const char *, NULL at the end once finished */
  GPtrArray *paths;      /* owns the paths of the marks */
  GPtrArray *blocks;     /* owns the arrays of evidence ids and the clip rectangles */
  GStringChunk *strings; /* owns every string */
  EntScene *kept[2];     /* scenes that own what some marks point to, or NULL */
};

struct _EntSceneBuilder
{
  EntScene *scene;
  gboolean framed;      /* the camera was set: the frame clips */
  gboolean has_content; /* it was told, not computed */
};

EntScene *ent_scene_new_empty (double width, double height, const EntTheme *theme);
void ent_scene_keep (EntScene *scene, EntScene *other);
void ent_scene_bound_items (EntScene *scene);

G_END_DECLS
