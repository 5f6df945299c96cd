/* Marks that are no text, as SVG. */
#include "render/svg-private.h"

/**
 * ent_svg_define_clip:
 * @writer: a document being written
 * @rect: what is shown
 *
 * Returns: the number of its definition
 */
guint
ent_svg_define_clip (EntSvgWriter *writer, const EntRect *rect)
{
  guint number = writer->n_defs++;
  g_string_append (writer->defs, "<clipPath");
  ent_svg_put_def_id (writer, writer->defs, number);
  g_string_append (writer->defs, "><rect");
  ent_svg_put_rect (writer->defs, rect);
  g_string_append (writer->defs, "/></clipPath>\n");
  return number;
}

/* The lines x + y = c that the cairo renderer draws: upright ones on the edge of the tile, turned.
 */
static guint
define_hatch (EntSvgWriter *writer, EntColour colour)
{
  g_autofree char *hex = ent_colour_to_hex (colour);
  gpointer known;
  if (g_hash_table_lookup_extended (writer->hatches, hex, NULL, &known))
    return GPOINTER_TO_UINT (known);
  guint number = writer->n_defs++;
  GString *out = writer->defs;
  g_string_append (out, "<pattern");
  ent_svg_put_def_id (writer, out, number);
  ent_svg_put_length (out, "width", ENT_HATCH_SPACING);
  ent_svg_put_length (out, "height", ENT_HATCH_SPACING);
  g_string_append_printf (out,
                          " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<path d=\"M0 0V%d M%d 0V%d\"",
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING);
  ent_svg_put_colour (out, "stroke", colour);
  ent_svg_put_length (out, "stroke-width", ENT_HATCH_WIDTH);
  g_string_append (out, "/></pattern>\n");
  g_hash_table_insert (writer->hatches, g_steal_pointer (&hex), GUINT_TO_POINTER (number));
  return number;
}

static void
put_stop (GString *out, double offset, EntColour colour, double alpha)
{
  g_string_append (out, "<stop");
  ent_svg_put_length (out, "offset", offset);
  ent_svg_put_colour (out, "stop-color", ent_colour_with_alpha (colour, 1));
  ent_svg_put_length (out, "stop-opacity", alpha);
  g_string_append (out, "/>");
}

static guint
define_gradient (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint, EntColour colour)
{
  guint number = writer->n_defs++;
  GString *out = writer->defs;
  EntRect r = mark->box.rect;
  double from = paint->fade_start, to = MAX (1 - paint->fade_end, from);
  g_string_append (out, "<linearGradient");
  ent_svg_put_def_id (writer, out, number);
  g_string_append (out, " gradientUnits=\"userSpaceOnUse\"");
  ent_svg_put_length (out, "x1", r.x);
  ent_svg_put_length (out, "x2", r.x + r.width);
  g_string_append (out, " y1=\"0\" y2=\"0\">");
  put_stop (out, 0, colour, from > 0 ? 0 : colour.a);
  put_stop (out, from, colour, colour.a);
  put_stop (out, to, colour, colour.a);
  put_stop (out, 1, colour, to < 1 ? 0 : colour.a);
  g_string_append (out, "</linearGradient>\n");
  return number;
}

static gboolean
is_fading (const EntPaint *paint)
{
  return paint->fade_start > 0 || paint->fade_end > 0;
}

static void
put_paint (EntSvgWriter *writer,
           const EntMark *mark,
           const EntPaint *paint,
           const char *name,
           EntColour colour)
{
  if (colour.a > 0 && is_fading (paint))
    ent_svg_put_reference (
        writer, writer->body, name, define_gradient (writer, mark, paint, colour));
  else
    ent_svg_put_colour (writer->body, name, colour);
}

static void
put_point (GString *out, const EntPoint *point)
{
  ent_svg_put_number (out, point->x);
  g_string_append_c (out, ' ');
  ent_svg_put_number (out, point->y);
}

/**
 * ent_svg_put_path_data:
 * @out: where to
 * @path: a path, user units
 */
void
ent_svg_put_path_data (GString *out, const EntPath *path)
{
  const EntPoint *p = path->points;
  g_string_append (out, " d=\"");
  for (gsize i = 0; i < path->n_verbs; i++)
    switch ((EntPathVerb)path->verbs[i])
      {
      case ENT_PATH_MOVE:
        g_string_append_c (out, 'M');
        put_point (out, p++);
        break;
      case ENT_PATH_LINE:
        g_string_append_c (out, 'L');
        put_point (out, p++);
        break;
      case ENT_PATH_CURVE:
        g_string_append_c (out, 'C');
        for (guint k = 0; k < 3; k++)
          {
            if (k > 0)
              g_string_append_c (out, ' ');
            put_point (out, p++);
          }
        break;
      case ENT_PATH_CLOSE:
        g_string_append_c (out, 'Z');
        break;
      }
  g_string_append_c (out, '"');
}

