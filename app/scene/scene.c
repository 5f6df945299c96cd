#include "scene/scene-private.h"

static void
free_path (gpointer path)
{
  ent_path_free (path);
}

/**
 * ent_scene_new_empty:
 * @width: figure units
 * @height: figure units
 * @theme: its theme
 *
 * Returns: (transfer full): a scene without marks, for the builder to fill
 */
EntScene *
ent_scene_new_empty (double width, double height, const EntTheme *theme)
{
  EntScene *scene = g_new0 (EntScene, 1);
  g_atomic_ref_count_init (&scene->refs);
  scene->width = width;
  scene->height = height;
  scene->theme = theme;
  scene->camera = ENT_CAMERA_FIT;
  scene->frame = ENT_RECT (0, 0, width, height);
  scene->content = ENT_RECT_EMPTY;
  scene->marks = g_array_new (FALSE, FALSE, sizeof (EntMark));
  scene->items = g_array_new (FALSE, FALSE, sizeof (EntSceneItem));
  scene->item_bounds = g_array_new (FALSE, FALSE, sizeof (EntRect));
  scene->item_ids = g_hash_table_new (g_str_hash, g_str_equal);
  scene->notes = g_ptr_array_new ();
  scene->note_kinds = g_array_new (FALSE, FALSE, sizeof (EntNoteKind));
  scene->paths = g_ptr_array_new_with_free_func (free_path);
  scene->blocks = g_ptr_array_new_with_free_func (g_free);
  scene->strings = g_string_chunk_new (4096);
  return scene;
}

/**
 * ent_scene_keep:
 * @scene: a scene
 * @other: a scene that owns strings and paths of its marks
 *
 * Keeps another scene alive as long as this one; at most two of them.
 */
void
ent_scene_keep (EntScene *scene, EntScene *other)
{
  EntScene **place = scene->kept[0] == NULL ? &scene->kept[0] : &scene->kept[1];

  g_return_if_fail (*place == NULL);
  *place = ent_scene_ref (other);
}

/**
 * ent_scene_ref:
 * @scene: a scene
 *
 * Returns: (transfer full): @scene; safe on any thread
 */
EntScene *
ent_scene_ref (EntScene *scene)
{
  g_atomic_ref_count_inc (&scene->refs);
  return scene;
}

/**
 * ent_scene_unref:
 * @scene: (nullable) (transfer full): a scene
 *
 * Gives a reference back; safe on any thread.
 */
void
ent_scene_unref (EntScene *scene)
{
  if (scene == NULL || !g_atomic_ref_count_dec (&scene->refs))
    return;
  g_array_unref (scene->marks);
  g_array_unref (scene->items);
  g_array_unref (scene->item_bounds);
  g_hash_table_unref (scene->item_ids);
  g_ptr_array_unref (scene->notes);
  g_array_unref (scene->note_kinds);
  g_ptr_array_unref (scene->paths);
  g_ptr_array_unref (scene->blocks);
  g_string_chunk_free (scene->strings);
  ent_scene_unref (scene->kept[0]);
  ent_scene_unref (scene->kept[1]);
  g_free (scene);
}

/**
 * ent_scene_width:
 * @scene: a scene
 *
 * Returns: figure units
 */
double
ent_scene_width (const EntScene *scene)
{
  return scene->width;
}

/**
 * ent_scene_height:
 * @scene: a scene
 *
 * Returns: figure units
 */
double
ent_scene_height (const EntScene *scene)
{
  return scene->height;
}

/**
 * ent_scene_theme:
 * @scene: a scene
 *
 * Returns: (transfer none): the theme its colours are of
 */
const EntTheme *
ent_scene_theme (const EntScene *scene)
{
  return scene->theme;
}

/**
 * ent_scene_camera:
 * @scene: a scene
 *
 * Returns: the camera it was built for
 */
EntCamera
ent_scene_camera (const EntScene *scene)
{
  return scene->camera;
}

/**
 * ent_scene_frame:
 * @scene: a scene
 *
 * Returns: the part that the camera moves and that clips all layers but the frame's; the whole
 *   scene if none was set
 */
EntRect
ent_scene_frame (const EntScene *scene)
{
  return scene->frame;
}

/**
 * ent_scene_content:
 * @scene: a scene
 *
 * Returns: the bounds of everything, also of what the frame clips: the limits of scrolling
 */
EntRect
ent_scene_content (const EntScene *scene)
{
  return scene->content;
}

