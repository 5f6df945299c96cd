/* A figure as the bytes of a file. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/figure-pdf.h"
#include "figure/figure-private.h"
#include "figure/html-page.h"
#include "figure/pdf-private.h"

/* Pixels of a PNG at most: 400 MB of memory while it is drawn. */
#define MAX_PIXELS 100e6

/**
 * ent_figure_check_status:
 * @status: what cairo says
 * @error: return location
 *
 * Errors: %ENT_FIGURE_ERROR_WRITE
 *
 * Returns: whether all is well
 */
gboolean
ent_figure_check_status (cairo_status_t status, GError **error)
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

typedef struct
{
  const EntScene *figure;
  const EntEmphasis *emphasis;
  EntRenderFlags flags;
  double scale_x, scale_y; /* pixels a unit */
} Painting;

static void
paint (cairo_t *cr, gconstpointer data)
{
  const Painting *p = data;

  cairo_scale (cr, p->scale_x, p->scale_y);
  ent_render_cairo (p->figure, cr, p->flags, p->emphasis);
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
  g_autofree char *title = ent_figure_shown_title (request, options);
  g_autofree char *sources = ent_figure_sources (figure, request);
  const char **authors = ent_dossier_authors (request->dossier);
  g_autofree char *by = authors != NULL ? g_strjoinv (", ", (char **)authors) : NULL;
  /* the keys are those of the specification of PNG */
  const char *words[] = { "Title",     title,
                          "Author",    by != NULL ? by : "",
                          "Copyright", ent_dossier_licence (request->dossier),
                          "Source",    sources,
                          "Software",  "Entente " ENT_VERSION,
                          NULL };
  const Painting painting = { figure,
                              emphasis,
                              ENT_RENDER_ALL | (options->transparent ? ENT_RENDER_NO_PAPER : 0),
                              width / ent_scene_width (figure),
                              height / ent_scene_height (figure) };
  const EntPngPicture picture
      = { (int)width, (int)height, options->transparent, dpi, words, paint, &painting };
  cairo_status_t status;
  GBytes *png = ent_png_encode (&picture, &status);

  ent_figure_check_status (status, error);
  return png;
}

static gboolean
has_any (const GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    if (links->pdata[i] != NULL)
      return TRUE;
  return FALSE;
}

static GBytes *
encode_svg (const EntScene *figure,
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
                        .licence = ent_dossier_licence (request->dossier),
                        .outlines = options->outlines,
                        .transparent = options->transparent };
  g_autoptr (GPtrArray) links = NULL;
  gsize length;

  /* A page of HTML has a way of its own to get from marks to notes. */
  if (options->format == ENT_FIGURE_SVG)
    {
      const EntPdfNotes how = { 0 };
      g_autoptr (EntFigureNotes) notes = ent_figure_notes_new (figure, request, NULL);
      links = ent_pdf_figure_links (notes, &how);
      svg.links = has_any (links) ? (const char *const *)links->pdata : NULL;
    }
  char *text = ent_render_svg (figure, &svg, emphasis, &length);

  return g_bytes_new_take (text, length);
}

static GBytes *
encode_pdf (const EntScene *figure,
            const EntViewRequest *request,
            const EntFigureOptions *options,
            const EntEmphasis *emphasis,
            GCancellable *cancellable,
            GError **error)
{
  const EntPdfFigure only = { figure, request, options, emphasis, NULL };

  return ent_pdf_encode (&only, 1, NULL, cancellable, error);
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
 * Writes a figure: PNG with its resolution, title, licence and sources; SVG with real text or
 * outlines; PDF with text that can be selected, and the notes after it.  Identical input gives
 * identical bytes: there is no date in them but that of the options.
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
      return encode_svg (figure, request, options, emphasis);
    case ENT_FIGURE_PDF:
      return encode_pdf (figure, request, options, emphasis, cancellable, error);
    case ENT_FIGURE_HTML:
      return ent_html_write (
          request, options, &(EntHtmlOptions){ ENT_HTML_VIEW, NULL }, cancellable, error);
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
  return ent_figure_write (file, bytes, cancellable, error);
}
