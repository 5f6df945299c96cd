/* The numbers of the notes beside the marks that rest on them. */
#include "figure/figure-notes.h"
#include "figure/figure-page.h"

/* Against the label that the number stands at; none is below 6 pt. */
#define SIZE 0.75
#define SMALLEST (6 * ENT_UNITS_PER_PT)
/* How far a number is raised, in em of the label. */
#define RAISE 0.3
#define GAP 1.0

/* The last line of an item's label. */
static const EntMark *
find_label (const EntScene *view, guint item)
{
  const EntMark *last = NULL;

  for (guint i = 0; i < ent_scene_n_marks (view); i++)
    {
      const EntMark *mark = ent_scene_mark (view, i);
      if (mark->kind == ENT_MARK_TEXT && mark->item == (int)item
          && (last == NULL || mark->text.y >= last->text.y))
        last = mark;
    }
  return last;
}

static gboolean
holds (const EntRect *outer, const EntRect *inner)
{
  return outer->x <= inner->x && outer->y <= inner->y
         && outer->x + outer->width >= inner->x + inner->width
         && outer->y + outer->height >= inner->y + inner->height;
}

/* On no word and no disc, and on no box's edge. */
static gboolean
is_free (const EntScene *view, const GArray *taken, const EntMark *label, const EntRect *rect)
{
  const EntRect page = ENT_RECT (0, 0, ent_scene_width (view), ent_scene_height (view));

  if (!holds (&page, rect) || (label->clip != NULL && !holds (label->clip, rect)))
    return FALSE;
  for (guint i = 0; i < taken->len; i++)
    if (ent_rect_intersects (&g_array_index (taken, EntRect, i), rect))
      return FALSE;
  for (guint i = 0; i < ent_scene_n_marks (view); i++)
    {
      const EntMark *mark = ent_scene_mark (view, i);
      if (mark == label || mark->layer == ENT_LAYER_GROUND
          || !ent_rect_intersects (&mark->bounds, rect))
        continue;
      if (mark->kind == ENT_MARK_TEXT || mark->kind == ENT_MARK_DISC
          || (mark->kind == ENT_MARK_BOX && !holds (&mark->bounds, rect)))
        return FALSE;
    }
  return TRUE;
}

/**
 * ent_page_draw_numbers:
 * @page: a page with notes
 * @builder: its scene, with the view
 * @view: the view
 * @dx: where the view is on the page
 * @dy: likewise
 *
 * Writes behind the label of each mark the numbers of the notes that it rests on.  Where there is
 * no room nothing is written: the notes name their marks too.
 */
void
ent_page_draw_numbers (
    const EntPage *page, EntSceneBuilder *builder, const EntScene *view, double dx, double dy)
{
  const EntTheme *theme = page->request.theme;
  const EntStyle halo = { .halo = theme->paper, .halo_width = 1.2 };
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (EntRect));
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (view, &page->request, page->options->library);

  for (guint i = 0; i < ent_scene_n_items (view); i++)
    {
      guint n = 0;
      const guint *numbers = ent_figure_notes_of (notes, i, &n);
      const EntMark *label = n > 0 ? find_label (view, i) : NULL;
      if (label == NULL)
        continue;
      g_autofree char *range = ent_figure_notes_range (notes, numbers, n);
      EntTextStyle text = label->text.style;
      text.size = MAX (SIZE * text.size, SMALLEST);
      text.weight = 400;
      text.align = ENT_ALIGN_START;
      EntTextSize size = ent_text_measure (range, &text);
      double y = label->text.y - RAISE * label->text.style.size;
      EntRect rect = ENT_RECT (label->bounds.x + label->bounds.width + GAP,
                               y - size.ascent,
                               size.width,
                               size.ascent + size.descent);
      if (!is_free (view, taken, label, &rect))
        continue;
      g_array_append_val (taken, rect);
      ent_scene_builder_text (builder,
                              ENT_LAYER_LABEL,
                              ENT_NO_ITEM,
                              rect.x + dx,
                              y + dy,
                              range,
                              &text,
                              theme->muted,
                              &halo);
    }
}
