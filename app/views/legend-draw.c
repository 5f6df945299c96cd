/* The entries of a legend as marks: a sample and its words, in columns. */
#include "views/view-private.h"

#include <math.h>
#include <string.h>

/* Lengths in points at text scale 1. */
#define TEXT_PT 7.0
#define SWATCH_PT 16.0
#define GAP_PT 5.0
#define COLUMN_GAP_PT 14.0
#define ROW_PT 12.0
/* More in a row are not found again. */
#define MAX_COLUMNS 6

static void
draw_glyph (EntSceneBuilder *builder, EntLayer layer, const char *glyph, const EntRect *rect)
{
  const EntTheme *theme = ent_scene_builder_theme (builder);
  double cx = rect->x + rect->width / 2, cy = rect->y + rect->height / 2;
  double radius = MIN (rect->width, rect->height) / 2;
  if (g_str_equal (glyph, "venue"))
    {
      EntStyle ring = ent_view_kind_style (ENT_ACTOR_PLACE, theme), full = ring;
      ring.fill = ENT_COLOUR_NONE;
      ent_scene_builder_disc (builder, layer, ENT_NO_ITEM, cx, cy, radius, &ring);
      ent_scene_builder_disc (builder, layer, ENT_NO_ITEM, cx, cy, radius * 0.58, &full);
      return;
    }
  if (g_str_equal (glyph, "excluded party"))
    {
      EntStyle ring = ent_view_kind_style (ENT_ACTOR_STATE, theme);
      ring.fill = theme->paper;
      ent_scene_builder_disc (builder, layer, ENT_NO_ITEM, cx, cy, radius * 0.84, &ring);
      EntPath *slash = ent_path_new ();
      ent_path_move_to (slash, cx - radius * 0.59, cy + radius * 0.59);
      ent_path_line_to (slash, cx + radius * 0.59, cy - radius * 0.59);
      ring.fill = ENT_COLOUR_NONE;
      ent_scene_builder_path (builder, layer, ENT_NO_ITEM, slash, &ring);
      return;
    }
  if (g_str_equal (glyph, "dots"))
    {
      EntStyle dot = { .fill = ent_colour_mix (theme->category_line[0], theme->paper, 0.35),
                       .keeps_colour = TRUE };
      for (int i = -1; i <= 1; i++)
        ent_scene_builder_disc (
            builder, layer, ENT_NO_ITEM, cx + i * radius * 0.8, cy, radius * 0.28, &dot);
      return;
    }
  for (int kind = 0; kind < ENT_N_VERDICTS; kind++)
    if (g_str_has_prefix (glyph, "verdict:")
        && g_str_equal (glyph + strlen ("verdict:"), ent_verdict_name (kind)))
      ent_draw_verdict (
          builder, layer, ENT_NO_ITEM, kind, TRUE, ENT_MODALITY_REPORTED, cx, cy, radius, theme);
}

/* Whole dashes, at least two: a sample that ends in a splinter tells no pattern. */
static void
fit_dashes (EntStyle *style, double length, double stroke_scale)
{
  if (style->n_dash != 2)
    return;
  double on = style->dash[0] * stroke_scale, off = style->dash[1] * stroke_scale;
  double n = MAX (2, round ((length + off) / (on + off)));
  double fit = length / (n * on + (n - 1) * off);
  style->dash[0] *= fit;
  style->dash[1] *= fit;
}

static void
draw_sample_line (EntSceneBuilder *builder,
                  EntLayer layer,
                  const EntLegendEntry *entry,
                  double x0,
                  double x1,
                  double y)
{
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, x0, y);
  ent_path_line_to (path, x1, y);
  EntStyle style = entry->style;
  fit_dashes (&style, x1 - x0, ent_scene_builder_theme (builder)->stroke_scale);
  ent_draw_line (builder, layer, ENT_NO_ITEM, path, &style, entry->two_lines);
}

/**
 * ent_legend_draw_swatch:
 * @builder: a scene
 * @layer: where
 * @entry: whose sample to draw
 * @rect: the room for it
 */
