/* A figure: title, view, legend, caption and sources on one page. */
#include <glib/gi18n-lib.h>
#include "figure/figure-page.h"

#include <math.h>

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

static double
with_gap (const EntPage *page, double height)
{
  return height > 0 ? height + ent_page_pt (page, ENT_PAGE_GAP_PT) : 0;
}

/* What is left of the page for the view; more than that when the view needs it. */
static double
view_height (const EntPage *page, const EntViewRequest *request)
{
  double rest = ent_page_legend_height (page) + 2 * page->margin
                + with_gap (page, ent_page_blocks_height (page->head))
                + with_gap (page, ent_page_blocks_height (page->foot));
  double natural = ent_view_natural_height (request);
  double legible = MIN (ent_page_pt (page, LEGIBLE_PT), request->width);

  if (page->height == 0)
    return natural > 0 ? natural : MAX (AUTO_HEIGHT * request->width, legible);
  double least = natural > 0 ? MIN_HEIGHT * request->width : legible;
  return MAX (page->height - rest, MAX (page->needed, least));
}

/* A view that does not fit with text of 6 pt gets the height that it takes with text of its proper
 * size. */
static EntScene *
build_view (EntPage *page, EntViewRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  request->width = ent_page_column (page) - ent_page_legend_side (page);
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

/* The view's own notes stand under it, and how much room they take decides how much it gets: so it
 * is built for the room without them first, and again when that was too much. */
static EntScene *
fit_view (EntPage *page, GCancellable *cancellable, GError **error)
{
  EntViewRequest request = page->request;

  g_ptr_array_set_size (page->foot, 0);
  page->needed = 0;
  EntScene *view = build_view (page, &request, cancellable, error);
  if (view == NULL)
    return NULL;
  ent_page_write_foot (page, view);
  if (fabs (view_height (page, &request) - ent_scene_height (view)) > 0.5)
    {
      ent_scene_unref (view);
      view = build_view (page, &request, cancellable, error);
      if (view != NULL)
        ent_page_write_foot (page, view);
    }
  return view;
}

static EntScene *
compose (const EntPage *page, const EntScene *view)
{
  double head = with_gap (page, ent_page_blocks_height (page->head));
  double foot = ent_page_blocks_height (page->foot), legend = ent_page_legend_height (page);
  EntRect frame = ENT_RECT (
      page->margin, page->margin + head, ent_scene_width (view), ent_scene_height (view));
  double below = frame.y + frame.height;
  double used = below + legend + with_gap (page, foot) + page->margin;
  /* Beside the view the legend may be the taller of the two. */
  if (page->place == ENT_LEGEND_RIGHT)
    {
      double beside
          = ent_legend_draw (NULL, page->legend, 0, 0, ent_page_legend_side (page), &page->request);
      used += MAX (beside - frame.height, 0);
      below += MAX (beside - frame.height, 0);
    }
  /* Whole pixels, so that a picture's edge is sharp. */
  double height = page->options->width_px > 0 ? ceil (used - 0.01) : used;
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (page->width, MAX (height, page->height), page->request.theme);

  ent_page_draw_blocks (page, builder, page->head, page->margin);
  ent_scene_builder_append (builder, view, frame.x, frame.y);
  if (page->options->show_notes)
    ent_page_draw_numbers (page, builder, view, frame.x, frame.y);
  ent_page_draw_legend (page, builder, &frame, below + ent_page_pt (page, ENT_PAGE_GAP_PT));
  ent_page_draw_blocks (page,
                        builder,
                        page->foot,
                        below + legend + (foot > 0 ? ent_page_pt (page, ENT_PAGE_GAP_PT) : 0));
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
init_page (EntPage *page, const EntViewRequest *request, const EntFigureOptions *options)
{
  gboolean mm = options->width_mm > 0;
  double scale = mm ? MAX (1, sqrt (options->width_mm / SCALE_MM))
                    : CLAMP (options->width_px / SCALE_PX, MIN_SCALE, 4);

  page->request = *request;
  page->request.text_scale = MAX (scale * options->text_scale, MIN_SCALE);
  page->request.font_family
      = options->font_family != NULL ? g_intern_string (options->font_family) : NULL;
  page->options = options;
  page->width = mm ? options->width_mm * ENT_UNITS_PER_MM : options->width_px;
  page->height = mm ? options->height_mm * ENT_UNITS_PER_MM : options->height_px;
  page->margin = ent_page_pt (page, ENT_PAGE_MARGIN_PT);
  page->head = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_page_block_free);
  page->foot = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_page_block_free);
}

