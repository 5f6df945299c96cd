/* A comparison as marks. */
#include "views/comparison-private.h"

#include <math.h>

static void
draw_rule (const EntComparisonTable *table,
           EntSceneBuilder *builder,
           EntLayer layer,
           double y,
           gboolean strong)
{
  const EntTheme *theme = table->request->theme;
  EntStyle style
      = { .stroke = strong ? theme->ink : theme->hairline, .stroke_width = (strong ? 1.2 : 0.75) };
  g_autoptr (EntPath) path = ent_path_new ();
  ent_path_move_to (path, table->x0, y);
  ent_path_line_to (path, table->x0 + table->width, y);
  ent_scene_builder_path (builder, layer, ENT_NO_ITEM, g_steal_pointer (&path), &style);
}

/* A dot per passage: full ones support, rings dispute.  A cell without any gets a hatched bar. */
static void
draw_evidence (const EntComparisonTable *table,
               EntSceneBuilder *builder,
               int item,
               const EntThing *thing,
               double x,
               double y)
{
  const EntTheme *theme = table->request->theme;
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  double radius = ent_comparison_pt (table, ENT_COMPARISON_DOT_PT);
  EntColour colour = ent_colour_mix (theme->category_line[0], theme->paper, 0.35);
  if (evidence->len == 0)
    {
      EntStyle hatch = { .stroke = theme->muted, .stroke_width = 0.5, .hatched = TRUE };
      EntRect bar = ENT_RECT (x, y - radius, ent_comparison_pt (table, 16), 2 * radius);
      ent_scene_builder_box (builder, ENT_LAYER_NODE, item, &bar, radius, &hatch);
      x += ent_comparison_pt (table, 20);
    }
  guint n_more, n_dots = ent_comparison_dots (thing, &n_more);
  for (guint i = 0; i < n_dots; i++)
    {
      const EntEvidence *each = evidence->pdata[i];
      EntStyle full = { .fill = colour };
      EntStyle ring = { .fill = theme->paper, .stroke = colour, .stroke_width = radius * 0.5 };
      ent_scene_builder_disc (builder,
                              ENT_LAYER_NODE,
                              item,
                              x + radius,
                              y,
                              each->disputes ? radius * 0.75 : radius,
                              each->disputes ? &ring : &full);
      x += ent_comparison_pt (table, 2.9 * ENT_COMPARISON_DOT_PT);
    }
  EntTextStyle small = ent_comparison_text (table, ENT_COMPARISON_SMALL_PT, 400);
  EntModality modality = ent_thing_modality (thing);
  if (modality == ENT_MODALITY_DISPUTED)
    {
      EntStyle split = { .fill = theme->muted, .stroke = theme->muted, .stroke_width = 0.75 };
      ent_style_set_modality (&split, modality, theme);
      x += ent_comparison_pt (table, 2) + radius;
      ent_draw_disc (builder, ENT_LAYER_NODE, item, x + radius, y, 1.6 * radius, &split);
      x += ent_comparison_pt (table, 1) + 3 * radius;
    }
  g_autofree char *words = ent_comparison_evidence_words (table, thing);
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          item,
                          x + ent_comparison_pt (table, 2),
                          y + ent_text_middle (&small),
                          words,
                          &small,
                          theme->muted,
                          NULL);
}

/* How far the frame of a cell may reach into the room before a column: not over a verdict in it. */
static double
reach_before (const EntComparisonTable *table, guint column)
{
  double reach = ent_comparison_pt (table, 1.2 * ENT_COMPARISON_ROW_PAD_PT);
  double gap = ent_comparison_gap_before (table, column);
  double glyph = ent_comparison_pt (table, ENT_COMPARISON_GLYPH_PT + 1);
  if (column == 0 || table->stacked)
    return MIN (reach, table->gutter * 0.9);
  /* Only where there are verdicts the gap is wider than that. */
  return MIN (reach, gap > 1.55 * table->gutter ? gap / 2 - glyph : gap / 2);
}

static void
draw_frame (const EntComparisonTable *table,
            EntSceneBuilder *builder,
            int item,
            guint column,
            double top,
            double height)
{
  guint next = column + 1 < table->subjects->len ? column + 1 : 0;
  double left = reach_before (table, column), right = reach_before (table, next);
  EntStyle clear = { .fill = ENT_COLOUR_NONE };
  EntRect box = ENT_RECT (
      table->column_x[column] - left, top, table->column_width[column] + left + right, height);
  ent_scene_builder_box (builder, ENT_LAYER_HULL, item, &box, ent_comparison_pt (table, 4), &clear);
}

