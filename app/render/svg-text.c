/* Text as SVG: as text, or as the outlines of its letters. */
#include <pango/pangocairo.h>

#include "render/svg-private.h"

/* The font that Pango chose first, for the same glyphs, then what the style asks for. */
static void
put_families (GString *out, const char *chosen, const char *lang)
{
  g_auto (GStrv) families = g_strsplit (ent_text_families (lang), ",", -1);
  g_string_append_printf (out, " font-family=\"'%s'", chosen);
  for (guint i = 0; families[i] != NULL; i++)
    if (g_str_equal (families[i], "sans-serif"))
      g_string_append (out, ", sans-serif");
    else if (!g_str_equal (families[i], chosen))
      g_string_append_printf (out, ", '%s'", families[i]);
  g_string_append_c (out, '"');
}

static void
put_halo (GString *out, const EntPaint *paint)
{
  g_string_append (out, " aria-hidden=\"true\" fill=\"none\"");
  ent_svg_put_colour (out, "stroke", paint->halo);
  ent_svg_put_length (out, "stroke-width", 2 * paint->halo_width);
  g_string_append (out, " stroke-linejoin=\"round\"");
}

typedef struct
{
  const char *text; /* of the layout; length bytes of it from offset on */
  int offset, length;
  double start, width; /* figure units, from the start of the line */
  PangoFont *font;
} Run;

static void
put_run (
    EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint, const Run *run, gboolean halo)
{
  GString *out = writer->body;
  const EntTextStyle *style = &mark->text.style;
  PangoFontDescription *font = pango_font_describe (run->font);
  g_autofree char *raw = g_strndup (run->text + run->offset, (gsize)run->length);
  g_string_append (out, "<text xml:space=\"preserve\"");
  ent_svg_put_length (out, "x", mark->bounds.x + run->start);
  ent_svg_put_length (out, "y", mark->text.y);
  put_families (out, pango_font_description_get_family (font), style->lang);
  ent_svg_put_length (out, "font-size", style->size);
  if (style->weight != 0 && style->weight != 400)
    g_string_append_printf (out, " font-weight=\"%d\"", style->weight);
  if (style->italic)
    g_string_append (out, " font-style=\"italic\"");
  ent_svg_put_length (out, "textLength", run->width);
  if (style->lang != NULL)
    ent_svg_put_attribute (out, "xml:lang", style->lang);
  if (halo)
    put_halo (out, paint);
  else
    ent_svg_put_colour (out, "fill", paint->text);
  g_string_append_c (out, '>');
  ent_svg_put_escaped (out, raw);
  g_string_append (out, "</text>\n");
  pango_font_description_free (font);
}

static void
put_runs (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint, gboolean halo)
{
  double scale;
  g_autoptr (PangoLayout) layout = ent_text_layout (mark->text.string, &mark->text.style, &scale);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *glyphs = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle extents;
      if (glyphs == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &extents);
      const Run run = { .text = pango_layout_get_text (layout),
                        .offset = glyphs->item->offset,
                        .length = glyphs->item->length,
                        .start = scale * extents.x / PANGO_SCALE,
                        .width = scale * extents.width / PANGO_SCALE,
                        .font = glyphs->item->analysis.font };
      put_run (writer, mark, paint, &run, halo);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}

/* ---- letters as outlines ---- */

/* The context's own numbers are 256ths of a unit: at the size that layouts have, far below what can
 * be seen. */
static void
put_outline_data (GString *out, const cairo_path_t *path, double x, double y, double scale)
{
  g_string_append (out, " d=\"");
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *data = path->data + i;
      static const char verbs[] = { 'M', 'L', 'C', 'Z' };
      g_string_append_c (out, verbs[data->header.type]);
      for (int k = 1; k < data->header.length; k++)
        {
          if (k > 1)
            g_string_append_c (out, ' ');
          ent_svg_put_number (out, x + data[k].point.x * scale);
          g_string_append_c (out, ' ');
          ent_svg_put_number (out, y + data[k].point.y * scale);
        }
    }
  g_string_append_c (out, '"');
}

static cairo_path_t *
trace (EntSvgWriter *writer, const EntMark *mark, double *scale)
{
  g_autoptr (PangoLayout) layout = ent_text_layout (mark->text.string, &mark->text.style, scale);

  if (writer->letters == NULL)
    {
      cairo_surface_t *nowhere = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
      writer->letters = cairo_create (nowhere);
      cairo_surface_destroy (nowhere);
    }
  cairo_new_path (writer->letters);
  cairo_move_to (writer->letters, 0, -(double)pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_layout_path (writer->letters, layout);
  return cairo_copy_path (writer->letters);
}

/* Readers without a screen get the words all the same. */
static void
put_outlines (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint)
{
  GString *out = writer->body;
  double scale;
  cairo_path_t *path = trace (writer, mark, &scale);

  if (paint->halo.a > 0)
    {
      g_string_append (out, "<path");
      put_outline_data (out, path, mark->bounds.x, mark->text.y, scale);
      put_halo (out, paint);
      g_string_append (out, "/>\n");
    }
  g_string_append (out, "<path role=\"img\"");
  ent_svg_put_attribute (out, "aria-label", mark->text.string);
  put_outline_data (out, path, mark->bounds.x, mark->text.y, scale);
  ent_svg_put_colour (out, "fill", paint->text);
  g_string_append (out, "/>\n");
  cairo_path_destroy (path);
}

/**
 * ent_svg_put_text:
 * @writer: a document being written
 * @mark: a text
 * @paint: what it is drawn with
 *
 * The halo comes first and as a whole: readers draw letter by letter, and with paint-order each
 * halo would cut into the letter before it.
 */
void
ent_svg_put_text (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint)
{
  if (writer->options->outlines)
    {
      put_outlines (writer, mark, paint);
      return;
    }
  if (paint->halo.a > 0)
    put_runs (writer, mark, paint, TRUE);
  put_runs (writer, mark, paint, FALSE);
}
