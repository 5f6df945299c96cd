#include "figure/flow-private.h"

#include "views/words.h"

/* Margin of a page, and the room at its bottom for its number. */
#define MARGIN_MM 18.0
#define FOOT_MM 8.0
#define FOOT_PT 7.5

struct _EntFlow
{
  double width, height, margin; /* figure units */
  const EntTheme *theme;
  const char *lang;
  double y;            /* of what comes next */
  gboolean at_top;     /* of a page: nothing is on it yet */
  GPtrArray *builders; /* EntSceneBuilder, a page each */
  GPtrArray *links;    /* GPtrArray of char *, a page each */
};

static void
unref_array (gpointer array)
{
  g_ptr_array_unref (array);
}

static void
free_builder (gpointer builder)
{
  ent_scene_builder_free (builder);
}

static void
free_page (gpointer data)
{
  EntFlowPage *page = data;

  ent_scene_unref (page->scene);
  g_ptr_array_unref (page->links);
  g_free (page);
}

/**
 * ent_flow_new:
 * @width_mm: of a page
 * @height_mm: of a page
 * @theme: the colours
 * @lang: of the text
 *
 * Returns: (transfer full): a flow at the top of its first page
 */
EntFlow *
ent_flow_new (double width_mm, double height_mm, const EntTheme *theme, const char *lang)
{
  EntFlow *flow = g_new0 (EntFlow, 1);

  flow->width = width_mm * ENT_UNITS_PER_MM;
  flow->height = height_mm * ENT_UNITS_PER_MM;
  flow->margin = MARGIN_MM * ENT_UNITS_PER_MM;
  flow->theme = theme;
  flow->lang = g_intern_string (lang);
  flow->builders = g_ptr_array_new_with_free_func (free_builder);
  flow->links = g_ptr_array_new_with_free_func (unref_array);
  ent_flow_break (flow);
  return flow;
}

/**
 * ent_flow_free:
 * @flow: (nullable) (transfer full): a flow
 */
void
ent_flow_free (EntFlow *flow)
{
  if (flow == NULL)
    return;
  g_ptr_array_unref (flow->builders);
  g_ptr_array_unref (flow->links);
  g_free (flow);
}

static EntSceneBuilder *
builder_of (const EntFlow *flow)
{
  return g_ptr_array_index (flow->builders, flow->builders->len - 1);
}

/**
 * ent_flow_column:
 * @flow: a flow
 *
 * Returns: the width of its text, figure units
 */
double
ent_flow_column (const EntFlow *flow)
{
  return flow->width - 2 * flow->margin;
}

/**
 * ent_flow_left:
 * @flow: a flow
 *
 * Returns: where its text begins, figure units from the left of the page
 */
double
ent_flow_left (const EntFlow *flow)
{
  return flow->margin;
}

/**
 * ent_flow_y:
 * @flow: a flow
 *
 * Returns: where on its page the flow is, figure units from the top
 */
double
ent_flow_y (const EntFlow *flow)
{
  return flow->y;
}

/**
 * ent_flow_room:
 * @flow: a flow
 *
 * Returns: what is left of its page, figure units
 */
double
ent_flow_room (const EntFlow *flow)
{
  return flow->height - flow->margin - FOOT_MM * ENT_UNITS_PER_MM - flow->y;
}

/**
 * ent_flow_page:
 * @flow: a flow
 *
 * Returns: the index of its page, from 0
 */
guint
ent_flow_page (const EntFlow *flow)
{
  return flow->builders->len - 1;
}

/**
 * ent_flow_skip:
 * @flow: a flow
 * @distance: figure units
 *
 * Leaves room for what is not text.
 */
void
ent_flow_skip (EntFlow *flow, double distance)
{
  flow->y += distance;
  flow->at_top = FALSE;
}

/**
 * ent_flow_break:
 * @flow: a flow
 *
 * Goes on on a new page.
 */
void
ent_flow_break (EntFlow *flow)
{
  g_ptr_array_add (flow->builders, ent_scene_builder_new (flow->width, flow->height, flow->theme));
  g_ptr_array_add (flow->links, g_ptr_array_new_with_free_func (g_free));
  flow->y = flow->margin;
  flow->at_top = TRUE;
}

