#include "views/view-private.h"

#include <math.h>

/* Glyphs are drawn in a square from -1 to 1 and scaled; y runs down. */
static void
line (EntPath *path, double x1, double y1, double x2, double y2)
{
  ent_path_move_to (path, x1, y1);
  ent_path_line_to (path, x2, y2);
}

static void
half_disc (EntPath *path, double side)
{
  const double k = 0.5523; /* control distance of a quarter circle */
  const double r = 0.62;
  ent_path_move_to (path, 0, -r);
  ent_path_curve_to (path, side * k * r, -r, side * r, -k * r, side * r, 0);
  ent_path_curve_to (path, side * r, k * r, side * k * r, r, 0, r);
  ent_path_close (path);
}

static void
add_strokes (EntPath *path, EntVerdictKind kind)
{
  switch (kind)
    {
    case ENT_VERDICT_DIFFERENT:
      line (path, -0.3, 0.62, 0.3, -0.62);
      G_GNUC_FALLTHROUGH;
    case ENT_VERDICT_SAME:
      line (path, -0.5, -0.22, 0.5, -0.22);
      line (path, -0.5, 0.22, 0.5, 0.22);
      break;
    case ENT_VERDICT_ESCALATES:
    case ENT_VERDICT_DE_ESCALATES:
      {
        double up = kind == ENT_VERDICT_ESCALATES ? 1 : -1;
        line (path, 0, 0.58 * up, 0, -0.54 * up);
        ent_path_move_to (path, -0.44, -0.12 * up);
        ent_path_line_to (path, 0, -0.56 * up);
        ent_path_line_to (path, 0.44, -0.12 * up);
        break;
      }
    case ENT_VERDICT_ONLY_FROM:
    case ENT_VERDICT_ONLY_TO:
      ent_path_add_disc (path, 0, 0, 0.62);
      break;
    case ENT_VERDICT_CONTRADICTED:
      line (path, -0.42, -0.42, 0.42, 0.42);
      line (path, -0.42, 0.42, 0.42, -0.42);
      break;
    case ENT_VERDICT_UNKNOWN:
      ent_path_move_to (path, -0.34, -0.28);
      ent_path_curve_to (path, -0.34, -0.76, 0.38, -0.76, 0.38, -0.28);
      ent_path_curve_to (path, 0.38, 0.02, 0, 0, 0, 0.26);
      line (path, 0, 0.58, 0, 0.6);
      break;
    case ENT_N_VERDICTS:
      break;
    }
}

static int
slot_of (EntVerdictKind kind)
{
  switch (kind)
    {
    case ENT_VERDICT_ESCALATES:
      return 1;
    case ENT_VERDICT_DE_ESCALATES:
      return 2;
    case ENT_VERDICT_CONTRADICTED:
      return 7;
    case ENT_VERDICT_SAME:
    case ENT_VERDICT_DIFFERENT:
    case ENT_VERDICT_ONLY_FROM:
    case ENT_VERDICT_ONLY_TO:
    case ENT_VERDICT_UNKNOWN:
    case ENT_N_VERDICTS:
      break;
    }
  return -1;
}

/**
 * ent_draw_verdict:
 * @builder: the scene
 * @layer: where
 * @item: the verdict's item, or %ENT_NO_ITEM
 * @kind: what is the case between the two
 * @cited: whether a passage supports it; otherwise the disc is hollow, with a hatched rim
 * @modality: how sure it is: as with lines, the rim is dashed or the disc split
 * @cx: centre
 * @cy: centre
 * @radius: of the disc around the glyph
 * @theme: the theme
 *
 * Draws = ≠ ↑ ↓ ◐ ◑ × ? as paths, so that they look the same whatever fonts there are.
 */
void
ent_draw_verdict (EntSceneBuilder *builder,
                  EntLayer layer,
                  int item,
                  EntVerdictKind kind,
                  gboolean cited,
                  EntModality modality,
                  double cx,
                  double cy,
                  double radius,
                  const EntTheme *theme)
{
  int slot = slot_of (kind);
  EntColour ink = slot >= 0 ? theme->category_line[slot] : theme->muted;
  EntColour ground
      = ent_colour_mix (theme->paper, slot >= 0 ? theme->category[slot] : theme->muted, 0.16);
  EntStyle disc = { .fill = ground };
  if (!cited)
    disc = (EntStyle){ .fill = theme->paper, .hatched = TRUE };
  if (!cited || modality != ENT_MODALITY_REPORTED)
    {
      disc.stroke = ink;
      disc.stroke_width = 0.75;
      ent_style_set_modality (&disc, modality, theme);
    }
  ent_draw_disc (builder, layer, item, cx, cy, radius, &disc);
  if (!cited)
    {
      /* The strokes stand on paper: the hatching would run through them. */
      EntStyle paper = { .fill = theme->paper };
      ent_scene_builder_disc (builder, layer, item, cx, cy, radius * 0.74, &paper);
    }

  EntStyle stroke = { .stroke = ent_colour_against (ink, ground, 3),
                      .stroke_width = MAX (radius * 0.16, 1),
                      .round = TRUE };
  g_autoptr (EntPath) strokes = ent_path_new ();
  add_strokes (strokes, kind);
  ent_path_transform (strokes, radius, radius, cx, cy);
  ent_scene_builder_path (builder, layer, item, g_steal_pointer (&strokes), &stroke);

  if (kind == ENT_VERDICT_ONLY_FROM || kind == ENT_VERDICT_ONLY_TO)
    {
      EntStyle fill = { .fill = stroke.stroke };
      g_autoptr (EntPath) half = ent_path_new ();
      half_disc (half, kind == ENT_VERDICT_ONLY_FROM ? -1 : 1);
      ent_path_transform (half, radius, radius, cx, cy);
      ent_scene_builder_path (builder, layer, item, g_steal_pointer (&half), &fill);
    }
}
