/* Where the legend of a figure stands. */
#include "figure/figure-page.h"

#include <math.h>

/* The view keeps at least this share of the page beside a legend, and so many points of it. */
#define LEAST_SHARE 0.6
#define LEAST_PT 170.0
/* Round a legend inside the view. */
#define PAD_PT 5.0
/* Columns of a legend inside the view, at most. */
#define MAX_COLUMNS 3
/* Places that are tried along each side of the view. */
#define STEPS 12

static double
side_width (const EntPage *page)
{
  return ent_legend_width (page->legend, 1, &page->request);
}

static gboolean
fits_beside (const EntPage *page)
{
  double rest
      = ent_page_column (page) - side_width (page) - 2 * ent_page_pt (page, ENT_PAGE_GAP_PT);

  return rest >= LEAST_SHARE * ent_page_column (page) && rest >= ent_page_pt (page, LEAST_PT);
}

/**
 * ent_page_choose_legend:
 * @page: a page with the entries of its legend
 * @wanted: where it should stand
 *
 * Sets where it does stand: below when there is no room beside the view, and nowhere when there is
 * nothing to explain.
 */
void
ent_page_choose_legend (EntPage *page, EntLegendPlace wanted)
{
  page->place = page->legend->len == 0                              ? ENT_LEGEND_NONE
                : wanted == ENT_LEGEND_RIGHT && !fits_beside (page) ? ENT_LEGEND_BELOW
                                                                    : wanted;
}

/**
 * ent_page_legend_height:
 * @page: a page
 *
 * Returns: what a legend takes below the view, with the gap above it; 0 elsewhere
 */
double
ent_page_legend_height (const EntPage *page)
{
  if (page->place != ENT_LEGEND_BELOW)
    return 0;
  return ent_page_pt (page, ENT_PAGE_GAP_PT)
         + ent_legend_draw (
             NULL, page->legend, page->margin, 0, ent_page_column (page), &page->request);
}

/**
 * ent_page_legend_side:
 * @page: a page
 *
 * Returns: what a legend takes at the right of the view, with the gap before it; 0 elsewhere
 */
double
ent_page_legend_side (const EntPage *page)
{
  return page->place == ENT_LEGEND_RIGHT
             ? side_width (page) + 2 * ent_page_pt (page, ENT_PAGE_GAP_PT)
             : 0;
}

/* Liang and Barsky's clipping: whether anything of a segment lies within a rectangle. */
static gboolean
meets_segment (const EntRect *rect, EntPoint a, EntPoint b)
{
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double p[] = { -dx, dx, -dy, dy };
  const double q[]
      = { a.x - rect->x, rect->x + rect->width - a.x, a.y - rect->y, rect->y + rect->height - a.y };
  double first = 0, last = 1;

  for (guint i = 0; i < G_N_ELEMENTS (p); i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        first = MAX (first, q[i] / p[i]);
      else if (p[i] > 0)
        last = MIN (last, q[i] / p[i]);
    }
  return first <= last;
}

static gboolean
meets_path (const EntRect *rect, const EntPath *path)
{
  g_autoptr (EntPath) flat = ent_path_flatten (path, 0.5);
  EntPoint start = { 0 }, at = { 0 };

  for (gsize i = 0, point = 0; i < flat->n_verbs; i++)
    switch ((EntPathVerb)flat->verbs[i])
      {
      case ENT_PATH_MOVE:
        start = at = flat->points[point++];
        break;
      case ENT_PATH_CLOSE:
      case ENT_PATH_LINE:
      case ENT_PATH_CURVE: /* there are none in a flat path */
        {
          const EntPoint to = flat->verbs[i] == ENT_PATH_CLOSE ? start : flat->points[point++];
          if (meets_segment (rect, at, to))
            return TRUE;
          at = to;
          break;
        }
      }
  return FALSE;
}

