/* A figure: title, view, legend, caption and sources on one page. */
#include "figure/figure-private.h"

#include <math.h>
#include <string.h>

#include "views/words.h"

/* Sizes of type at text scale 1, points (LOOK). */
#define TITLE_PT 11.0
#define SUBTITLE_PT 8.5
#define CAPTION_PT 8.0
#define SOURCE_PT 7.0
/* Distances at text scale 1, points. */
#define MARGIN_PT 9.0
#define GAP_PT 7.0
/* The smallest text of a view has 6.5 pt at text scale 1; none may be below 6. */
#define MIN_SCALE (6 / 6.5)
/* Width in pixels at which text has scale 1: a third of a wide slide. */
#define SCALE_PX 800.0
/* Width in print at which text has scale 1; on wider paper it grows more slowly than the paper. */
#define SCALE_MM 183.0
/* A view that fills whatever it gets has this height where none was asked for, as a share of its
 * width; and always at least so many points at text scale 1, unless it is narrower itself: below
 * that the labels of a map or network lie on each other. */
#define AUTO_HEIGHT 0.62
#define LEGIBLE_PT 185.0
/* Others know what they need; below this share there is nothing to see. */
#define MIN_HEIGHT 0.3

typedef struct
{
  char **lines;
  EntTextStyle style;
  EntColour colour;
  double gap; /* above it */
} Block;

typedef struct
{
  const EntViewRequest *request;
  const EntFigureOptions *options;
  double width, height;   /* asked for, figure units; height 0: as much as it takes */
  double scale, margin;   /* of the text; round the page */
  GPtrArray *head, *foot; /* of Block */
  GPtrArray *legend;      /* of EntLegendEntry, or NULL */
  double needed;          /* height without which the view cannot be shown whole, or 0 */
} Page;

static void
block_free (Block *block)
{
  g_strfreev (block->lines);
  g_free (block);
}

static double
pt (const Page *page, double points)
{
  return points * ENT_UNITS_PER_PT * page->scale;
}

static double
column (const Page *page)
{
  return page->width - 2 * page->margin;
}

static void
add_block (
    Page *page, GPtrArray *blocks, const char *text, double size_pt, int weight, EntColour colour)
{
  if (!text || !*text)
    return;
  Block *block = g_new0 (Block, 1);
  block->style = (EntTextStyle){ .size = pt (page, size_pt),
                                 .weight = weight,
                                 .align = ENT_ALIGN_START,
                                 .lang = g_intern_string (page->request->lang) };
  block->lines = ent_text_wrap (text, &block->style, column (page), 0);
  block->colour = colour;
  block->gap = blocks->len ? pt (page, GAP_PT / 2) : 0;
  g_ptr_array_add (blocks, block);
}

static double
block_height (const Block *block)
{
  return block->gap + g_strv_length (block->lines) * ent_text_line_height (&block->style);
}

static double
blocks_height (GPtrArray *blocks)
{
  double height = 0;

  for (guint i = 0; i < blocks->len; i++)
    height += block_height (g_ptr_array_index (blocks, i));
  return height;
}

static double
draw_blocks (const Page *page, EntSceneBuilder *builder, GPtrArray *blocks, double y)
{
  EntStyle none = { 0 };

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (blocks, i);
      double line = ent_text_line_height (&block->style);
      y += block->gap;
      for (char **text = block->lines; *text; text++, y += line)
        {
          EntTextSize size = ent_text_measure (*text, &block->style);
          double baseline = y + (line + size.ascent - size.descent) / 2;
          ent_scene_builder_text (builder,
                                  ENT_LAYER_FRAME,
                                  ENT_NO_ITEM,
                                  page->margin,
                                  baseline,
                                  *text,
                                  &block->style,
                                  block->colour,
                                  &none);
        }
    }
  return y;
}

/**
 * ent_figure_title:
 * @request: what is drawn
 *
 * Returns: (transfer full): the title of the saved view, or of the dossier
 */
char *
ent_figure_title (const EntViewRequest *request)
{
  const char *title = request->view ? ent_text_get (&request->view->thing.name, request->lang) : "";

  if (!*title)
    title = ent_text_get (ent_dossier_title (request->dossier), request->lang);
  return g_strdup (title);
}

static void
write_head (Page *page)
{
  const EntTheme *theme = page->request->theme;
  g_autofree char *title = ent_figure_title (page->request);
  const char *dossier
      = ent_text_get (ent_dossier_title (page->request->dossier), page->request->lang);

  if (!page->options->show_title)
    return;
  add_block (page, page->head, title, TITLE_PT, 600, theme->ink);
  if (g_strcmp0 (title, dossier) != 0)
    add_block (page, page->head, dossier, SUBTITLE_PT, 400, theme->muted);
}