/**
 * ent_scene_flags:
 * @scene: a scene
 *
 * Returns: how it can be moved, and whether marks fade
 */
EntSceneFlags
ent_scene_flags (const EntScene *scene)
{
  return scene->flags;
}

/**
 * ent_scene_n_marks:
 * @scene: a scene
 *
 * Returns: how many marks it has
 */
guint
ent_scene_n_marks (const EntScene *scene)
{
  return scene->marks->len;
}

/**
 * ent_scene_mark:
 * @scene: a scene
 * @index: below ent_scene_n_marks()
 *
 * Returns: (transfer none): the mark; marks are in drawing order, the lowest layer first
 */
const EntMark *
ent_scene_mark (const EntScene *scene, guint index)
{
  g_return_val_if_fail (index < scene->marks->len, NULL);
  return &g_array_index (scene->marks, EntMark, index);
}

/**
 * ent_scene_n_items:
 * @scene: a scene
 *
 * Returns: how many items its marks stand for
 */
guint
ent_scene_n_items (const EntScene *scene)
{
  return scene->items->len;
}

/**
 * ent_scene_item:
 * @scene: a scene
 * @index: below ent_scene_n_items()
 *
 * Returns: (transfer none): the item
 */
const EntSceneItem *
ent_scene_item (const EntScene *scene, guint index)
{
  g_return_val_if_fail (index < scene->items->len, NULL);
  return &g_array_index (scene->items, EntSceneItem, index);
}

/**
 * ent_scene_item_is_in:
 * @item: an item
 * @ids: (nullable): a set of ids
 *
 * Returns: whether the set has the item's id, or all the things that the item stands for
 */
gboolean
ent_scene_item_is_in (const EntSceneItem *item, GHashTable *ids)
{
  if (ids == NULL)
    return FALSE;
  if (item->things == NULL)
    return g_hash_table_contains (ids, item->id);
  for (const char *const *thing = item->things; *thing != NULL; thing++)
    if (!g_hash_table_contains (ids, *thing))
      return FALSE;
  return TRUE;
}

/**
 * ent_scene_find_item:
 * @scene: a scene
 * @id: (nullable): an item's id
 *
 * Returns: its index, or %ENT_NO_ITEM
 */
int
ent_scene_find_item (const EntScene *scene, const char *id)
{
  if (id == NULL)
    return ENT_NO_ITEM;
  return GPOINTER_TO_INT (g_hash_table_lookup (scene->item_ids, id)) - 1;
}

/**
 * ent_scene_item_bounds:
 * @scene: a scene
 * @index: below ent_scene_n_items()
 *
 * Returns: the bounds of the item's marks without its labels, or of its labels if it has nothing
 *   else, before clipping; empty if it has no marks
 */
EntRect
ent_scene_item_bounds (const EntScene *scene, guint index)
{
  g_return_val_if_fail (index < scene->item_bounds->len, ENT_RECT_EMPTY);
  return g_array_index (scene->item_bounds, EntRect, index);
}

/**
 * ent_scene_notes:
 * @scene: a scene
 *
 * Returns: (transfer none): what a caption has to say about the picture, NULL-terminated
 */
const char *const *
ent_scene_notes (const EntScene *scene)
{
  return (const char *const *)scene->notes->pdata;
}

/**
 * ent_scene_note_kind:
 * @scene: a scene
 * @index: of one of its notes
 *
 * Returns: what the note is about
 */
EntNoteKind
ent_scene_note_kind (const EntScene *scene, guint index)
{
  g_return_val_if_fail (index < scene->note_kinds->len, ENT_NOTE_GAPS);
  return g_array_index (scene->note_kinds, EntNoteKind, index);
}

/**
 * ent_mark_path:
 * @mark: a mark
 *
 * The one geometry of a mark, which it is drawn, bounded and hit by.
 *
 * Returns: (transfer full) (nullable): a path; %NULL for text
 */
EntPath *
ent_mark_path (const EntMark *mark)
{
  EntPath *path = NULL;
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      path = ent_path_copy (mark->path);
      break;
    case ENT_MARK_DISC:
      path = ent_path_new ();
      ent_path_add_disc (path, mark->disc.cx, mark->disc.cy, mark->disc.radius);
      break;
    case ENT_MARK_BOX:
      path = ent_path_new ();
      ent_path_add_rect (path, &mark->box.rect, mark->box.radius);
      break;
    case ENT_MARK_TEXT:
      break;
    }
  return path;
}