void
ent_legend_draw_swatch (EntSceneBuilder *builder,
                        EntLayer layer,
                        const EntLegendEntry *entry,
                        const EntRect *rect)
{
  double cx = rect->x + rect->width / 2, cy = rect->y + rect->height / 2;
  double size = MIN (rect->width, rect->height);
  switch (entry->swatch)
    {
    case ENT_SWATCH_DISC:
      ent_draw_disc (builder,
                     layer,
                     ENT_NO_ITEM,
                     cx,
                     cy,
                     size * 0.42 * (entry->size > 0 ? entry->size : 1),
                     &entry->style);
      break;
    case ENT_SWATCH_LINE:
      draw_sample_line (builder, layer, entry, rect->x, rect->x + rect->width, cy);
      break;
    case ENT_SWATCH_DISC_LINE:
      {
        double radius = size * 0.4, left = rect->x + radius;
        ent_draw_disc (builder, layer, ENT_NO_ITEM, left, cy, radius, &entry->style);
        draw_sample_line (builder, layer, entry, left + 1.5 * radius, rect->x + rect->width, cy);
        break;
      }
    case ENT_SWATCH_BOX:
      {
        EntRect box = ENT_RECT (rect->x, cy - size * 0.35, rect->width, size * 0.7);
        ent_scene_builder_box (builder, layer, ENT_NO_ITEM, &box, size * 0.15, &entry->style);
        break;
      }
    case ENT_SWATCH_GLYPH:
      draw_glyph (builder, layer, entry->glyph, rect);
      break;
    case ENT_SWATCH_NONE:
      break;
    }
}

typedef struct
{
  guint row, column;
} Slot;

/* Row by row; each group begins a row of its own.  Returns the number of rows. */
static guint
fill_rows (const GPtrArray *entries, guint columns, Slot *slots)
{
  guint row = 0, column = 0;
  for (guint i = 0; i < entries->len; i++)
    {
      const EntLegendEntry *entry = entries->pdata[i];
      const EntLegendEntry *last = i > 0 ? entries->pdata[i - 1] : entry;
      if (column == columns || !g_str_equal (entry->group, last->group))
        {
          column = 0;
          row++;
        }
      slots[i] = (Slot){ row, column++ };
    }
  return row + 1;
}

/* As many columns as fit, each as wide as its widest label wants.  Returns the number of rows;
 * lefts are the columns' places. */
static guint
set_columns (const GPtrArray *entries,
             const double *label_widths,
             double before,
             double gap,
             double width,
             Slot *slots,
             double *lefts)
{
  for (guint columns = MIN (entries->len, MAX_COLUMNS);; columns--)
    {
      double widest[MAX_COLUMNS] = { 0 }, end = -gap;
      guint rows = fill_rows (entries, columns, slots);
      for (guint i = 0; i < entries->len; i++)
        widest[slots[i].column] = MAX (widest[slots[i].column], before + label_widths[i]);
      for (guint i = 0; i < columns; i++)
        {
          lefts[i] = end + gap;
          end = widest[i] > 0 ? lefts[i] + widest[i] : end;
        }
      if (end <= width || columns == 1)
        return rows;
    }
}

/* What all entries have in common, figure units. */
typedef struct
{
  double unit, before, gap; /* a point; from a swatch to its label's start; between columns */
  EntTextStyle text;
} Measures;

static double *
measure (GPtrArray *entries, const EntViewRequest *request, Measures *measures)
{
  const double unit = ent_request_pt (request, 1);
  double *widths = g_new (double, entries->len);
  *measures = (Measures){ .unit = unit,
                          .before = (SWATCH_PT + GAP_PT) * unit,
                          .gap = COLUMN_GAP_PT * unit,
                          .text = ent_request_text (request, TEXT_PT, 400) };
  for (guint i = 0; i < entries->len; i++)
    widths[i]
        = ent_text_measure (((const EntLegendEntry *)entries->pdata[i])->label, &measures->text)
              .width;
  return widths;
}

/**
 * ent_legend_width:
 * @entries: (element-type EntLegendEntry): what to explain
 * @columns: how many columns at most, at least one
 * @request: for text scale, language and font
 *
 * Returns: the width that they take in so many columns, none of them shortened, figure units
 */