/* The ground may be covered, and the field of a group: they go on behind it. */
static gboolean
is_free (const EntScene *view, const EntRect *rect)
{
  for (guint i = 0; i < ent_scene_n_marks (view); i++)
    {
      const EntMark *mark = ent_scene_mark (view, i);
      if (mark->layer == ENT_LAYER_GROUND || mark->layer == ENT_LAYER_HULL
          || !ent_rect_intersects (&mark->bounds, rect))
        continue;
      if (mark->kind != ENT_MARK_PATH || mark->style.fill.a > 0 || meets_path (rect, mark->path))
        return FALSE;
    }
  return TRUE;
}

/* The corners first, then along the sides. */
static gboolean
find_place (const EntScene *view, const EntRect *frame, EntRect *box)
{
  const double right = frame->x + frame->width - box->width;
  const double bottom = frame->y + frame->height - box->height;
  const EntPoint corners[]
      = { { frame->x, bottom }, { right, bottom }, { frame->x, frame->y }, { right, frame->y } };

  if (right < frame->x || bottom < frame->y)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      box->x = corners[i].x;
      box->y = corners[i].y;
      if (is_free (view, box))
        return TRUE;
    }
  for (guint i = 0; i < 4 * (STEPS - 1); i++)
    {
      const double share = (1 + i / 4) / (double)STEPS;
      const gboolean across = i % 4 < 2, far = i % 2 == 0;
      box->x = across ? frame->x + share * (right - frame->x) : far ? right : frame->x;
      box->y = across ? (far ? bottom : frame->y) : frame->y + share * (bottom - frame->y);
      if (is_free (view, box))
        return TRUE;
    }
  return FALSE;
}

/**
 * ent_page_find_legend:
 * @page: a page whose legend should stand inside the view
 * @view: the view as it is drawn on it
 *
 * Looks for a place where the legend covers no mark and no label, tall first, then wide.
 *
 * Returns: whether there is one
 */
gboolean
ent_page_find_legend (EntPage *page, const EntScene *view)
{
  const double pad = ent_page_pt (page, PAD_PT);
  const EntRect frame = ENT_RECT (1, 1, ent_scene_width (view) - 2, ent_scene_height (view) - 2);

  for (guint columns = 1; columns <= MAX_COLUMNS; columns++)
    {
      double width = ent_legend_width (page->legend, columns, &page->request);
      double height = ent_legend_draw (NULL, page->legend, 0, 0, width, &page->request);
      page->inside = ENT_RECT (0, 0, width + 2 * pad, height + 2 * pad);
      if (find_place (view, &frame, &page->inside))
        return TRUE;
    }
  return FALSE;
}

static void
draw_inside (const EntPage *page, EntSceneBuilder *builder, const EntRect *view)
{
  const EntTheme *theme = page->request.theme;
  const double pad = ent_page_pt (page, PAD_PT);
  const EntStyle paper = { .fill = ent_colour_with_alpha (theme->paper, 0.92),
                           .stroke = theme->hairline,
                           .stroke_width = 0.75 };
  EntRect box = page->inside;

  box.x += view->x;
  box.y += view->y;
  ent_scene_builder_box (
      builder, ENT_LAYER_FRAME, ENT_NO_ITEM, &box, ent_page_pt (page, 2), &paper);
  ent_legend_draw (
      builder, page->legend, box.x + pad, box.y + pad, box.width - 2 * pad, &page->request);
}

/**
 * ent_page_draw_legend:
 * @page: a page
 * @builder: its scene
 * @view: where the view is on the page
 * @below: top of a legend below it
 *
 * Draws the legend where it has its place.
 */
void
ent_page_draw_legend (const EntPage *page,
                      EntSceneBuilder *builder,
                      const EntRect *view,
                      double below)
{
  switch (page->place)
    {
    case ENT_LEGEND_INSIDE:
      draw_inside (page, builder, view);
      break;
    case ENT_LEGEND_RIGHT:
      ent_legend_draw (builder,
                       page->legend,
                       view->x + view->width + 2 * ent_page_pt (page, ENT_PAGE_GAP_PT),
                       view->y,
                       side_width (page),
                       &page->request);
      break;
    case ENT_LEGEND_BELOW:
      ent_legend_draw (
          builder, page->legend, page->margin, below, ent_page_column (page), &page->request);
      break;
    case ENT_LEGEND_NONE:
    case ENT_N_LEGEND_PLACES:
      break;
    }
}
