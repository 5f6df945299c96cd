/* A figure as the bytes of a file. */
#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/figure-private.h"

/* Pixels of a PNG at most: 400 MB of memory while it is drawn. */
#define MAX_PIXELS 100e6

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error,
               ENT_FIGURE_ERROR,
               ENT_FIGURE_ERROR_WRITE,
               _ ("The figure cannot be drawn: %s"),
               cairo_status_to_string (status));
  return FALSE;
}

static GBytes *
encode_png (const EntScene *figure,
            const EntViewRequest *request,
            const EntFigureOptions *options,
            const EntEmphasis *emphasis,
            GError **error)
{
  gboolean mm = options->width_mm > 0;
  double dpi = mm ? options->dpi : 96, scale = dpi / 96;
  double width = round (ent_scene_width (figure) * scale);
  double height = round (ent_scene_height (figure) * scale);

  if (!(dpi >= 10 && dpi <= 2400) || width > G_MAXINT16 || height > G_MAXINT16
      || width * height > MAX_PIXELS)
    {
      g_set_error (
          error,
          ENT_FIGURE_ERROR,
          ENT_FIGURE_ERROR_SIZE,
          _ ("A picture of %.0f × %.0f pixels at %g per inch is too large; expected at most "
             "%d a side, %.0f million in all and 10 to 2400 per inch"),
          width,
          height,
          dpi,
          G_MAXINT16,
          MAX_PIXELS / 1e6);
      return NULL;
    }
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)width, (int)height);
  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, width / ent_scene_width (figure), height / ent_scene_height (figure));
  ent_render_cairo (figure, cr, ENT_RENDER_ALL, emphasis);
  cairo_destroy (cr);
  cairo_status_t status = cairo_surface_status (surface);
  g_autofree char *title = ent_figure_shown_title (request, options);
  g_autofree char *sources = ent_figure_sources (figure, request);
  const char *const words[]
      = { "Title", title, "Source", sources, "Software", "Entente " ENT_VERSION, NULL };
  GBytes *png = check_status (status, error) ? ent_png_encode (surface, dpi, words) : NULL;
  cairo_surface_destroy (surface);
  return png;
}

/**
 * ent_svg_encode:
 * @figure: a figure
 * @request: what it was made from
 * @options: what it was made with
 * @emphasis: (nullable): what stands out
 *
 * Returns: (transfer full): the bytes of an SVG document
 */
GBytes *
ent_svg_encode (const EntScene *figure,
                const EntViewRequest *request,
                const EntFigureOptions *options,
                const EntEmphasis *emphasis)
{
  g_autofree char *title = ent_figure_shown_title (request, options);
  g_autofree char *sources = ent_figure_sources (figure, request);
  const char *caption = ent_figure_shown_caption (request, options);
  gboolean mm = options->width_mm > 0;
  EntSvgOptions svg = { .width_mm = mm ? ent_scene_width (figure) / ENT_UNITS_PER_MM : 0,
                        .height_mm = mm ? ent_scene_height (figure) / ENT_UNITS_PER_MM : 0,
                        .title = title,
                        .description = *caption ? caption : NULL,
                        .lang = request->lang,
                        .source = *sources ? sources : NULL,
                        .licence = ent_dossier_licence (request->dossier) };
  gsize length;
  char *text = ent_render_svg (figure, &svg, emphasis, &length);

  return g_bytes_new_take (text, length);
}

static void
set_metadata (cairo_surface_t *pdf,
              const EntScene *figure,
              const EntViewRequest *request,
              const EntFigureOptions *options)
{
  g_autofree char *title = ent_figure_shown_title (request, options);
  g_autofree char *sources = ent_figure_sources (figure, request);
  const char **authors = ent_dossier_authors (request->dossier);
  g_autofree char *by = authors && authors[0] ? g_strjoinv (", ", (char **)authors) : NULL;

  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_TITLE, title);
  if (*sources)
    cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_SUBJECT, sources);
  if (by)
    cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_AUTHOR, by);
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATOR, "Entente " ENT_VERSION);
  /* Cairo writes the time of day unless it is given a date; it takes what is no date as none.  The
   * same figure is the same file. */
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

static GBytes *
encode_pdf (const EntScene *figure,
            const EntViewRequest *request,
            const EntFigureOptions *options,
            const EntEmphasis *emphasis,
            GError **error)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *pdf
      = cairo_pdf_surface_create_for_stream (write_bytes,
                                             out,
                                             ent_scene_width (figure) / ENT_UNITS_PER_PT,
                                             ent_scene_height (figure) / ENT_UNITS_PER_PT);
  cairo_t *cr = cairo_create (pdf);

  set_metadata (pdf, figure, request, options);
  cairo_scale (cr, 1 / ENT_UNITS_PER_PT, 1 / ENT_UNITS_PER_PT);
  ent_render_cairo (figure, cr, ENT_RENDER_ALL, emphasis);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  cairo_status_t status = cairo_surface_status (pdf);
  cairo_surface_destroy (pdf);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (out);
  return check_status (status, error) ? g_steal_pointer (&bytes) : NULL;
}

/**
 * ent_figure_encode:
 * @figure: a figure
 * @request: what it was made from
 * @options: what it was made with; the format, and the resolution of a PNG
 * @emphasis: (nullable): what stands out in it
 * @cancellable: (nullable): checked before the work begins
 * @error: return location
 *
 * Writes a figure: PNG with its resolution, title and sources; SVG with real text; PDF with text
 * that can be selected.  Identical input gives identical bytes: there is no date in them.
 *
 * Errors: %ENT_FIGURE_ERROR_SIZE for a PNG of over 100 million pixels, %ENT_FIGURE_ERROR_WRITE.
 *
 * Returns: (transfer full): the file's bytes, or %NULL
 */
GBytes *
ent_figure_encode (const EntScene *figure,
                   const EntViewRequest *request,
                   const EntFigureOptions *options,
                   const EntEmphasis *emphasis,
                   GCancellable *cancellable,
                   GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  switch (options->format)
    {
    case ENT_FIGURE_PNG:
      return encode_png (figure, request, options, emphasis, error);
    case ENT_FIGURE_SVG:
      return ent_svg_encode (figure, request, options, emphasis);
    case ENT_FIGURE_PDF:
      return encode_pdf (figure, request, options, emphasis, error);
    case ENT_FIGURE_HTML:
      return ent_html_encode (figure, request, options, emphasis);
    case ENT_N_FIGURE_FORMATS:
    default:
      g_set_error (error,
                   ENT_FIGURE_ERROR,
                   ENT_FIGURE_ERROR_FORMAT,
                   _ ("Figures have no format %d; expected png, svg, pdf or html"),
                   options->format);
      return NULL;
    }
}

/**
 * ent_figure_export:
 * @request: what to draw
 * @options: how
 * @emphasis: (nullable): what stands out
 * @file: where to; an existing file is replaced in one step, and kept when anything fails
 * @cancellable: (nullable): checked between the steps
 * @error: return location
 *
 * Builds a figure and writes it.
 *
 * Errors: those of ent_figure_build(), ent_figure_encode() and of #GFile.
 *
 * Returns: whether it was written
 */
gboolean
ent_figure_export (const EntViewRequest *request,
                   const EntFigureOptions *options,
                   const EntEmphasis *emphasis,
                   GFile *file,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (EntScene) figure = ent_figure_build (request, options, cancellable, error);
  if (!figure)
    return FALSE;
  g_autoptr (GBytes) bytes
      = ent_figure_encode (figure, request, options, emphasis, cancellable, error);
  if (!bytes)
    return FALSE;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  return g_file_replace_contents (
      file, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, error);
}