double
ent_legend_width (GPtrArray *entries, guint columns, const EntViewRequest *request)
{
  Measures measures;
  double widest[MAX_COLUMNS] = { 0 }, width = 0;
  g_autofree double *widths = measure (entries, request, &measures);
  g_autofree Slot *slots = g_new (Slot, entries->len + 1);
  columns = CLAMP (columns, 1, MAX_COLUMNS);
  if (entries->len == 0)
    return 0;
  fill_rows (entries, columns, slots);
  for (guint i = 0; i < entries->len; i++)
    widest[slots[i].column] = MAX (widest[slots[i].column], measures.before + widths[i]);
  for (guint i = 0; i < columns; i++)
    width += widest[i] + (i > 0 && widest[i] > 0 ? measures.gap : 0);
  return width + 0.01;
}

/* What is wider than the legend is broken. */
static GPtrArray *
wrap_labels (const GPtrArray *entries, const EntTextStyle *text, double width, double *widths)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  for (guint i = 0; i < entries->len; i++)
    {
      const EntLegendEntry *entry = entries->pdata[i];
      char **lines = ent_text_wrap (entry->label, text, width, 0);
      widths[i] = ent_lines_width (lines, text);
      g_ptr_array_add (labels, lines);
    }
  return labels;
}

/* The tops of all rows and the bottom of the last: each as high as its highest label. */
static double *
place_rows (const GPtrArray *labels,
            const Slot *slots,
            guint rows,
            const EntTextStyle *text,
            double row_height)
{
  double *tops = g_new0 (double, rows + 1);
  for (guint i = 0; i < labels->len; i++)
    {
      double more = ent_lines_height (labels->pdata[i], text) - ent_text_line_height (text);
      tops[slots[i].row + 1] = MAX (tops[slots[i].row + 1], row_height + MAX (more, 0));
    }
  for (guint row = 0; row < rows; row++)
    tops[row + 1] += tops[row];
  return tops;
}

/**
 * ent_legend_draw:
 * @builder: (nullable): a scene, or %NULL to measure only
 * @entries: (element-type EntLegendEntry): what to explain
 * @x: left
 * @y: top
 * @width: room
 * @request: for text scale, language, font and theme
 *
 * Lays the entries out in as many columns as fit, row by row; each group begins a row of its own.
 * Columns are as wide as what they hold.
 *
 * Returns: the height used, figure units
 */
double
ent_legend_draw (EntSceneBuilder *builder,
                 GPtrArray *entries,
                 double x,
                 double y,
                 double width,
                 const EntViewRequest *request)
{
  if (entries->len == 0)
    return 0;
  Measures measures;
  g_autofree double *label_widths = measure (entries, request, &measures);
  g_autofree Slot *slots = g_new (Slot, entries->len);
  double unit = measures.unit, lefts[MAX_COLUMNS];
  g_autoptr (GPtrArray) labels
      = wrap_labels (entries, &measures.text, width - measures.before, label_widths);
  guint rows
      = set_columns (entries, label_widths, measures.before, measures.gap, width, slots, lefts);
  g_autofree double *tops = place_rows (labels, slots, rows, &measures.text, ROW_PT * unit);
  for (guint i = 0; builder != NULL && i < entries->len; i++)
    {
      double left = x + lefts[slots[i].column], top = y + tops[slots[i].row];
      EntRect swatch = ENT_RECT (left, top + 1.5 * unit, SWATCH_PT * unit, (ROW_PT - 3) * unit);
      ent_legend_draw_swatch (builder, ENT_LAYER_FRAME, entries->pdata[i], &swatch);
      /* The first line stands in the middle of its swatch. */
      ent_draw_lines (builder,
                      ENT_LAYER_FRAME,
                      ENT_NO_ITEM,
                      left + measures.before,
                      top + (ROW_PT * unit - ent_text_line_height (&measures.text)) / 2,
                      labels->pdata[i],
                      &measures.text,
                      request->theme->ink,
                      NULL);
    }
  return tops[rows];
}
