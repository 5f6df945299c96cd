#include "render/render.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "render/paint-private.h"
#include "render/scan-converter.h"
#include "render/stroke-outline.h"
#include "render/text-sprite-private.h"

/* Below this many points cairo is as fast. */
#define MANY_POINTS 64

static void
set_colour (cairo_t *cr, EntColour colour)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, colour.a);
}

static void
trace_path (cairo_t *cr, const EntPath *path)
{
  const EntPoint *p = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    switch ((EntPathVerb)path->verbs[i])
      {
      case ENT_PATH_MOVE:
        cairo_move_to (cr, p[0].x, p[0].y);
        p++;
        break;
      case ENT_PATH_LINE:
        cairo_line_to (cr, p[0].x, p[0].y);
        p++;
        break;
      case ENT_PATH_CURVE:
        cairo_curve_to (cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
        p += 3;
        break;
      case ENT_PATH_CLOSE:
        cairo_close_path (cr);
        break;
      }
}

static void
trace (cairo_t *cr, const EntMark *mark)
{
  cairo_new_path (cr);
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      trace_path (cr, mark->path);
      break;
    case ENT_MARK_DISC: /* cairo's own arc is the one that its rasteriser is fastest with */
      cairo_arc (cr, mark->disc.cx, mark->disc.cy, mark->disc.radius, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    case ENT_MARK_BOX:
      {
        g_autoptr (EntPath) path = ent_mark_path (mark);
        trace_path (cr, path);
        break;
      }
    case ENT_MARK_TEXT:
      break;
    }
}

/* Sets colour as the source; over the width of a box that fades, as a gradient. */
static void
set_source (cairo_t *cr, const EntMark *mark, const EntPaint *paint, EntColour c)
{
  if (paint->fade_start <= 0 && paint->fade_end <= 0)
    {
      set_colour (cr, c);
      return;
    }
  EntRect r = mark->box.rect;
  cairo_pattern_t *gradient = cairo_pattern_create_linear (r.x, 0, r.x + r.width, 0);
  double from = paint->fade_start, to = MAX (1 - paint->fade_end, from);
  cairo_pattern_add_color_stop_rgba (gradient, 0, c.r, c.g, c.b, from > 0 ? 0 : c.a);
  cairo_pattern_add_color_stop_rgba (gradient, from, c.r, c.g, c.b, c.a);
  cairo_pattern_add_color_stop_rgba (gradient, to, c.r, c.g, c.b, c.a);
  cairo_pattern_add_color_stop_rgba (gradient, 1, c.r, c.g, c.b, to < 1 ? 0 : c.a);
  cairo_set_source (cr, gradient);
  cairo_pattern_destroy (gradient);
}

/* Lines at 45° through the whole plane, of which the mark shows its part: neighbours agree. */
static void
hatch (cairo_t *cr, const EntMark *mark, const EntPaint *paint)
{
  cairo_save (cr);
  trace (cr, mark);
  cairo_clip (cr);
  set_source (cr, mark, paint, paint->hatch);
  cairo_set_line_width (cr, ENT_HATCH_WIDTH);
  cairo_new_path (cr);
  EntRect b = mark->bounds;
  /* A line x + y = c; c steps by the diagonal of the spacing. */
  double step = ENT_HATCH_SPACING * G_SQRT2;
  double first = ceil ((b.x + b.y) / step) * step, last = b.x + b.y + b.width + b.height;
  for (double c = first; c <= last; c += step)
    {
      cairo_move_to (cr, c - b.y, b.y);
      cairo_line_to (cr, c - b.y - b.height, b.y + b.height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
stroke (cairo_t *cr, const EntMark *mark, const EntPaint *paint)
{
  gboolean round = mark->style.round && paint->two_colour_dash <= 0;
  cairo_set_line_width (cr, paint->stroke_width);
  cairo_set_line_cap (cr, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (cr, mark->style.round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  set_source (cr, mark, paint, paint->stroke);
  if (paint->two_colour_dash > 0)
    {
      double piece[] = { paint->two_colour_dash };
      cairo_set_dash (cr, piece, 1, 0);
      cairo_stroke_preserve (cr);
      set_source (cr, mark, paint, paint->stroke2);
      cairo_set_dash (cr, piece, 1, piece[0]);
    }
  else
    cairo_set_dash (cr, paint->dash, (int)paint->n_dash, 0);
  cairo_stroke (cr);
}

static void
draw_shape (cairo_t *cr, const EntMark *mark, const EntPaint *paint)
{
  if (paint->fill.a > 0)
    {
      trace (cr, mark);
      set_source (cr, mark, paint, paint->fill);
      cairo_fill (cr);
    }
  if (paint->hatch.a > 0)
    hatch (cr, mark, paint);
  if (paint->stroke.a > 0)
    {
      trace (cr, mark);
      stroke (cr, mark, paint);
    }
  cairo_new_path (cr);
}

/* Vector files keep text as text.  On pixels cairo 1.16 moves every glyph to a whole one, which
 * tears words apart at small sizes: there letters are drawn as shapes. */
static gboolean
keeps_text (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));
  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_PS
         || type == CAIRO_SURFACE_TYPE_SVG;
}

static void
show_text (cairo_t *cr, const EntTextLine *line)
{
  double scale;
  g_autoptr (PangoLayout) layout = ent_text_layout (line->string, line->style, &scale);
  cairo_scale (cr, scale, scale);
  cairo_new_path (cr);
  cairo_move_to (cr, 0, -(double)pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
}

/* The halo below, the letters on it; traced once where they are shapes. */
static void
draw_line_of_text (cairo_t *cr, const EntTextLine *line)
{
  gboolean as_text = keeps_text (cr);
  cairo_translate (cr, line->x, line->y);
  cairo_save (cr);
  if (!as_text || line->halo.a > 0)
    {
      double scale;
      ent_text_line_trace (cr, line, &scale);
      cairo_set_line_width (cr, 2 * line->halo_width / scale);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_dash (cr, NULL, 0, 0);
      set_colour (cr, line->halo);
      if (line->halo.a > 0)
        cairo_stroke_preserve (cr);
    }
  set_colour (cr, line->ink);
  if (!as_text)
    cairo_fill (cr);
  cairo_restore (cr);
  set_colour (cr, line->ink);
  if (as_text)
    show_text (cr, line);
}

static void
draw_text (cairo_t *cr, const EntMark *mark, const EntPaint *paint)
{
  const EntTextLine line = { .string = mark->text.string,
                             .style = &mark->text.style,
                             .x = mark->bounds.x,
                             .y = mark->text.y,
                             .ink = paint->text,
                             .halo = paint->halo,
                             .halo_width = paint->halo_width };
  cairo_new_path (cr);
  if (ent_text_sprite_draw (cr, &line))
    return;
  cairo_save (cr);
  draw_line_of_text (cr, &line);
  cairo_new_path (cr);
  cairo_restore (cr);
}

/* Cairo 1.16 writes names and addresses into the file as they are, where brackets, backslashes and
 * what is not ASCII would break it. */
static char *
encode (const char *prefix, const char *name)
{
  g_autofree char *raw = g_strconcat (prefix != NULL ? prefix : "", name, NULL);
  return g_uri_escape_string (raw, "!*,;:@&=+$/?%#[]", FALSE);
}

/* Where a reader clicks: the mark, or of a line, whose bounds would cover half of its neighbours,
 * a spot in its middle. */
static EntRect
find_spot (const EntMark *mark)
{
  EntPoint middle;
  if (mark->kind != ENT_MARK_PATH || mark->style.fill.a > 0
      || !ent_path_point_at (mark->path, 0.5, &middle, NULL))
    return mark->bounds;
  return ENT_RECT (middle.x - 6, middle.y - 6, 12, 12);
}

static EntRect
intersect (const EntRect *a, const EntRect *b)
{
  double left = MAX (a->x, b->x), right = MIN (a->x + a->width, b->x + b->width);
  double top = MAX (a->y, b->y), bottom = MIN (a->y + a->height, b->y + b->height);
  return ENT_RECT (left, top, right - left, bottom - top);
}

/* cairo takes the rectangles of links in points of the page. */
static void
add_link (cairo_t *cr, const EntMark *mark, const char *target)
{
  EntRect spot = find_spot (mark);
  if (mark->clip != NULL)
    spot = intersect (&spot, mark->clip);
  if (spot.width <= 0 || spot.height <= 0)
    return;
  double x = spot.x, y = spot.y, width = spot.width, height = spot.height;
  cairo_user_to_device (cr, &x, &y);
  cairo_user_to_device_distance (cr, &width, &height);
  char n[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double rect[] = { x, y, width, height };
  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (n[i], sizeof n[i], "%.2f", rect[i]);
  const gboolean inside = target[0] == '#';
  g_autofree char *name = encode (NULL, inside ? target + 1 : target);
  g_autofree char *link = g_strdup_printf (
      "%s='%s' rect=[%s %s %s %s]", inside ? "dest" : "uri", name, n[0], n[1], n[2], n[3]);
  cairo_tag_begin (cr, CAIRO_TAG_LINK, link);
  cairo_tag_end (cr, CAIRO_TAG_LINK);
}

static void
draw_mark (const EntScene *scene, cairo_t *cr, const EntMark *mark, const EntEmphasis *emphasis)
{
  EntPaint paint = ent_paint_mark (scene, mark, emphasis);
  if (mark->kind == ENT_MARK_TEXT)
    draw_text (cr, mark, &paint);
  else
    draw_shape (cr, mark, &paint);
}

/* The first mark of an item is its destination; it and the item's words are what is clicked. */
static void
draw_tagged (const EntScene *scene,
             cairo_t *cr,
             const EntMark *mark,
             gboolean first,
             const EntEmphasis *emphasis,
             const EntRenderTags *tags)
{
  const EntSceneItem *item = ent_scene_item (scene, (guint)mark->item);
  const char *target = tags->links != NULL ? tags->links[mark->item] : NULL;
  g_autofree char *name = encode (tags->prefix, item->id);
  g_autofree char *destination = g_strdup_printf ("name='%s'", name);
  const gboolean places
      = first
        && (tags->placed == NULL || g_hash_table_add (tags->placed, GINT_TO_POINTER (mark->item)));
  if (places)
    cairo_tag_begin (cr, CAIRO_TAG_DEST, destination);
  draw_mark (scene, cr, mark, emphasis);
  if (places)
    cairo_tag_end (cr, CAIRO_TAG_DEST);
  if (target != NULL && (first || mark->kind == ENT_MARK_TEXT))
    add_link (cr, mark, target);
}

static gboolean
is_wanted (const EntMark *mark, EntRenderFlags flags)
{
  return flags & (mark->layer == ENT_LAYER_GROUND ? ENT_RENDER_GROUND : ENT_RENDER_MARKS);
}

/* Emphasis and halos reach a little beyond the bounds. */
static gboolean
is_visible (const EntMark *mark, const EntRect *visible)
{
  const EntRect reach = ent_rect_inset (&mark->bounds, -4, -4);
  if (mark->clip != NULL && !ent_rect_intersects (&reach, mark->clip))
    return FALSE;
  return ent_rect_intersects (&reach, visible);
}

/* Replaces the clip of the marks before; the caller's own clip stays. */
static void
set_clip (cairo_t *cr, const EntRect *clip)
{
  cairo_restore (cr);
  cairo_save (cr);
  if (clip == NULL)
    return;
  cairo_new_path (cr);
  cairo_rectangle (cr, clip->x, clip->y, clip->width, clip->height);
  cairo_clip (cr);
}

static void
paint_paper (const EntScene *scene, cairo_t *cr)
{
  set_colour (cr, ent_scene_theme (scene)->paper);
  cairo_rectangle (cr, 0, 0, ent_scene_width (scene), ent_scene_height (scene));
  cairo_fill (cr);
}

static gboolean
stands_out (const EntScene *scene, const EntMark *mark, const EntEmphasis *emphasis)
{
  if (emphasis == NULL || mark->item == ENT_NO_ITEM)
    return FALSE;
  const EntSceneItem *item = ent_scene_item (scene, (guint)mark->item);
  return g_strcmp0 (emphasis->hovered, item->id) == 0
         || ent_scene_item_is_in (item, emphasis->selected)
         || ent_scene_item_is_in (item, emphasis->hinted);
}

static gboolean
covers (const EntRect *rect, const EntScene *scene)
{
  return rect->x <= 0 && rect->y <= 0 && rect->x + rect->width >= ent_scene_width (scene)
         && rect->y + rect->height >= ent_scene_height (scene);
}

/* What can draw on the pixels of @cr itself: on a screen's picture, the whole of it. */
static EntScanConverter *
new_converter (const EntScene *scene, cairo_t *cr, EntRenderFlags flags, const EntRect *visible)
{
  cairo_surface_t *target = cairo_get_target (cr);
  cairo_matrix_t m;

  cairo_get_matrix (cr, &m);
  if ((flags & ENT_RENDER_FAST) == 0 || cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE
      || m.xx != m.yy || m.xy != 0 || m.yx != 0 || m.x0 != 0 || m.y0 != 0
      || !covers (visible, scene))
    return NULL;
  return ent_scan_converter_new (target, m.xx);
}

/* Coastlines and borders: thousands of short edges in plain colours. Whether it was drawn. */
static gboolean
scan_ground (EntScanConverter *converter, const EntScene *scene, const EntMark *mark)
{
  if (mark->path->n_points < MANY_POINTS || (mark->clip != NULL && !covers (mark->clip, scene)))
    return FALSE;
  const EntPaint paint = ent_paint_mark (scene, mark, NULL);
  if (paint.hatch.a > 0 || paint.n_dash > 0 || paint.two_colour_dash > 0
      || (paint.stroke.a > 0 && !ent_scan_converter_is_hair (converter, paint.stroke_width)))
    return FALSE;
  ent_scan_converter_clip (converter, NULL);
  if (paint.fill.a > 0)
    ent_scan_converter_fill (converter, mark->path, paint.fill);
  if (paint.stroke.a > 0)
    ent_scan_converter_stroke (converter, mark->path, paint.stroke_width, paint.stroke);
  return TRUE;
}

static gboolean
is_one_ring (const EntPath *path)
{
  return path->n_verbs > 0 && memchr (path->verbs + 1, ENT_PATH_MOVE, path->n_verbs - 1) == NULL;
}

/* Plain lines and the heads of arrows: there may be thousands. Whether it was drawn. */
static gboolean
scan_line (EntScanConverter *converter,
           const EntScene *scene,
           const EntMark *mark,
           const EntEmphasis *emphasis)
{
  const EntPaint paint = ent_paint_mark (scene, mark, emphasis);
  g_autoptr (EntPath) outline = NULL;

  if (paint.hatch.a > 0 || paint.n_dash > 0 || paint.two_colour_dash > 0
      || (paint.fill.a > 0 && !is_one_ring (mark->path)))
    return FALSE;
  if (paint.stroke.a > 0)
    {
      const double tolerance = ent_scan_converter_tolerance (converter);

      outline = ent_stroke_outline (mark->path, paint.stroke_width, mark->style.round, tolerance);
      if (outline == NULL)
        return FALSE;
    }
  ent_scan_converter_clip (converter, mark->clip);
  if (paint.fill.a > 0)
    ent_scan_converter_fill (converter, mark->path, paint.fill);
  if (outline != NULL)
    ent_scan_converter_fill (converter, outline, paint.stroke);
  return TRUE;
}

static gboolean
scan (EntScanConverter *converter,
      const EntScene *scene,
      const EntMark *mark,
      const EntEmphasis *emphasis)
{
  if (converter == NULL || mark->kind != ENT_MARK_PATH)
    return FALSE;
  if (mark->layer == ENT_LAYER_LINE)
    return scan_line (converter, scene, mark, emphasis);
  return mark->layer == ENT_LAYER_GROUND && scan_ground (converter, scene, mark);
}

static void
render (const EntScene *scene,
        cairo_t *cr,
        EntRenderFlags flags,
        const EntEmphasis *emphasis,
        const EntRenderTags *tags)
{
  g_autoptr (GHashTable) tagged = g_hash_table_new (NULL, NULL);
  double left, top, right, bottom;
  cairo_save (cr);
  if (flags & ENT_RENDER_FAST)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_miter_limit (cr, 4); /* SVG's default */
  if ((flags & ENT_RENDER_GROUND) && !(flags & ENT_RENDER_NO_PAPER))
    paint_paper (scene, cr);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  const EntRect visible = ENT_RECT (left, top, right - left, bottom - top);
  const EntRect *clip = NULL;
  g_autoptr (EntScanConverter) converter = new_converter (scene, cr, flags, &visible);
  cairo_save (cr);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (!is_wanted (mark, flags) || !is_visible (mark, &visible)
          || ((flags & ENT_RENDER_STANDOUT) && !stands_out (scene, mark, emphasis)))
        continue;
      if (scan (converter, scene, mark, emphasis))
        continue;
      if (mark->clip != clip)
        set_clip (cr, clip = mark->clip);
      if (tags != NULL && mark->item != ENT_NO_ITEM)
        {
          const gboolean first = g_hash_table_add (tagged, GINT_TO_POINTER (mark->item));
          draw_tagged (scene, cr, mark, first, emphasis, tags);
        }
      else
        draw_mark (scene, cr, mark, emphasis);
    }
  cairo_restore (cr);
  cairo_restore (cr);
}

/**
 * ent_render_cairo:
 * @scene: a scene
 * @cr: a context whose user space is in figure units
 * @flags: which layers, and how
 * @emphasis: (nullable): what stands out at the moment
 *
 * Draws a scene, with %ENT_RENDER_GROUND on the theme's paper.  Marks outside the clip of @cr cost
 * nothing but a comparison.
 */
void
ent_render_cairo (const EntScene *scene,
                  cairo_t *cr,
                  EntRenderFlags flags,
                  const EntEmphasis *emphasis)
{
  render (scene, cr, flags, emphasis, NULL);
}

/**
 * ent_render_tagged:
 * @scene: a scene
 * @cr: a context on a PDF, whose user space is in figure units
 * @emphasis: (nullable): what stands out
 * @tags: where its items lead
 *
 * Draws a scene on a page of a PDF.  Every item that is seen becomes the destination of its id, and
 * leads to where @tags says, which the document must then have: cairo writes no document otherwise.
 * Of a line, whose bounds would cover its neighbours, a spot in its middle is clicked.
 */
void
ent_render_tagged (const EntScene *scene,
                   cairo_t *cr,
                   const EntEmphasis *emphasis,
                   const EntRenderTags *tags)
{
  render (scene, cr, ENT_RENDER_ALL, emphasis, tags);
}

/**
 * ent_render_destination:
 * @prefix: (nullable): of the scene
 * @id: an item's id
 *
 * Returns: (transfer full): the name that the item's destination has in a PDF
 */
char *
ent_render_destination (const char *prefix, const char *id)
{
  return encode (prefix, id);
}
