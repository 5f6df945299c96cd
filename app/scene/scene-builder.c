#include "scene/scene-private.h"

#include <math.h>

/**
 * ent_scene_builder_new:
 * @width: of the figure, figure units
 * @height: figure units
 * @theme: (transfer none): its theme
 *
 * Returns: (transfer full): a builder of a scene that so far has no marks, no frame and no camera
 */
EntSceneBuilder *
ent_scene_builder_new (double width, double height, const EntTheme *theme)
{
  g_return_val_if_fail (theme != NULL, NULL);
  EntSceneBuilder *builder = g_new0 (EntSceneBuilder, 1);
  builder->scene = ent_scene_new_empty (width, height, theme);
  return builder;
}

/**
 * ent_scene_builder_free:
 * @builder: (nullable) (transfer full): a builder
 */
void
ent_scene_builder_free (EntSceneBuilder *builder)
{
  if (builder == NULL)
    return;
  ent_scene_unref (builder->scene);
  g_free (builder);
}

/**
 * ent_scene_builder_set_camera:
 * @builder: a builder
 * @camera: how the view is looked at
 * @frame: the part of the figure that the camera moves; it clips the marks of all layers but the
 *   frame's
 * @flags: how the view can be moved, and whether its marks fade
 */
void
ent_scene_builder_set_camera (EntSceneBuilder *builder,
                              EntCamera camera,
                              const EntRect *frame,
                              EntSceneFlags flags)
{
  builder->scene->camera = camera;
  builder->scene->frame = *frame;
  builder->scene->flags = flags;
  builder->framed = TRUE;
}

/**
 * ent_scene_builder_set_content:
 * @builder: a builder
 * @content: what can be scrolled to; without this call, the bounds of all marks
 */
void
ent_scene_builder_set_content (EntSceneBuilder *builder, const EntRect *content)
{
  builder->scene->content = *content;
  builder->has_content = TRUE;
}

static const char *
intern (EntScene *scene, const char *string)
{
  return string != NULL ? g_string_chunk_insert_const (scene->strings, string) : NULL;
}

/**
 * ent_scene_builder_add_note:
 * @builder: a builder
 * @note: a sentence for the caption, in the reader's language; told twice it is kept once
 */
void
ent_scene_builder_add_note (EntSceneBuilder *builder, const char *note)
{
  ent_scene_builder_add_note_of (builder, ENT_NOTE_GAPS, note);
}

/**
 * ent_scene_builder_add_note_of:
 * @builder: a builder
 * @kind: what the note is about
 * @note: as for ent_scene_builder_add_note()
 */
void
ent_scene_builder_add_note_of (EntSceneBuilder *builder, EntNoteKind kind, const char *note)
{
  const char *kept = intern (builder->scene, note);
  if (g_ptr_array_find (builder->scene->notes, kept, NULL))
    return;
  g_ptr_array_add (builder->scene->notes, (gpointer)kept);
  g_array_append_val (builder->scene->note_kinds, kind);
}

/**
 * ent_scene_builder_theme:
 * @builder: a builder
 *
 * Returns: (transfer none): the theme to take colours from
 */
const EntTheme *
ent_scene_builder_theme (const EntSceneBuilder *builder)
{
  return builder->scene->theme;
}

static const char *const *
copy_ids (EntScene *scene, const char *const *ids)
{
  if (ids == NULL || ids[0] == NULL)
    return NULL;
  guint n = g_strv_length ((char **)ids);
  const char **copy = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    copy[i] = intern (scene, ids[i]);
  g_ptr_array_add (scene->blocks, copy);
  return copy;
}

/**
 * ent_scene_builder_item:
 * @builder: a builder
 * @item: (transfer none): what some marks stand for; its strings are copied
 *
 * Returns: the index to give to the item's marks; that of the first when the id is already there
 */
int
ent_scene_builder_item (EntSceneBuilder *builder, const EntSceneItem *item)
{
  EntScene *scene = builder->scene;
  g_return_val_if_fail (item->id != NULL, ENT_NO_ITEM);
  int found = ent_scene_find_item (scene, item->id);
  if (found != ENT_NO_ITEM)
    return found;
  EntSceneItem copy = {
    .id = intern (scene, item->id),
    .title = intern (scene, item->title != NULL ? item->title : item->id),
    .description = intern (scene, item->description),
    .evidence = copy_ids (scene, item->evidence),
    .things = copy_ids (scene, item->things),
    .importance = item->importance,
  };
  g_array_append_val (scene->items, copy);
  g_hash_table_insert (scene->item_ids, (gpointer)copy.id, GINT_TO_POINTER (scene->items->len));
  return (int)scene->items->len - 1;
}

