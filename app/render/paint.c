#include "render/paint-private.h"

#include <math.h>

/* Marks unrelated to the selection keep this share of their opacity; more for readers who asked for
 * contrast. */
#define FADED 0.25
#define FADED_IN_CONTRAST 0.45

typedef enum
{
  NORMAL,
  HOVERED,
  SELECTED,
  FADED_OUT,
} State;

/* Grounds, axes and legends never fade: what they say holds for the rest as well. */
static State
state_of (const EntScene *scene, const EntMark *mark, const EntEmphasis *emphasis)
{
  if (emphasis == NULL || mark->item == ENT_NO_ITEM)
    return NORMAL;
  const EntSceneItem *item = ent_scene_item (scene, (guint)mark->item);
  if (ent_scene_item_is_in (item, emphasis->selected)
      || ent_scene_item_is_in (item, emphasis->hinted))
    return SELECTED;
  if (g_strcmp0 (emphasis->hovered, item->id) == 0)
    return HOVERED;
  gboolean fades = (ent_scene_flags (scene) & ENT_FADES) != 0 && emphasis->selected != NULL
                   && g_hash_table_size (emphasis->selected) > 0 && mark->layer != ENT_LAYER_FRAME
                   && mark->layer != ENT_LAYER_GROUND;
  return fades && !ent_scene_item_is_in (item, emphasis->related) ? FADED_OUT : NORMAL;
}

static EntColour
fade (EntColour colour, double share)
{
  return ent_colour_with_alpha (colour, colour.a * share);
}

/* A filled path without an outline in the lines' layer is an arrowhead: a part of its line. */
static gboolean
is_arrowhead (const EntMark *mark)
{
  return mark->kind == ENT_MARK_PATH && mark->layer == ENT_LAYER_LINE && mark->style.stroke.a <= 0;
}

static gboolean
is_line (const EntMark *mark)
{
  return mark->kind == ENT_MARK_PATH && mark->style.fill.a <= 0 && !mark->style.hatched;
}

/* Tints a fill without making a clear one opaque. */
static EntColour
tint (EntColour fill, EntColour with, double share)
{
  if (fill.a <= 0)
    return ent_colour_with_alpha (with, share * 0.6);
  EntColour mixed = ent_colour_mix (fill, ent_colour_with_alpha (with, fill.a), share);
  return ent_colour_with_alpha (mixed, MAX (fill.a, share * 0.6));
}

static void
select_mark (EntPaint *paint, const EntMark *mark, const EntTheme *theme)
{
  EntColour accent = theme->accent;
  if (mark->kind == ENT_MARK_TEXT)
    {
      /* Text on a dark fill is the paper's colour: accent would not be legible there. */
      if (ent_colour_contrast (paint->text, theme->paper) >= 3)
        paint->text = accent;
      return;
    }
  if (is_arrowhead (mark))
    {
      paint->fill = accent;
      return;
    }
  if (!is_line (mark) && mark->kind != ENT_MARK_DISC)
    paint->fill = tint (paint->fill, accent, 0.25);
  paint->stroke_width = (paint->stroke.a > 0 ? paint->stroke_width : 0) + ENT_SELECTED_EXTRA;
  if (mark->kind == ENT_MARK_DISC)
    paint->stroke_width = MAX (paint->stroke_width, 2 * ENT_SELECTED_EXTRA);
  paint->stroke = accent;
}

static void
hover_mark (EntPaint *paint, const EntMark *mark, const EntTheme *theme)
{
  if (mark->kind == ENT_MARK_TEXT || is_arrowhead (mark))
    return;
  if (!is_line (mark))
    paint->fill = tint (paint->fill, theme->ink, mark->kind == ENT_MARK_DISC ? 0.2 : 0.08);
  if (paint->stroke.a > 0)
    paint->stroke_width += ENT_HOVERED_EXTRA;
}

static void
fade_mark (EntPaint *paint, const EntTheme *theme)
{
  double share = theme->stroke_scale > 1 ? FADED_IN_CONTRAST : FADED;
  EntColour *colours[] = { &paint->fill,  &paint->stroke, &paint->stroke2,
                           &paint->hatch, &paint->text,   &paint->halo };
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    *colours[i] = fade (*colours[i], share);
}

/**
 * ent_paint_mark:
 * @scene: the mark's scene
 * @mark: a mark
 * @emphasis: (nullable): what is selected, related and hovered
 *
 * Returns: what the mark is to be drawn with
 */
EntPaint
ent_paint_mark (const EntScene *scene, const EntMark *mark, const EntEmphasis *emphasis)
{
  const EntTheme *theme = ent_scene_theme (scene);
  const EntStyle *style = &mark->style;
  EntPaint paint = {
    .fill = style->fill,
    .stroke = style->stroke_width > 0 ? style->stroke : ENT_COLOUR_NONE,
    .stroke2 = style->stroke2,
    .stroke_width = style->stroke_width * theme->stroke_scale,
    .n_dash = MIN (style->n_dash, G_N_ELEMENTS (style->dash)),
    .fade_start = mark->kind == ENT_MARK_BOX ? CLAMP (style->fade_start, 0, 1) : 0,
    .fade_end = mark->kind == ENT_MARK_BOX ? CLAMP (style->fade_end, 0, 1) : 0,
    .text = mark->kind == ENT_MARK_TEXT ? mark->text.colour : ENT_COLOUR_NONE,
    .halo = style->halo_width > 0 ? style->halo : ENT_COLOUR_NONE,
    .halo_width = style->halo_width,
  };
  for (guint i = 0; i < paint.n_dash; i++)
    paint.dash[i] = style->dash[i] * theme->stroke_scale;
  if (style->hatched)
    paint.hatch = paint.stroke.a > 0 ? paint.stroke : theme->muted;
  State state = state_of (scene, mark, emphasis);
  if (state == SELECTED && !style->keeps_colour)
    select_mark (&paint, mark, theme);
  else if (state == HOVERED && !style->keeps_colour)
    hover_mark (&paint, mark, theme);
  else if (state == FADED_OUT)
    fade_mark (&paint, theme);
  if (paint.stroke2.a > 0 && paint.stroke.a > 0)
    paint.two_colour_dash = MAX (6 * theme->stroke_scale, 3 * paint.stroke_width);
  return paint;
}