/* The words and dots of a cell from y on; frame is what is selected. */
static void
draw_cell (const EntComparisonTable *table,
           EntSceneBuilder *builder,
           const EntComparisonSlot *slot,
           guint column,
           double y,
           const EntRect *frame)
{
  const EntTheme *theme = table->request->theme;
  EntTextStyle text = ent_comparison_text (table, ENT_COMPARISON_TEXT_PT, 400);
  double x = table->column_x[column];
  if (slot->cell == NULL)
    {
      ent_draw_lines (
          builder, ENT_LAYER_LABEL, ENT_NO_ITEM, x, y, slot->lines, &text, theme->muted, NULL);
      return;
    }
  int item = ent_view_add_item (builder, table->request, &slot->cell->thing, 0.8);
  draw_frame (table, builder, item, column, frame->y, frame->height);
  y = ent_draw_lines (builder, ENT_LAYER_LABEL, item, x, y, slot->lines, &text, theme->ink, NULL);
  draw_evidence (table,
                 builder,
                 item,
                 &slot->cell->thing,
                 x,
                 y + ent_comparison_pt (table, 3 + ENT_COMPARISON_DOT_PT));
}

static void
draw_verdict (const EntComparisonTable *table,
              EntSceneBuilder *builder,
              const EntVerdict *verdict,
              double x,
              double y)
{
  int item = ent_view_add_item (builder, table->request, &verdict->thing, 0.5);
  ent_draw_verdict (builder,
                    ENT_LAYER_NODE,
                    item,
                    verdict->kind,
                    ent_thing_is_cited (&verdict->thing),
                    ent_thing_modality (&verdict->thing),
                    x,
                    y,
                    ent_comparison_pt (table, ENT_COMPARISON_GLYPH_PT),
                    table->request->theme);
}

/* Before the later one of the two columns or, in a stack, at the right between the two cells; those
 * for the same place under each other. */
static void
draw_verdicts (const EntComparisonTable *table,
               EntSceneBuilder *builder,
               const EntComparisonRow *row,
               double top)
{
  double radius = ent_comparison_pt (table, ENT_COMPARISON_GLYPH_PT), last = -INFINITY;
  for (guint column = 1; column < table->subjects->len; column++)
    {
      const EntComparisonSlot *own = &row->slots[column];
      double x = table->column_x[column] - ent_comparison_gap_before (table, column) / 2;
      double middle = top + row->height / 2;
      if (table->stacked)
        {
          x = table->x0 + table->width - radius;
          middle = MAX (top + (own[-1].y + own[-1].height + own->y) / 2, last + 2.2 * radius);
        }
      for (guint i = 0; i < table->comparison->verdicts->len; i++)
        {
          const EntVerdict *verdict = table->comparison->verdicts->pdata[i];
          if (verdict->dimension != row->dimension
              || MAX (verdict->from->index, verdict->to->index)
                     != ((const EntSubject *)table->subjects->pdata[column])->index
              || !ent_request_admits (table->request, verdict))
            continue;
          draw_verdict (table, builder, verdict, x, middle);
          last = middle;
          middle += 2.2 * radius;
        }
    }
}

static void
draw_group (const EntComparisonTable *table,
            EntSceneBuilder *builder,
            const EntComparisonRow *row,
            double top)
{
  EntTextStyle style = ent_comparison_text (table, ENT_COMPARISON_SMALL_PT, 600);
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          ENT_NO_ITEM,
                          table->x0,
                          top - ent_comparison_pt (table, 5),
                          row->group,
                          &style,
                          table->request->theme->muted,
                          NULL);
  draw_rule (table, builder, ENT_LAYER_GROUND, top, FALSE);
}