static void
clear_page (EntPage *page)
{
  g_clear_pointer (&page->head, g_ptr_array_unref);
  g_clear_pointer (&page->foot, g_ptr_array_unref);
  g_clear_pointer (&page->legend, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntPage, clear_page)

/* A page with nothing but a title is a mistake that is better told than printed. */
static gboolean
check_content (const EntPage *page, const EntScene *view, GError **error)
{
  const EntFilter *own = page->request.view != NULL ? page->request.view->filter : NULL;
  const EntFilter *filter = page->request.filter;
  const gboolean filtered = (filter != NULL && !ent_filter_is_empty (filter))
                            || (own != NULL && !ent_filter_is_empty (own));

  if (ent_scene_n_items (view) > 0)
    return TRUE;
  g_set_error_literal (error,
                       ENT_FIGURE_ERROR,
                       ENT_FIGURE_ERROR_EMPTY,
                       filtered ? _ ("The filter hides everything in this view")
                                : _ ("There is nothing in this view"));
  return FALSE;
}

/* A legend that would cover something inside the view stands beside it, or else below. */
static EntScene *
build_page (EntPage *page, GCancellable *cancellable, GError **error)
{
  ent_page_write_head (page);
  page->legend = page->options->legend != ENT_LEGEND_NONE ? ent_legend_for_view (&page->request)
                                                          : g_ptr_array_new ();
  ent_page_choose_legend (page, page->options->legend);
  g_autoptr (EntScene) view = fit_view (page, cancellable, error);
  if (view != NULL && page->place == ENT_LEGEND_INSIDE && !ent_page_find_legend (page, view))
    {
      g_clear_pointer (&view, ent_scene_unref);
      ent_page_choose_legend (page, ENT_LEGEND_RIGHT);
      view = fit_view (page, cancellable, error);
    }
  return view != NULL && check_content (page, view, error) ? compose (page, view) : NULL;
}

/* What the font that was asked for lacks. */
static void
note_fonts (const EntScene *figure, EntFigureReport *report)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);

  report->font_used = FALSE;
  for (guint i = 0; i < ent_scene_n_marks (figure); i++)
    {
      const EntMark *mark = ent_scene_mark (figure, i);
      if (mark->kind != ENT_MARK_TEXT)
        continue;
      g_autofree char *other = ent_text_fallback (mark->text.string, &mark->text.style);
      if (other == NULL)
        report->font_used = TRUE;
      else if (!g_ptr_array_find_with_equal_func (others, other, g_str_equal, NULL))
        g_ptr_array_add (others, g_steal_pointer (&other));
    }
  g_ptr_array_add (others, NULL);
  report->fallbacks = others->len > 1 ? g_strjoinv (", ", (char **)others->pdata) : NULL;
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
  return ent_figure_build_reporting (request, options, NULL, cancellable, error);
}

/**
 * ent_figure_build_reporting:
 * @request: as for ent_figure_build()
 * @options: likewise
 * @report: (out) (optional): what could not be done as it was asked for; its strings are to be
 *   freed with ent_figure_report_clear()
 * @cancellable: (nullable): likewise
 * @error: likewise
 *
 * ent_figure_build() for somebody who can be told what came of the choices.
 *
 * Returns: (transfer full): the page as a scene, or %NULL
 */
EntScene *
ent_figure_build_reporting (const EntViewRequest *request,
                            const EntFigureOptions *options,
                            EntFigureReport *report,
                            GCancellable *cancellable,
                            GError **error)
{
  g_auto (EntPage) page = { 0 };

  if (!check_size (options, error))
    return NULL;
  init_page (&page, request, options);
  EntScene *figure = build_page (&page, cancellable, error);
  if (figure == NULL || report == NULL)
    return figure;
  *report = (EntFigureReport){ .legend = page.place, .font_used = TRUE };
  if (options->font_family != NULL)
    note_fonts (figure, report);
  return figure;
}

/**
 * ent_figure_report_clear:
 * @report: a report
 *
 * Frees what it holds.
 */
void
ent_figure_report_clear (EntFigureReport *report)
{
  g_clear_pointer (&report->fallbacks, g_free);
}
