/* The marks of a sheet: each an element with a class, whose colours are variables of the theme. */
#include <math.h>
#include <string.h>

#include "render/paint-private.h"
#include "render/svg-sheet-private.h"

/* Digits behind the point: what lies still may be coarser than what is looked at. */
#define FINE 100.0
#define COARSE 10.0

/* ---- numbers ---- */

/* A whole number of 1/scale, as short as it can be told: "-.5", "12". */
static void
put_units (GString *out, gint64 units, double scale)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *start = buffer;

  g_ascii_formatd (buffer, sizeof buffer, scale > 10 ? "%.2f" : "%.1f", (double)units / scale);
  gsize length = strlen (buffer);
  while (buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.')
    length--;
  buffer[length] = '\0';
  if (g_str_has_prefix (buffer, "0."))
    start++;
  else if (g_str_has_prefix (buffer, "-0."))
    *++start = '-';
  g_string_append (out, *start == '\0' || g_str_equal (start, "-0") ? "0" : start);
}

static void
put_number (GString *out, double value)
{
  put_units (out, (gint64)round (value * FINE), FINE);
}

static void
put_length (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  put_number (out, value);
  g_string_append_c (out, '"');
}

/**
 * ent_svg_sheet_put_rect:
 * @out: what attributes are appended to
 * @rect: a rectangle
 */
void
ent_svg_sheet_put_rect (GString *out, const EntRect *rect)
{
  put_length (out, "x", rect->x);
  put_length (out, "y", rect->y);
  put_length (out, "width", rect->width);
  put_length (out, "height", rect->height);
}

/* The way from the last point, which stays what it was rounded to, so that errors do not add up. */
static void
put_step (GString *out, gint64 *last, const EntPoint *point, double scale, gboolean first)
{
  const gint64 x = (gint64)round (point->x * scale), y = (gint64)round (point->y * scale);

  if (!first && x >= last[0])
    g_string_append_c (out, ' ');
  put_units (out, x - last[0], scale);
  if (y >= last[1])
    g_string_append_c (out, ' ');
  put_units (out, y - last[1], scale);
}

static void
advance (gint64 *last, const EntPoint *point, double scale)
{
  last[0] = (gint64)round (point->x * scale);
  last[1] = (gint64)round (point->y * scale);
}

static void
put_path_data (GString *out, const EntPath *path, double scale)
{
  const EntPoint *p = path->points;
  gint64 last[2] = { 0, 0 }, start[2] = { 0, 0 };
  int before = -1;

  g_string_append (out, " d=\"");
  for (gsize i = 0; i < path->n_verbs; before = path->verbs[i], i++)
    switch ((EntPathVerb)path->verbs[i])
      {
      case ENT_PATH_MOVE:
        g_string_append_c (out, 'm');
        put_step (out, last, p, scale, TRUE);
        advance (last, p++, scale);
        memcpy (start, last, sizeof start);
        break;
      case ENT_PATH_LINE:
        {
          const EntPoint *to = p++;
          /* Points that fall together when rounded are one. */
          if (scale < FINE && (gint64)round (to->x * scale) == last[0]
              && (gint64)round (to->y * scale) == last[1])
            break;
          const gboolean goes_on = before == ENT_PATH_LINE && out->str[out->len - 1] != 'z';
          if (!goes_on)
            g_string_append_c (out, 'l');
          put_step (out, last, to, scale, !goes_on);
          advance (last, to, scale);
          break;
        }
      case ENT_PATH_CURVE:
        g_string_append_c (out, 'c');
        for (guint k = 0; k < 3; k++)
          put_step (out, last, p + k, scale, k == 0);
        advance (last, p + 2, scale);
        p += 3;
        break;
      case ENT_PATH_CLOSE:
        g_string_append_c (out, 'z');
        memcpy (last, start, sizeof last);
        break;
      }
  g_string_append_c (out, '"');
}

/* ---- colours and styles ---- */

static void
put_css_colour (GString *out, EntColour colour)
{
  g_autofree char *hex = ent_colour_to_hex (ent_colour_with_alpha (colour, 1));

  g_string_append (out, hex);
  /* Opacity as two more digits. */
  if (colour.a < 1)
    g_string_append_printf (out, "%02x", (guint)round (CLAMP (colour.a, 0, 1) * 255));
}

/* "var(--c3)": the colour that member has in each theme. */
static char *
refer_colour (EntSvgSheet *sheet, const EntPaint *paints, gsize member)
{
  GString *colours = g_string_new (NULL);

  for (guint t = 0; t < sheet->n_themes; t++)
    {
      EntColour colour;
      memcpy (&colour, (const char *)&paints[t] + member, sizeof colour);
      g_string_append (colours, t > 0 ? " " : "");
      put_css_colour (colours, colour);
    }
  return g_strdup_printf ("var(--c%u)",
                          ent_svg_pool_add (&sheet->colours, g_string_free (colours, FALSE)));
}

