/* A figure as a page of its own. */
#include <string.h>

#include "figure/figure-private.h"

/**
 * ent_html_encode:
 * @figure: a figure
 * @request: what it was made from
 * @options: what it was made with
 * @emphasis: (nullable): what stands out
 *
 * Returns: (transfer full): a page that needs nothing else
 */
GBytes *
ent_html_encode (const EntScene *figure,
                 const EntViewRequest *request,
                 const EntFigureOptions *options,
                 const EntEmphasis *emphasis)
{
  g_autoptr (GBytes) svg = ent_svg_encode (figure, request, options, emphasis);
  g_autofree char *title = ent_figure_title (request);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  const char *drawing = strstr (g_bytes_get_data (svg, NULL), "<svg");
  char *page
      = g_strdup_printf ("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<title>%s</title>\n</head>\n<body>\n%s</body>\n</html>\n",
                         request->lang,
                         escaped,
                         drawing);

  return g_bytes_new_take (page, strlen (page));
}