static void
draw_cells (const EntComparisonTable *table,
            EntSceneBuilder *builder,
            const EntComparisonRow *row,
            double top)
{
  EntTextStyle text = ent_comparison_text (table, ENT_COMPARISON_TEXT_PT, 400);
  double inset = ent_comparison_pt (table, ENT_COMPARISON_ROW_PAD_PT) * 0.25;
  EntRect frame = ENT_RECT (0, top + inset, 0, row->height - 2 * inset);
  for (guint i = 0; i < table->subjects->len; i++)
    {
      const EntComparisonSlot *slot = &row->slots[i];
      double content = ent_lines_height (slot->lines, &text);
      if (slot->cell != NULL)
        content += ent_comparison_pt (table, 3 + 2 * ENT_COMPARISON_DOT_PT + 1);
      draw_cell (table, builder, slot, i, top + (row->height - content) / 2, &frame);
    }
}

static void
draw_stack (const EntComparisonTable *table,
            EntSceneBuilder *builder,
            const EntComparisonRow *row,
            double top)
{
  EntTextStyle name = ent_comparison_text (table, ENT_COMPARISON_DIMENSION_PT, 600);
  for (guint i = 0; i < table->subjects->len; i++)
    {
      const EntSubject *subject = table->subjects->pdata[i];
      const EntComparisonSlot *slot = &row->slots[i];
      EntRect frame = ENT_RECT (0, top + slot->y, 0, slot->height);
      int item = ent_view_add_item (builder, table->request, &subject->thing, 1);
      ent_draw_lines (builder,
                      ENT_LAYER_LABEL,
                      item,
                      table->x0,
                      frame.y,
                      slot->name,
                      &name,
                      table->request->theme->muted,
                      NULL);
      draw_cell (table, builder, slot, i, frame.y, &frame);
    }
}

static void
draw_row (const EntComparisonTable *table,
          EntSceneBuilder *builder,
          const EntComparisonRow *row,
          double offset)
{
  const EntTheme *theme = table->request->theme;
  double top = row->y + offset;
  EntTextStyle name = ent_comparison_text (
      table, table->stacked ? ENT_COMPARISON_TEXT_PT : ENT_COMPARISON_DIMENSION_PT, 600);
  if (row->group != NULL)
    draw_group (table, builder, row, top);
  int item = ent_view_add_item (builder, table->request, &row->dimension->thing, 0.3);
  double y = table->stacked ? top + ent_comparison_pt (table, ENT_COMPARISON_ROW_PAD_PT)
                            : top + (row->height - ent_lines_height (row->name, &name)) / 2;
  ent_draw_lines (builder,
                  ENT_LAYER_LABEL,
                  item,
                  table->x0,
                  y,
                  row->name,
                  &name,
                  table->stacked ? theme->ink : theme->muted,
                  NULL);
  (table->stacked ? draw_stack : draw_cells) (table, builder, row, top);
  draw_verdicts (table, builder, row, top);
  draw_rule (table, builder, ENT_LAYER_GROUND, top + row->height, FALSE);
}

static void
draw_head (const EntComparisonTable *table, EntSceneBuilder *builder)
{
  const EntTheme *theme = table->request->theme;
  EntTextStyle head = ent_comparison_text (table, table->head_pt, 600),
               note = ent_comparison_text (table, ENT_COMPARISON_NOTE_PT, 400);
  double y = 0;
  for (guint i = 0; i < table->subjects->len; i++)
    {
      const EntSubject *subject = table->subjects->pdata[i];
      int item = ent_view_add_item (builder, table->request, &subject->thing, 1);
      double x = table->stacked ? table->x0 : table->column_x[i];
      if (i == 0 || !table->stacked)
        y = ent_comparison_pt (table, 10);
      y = ent_draw_lines (
          builder, ENT_LAYER_FRAME, item, x, y, table->heads[i], &head, theme->ink, NULL);
      y = ent_draw_lines (
          builder, ENT_LAYER_FRAME, item, x, y, table->notes[i], &note, theme->muted, NULL);
    }
  draw_rule (table, builder, ENT_LAYER_FRAME, table->head_height, TRUE);
}

/**
 * ent_comparison_draw:
 * @table: a table
 * @builder: the scene
 * @offset: how far down it is scrolled, figure units; its head stays
 *
 * Draws all of it.
 */
void
ent_comparison_draw (const EntComparisonTable *table, EntSceneBuilder *builder, double offset)
{
  for (guint i = 0; i < table->rows->len; i++)
    draw_row (table, builder, &g_array_index (table->rows, EntComparisonRow, i), offset);
  draw_head (table, builder);
}