/* Documents that the marks of the scene rest on, in the dossier's order. */
static GPtrArray *
cited_documents (const EntScene *scene, const EntDossier *dossier)
{
  const GPtrArray *all = ent_dossier_documents (dossier);
  g_autoptr (GHashTable) cited = g_hash_table_new (NULL, NULL);
  GPtrArray *documents = g_ptr_array_new ();

  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    for (const char *const *id = ent_scene_item (scene, i)->evidence; id && *id; id++)
      {
        const EntThing *passage = ent_dossier_find (dossier, *id);
        if (passage && passage->kind == ENT_THING_PASSAGE)
          g_hash_table_add (cited, (gpointer)((const EntPassage *)passage)->document);
      }
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (cited, g_ptr_array_index (all, i)))
      g_ptr_array_add (documents, g_ptr_array_index (all, i));
  return documents;
}

/**
 * ent_figure_sources:
 * @scene: a view, or a figure with it
 * @request: what it was made from
 *
 * Returns: (transfer full): "Source: …", all documents that its marks rest on; "" if there are none
 */
char *
ent_figure_sources (const EntScene *scene, const EntViewRequest *request)
{
  g_autoptr (GPtrArray) documents = cited_documents (scene, request->dossier);
  g_autoptr (GString) list = g_string_new (NULL);

  if (documents->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < documents->len; i++)
    {
      g_autofree char *cite = ent_figure_cite (g_ptr_array_index (documents, i), request->lang);
      if (i > 0)
        g_string_append (list, ent_word ("citation separator", request->lang));
      g_string_append (list, cite);
    }
  return ent_word_format (
      documents->len > 1 ? "figure sources" : "figure source", request->lang, list->str, NULL);
}

/* How many marks that claim something rest on nothing: they are hollow or hatched. */
static guint
count_unsupported (const EntScene *scene)
{
  static const char *const claims[]
      = { "relation:", "event:", "cell:", "verdict:", "node:", "link:" };
  guint n = 0;

  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      const EntSceneItem *item = ent_scene_item (scene, i);
      for (gsize k = 0; k < G_N_ELEMENTS (claims); k++)
        n += g_str_has_prefix (item->id, claims[k]) && (!item->evidence || !*item->evidence);
    }
  return n;
}

/* Caption and sources; what the view itself has to say (projection, borders, what is not drawn)
 * stands with the sources. */
static void
write_foot (Page *page, const EntScene *view)
{
  const EntViewRequest *request = page->request;
  guint n_unsupported = count_unsupported (view);
  g_autoptr (GString) notes = g_string_new (NULL);

  g_ptr_array_set_size (page->foot, 0);
  if (page->options->show_caption && request->view)
    add_block (page,
               page->foot,
               ent_text_get (&request->view->caption, request->lang),
               CAPTION_PT,
               400,
               request->theme->ink);
  if (!page->options->show_source)
    return;
  g_autofree char *sources = ent_figure_sources (view, request);
  add_block (page, page->foot, sources, SOURCE_PT, 400, request->theme->muted);
  if (n_unsupported)
    {
      g_autofree char *count = ent_word_count ("without evidence", n_unsupported, request->lang);
      g_string_append (notes, count);
    }
  for (const char *const *note = ent_scene_notes (view); *note; note++)
    g_string_append_printf (notes, "%s%s", notes->len ? " · " : "", *note);
  add_block (page, page->foot, notes->str, SOURCE_PT, 400, request->theme->muted);
}

static double
legend_height (const Page *page)
{
  if (!page->legend || page->legend->len == 0)
    return 0;
  return pt (page, GAP_PT)
         + ent_legend_draw (NULL,
                            page->legend,
                            page->margin,
                            0,
                            column (page),
                            page->scale,
                            page->request->lang,
                            page->request->theme);
}

/* What is left of the page for the view; more than that when the view needs it. */
static double
view_height (const Page *page, const EntViewRequest *request)
{
  double head = blocks_height (page->head), foot = blocks_height (page->foot);
  double rest = legend_height (page) + 2 * page->margin;

  rest += head + (head > 0 ? pt (page, GAP_PT) : 0) + foot + (foot > 0 ? pt (page, GAP_PT) : 0);
  double natural = ent_view_natural_height (request);
  double legible = MIN (pt (page, LEGIBLE_PT), request->width);
  if (page->height == 0)
    return natural > 0 ? natural : MAX (AUTO_HEIGHT * request->width, legible);
  double least = natural > 0 ? MIN_HEIGHT * request->width : legible;
  return MAX (page->height - rest, MAX (page->needed, least));
}

/* A view that does not fit with text of 6 pt gets the height that it takes with text of its proper
 * size. */
