/* How a canvas shows its picture: under the camera now, with what stands out on top. */
#include <math.h>

#include "widgets/canvas-private.h"

/**
 * ent_canvas_map:
 * @canvas: a canvas that shows a scene
 *
 * Returns: from figure units of the scene to pixels of the canvas
 */
EntCanvasMap
ent_canvas_map (EntCanvas *canvas)
{
  const EntScene *scene = canvas->picture->scene;
  const EntLens lens = ent_lens_of (scene);
  EntCanvasMap map = ent_lens_map (&lens, canvas->camera);
  const double width = gtk_widget_get_width (GTK_WIDGET (canvas));
  const double height = gtk_widget_get_height (GTK_WIDGET (canvas));

  if (map.scale_x == 1 && map.scale_y == 1)
    {
      /* whole device pixels: nothing blurs while it is dragged */
      map.shift_x = round (map.shift_x * canvas->picture->scale) / canvas->picture->scale;
      map.shift_y = round (map.shift_y * canvas->picture->scale) / canvas->picture->scale;
    }
  if ((lens.flags & ENT_ZOOMS_X) && (lens.flags & ENT_ZOOMS_Y)
      && (ent_scene_width (scene) != width || ent_scene_height (scene) != height))
    {
      const double fit = MIN (width / ent_scene_width (scene), height / ent_scene_height (scene));
      map.scale_x *= fit;
      map.scale_y *= fit;
      map.shift_x = width / 2 + (map.shift_x - ent_scene_width (scene) / 2) * fit;
      map.shift_y = height / 2 + (map.shift_y - ent_scene_height (scene) / 2) * fit;
    }
  return map;
}

/* Of the marks that stand out, labels included. */
static EntRect
standout_bounds (const EntScene *scene, const EntEmphasis *emphasis)
{
  const EntRect all = ENT_RECT (0, 0, ent_scene_width (scene), ent_scene_height (scene));
  EntRect bounds = ENT_RECT_EMPTY;

  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == ENT_NO_ITEM || !ent_rect_intersects (&mark->bounds, &all))
        continue;
      const EntSceneItem *item = ent_scene_item (scene, (guint)mark->item);
      if (g_strcmp0 (item->id, emphasis->hovered) == 0
          || ent_scene_item_is_in (item, emphasis->selected)
          || ent_scene_item_is_in (item, emphasis->hinted))
        bounds = ent_rect_union (&bounds, &mark->bounds);
    }
  /* a selected line is wider than the scene knows */
  return ent_rect_is_empty (&bounds) ? bounds : ent_rect_inset (&bounds, -4, -4);
}

/* What is hovered or hinted at, and what was selected since the picture was painted, at once; the
 * rest of what a selection changes comes with the next picture. */
static void
append_standout (EntCanvas *canvas, GtkSnapshot *snapshot)
{
  const EntScene *scene = canvas->picture->scene;
  EntEmphasis emphasis = *ent_session_emphasis (canvas->session);

  if (canvas->picture->serial == canvas->serial)
    {
      if (emphasis.hinted == NULL
          && (emphasis.hovered == NULL
              || ent_session_is_selected (canvas->session, emphasis.hovered)))
        return;
      emphasis.selected = emphasis.related = NULL;
    }
  const EntRect bounds = standout_bounds (scene, &emphasis);
  if (ent_rect_is_empty (&bounds))
    return;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT (
          (float)bounds.x, (float)bounds.y, (float)bounds.width, (float)bounds.height));
  ent_render_cairo (scene, cr, ENT_RENDER_MARKS | ENT_RENDER_STANDOUT | ENT_RENDER_FAST, &emphasis);
  cairo_destroy (cr);
}

static void
append_layers (EntCanvas *canvas, GtkSnapshot *snapshot)
{
  ent_picture_snapshot (canvas->picture, snapshot);
  append_standout (canvas, snapshot);
}

/* The part outside the frame (axes, headings) stays where it is while the content moves. */
static void
append_surround (EntCanvas *canvas, GtkSnapshot *snapshot, const EntRect *frame)
{
  const float width = (float)ent_scene_width (canvas->picture->scene);
  const float height = (float)ent_scene_height (canvas->picture->scene);
  const float left = (float)frame->x, top = (float)frame->y;
  const float right = (float)(frame->x + frame->width), bottom = (float)(frame->y + frame->height);
  const graphene_rect_t strips[] = {
    GRAPHENE_RECT_INIT (0, 0, width, top),
    GRAPHENE_RECT_INIT (0, bottom, width, height - bottom),
    GRAPHENE_RECT_INIT (0, top, left, bottom - top),
    GRAPHENE_RECT_INIT (right, top, width - right, bottom - top),
  };

  for (guint i = 0; i < G_N_ELEMENTS (strips); i++)
    if (strips[i].size.width > 0.5f && strips[i].size.height > 0.5f)
      {
        gtk_snapshot_push_clip (snapshot, &strips[i]);
        append_layers (canvas, snapshot);
        gtk_snapshot_pop (snapshot);
      }
}

static void
append_picture (EntCanvas *canvas, GtkSnapshot *snapshot)
{
  EntPicture *picture = canvas->picture;
  const EntCanvasMap map = ent_canvas_map (canvas);
  const EntRect frame = ent_scene_frame (picture->scene);

  if (map.scale_x == 1 && map.scale_y == 1 && map.shift_x == 0 && map.shift_y == 0)
    {
      append_layers (canvas, snapshot);
      return;
    }

  append_surround (canvas, snapshot, &frame);
  gtk_snapshot_push_clip (
      snapshot,
      &GRAPHENE_RECT_INIT (
          (float)frame.x, (float)frame.y, (float)frame.width, (float)frame.height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)map.shift_x, (float)map.shift_y));
  gtk_snapshot_scale (snapshot, (float)map.scale_x, (float)map.scale_y);
  append_layers (canvas, snapshot);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

/**
 * ent_canvas_draw:
 * @widget: a canvas
 * @snapshot: where to
 *
 * The canvas's snapshot function.
 */
void
ent_canvas_draw (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntCanvas *canvas = ENT_CANVAS (widget);
  const EntColour paper = ent_theme_get (ent_session_theme (canvas->session))->paper;
  const graphene_rect_t all = GRAPHENE_RECT_INIT (
      0, 0, (float)gtk_widget_get_width (widget), (float)gtk_widget_get_height (widget));
  GtkWidget *focus = gtk_widget_get_focus_child (widget);

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ paper.r, paper.g, paper.b, paper.a }, &all);
  if (!ent_canvas_draw_morph (canvas, snapshot) && ent_canvas_scene (canvas) != NULL)
    append_picture (canvas, snapshot);
  gtk_widget_snapshot_child (widget, canvas->message, snapshot);
  /* of the proxies only one has anything to draw: its focus outline */
  if (focus != NULL && ENT_IS_MARK_PROXY (focus))
    gtk_widget_snapshot_child (widget, focus, snapshot);
}