/**
 * ent_flow_keep:
 * @flow: a flow
 * @height: figure units
 *
 * Goes on on a new page if there is less room than that.
 */
void
ent_flow_keep (EntFlow *flow, double height)
{
  if (ent_flow_room (flow) < height && !flow->at_top)
    ent_flow_break (flow);
}

static EntTextStyle
text_style (const EntFlow *flow, const EntFlowStyle *style)
{
  return (EntTextStyle){ .size = style->size_pt * ENT_UNITS_PER_PT,
                         .weight = style->weight,
                         .align = ENT_ALIGN_START,
                         .lang = style->lang != NULL ? g_intern_string (style->lang) : flow->lang };
}

static int
add_item (EntFlow *flow, const char *id, const char *title, const char *link)
{
  GPtrArray *links = g_ptr_array_index (flow->links, flow->links->len - 1);
  const EntSceneItem item = { .id = id, .title = title };

  g_ptr_array_add (links, g_strdup (link));
  return ent_scene_builder_item (builder_of (flow), &item);
}

/* Beside the first line, right-aligned. */
static void
put_mark (EntFlow *flow, const EntFlowStyle *style)
{
  EntTextStyle type = text_style (flow, style);
  const EntStyle none = { 0 };
  const double height = ent_text_line_height (&type);
  const EntTextSize size = ent_text_measure (style->mark, &type);

  type.align = ENT_ALIGN_END;
  ent_scene_builder_text (builder_of (flow),
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          flow->margin + style->indent - type.size * 0.7,
                          flow->y + (height + size.ascent - size.descent) / 2,
                          style->mark,
                          &type,
                          style->colour,
                          &none);
}

static void
put_line (
    EntFlow *flow, int item, double x, const char *line, const EntTextStyle *text, EntColour colour)
{
  const EntStyle none = { 0 };
  const double height = ent_text_line_height (text);
  const EntTextSize size = ent_text_measure (line, text);
  const double baseline = flow->y + (height + size.ascent - size.descent) / 2;

  ent_scene_builder_text (
      builder_of (flow), ENT_LAYER_FRAME, item, x, baseline, line, text, colour, &none);
}

/* What is above it is only on the same page. */
static void
begin (EntFlow *flow, const EntFlowStyle *style, double line)
{
  ent_flow_keep (flow, style->above + line);
  if (!flow->at_top)
    flow->y += style->above;
  flow->at_top = FALSE;
}

/**
 * ent_flow_text:
 * @flow: a flow
 * @text: a paragraph or several; %NULL and "" are nothing
 * @style: how it is set
 * @id: (nullable): of the item that it becomes
 * @link: (nullable): where that leads
 *
 * Sets text, over as many pages as it takes.
 */
void
ent_flow_text (
    EntFlow *flow, const char *text, const EntFlowStyle *style, const char *id, const char *link)
{
  const EntTextStyle type = text_style (flow, style);
  const double line = ent_text_line_height (&type);
  guint n_pages = 0, page = G_MAXUINT;
  int item = ENT_NO_ITEM;

  if (text == NULL || *text == '\0')
    return;
  g_auto (GStrv) lines = ent_text_wrap (text, &type, ent_flow_column (flow) - style->indent, 0);
  begin (flow, style, line);
  if (style->mark != NULL)
    put_mark (flow, style);
  for (char **each = lines; *each != NULL; each++)
    {
      ent_flow_keep (flow, line);
      if (id != NULL && page != ent_flow_page (flow))
        {
          /* What goes on on the next page is another item: names are of one place. */
          g_autofree char *name = g_strdup_printf ("%s/%u", id, n_pages);
          item = add_item (flow, n_pages == 0 ? id : name, text, link);
          page = ent_flow_page (flow);
          n_pages++;
        }
      put_line (flow, item, flow->margin + style->indent, *each, &type, style->colour);
      flow->y += line;
      flow->at_top = FALSE;
    }
}