static EntScene *
build_view (Page *page, EntViewRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  request->width = column (page);
  request->text_scale = page->scale;
  request->fit = TRUE;
  request->height = view_height (page, request);
  EntScene *view = ent_view_build (request, cancellable, &reason);
  if (g_error_matches (reason, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_SIZE)
      && request->height < ent_view_natural_height (request))
    {
      g_clear_error (&reason);
      request->height = page->needed = ent_view_natural_height (request);
      view = ent_view_build (request, cancellable, &reason);
    }
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return view;
}

static EntScene *
compose (const Page *page, const EntScene *view)
{
  double gap = pt (page, GAP_PT), y = page->margin;
  double head = blocks_height (page->head), foot = blocks_height (page->foot);
  double legend = legend_height (page);
  double used = 2 * page->margin + head + (head > 0 ? gap : 0) + ent_scene_height (view) + legend
                + foot + (foot > 0 ? gap : 0);
  /* Whole pixels, so that a picture's edge is sharp. */
  double height = page->options->width_px > 0 ? ceil (used - 0.01) : used;
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (page->width, MAX (height, page->height), page->request->theme);

  y = draw_blocks (page, builder, page->head, y) + (head > 0 ? gap : 0);
  ent_scene_builder_append (builder, view, page->margin, y);
  y += ent_scene_height (view);
  if (legend > 0)
    ent_legend_draw (builder,
                     page->legend,
                     page->margin,
                     y + gap,
                     column (page),
                     page->scale,
                     page->request->lang,
                     page->request->theme);
  y += legend + (foot > 0 ? gap : 0);
  draw_blocks (page, builder, page->foot, y);
  return ent_scene_builder_finish (builder);
}

static gboolean
check_size (const EntFigureOptions *options, GError **error)
{
  g_autofree char *size = ent_figure_size_text (options);
  EntFigureOptions checked = *options;

  return ent_figure_parse_size (size, &checked, error);
}

static void
init_page (Page *page, const EntViewRequest *request, const EntFigureOptions *options)
{
  gboolean mm = options->width_mm > 0;

  page->request = request;
  page->options = options;
  page->width = mm ? options->width_mm * ENT_UNITS_PER_MM : options->width_px;
  page->height = mm ? options->height_mm * ENT_UNITS_PER_MM : options->height_px;
  page->scale = mm ? MAX (1, sqrt (options->width_mm / SCALE_MM))
                   : CLAMP (options->width_px / SCALE_PX, MIN_SCALE, 4);
  page->margin = pt (page, MARGIN_PT);
  page->head = g_ptr_array_new_with_free_func ((GDestroyNotify)block_free);
  page->foot = g_ptr_array_new_with_free_func ((GDestroyNotify)block_free);
}

static void
clear_page (Page *page)
{
  g_ptr_array_unref (page->head);
  g_ptr_array_unref (page->foot);
  g_clear_pointer (&page->legend, g_ptr_array_unref);
}

/* The view's own notes stand under it, and how much room they take decides how much it gets: so it
 * is built for the room without them first, and again when that was too much. */
static EntScene *
build_figure (Page *page, GCancellable *cancellable, GError **error)
{
  EntViewRequest request = *page->request;

  write_head (page);
  if (page->options->legend != ENT_LEGEND_NONE)
    page->legend = ent_legend_for_view (page->request);
  g_autoptr (EntScene) view = build_view (page, &request, cancellable, error);
  if (!view)
    return NULL;
  write_foot (page, view);
  if (fabs (view_height (page, &request) - ent_scene_height (view)) > 0.5)
    {
      g_clear_pointer (&view, ent_scene_unref);
      view = build_view (page, &request, cancellable, error);
      if (!view)
        return NULL;
      write_foot (page, view);
    }
  return compose (page, view);
}

/**
 * ent_figure_build:
 * @request: what to draw; its size, text scale and fit are not read
 * @options: the size and what is written round the view
 * @cancellable: (nullable): checked by the view's builder
 * @error: return location
 *
 * Sets a view with its title, legend, caption, sources and notes on a page.  Nothing is cut off and
 * no text is below 6 pt: a view that cannot be shown whole in the height asked for makes the page
 * higher.  Cost: the view built once or twice.
 *
 * Errors: %ENT_FIGURE_ERROR_SIZE, and those of ent_view_build().
 *
 * Returns: (transfer full): the page as a scene, or %NULL
 */
EntScene *
ent_figure_build (const EntViewRequest *request,
                  const EntFigureOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  Page page = { 0 };

  if (!check_size (options, error))
    return NULL;
  init_page (&page, request, options);
  EntScene *figure = build_figure (&page, cancellable, error);
  clear_page (&page);
  return figure;
}