static void
add_mark (EntSceneBuilder *builder, EntMark *mark, const EntStyle *style)
{
  EntScene *scene = builder->scene;
  g_return_if_fail (mark->layer < ENT_N_LAYERS);
  g_return_if_fail (mark->item >= ENT_NO_ITEM && mark->item < (int)scene->items->len);
  if (style != NULL)
    mark->style = *style;
  if (mark->kind != ENT_MARK_TEXT && mark->style.stroke.a > 0 && !ent_rect_is_empty (&mark->bounds))
    {
      double half = mark->style.stroke_width * scene->theme->stroke_scale / 2;
      mark->bounds = ent_rect_inset (&mark->bounds, -half, -half);
    }
  g_array_append_val (scene->marks, *mark);
}

/**
 * ent_scene_builder_path:
 * @builder: a builder
 * @layer: its layer
 * @item: what it stands for, or %ENT_NO_ITEM
 * @path: (transfer full): lines or areas, figure units; areas fill by the non-zero rule
 * @style: its style
 *
 * Adds a path; one without points is dropped.
 */
void
ent_scene_builder_path (
    EntSceneBuilder *builder, EntLayer layer, int item, EntPath *path, const EntStyle *style)
{
  if (path->n_points == 0)
    {
      ent_path_free (path);
      return;
    }
  ent_path_trim (path);
  g_ptr_array_add (builder->scene->paths, path);
  EntMark mark = { .kind = ENT_MARK_PATH,
                   .layer = layer,
                   .item = item,
                   .bounds = ent_path_bounds (path),
                   .path = path };
  add_mark (builder, &mark, style);
}

/**
 * ent_scene_builder_disc:
 * @builder: a builder
 * @layer: its layer
 * @item: what it stands for, or %ENT_NO_ITEM
 * @cx: centre, figure units
 * @cy: centre
 * @radius: figure units
 * @style: its style
 */
void
ent_scene_builder_disc (EntSceneBuilder *builder,
                        EntLayer layer,
                        int item,
                        double cx,
                        double cy,
                        double radius,
                        const EntStyle *style)
{
  EntMark mark = { .kind = ENT_MARK_DISC,
                   .layer = layer,
                   .item = item,
                   .bounds = ENT_RECT (cx - radius, cy - radius, 2 * radius, 2 * radius),
                   .disc = { cx, cy, radius } };
  add_mark (builder, &mark, style);
}

/**
 * ent_scene_builder_box:
 * @builder: a builder
 * @layer: its layer
 * @item: what it stands for, or %ENT_NO_ITEM
 * @rect: figure units
 * @radius: of its corners, figure units
 * @style: its style
 */
void
ent_scene_builder_box (EntSceneBuilder *builder,
                       EntLayer layer,
                       int item,
                       const EntRect *rect,
                       double radius,
                       const EntStyle *style)
{
  EntMark mark = {
    .kind = ENT_MARK_BOX, .layer = layer, .item = item, .bounds = *rect, .box = { *rect, radius }
  };
  add_mark (builder, &mark, style);
}

/**
 * ent_scene_builder_text:
 * @builder: a builder
 * @layer: its layer
 * @item: what it stands for, or %ENT_NO_ITEM
 * @x: start, middle or end of the line, as its style aligns it, figure units
 * @y: baseline
 * @string: one line; copied
 * @text: how it is set
 * @colour: its colour
 * @style: (nullable): its halo, and whether it keeps its colour when selected
 *
 * Adds a line of text; an empty one is dropped.
 *
 * Returns: its size, figure units
 */
EntTextSize
ent_scene_builder_text (EntSceneBuilder *builder,
                        EntLayer layer,
                        int item,
                        double x,
                        double y,
                        const char *string,
                        const EntTextStyle *text,
                        EntColour colour,
                        const EntStyle *style)
{
  g_return_val_if_fail (string != NULL && text != NULL, (EntTextSize){ 0 });
  if (*string == '\0')
    return (EntTextSize){ 0 };
  EntTextSize size = ent_text_measure (string, text);
  double share = text->align == ENT_ALIGN_MIDDLE ? 0.5 : text->align == ENT_ALIGN_END ? 1 : 0;
  EntMark mark
      = { .kind = ENT_MARK_TEXT,
          .layer = layer,
          .item = item,
          .bounds = ENT_RECT (
              x - share * size.width, y - size.ascent, size.width, size.ascent + size.descent),
          .text = { .x = x,
                    .y = y,
                    .string = intern (builder->scene, string),
                    .style = *text,
                    .colour = colour } };
  mark.text.style.lang = text->lang != NULL ? g_intern_string (text->lang) : NULL;
  mark.text.style.family = text->family != NULL ? g_intern_string (text->family) : NULL;
  add_mark (builder, &mark, style);
  return size;
}