static guint
add_def (EntSvgSheet *sheet, GString *def)
{
  return ent_svg_pool_add (&sheet->defs, g_string_free (def, FALSE));
}

static gboolean
is_fading (const EntPaint *paint)
{
  return paint->fade_start > 0 || paint->fade_end > 0;
}

static void
put_stop (GString *out, double offset, const char *colour_class, double opacity)
{
  g_string_append (out, "<stop");
  put_length (out, "offset", offset);
  g_string_append_printf (out, " class=\"%s\"", colour_class);
  if (opacity < 1)
    g_string_append (out, " stop-opacity=\"0\"");
  g_string_append (out, "/>");
}

static guint
add_class (EntSvgSheet *sheet, char *rule)
{
  return ent_svg_pool_add (&sheet->rules, rule);
}

/* In shares of the box it fills, so that one serves many. */
static guint
add_gradient (EntSvgSheet *sheet, const EntPaint *paint, const char *colour)
{
  const double from = paint->fade_start, to = MAX (1 - paint->fade_end, from);
  GString *def = g_string_new ("<linearGradient id=\"%s\">");
  g_autofree char *name
      = g_strdup_printf ("s%u", add_class (sheet, g_strdup_printf ("stop-color:%s", colour)));

  put_stop (def, 0, name, from > 0 ? 0 : 1);
  put_stop (def, from, name, 1);
  put_stop (def, to, name, 1);
  put_stop (def, 1, name, to < 1 ? 0 : 1);
  g_string_append (def, "</linearGradient>");
  return add_def (sheet, def);
}

static guint
add_hatch (EntSvgSheet *sheet, const char *colour)
{
  GString *def = g_string_new ("<pattern id=\"%s\"");
  const guint rule
      = add_class (sheet, g_strdup_printf ("stroke:%s;stroke-width:%gpx", colour, ENT_HATCH_WIDTH));

  put_length (def, "width", ENT_HATCH_SPACING);
  put_length (def, "height", ENT_HATCH_SPACING);
  g_string_append_printf (def,
                          " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<path class=\"s%u\" d=\"M0 0V%d M%d 0V%d\"/></pattern>",
                          rule,
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING);
  return add_def (sheet, def);
}

static void
put_dash (GString *rule, const double *dash, guint n, double offset)
{
  g_string_append (rule, n > 0 ? ";stroke-dasharray:" : "");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (rule, i > 0 ? " " : "");
      put_number (rule, dash[i]);
    }
  if (n > 0 && offset > 0)
    {
      g_string_append (rule, ";stroke-dashoffset:");
      put_number (rule, offset);
    }
}

static void
put_fill (EntSvgSheet *sheet, GString *rule, const EntPaint *paints)
{
  if (paints->fill.a <= 0)
    {
      g_string_append (rule, "fill:none");
      return;
    }
  g_autofree char *colour = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, fill));
  if (is_fading (paints))
    g_string_append_printf (rule, "fill:url(#d%u)", add_gradient (sheet, paints, colour));
  else
    g_string_append_printf (rule, "fill:%s", colour);
}

static void
put_stroke (
    EntSvgSheet *sheet, GString *rule, const EntPaint *paints, gsize member, gboolean round_ends)
{
  g_autofree char *colour = refer_colour (sheet, paints, member);

  if (is_fading (paints))
    g_string_append_printf (rule, ";stroke:url(#d%u)", add_gradient (sheet, paints, colour));
  else
    g_string_append_printf (rule, ";stroke:%s", colour);
  g_string_append (rule, ";--w:");
  put_number (rule, paints->stroke_width);
  g_string_append (rule, "px");
  if (round_ends && paints->two_colour_dash <= 0)
    g_string_append (rule, ";stroke-linecap:round");
  if (round_ends)
    g_string_append (rule, ";stroke-linejoin:round");
}

/* ---- marks ---- */

/* What emphasis does to it: l lines, h heads of arrows, b areas; k: nothing. */
static const char *
role_of (const EntMark *mark, const EntPaint *paint)
{
  if (mark->style.keeps_colour)
    return "k";
  if (mark->kind == ENT_MARK_PATH && mark->layer == ENT_LAYER_LINE && paint->stroke.a <= 0)
    return "h";
  if (mark->kind == ENT_MARK_PATH && paint->fill.a <= 0 && !mark->style.hatched)
    return "l";
  return mark->kind == ENT_MARK_DISC ? "d" : "b";
}

