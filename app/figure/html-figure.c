/* The figures of a page: a title, a picture or a table, a legend and what is to be known of it. */
#include <math.h>
#include <string.h>

#include "figure/html-private.h"

#define SWATCH_WIDTH 26.0
#define SWATCH_HEIGHT 13.0

static const char *
link_item (const EntSceneItem *item, gpointer data)
{
  const EntHtmlMark *mark = ent_html_page_find_mark (data, item);

  return mark != NULL ? mark->name : NULL;
}

static void
put_picture (EntHtmlPage *page, const EntHtmlFigure *figure, guint number, GString *out)
{
  double width = 0, height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (figure->scenes); i++)
    {
      width = MAX (width, ent_scene_width (figure->scenes[i]));
      height = MAX (height, ent_scene_height (figure->scenes[i]));
    }
  g_string_append_printf (out,
                          "<div class=\"stage\"><svg class=\"picture\" viewBox=\"0 0 %d %d\" "
                          "role=\"group\" aria-labelledby=\"f%ut\"><g class=\"camera\">\n",
                          (int)ceil (width),
                          (int)ceil (height),
                          number);
  ent_svg_sheet_draw (page->sheet, figure->scenes, link_item, page, out);
  g_string_append (out, "</g></svg></div>\n");
}

/* ---- legend ---- */

static void
put_swatch (EntHtmlPage *page, GPtrArray **entries, guint index, GString *out)
{
  EntScene *scenes[ENT_HTML_N_LANGUAGES * ENT_HTML_N_THEMES];
  const EntRect rect = ENT_RECT (1, 1, SWATCH_WIDTH - 2, SWATCH_HEIGHT - 2);

  for (guint t = 0; t < ENT_HTML_N_THEMES; t++)
    {
      g_autoptr (EntSceneBuilder) builder
          = ent_scene_builder_new (SWATCH_WIDTH, SWATCH_HEIGHT, page->themes[t]);
      ent_legend_draw_swatch (
          builder, ENT_LAYER_FRAME, g_ptr_array_index (entries[t], index), &rect);
      scenes[t] = ent_scene_builder_finish (builder);
    }
  for (guint i = ENT_HTML_N_THEMES; i < G_N_ELEMENTS (scenes); i++)
    scenes[i] = scenes[i % ENT_HTML_N_THEMES];
  g_string_append_printf (out,
                          "<svg class=\"swatch\" width=\"%g\" height=\"%g\" aria-hidden=\"true\">",
                          SWATCH_WIDTH,
                          SWATCH_HEIGHT);
  ent_svg_sheet_draw (page->sheet, scenes, NULL, NULL, out);
  g_string_append (out, "</svg>");
  for (guint t = 0; t < ENT_HTML_N_THEMES; t++)
    ent_scene_unref (scenes[t]);
}

static GPtrArray *
legend_in (const EntHtmlFigure *figure, guint language, const EntTheme *theme)
{
  EntViewRequest request = figure->requests[language];

  request.theme = theme;
  return ent_legend_for_view (&request);
}

static void
put_line (EntHtmlPage *page, GPtrArray **drawn, GPtrArray **named, guint index, GString *out)
{
  const EntLegendEntry *entry = g_ptr_array_index (drawn[0], index);
  EntHtmlText label = { { NULL } };

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    label.in[l] = g_strdup (((const EntLegendEntry *)g_ptr_array_index (named[l], index))->label);
  if (entry->key != NULL)
    g_string_append_printf (out, "<li data-k=\"%u\">", ent_html_page_note_key (page, entry->key));
  else
    g_string_append (out, "<li>");
  put_swatch (page, drawn, index, out);
  g_string_append (out, "<span>");
  ent_html_put_text (out, &label);
  g_string_append (out, "</span></li>\n");
  ent_html_text_clear (&label);
}

static void
put_legend (EntHtmlPage *page, const EntHtmlFigure *figure, GString *out)
{
  GPtrArray *drawn[ENT_HTML_N_THEMES], *named[ENT_HTML_N_LANGUAGES];
  gboolean alike = TRUE;

  for (guint t = 0; t < ENT_HTML_N_THEMES; t++)
    drawn[t] = legend_in (figure, 0, page->themes[t]);
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      named[l] = legend_in (figure, l, page->themes[0]);
      alike = alike && named[l]->len == drawn[0]->len;
    }
  if (alike && drawn[0]->len > 0)
    {
      g_string_append (out, "<div class=\"legend\"><h3>");
      ent_html_put_word (out, "legend");
      g_string_append (out, "</h3>\n<ul>\n");
      for (guint i = 0; i < drawn[0]->len; i++)
        put_line (page, drawn, named, i, out);
      g_string_append (out, "</ul></div>\n");
    }
  for (guint t = 0; t < ENT_HTML_N_THEMES; t++)
    g_ptr_array_unref (drawn[t]);
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    g_ptr_array_unref (named[l]);
}

/* ---- what stands under it ---- */

static void
put_foot (const EntHtmlPage *page, const EntHtmlFigure *figure, GString *out)
{
  if (!page->figure->show_source)
    return;
  g_string_append (out, "<footer>");
  if (!ent_html_text_is_empty (&figure->source))
    {
      g_string_append (out, "<p class=\"source\">");
      ent_html_put_text (out, &figure->source);
      g_string_append (out, "</p>");
    }
  if (!ent_html_text_is_empty (&figure->remarks))
    {
      g_string_append (out, "<p class=\"remarks\">");
      ent_html_put_text (out, &figure->remarks);
      g_string_append (out, "</p>");
    }
  g_string_append (out, "</footer>\n");
}

static void
put_figure (EntHtmlPage *page, guint index, GString *out)
{
  const EntHtmlFigure *figure = g_ptr_array_index (page->figures, index);
  const gboolean fades = (ent_scene_flags (figure->scenes[0]) & ENT_FADES) != 0;

  g_string_append_printf (out,
                          "<section class=\"figure\" id=\"f%u\" data-kind=\"%s\"%s%s data-order=\"",
                          index + 1,
                          ent_view_kind_name (figure->kind),
                          figure->time != NULL ? " data-step=\"\"" : "",
                          fades ? " data-fades=\"\"" : "");
  for (guint i = 0; i < figure->order->len; i++)
    g_string_append_printf (out,
                            "%s%s",
                            i > 0 ? " " : "",
                            ((const EntHtmlMark *)g_ptr_array_index (figure->order, i))->name);
  g_string_append_printf (out, "\">\n<h2 id=\"f%ut\">", index + 1);
  ent_html_put_text (out, &figure->title);
  g_string_append (out, "</h2>\n");
  if (!ent_html_text_is_empty (&figure->caption))
    {
      g_string_append (out, "<p class=\"caption\">");
      ent_html_put_text (out, &figure->caption);
      g_string_append (out, "</p>\n");
    }
  if (ent_html_is_table (figure))
    ent_html_put_table (page, figure, out);
  else
    put_picture (page, figure, index + 1, out);
  /* A table says in words what the legend of its picture explains. */
  if (page->figure->legend != ENT_LEGEND_NONE && !ent_html_is_table (figure))
    put_legend (page, figure, out);
  put_foot (page, figure, out);
  g_string_append (out, "</section>\n");
}

/**
 * ent_html_put_figures:
 * @page: a page that is filled
 * @out: what is appended to
 */
void
ent_html_put_figures (EntHtmlPage *page, GString *out)
{
  for (guint i = 0; i < page->figures->len; i++)
    put_figure (page, i, out);
}
