/* Lines of text one under the other, as tables and boxes have them. */
#include "views/view-private.h"

/**
 * ent_lines_height:
 * @lines: NULL-terminated
 * @style: how they are set
 *
 * Returns: the height of all, figure units
 */
double
ent_lines_height (char **lines, const EntTextStyle *style)
{
  return g_strv_length (lines) * ent_text_line_height (style);
}

/**
 * ent_lines_width:
 * @lines: NULL-terminated
 * @style: how they are set
 *
 * Returns: the width of the widest, figure units
 */
double
ent_lines_width (char **lines, const EntTextStyle *style)
{
  double widest = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    widest = MAX (widest, ent_text_measure (lines[i], style).width);
  return widest;
}

/**
 * ent_lines_wrap:
 * @name: a label
 * @style: how it is set
 * @width: of its lines, figure units
 *
 * Returns: (transfer full) (nullable): the label on two or three lines, joined by newlines, for a
 *          place that is short of width; %NULL when it needs but one, or more
 */
char *
ent_lines_wrap (const char *name, const EntTextStyle *style, double width)
{
  if (ent_text_measure (name, style).width <= width)
    return NULL;
  g_auto (GStrv) lines = ent_text_wrap_even (name, style, width, 0);
  guint n = g_strv_length (lines);
  return n == 2 || n == 3 ? g_strjoinv ("\n", lines) : NULL;
}

/**
 * ent_draw_lines:
 * @builder: the scene
 * @layer: where
 * @item: whose
 * @x: start, middle or end of the lines, as their style aligns them
 * @top: of the first
 * @lines: NULL-terminated
 * @style: how they are set
 * @colour: of the text
 * @halo: (nullable): its halo
 *
 * Draws lines, each centred in its line height.
 *
 * Returns: the bottom of the last, figure units
 */
double
ent_draw_lines (EntSceneBuilder *builder,
                EntLayer layer,
                int item,
                double x,
                double top,
                char **lines,
                const EntTextStyle *style,
                EntColour colour,
                const EntStyle *halo)
{
  double height = ent_text_line_height (style);
  for (guint i = 0; lines[i] != NULL; i++, top += height)
    ent_scene_builder_text (builder,
                            layer,
                            item,
                            x,
                            top + height / 2 + ent_text_middle (style),
                            lines[i],
                            style,
                            colour,
                            halo);
  return top;
}