static void
put_geometry (GString *out, const EntMark *mark)
{
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      g_string_append (out, "<path");
      put_path_data (out, mark->path, mark->layer == ENT_LAYER_GROUND ? COARSE : FINE);
      break;
    case ENT_MARK_DISC:
      g_string_append (out, "<circle");
      put_length (out, "cx", mark->disc.cx);
      put_length (out, "cy", mark->disc.cy);
      put_length (out, "r", mark->disc.radius);
      break;
    case ENT_MARK_BOX:
      g_string_append (out, "<rect");
      ent_svg_sheet_put_rect (out, &mark->box.rect);
      if (mark->box.radius > 0)
        {
          const EntRect r = mark->box.rect;
          put_length (out, "rx", MIN (mark->box.radius, MIN (r.width, r.height) / 2));
        }
      break;
    case ENT_MARK_TEXT:
      break;
    }
}

/* Takes the rule. */
static void
put_element (EntSvgSheet *sheet, GString *out, const EntMark *mark, const char *role, GString *rule)
{
  const guint number = add_class (sheet, g_string_free (rule, FALSE));

  put_geometry (out, mark);
  g_string_append_printf (out, " class=\"%s s%u\"/>", role, number);
}

static void
put_shape (EntSvgSheet *sheet, GString *out, const EntMark *mark, const EntPaint *paints)
{
  const EntPaint *paint = paints;
  const char *role = role_of (mark, paint);
  const gboolean two = paint->two_colour_dash > 0;
  const double piece[] = { paint->two_colour_dash };
  GString *rule = g_string_new (NULL);

  put_fill (sheet, rule, paints);
  if (paint->hatch.a > 0)
    {
      g_autofree char *colour = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, hatch));
      if (paint->fill.a > 0)
        put_element (sheet, out, mark, "k", g_string_new (rule->str));
      g_string_printf (rule, "fill:url(#d%u)", add_hatch (sheet, colour));
    }
  if (paint->stroke.a > 0)
    {
      put_stroke (sheet, rule, paints, G_STRUCT_OFFSET (EntPaint, stroke), mark->style.round);
      put_dash (rule, two ? piece : paint->dash, two ? 1 : paint->n_dash, 0);
    }
  put_element (sheet, out, mark, role, rule);
  if (!two)
    return;
  rule = g_string_new ("fill:none");
  put_stroke (sheet, rule, paints, G_STRUCT_OFFSET (EntPaint, stroke2), mark->style.round);
  put_dash (rule, piece, 1, piece[0]);
  put_element (sheet, out, mark, role, rule);
}

static void
put_text (EntSvgSheet *sheet, GString *out, const EntMark *mark, const EntPaint *paints)
{
  const EntTextStyle *style = &mark->text.style;
  GString *rule = g_string_new ("font-size:");
  g_autofree char *colour = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, text));
  g_autofree char *escaped = g_markup_escape_text (mark->text.string, -1);

  put_number (rule, style->size);
  g_string_append_printf (rule, "px;fill:%s", colour);
  if (style->weight != 0 && style->weight != 400)
    g_string_append_printf (rule, ";font-weight:%d", style->weight);
  if (style->italic)
    g_string_append (rule, ";font-style:italic");
  if (paints->halo.a > 0)
    {
      g_autofree char *halo = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, halo));
      g_string_append_printf (rule, ";stroke:%s;--w:", halo);
      put_number (rule, 2 * paints->halo_width);
      g_string_append (rule, "px");
    }
  g_string_append (out, "<text");
  put_length (out, "x", mark->bounds.x);
  put_length (out, "y", mark->text.y);
  put_length (out, "data-l", ent_text_measure (mark->text.string, style).width);
  g_string_append_printf (out,
                          " class=\"%s s%u\">%s</text>",
                          mark->style.keeps_colour ? "k" : "t",
                          add_class (sheet, g_string_free (rule, FALSE)),
                          escaped);
}

/**
 * ent_svg_sheet_put_mark:
 * @sheet: a sheet
 * @scenes: those of one language, one a theme
 * @index: of a mark, the same in all of them
 * @out: what is appended to
 *
 * Draws a mark with a class that has its style in every theme.
 */
void
ent_svg_sheet_put_mark (EntSvgSheet *sheet, EntScene *const *scenes, guint index, GString *out)
{
  EntPaint paints[ENT_SVG_MAX_THEMES];
  const EntMark *mark = NULL;

  for (guint t = sheet->n_themes; t-- > 0;)
    {
      mark = ent_scene_mark (scenes[t], index);
      paints[t] = ent_paint_mark (scenes[t], mark, NULL);
    }
  if (mark->kind == ENT_MARK_TEXT)
    put_text (sheet, out, mark, paints);
  else
    put_shape (sheet, out, mark, paints);
}