/* The element and its geometry, without the end of the tag. */
static void
put_geometry (GString *out, const EntMark *mark)
{
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      g_string_append (out, "<path");
      ent_svg_put_path_data (out, mark->path);
      break;
    case ENT_MARK_DISC:
      g_string_append (out, "<circle");
      ent_svg_put_length (out, "cx", mark->disc.cx);
      ent_svg_put_length (out, "cy", mark->disc.cy);
      ent_svg_put_length (out, "r", mark->disc.radius);
      break;
    case ENT_MARK_BOX:
      g_string_append (out, "<rect");
      ent_svg_put_rect (out, &mark->box.rect);
      if (mark->box.radius > 0)
        {
          EntRect r = mark->box.rect;
          ent_svg_put_length (out, "rx", MIN (mark->box.radius, MIN (r.width, r.height) / 2));
        }
      break;
    case ENT_MARK_TEXT:
      break;
    }
}

static void
put_dash (GString *out, const double *dash, guint n, double offset)
{
  if (n == 0)
    return;
  g_string_append (out, " stroke-dasharray=\"");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      ent_svg_put_number (out, dash[i]);
    }
  g_string_append_c (out, '"');
  if (offset > 0)
    ent_svg_put_length (out, "stroke-dashoffset", offset);
}

static void
put_stroke (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint, EntColour colour)
{
  GString *out = writer->body;
  if (colour.a <= 0)
    return;
  put_paint (writer, mark, paint, "stroke", colour);
  ent_svg_put_length (out, "stroke-width", paint->stroke_width);
  if (mark->style.round && paint->two_colour_dash <= 0)
    g_string_append (out, " stroke-linecap=\"round\"");
  if (mark->style.round)
    g_string_append (out, " stroke-linejoin=\"round\"");
}

/* Hatching has a colour of its own; where the box fades, a mask fades it. */
static void
put_hatch (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint)
{
  GString *out = writer->body;
  guint pattern = define_hatch (writer, paint->hatch);
  put_geometry (out, mark);
  ent_svg_put_reference (writer, out, "fill", pattern);
  if (is_fading (paint))
    {
      guint gradient = define_gradient (writer, mark, paint, ent_colour_hex (0xffffff));
      guint mask = writer->n_defs++;
      g_string_append (writer->defs, "<mask");
      ent_svg_put_def_id (writer, writer->defs, mask);
      g_string_append (writer->defs, " maskUnits=\"userSpaceOnUse\"");
      ent_svg_put_rect (writer->defs, &mark->bounds);
      g_string_append (writer->defs, "><rect");
      ent_svg_put_rect (writer->defs, &mark->bounds);
      ent_svg_put_reference (writer, writer->defs, "fill", gradient);
      g_string_append (writer->defs, "/></mask>\n");
      ent_svg_put_reference (writer, out, "mask", mask);
    }
  g_string_append (out, "/>\n");
}

/**
 * ent_svg_put_shape:
 * @writer: a document being written
 * @mark: a mark that is no text
 * @paint: what it is drawn with
 */
void
ent_svg_put_shape (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint)
{
  GString *out = writer->body;
  gboolean two_colours = paint->two_colour_dash > 0, hatched = paint->hatch.a > 0;
  double piece[] = { paint->two_colour_dash };
  if (hatched)
    {
      if (paint->fill.a > 0)
        {
          put_geometry (out, mark);
          put_paint (writer, mark, paint, "fill", paint->fill);
          g_string_append (out, "/>\n");
        }
      put_hatch (writer, mark, paint);
    }
  put_geometry (out, mark);
  put_paint (writer, mark, paint, "fill", hatched ? ENT_COLOUR_NONE : paint->fill);
  put_stroke (writer, mark, paint, paint->stroke);
  if (two_colours)
    put_dash (out, piece, 1, 0);
  else if (paint->stroke.a > 0)
    put_dash (out, paint->dash, paint->n_dash, 0);
  g_string_append (out, "/>\n");
  if (!two_colours)
    return;
  put_geometry (out, mark);
  g_string_append (out, " fill=\"none\"");
  put_stroke (writer, mark, paint, paint->stroke2);
  put_dash (out, piece, 1, piece[0]);
  g_string_append (out, "/>\n");
}