static void
move_mark (EntScene *scene, EntMark *mark, double dx, double dy)
{
  mark->bounds.x += dx;
  mark->bounds.y += dy;
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      {
        EntPath *path = ent_path_copy (mark->path);
        ent_path_transform (path, 1, 1, dx, dy);
        g_ptr_array_add (scene->paths, path);
        mark->path = path;
        break;
      }
    case ENT_MARK_DISC:
      mark->disc.cx += dx;
      mark->disc.cy += dy;
      break;
    case ENT_MARK_BOX:
      mark->box.rect.x += dx;
      mark->box.rect.y += dy;
      break;
    case ENT_MARK_TEXT:
      mark->text.x += dx;
      mark->text.y += dy;
      mark->text.string = intern (scene, mark->text.string);
      break;
    }
}

static const EntRect *
keep_rect (EntScene *scene, EntRect rect)
{
  EntRect *kept = g_new (EntRect, 1);
  *kept = rect;
  g_ptr_array_add (scene->blocks, kept);
  return kept;
}

/**
 * ent_scene_builder_append:
 * @builder: a builder
 * @scene: a finished scene
 * @dx: how far to the right it goes, figure units
 * @dy: how far down
 *
 * Adds the marks, items and notes of another scene, layer to layer; what its frame clipped stays
 * clipped.  Items of the same id become one.
 */
void
ent_scene_builder_append (EntSceneBuilder *builder, const EntScene *scene, double dx, double dy)
{
  EntScene *own = builder->scene;
  g_autofree int *items = g_new (int, scene->items->len + 1);
  for (guint i = 0; i < scene->items->len; i++)
    items[i] = ent_scene_builder_item (builder, ent_scene_item (scene, i));
  const EntRect *from = NULL, *to = NULL; /* the last clip seen, and what it became */
  for (guint i = 0; i < scene->marks->len; i++)
    {
      EntMark mark = g_array_index (scene->marks, EntMark, i);
      if (mark.item != ENT_NO_ITEM)
        mark.item = items[mark.item];
      if (mark.clip != NULL && mark.clip != from)
        {
          from = mark.clip;
          to = keep_rect (own, ENT_RECT (from->x + dx, from->y + dy, from->width, from->height));
        }
      mark.clip = mark.clip != NULL ? to : NULL;
      move_mark (own, &mark, dx, dy);
      g_array_append_val (own->marks, mark);
    }
  for (guint i = 0; ent_scene_notes (scene)[i] != NULL; i++)
    ent_scene_builder_add_note_of (
        builder, ent_scene_note_kind (scene, i), ent_scene_notes (scene)[i]);
}

/* Stable: within a layer the order of the calls is the order of drawing. */
static void
sort_by_layer (EntScene *scene)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (EntMark), scene->marks->len);
  for (guint layer = 0; layer < ENT_N_LAYERS; layer++)
    for (guint i = 0; i < scene->marks->len; i++)
      {
        const EntMark *mark = &g_array_index (scene->marks, EntMark, i);
        if (mark->layer == layer)
          g_array_append_vals (sorted, mark, 1);
      }
  g_array_unref (scene->marks);
  scene->marks = sorted;
}

/**
 * ent_scene_bound_items:
 * @scene: a scene whose marks are complete, its items without bounds
 */
void
ent_scene_bound_items (EntScene *scene)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (EntRect));
  for (guint i = 0; i < scene->items->len; i++)
    {
      EntRect none = ENT_RECT_EMPTY;
      g_array_append_val (scene->item_bounds, none);
      g_array_append_val (labels, none);
    }
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const EntMark *mark = &g_array_index (scene->marks, EntMark, i);
      if (mark->item == ENT_NO_ITEM)
        continue;
      GArray *of = mark->kind == ENT_MARK_TEXT ? labels : scene->item_bounds;
      EntRect *rect = &g_array_index (of, EntRect, mark->item);
      *rect = ent_rect_union (rect, &mark->bounds);
    }
  for (guint i = 0; i < scene->items->len; i++)
    {
      EntRect *rect = &g_array_index (scene->item_bounds, EntRect, i);
      if (ent_rect_is_empty (rect))
        *rect = g_array_index (labels, EntRect, i);
    }
}

/**
 * ent_scene_builder_finish:
 * @builder: a builder
 *
 * Sorts the marks into layers, sets their clip and bounds their items.  The builder goes on with a
 * new, empty scene of the same size and theme; free it all the same.
 *
 * Returns: (transfer full): the scene, which never changes again
 */
EntScene *
ent_scene_builder_finish (EntSceneBuilder *builder)
{
  EntScene *scene = builder->scene;
  builder->scene = ent_scene_new_empty (scene->width, scene->height, scene->theme);
  sort_by_layer (scene);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      EntMark *mark = &g_array_index (scene->marks, EntMark, i);
      if (builder->framed && mark->layer != ENT_LAYER_FRAME && mark->clip == NULL)
        mark->clip = &scene->frame;
      if (!builder->has_content)
        scene->content = ent_rect_union (&scene->content, &mark->bounds);
    }
  ent_scene_bound_items (scene);
  g_ptr_array_add (scene->notes, NULL);
  builder->framed = builder->has_content = FALSE;
  return scene;
}