/**
 * ent_flow_run:
 * @flow: a flow
 * @words: (element-type utf8): words
 * @links: (element-type utf8): where each leads; elements may be %NULL
 * @style: how they are set
 * @id: of the items that they become, with a number
 *
 * Sets words one after the other, separated, each of which can be clicked.
 */
void
ent_flow_run (EntFlow *flow,
              const GPtrArray *words,
              const GPtrArray *links,
              const EntFlowStyle *style,
              const char *id)
{
  const EntTextStyle type = text_style (flow, style);
  const double line = ent_text_line_height (&type);
  const double column = ent_flow_column (flow) - style->indent;
  const char *separator = ent_word ("citation separator", flow->lang);

  if (words->len == 0)
    return;
  begin (flow, style, line);
  double x = 0;
  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *whole
          = g_strconcat (words->pdata[i], i + 1 < words->len ? separator : "", NULL);
      g_autofree char *word = ent_text_shorten (whole, &type, column);
      g_autofree char *name = g_strdup_printf ("%s/%u", id, i);
      const double width = ent_text_measure (word, &type).width;
      if (x > 0 && x + width > column)
        {
          x = 0;
          flow->y += line;
          ent_flow_keep (flow, line);
        }
      const int item = add_item (flow, name, words->pdata[i], links->pdata[i]);
      put_line (flow, item, flow->margin + style->indent + x, word, &type, style->colour);
      flow->at_top = FALSE;
      x += width;
    }
  flow->y += line;
}

/**
 * ent_flow_rule:
 * @flow: a flow
 *
 * Draws a thin line from margin to margin.
 */
void
ent_flow_rule (EntFlow *flow)
{
  const EntStyle hair = { .stroke = flow->theme->muted, .stroke_width = 0.5 };
  EntPath *path = ent_path_new ();

  ent_path_move_to (path, flow->margin, flow->y);
  ent_path_line_to (path, flow->width - flow->margin, flow->y);
  ent_scene_builder_path (builder_of (flow), ENT_LAYER_FRAME, ENT_NO_ITEM, path, &hair);
}

static void
put_foot (EntFlow *flow, guint page, const char *foot, guint first)
{
  const EntFlowStyle style = { .size_pt = FOOT_PT, .weight = 400, .colour = flow->theme->muted };
  EntTextStyle type = text_style (flow, &style);
  const EntStyle none = { 0 };
  EntSceneBuilder *builder = g_ptr_array_index (flow->builders, page);
  const double y = flow->height - flow->margin;
  g_autofree char *number = g_strdup_printf ("%u", first + page);
  const double room
      = ent_flow_column (flow) - 2 * type.size - ent_text_measure (number, &type).width;
  g_autofree char *shown = ent_text_shorten (foot, &type, room);

  ent_scene_builder_text (
      builder, ENT_LAYER_FRAME, ENT_NO_ITEM, flow->margin, y, shown, &type, style.colour, &none);
  type.align = ENT_ALIGN_END;
  ent_scene_builder_text (builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          flow->width - flow->margin,
                          y,
                          number,
                          &type,
                          style.colour,
                          &none);
}

/**
 * ent_flow_finish:
 * @flow: a flow; it has no pages after that
 * @foot: what stands at the bottom of every page, before its number
 * @first: the number of the first page
 *
 * Returns: (transfer full) (element-type EntFlowPage): the pages
 */
GPtrArray *
ent_flow_finish (EntFlow *flow, const char *foot, guint first)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (free_page);

  for (guint i = 0; i < flow->builders->len; i++)
    {
      EntFlowPage *page = g_new0 (EntFlowPage, 1);
      put_foot (flow, i, foot, first);
      page->scene = ent_scene_builder_finish (g_ptr_array_index (flow->builders, i));
      page->links = g_ptr_array_ref (g_ptr_array_index (flow->links, i));
      g_ptr_array_add (pages, page);
    }
  g_ptr_array_set_size (flow->builders, 0);
  g_ptr_array_set_size (flow->links, 0);
  return pages;
}
