/* The cited comparison: subjects side by side, a dimension a row, in each cell what is the case
 * and a dot per passage that says so, and between two subjects the verdict. */
#include "views/view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Lengths in points at text scale 1; sizes of text as LOOK has them. */
#define MARGIN_PT 16.0
#define GUTTER_PT 12.0
#define ROW_PAD_PT 6.0
#define TEXT_PT 8.0
#define DIMENSION_PT 7.5
#define HEAD_PT 12.0
#define NARROW_HEAD_PT 10.0
#define NARROW_PT 330.0 /* a column of a journal, not a page */
#define NOTE_PT 7.0
#define GLYPH_PT 7.0 /* radius */
#define DOT_PT 1.7   /* radius */
#define SMALLEST_PT 6.0
/* A line of more than this is hard to read back from: about 70 Latin letters. */
#define WIDEST_COLUMN_PT 270.0
/* The columns together, when their cells would do with less. */
#define SPREAD_PT 560.0
/* At most so many dots in a cell, then a number. */
#define MAX_DOTS 12

typedef struct
{
  const EntCell *cell;
  char **lines;
} Slot;

typedef struct
{
  const EntDimension *dimension;
  char *group; /* subhead above the row, or NULL */
  char **name;
  Slot *slots; /* one a subject */
  double y, height, group_height;
} Row;

typedef struct
{
  const EntViewRequest *request;
  EntViewRequest scaled; /* with the zoom in its text scale */
  const EntComparison *comparison;
  GPtrArray *subjects; /* shown ones */
  GArray *rows;        /* Row */
  double x0, width;    /* of the table */
  double name_width, gutter;
  double head_pt;                  /* size of the headings */
  double *column_x, *column_width; /* one a subject */
  double head_height, note_lines, height;
  char ***notes; /* lines under the heading, one a subject */
  char ***heads;
} Table;

static void
clear_row (gpointer data)
{
  Row *row = data;
  g_free (row->group);
  g_strfreev (row->name);
  for (guint i = 0; row->slots != NULL && row->slots[i].lines != NULL; i++)
    g_strfreev (row->slots[i].lines);
  g_free (row->slots);
}

static void
free_table (Table *table)
{
  for (guint i = 0; i < table->subjects->len && table->notes != NULL; i++)
    {
      g_strfreev (table->notes[i]);
      g_strfreev (table->heads[i]);
    }
  g_free (table->notes);
  g_free (table->heads);
  g_free (table->column_x);
  g_free (table->column_width);
  g_clear_pointer (&table->rows, g_array_unref);
  g_clear_pointer (&table->subjects, g_ptr_array_unref);
  g_free (table);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, free_table)

static double
pt (const Table *table, double points)
{
  return ent_request_pt (&table->scaled, points);
}

static EntTextStyle
text_style (const Table *table, double points, int weight)
{
  return ent_request_text (&table->scaled, points, weight);
}

static const EntCell *
find_cell (const Table *table, const EntSubject *subject, const EntDimension *dimension)
{
  for (guint i = 0; i < table->comparison->cells->len; i++)
    {
      const EntCell *cell = table->comparison->cells->pdata[i];
      if (cell->subject == subject && cell->dimension == dimension
          && ent_request_admits (table->request, cell))
        return cell;
    }
  return NULL;
}

static const EntComparison *
find_comparison (const EntViewRequest *request)
{
  const EntThing *of = request->view != NULL ? request->view->of : NULL;
  if (of != NULL && of->kind == ENT_THING_COMPARISON)
    return (const EntComparison *)of;
  const GPtrArray *all = ent_dossier_comparisons (request->dossier);
  return all->len > 0 ? all->pdata[0] : NULL;
}

static gboolean
has_verdict_before (const Table *table, guint column)
{
  for (guint i = 0; i < table->comparison->verdicts->len; i++)
    {
      const EntVerdict *verdict = table->comparison->verdicts->pdata[i];
      if (MAX (verdict->from->index, verdict->to->index)
          == ((const EntSubject *)table->subjects->pdata[column])->index)
        return TRUE;
    }
  return FALSE;
}

/* Room between two columns: for the verdict if there is any. */
static double
gap_before (const Table *table, guint column)
{
  if (column == 0)
    return table->gutter;
  return has_verdict_before (table, column) ? pt (table, 2 * GLYPH_PT) + 1.6 * table->gutter
                                            : 1.5 * table->gutter;
}

/* The name in one language may stand above that in another. */
static double
line_width (const char *string, const EntTextStyle *style)
{
  double width = 0;
  g_auto (GStrv) lines = g_strsplit (string, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    width = MAX (width, ent_text_measure (lines[i], style).width);
  return width;
}

/* The width of a text, or with words that of its widest word, which should not be broken. */
static double
width_of (const Table *table, const char *string, const EntTextStyle *style, gboolean words)
{
  if (!words)
    return line_width (string, style);
  if (table->request->lang2 != NULL)
    return ent_request_word_width (table->request, string, style);
  /* Chinese breaks anywhere: two characters side by side are enough. */
  if (ent_word_is_chinese (table->request->lang))
    return 2 * style->size;
  double width = 0;
  g_auto (GStrv) parts = g_strsplit (string, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    width = MAX (width, ent_text_measure (parts[i], style).width);
  return width;
}

static char *
names_of (const Table *table, const EntText *text)
{
  return ent_request_names (table->request, text, "\n");
}

static double
names_width (const Table *table, const EntText *text, const EntTextStyle *style, gboolean words)
{
  g_autofree char *names = names_of (table, text);
  return width_of (table, names, style, words);
}

/* As many lines as a text of one language may have, for each of them. */
static char **
wrap_names (
    const Table *table, const EntText *text, const EntTextStyle *style, double width, guint lines)
{
  g_autofree char *names = names_of (table, text);
  return ent_text_wrap (names, style, width, table->request->lang2 != NULL ? 2 * lines : lines);
}

static double
widest_name (const Table *table, gboolean words)
{
  EntTextStyle style = text_style (table, DIMENSION_PT, 600);
  double width = 0;
  for (guint i = 0; i < table->comparison->dimensions->len; i++)
    {
      const EntThing *dimension = table->comparison->dimensions->pdata[i];
      width = MAX (width, names_width (table, &dimension->name, &style, words));
    }
  return width + 1;
}

/* What a column would like to have: its longest cell, and in any case its heading; with words,
 * what it cannot do without. */
static double
wanted_width (const Table *table, const EntSubject *subject, gboolean words)
{
  EntTextStyle head = text_style (table, table->head_pt, 600);
  EntTextStyle note = text_style (table, NOTE_PT, 400);
  EntTextStyle text = text_style (table, TEXT_PT, 400);
  double width = names_width (table, &subject->thing.name, &head, words);
  width = MAX (width, names_width (table, &subject->thing.note, &note, words));
  for (guint i = 0; i < table->comparison->cells->len; i++)
    {
      const EntCell *cell = table->comparison->cells->pdata[i];
      if (cell->subject == subject)
        width = MAX (width, names_width (table, &cell->thing.name, &text, words));
    }
  return width + 1;
}

/* Of what is left, to each by the root of its wish: long columns get more, short ones are not
 * crushed; but none gets less than its widest word as long as the others can spare it. */
static void
share_out (const Table *table, double left, const double *want, double *share)
{
  guint n = table->subjects->len;
  double roots = 0, lack = 0, spare = 0;
  g_autofree double *least = g_new0 (double, n + 1);
  for (guint i = 0; i < n; i++)
    roots += sqrt (want[i]);
  for (guint i = 0; i < n; i++)
    {
      share[i] = left * sqrt (want[i]) / roots;
      least[i] = wanted_width (table, table->subjects->pdata[i], TRUE);
      lack += MAX (least[i] - share[i], 0);
      spare += MAX (share[i] - least[i], 0);
    }
  double moved = MIN (lack, spare);
  for (guint i = 0; i < n && moved > 0; i++)
    share[i] += share[i] < least[i] ? (least[i] - share[i]) * moved / lack
                                    : -(share[i] - least[i]) * moved / spare;
}

/* Gives each column what it wants when there is room, else a share. */
static void
size_columns (Table *table)
{
  guint n = table->subjects->len;
  double margin = MIN (pt (table, MARGIN_PT), table->request->width * 0.04);
  double room = table->request->width - 2 * margin;
  gboolean narrow = room < pt (table, NARROW_PT);
  table->head_pt = narrow ? NARROW_HEAD_PT : HEAD_PT;
  table->gutter = pt (table, narrow ? GUTTER_PT / 2 : GUTTER_PT);
  table->name_width = MIN (widest_name (table, FALSE), room * (n > 2 ? 0.16 : 0.2));
  table->name_width = MAX (table->name_width, MIN (widest_name (table, TRUE), room * 0.3));
  double left = room - table->name_width, wanted = 0;
  g_autofree double *want = g_new0 (double, n + 1), *share = g_new0 (double, n + 1);
  for (guint i = 0; i < n; i++)
    {
      left -= gap_before (table, i);
      want[i] = MIN (wanted_width (table, table->subjects->pdata[i], FALSE),
                     pt (table, WIDEST_COLUMN_PT));
      wanted += want[i];
    }
  left = MAX (left, n * pt (table, 30));
  /* Short cells on a wide page are not huddled in its middle, nor pulled apart without end. */
  double spread = MIN (left, MAX (wanted, MIN (left * 0.86, pt (table, SPREAD_PT))));
  share_out (table, left, want, share);
  table->width = table->name_width;
  for (guint i = 0; i < n; i++)
    {
      table->column_x[i] = table->width + gap_before (table, i);
      table->column_width[i] = wanted <= left ? want[i] + (spread - wanted) / n : share[i];
      table->width = table->column_x[i] + table->column_width[i];
    }
  table->x0 = MAX (margin, (table->request->width - table->width) / 2);
  for (guint i = 0; i < n; i++)
    table->column_x[i] += table->x0;
}

static double
height_of_lines (char **lines, const EntTextStyle *style)
{
  return g_strv_length (lines) * ent_text_line_height (style);
}

static void
wrap_heads (Table *table)
{
  EntTextStyle head = text_style (table, table->head_pt, 600),
               note = text_style (table, NOTE_PT, 400);
  guint n = table->subjects->len;
  double tallest = 0;
  table->heads = g_new0 (char **, n + 1);
  table->notes = g_new0 (char **, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const EntSubject *subject = table->subjects->pdata[i];
      table->heads[i] = wrap_names (table, &subject->thing.name, &head, table->column_width[i], 3);
      table->notes[i] = wrap_names (table, &subject->thing.note, &note, table->column_width[i], 4);
      tallest = MAX (tallest,
                     height_of_lines (table->heads[i], &head)
                         + height_of_lines (table->notes[i], &note));
    }
  table->head_height = pt (table, 10) + tallest + pt (table, 8);
}

static Row
make_row (const Table *table, const EntDimension *dimension, const char *group)
{
  EntTextStyle name = text_style (table, DIMENSION_PT, 600);
  EntTextStyle text = text_style (table, TEXT_PT, 400);
  const char *lang = table->request->lang;
  Row row = { .dimension = dimension, .slots = g_new0 (Slot, table->subjects->len + 1) };
  row.name = wrap_names (table, &dimension->thing.name, &name, table->name_width, 6);
  double content = height_of_lines (row.name, &name);
  for (guint i = 0; i < table->subjects->len; i++)
    {
      Slot *slot = &row.slots[i];
      slot->cell = find_cell (table, table->subjects->pdata[i], dimension);
      slot->lines
          = slot->cell != NULL
                ? wrap_names (table, &slot->cell->thing.name, &text, table->column_width[i], 40)
                : g_strdupv ((char *[]){ (char *)"—", NULL });
      double dots = slot->cell != NULL ? pt (table, 3 + 2 * DOT_PT + 1) : 0;
      content = MAX (content, height_of_lines (slot->lines, &text) + dots);
    }
  row.height = MAX (content, pt (table, 2 * GLYPH_PT)) + 2 * pt (table, ROW_PAD_PT);
  if (group != NULL)
    {
      row.group = ent_word_is_chinese (lang) ? g_strdup (group) : g_utf8_strup (group, -1);
      row.group_height = pt (table, 18);
    }
  return row;
}

static gboolean
has_any_cell (const Table *table, const EntDimension *dimension)
{
  for (guint i = 0; i < table->subjects->len; i++)
    if (find_cell (table, table->subjects->pdata[i], dimension) != NULL)
      return TRUE;
  return FALSE;
}

static Table *
lay_out (const EntViewRequest *request, double text_scale)
{
  g_autoptr (Table) table = g_new0 (Table, 1);
  table->request = request;
  table->scaled = *request;
  table->scaled.text_scale = text_scale;
  table->comparison = find_comparison (request);
  table->subjects = g_ptr_array_new ();
  table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (table->rows, clear_row);
  if (table->comparison == NULL)
    return g_steal_pointer (&table);
  for (guint i = 0; i < table->comparison->subjects->len; i++)
    g_ptr_array_add (table->subjects, table->comparison->subjects->pdata[i]);
  table->column_x = g_new0 (double, table->subjects->len + 1);
  table->column_width = g_new0 (double, table->subjects->len + 1);
  size_columns (table);
  wrap_heads (table);
  g_autofree char *group = g_strdup ("");
  double y = table->head_height;
  for (guint i = 0; i < table->comparison->dimensions->len; i++)
    {
      const EntDimension *dimension = table->comparison->dimensions->pdata[i];
      if (!has_any_cell (table, dimension))
        continue;
      g_autofree char *own = ent_request_names (request, &dimension->group, " · ");
      Row row = make_row (table, dimension, *own != '\0' && !g_str_equal (own, group) ? own : NULL);
      g_free (group);
      group = g_steal_pointer (&own);
      row.y = y + row.group_height;
      y = row.y + row.height;
      g_array_append_val (table->rows, row);
    }
  table->height = y + pt (table, 6);
  return g_steal_pointer (&table);
}

static double
draw_lines (EntSceneBuilder *builder,
            EntLayer layer,
            int item,
            double x,
            double top,
            char **lines,
            const EntTextStyle *style,
            EntColour colour)
{
  EntStyle none = { 0 };
  double height = ent_text_line_height (style);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      EntTextSize size = ent_text_measure (lines[i], style);
      double baseline = top + (height - size.ascent - size.descent) / 2 + size.ascent;
      ent_scene_builder_text (builder, layer, item, x, baseline, lines[i], style, colour, &none);
      top += height;
    }
  return top;
}

static void
draw_rule (const Table *table, EntSceneBuilder *builder, EntLayer layer, double y, gboolean strong)
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
draw_evidence (const Table *table,
               EntSceneBuilder *builder,
               int item,
               const EntThing *thing,
               double x,
               double y)
{
  const EntTheme *theme = table->request->theme;
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  double radius = pt (table, DOT_PT);
  EntColour colour = ent_colour_mix (theme->category_line[0], theme->paper, 0.35);
  if (evidence->len == 0)
    {
      EntStyle hatch = { .stroke = theme->muted, .stroke_width = 0.5, .hatched = TRUE };
      EntRect bar = ENT_RECT (x, y - radius, pt (table, 16), 2 * radius);
      ent_scene_builder_box (builder, ENT_LAYER_NODE, item, &bar, radius, &hatch);
      x += pt (table, 20);
    }
  for (guint i = 0; i < MIN (evidence->len, MAX_DOTS); i++)
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
      x += pt (table, 2.9 * DOT_PT);
    }
  EntTextStyle small = text_style (table, 6.5, 400);
  EntStyle none = { 0 };
  g_autoptr (GString) words = g_string_new (NULL);
  if (evidence->len > MAX_DOTS)
    g_string_append_printf (words, "+%u", evidence->len - MAX_DOTS);
  EntModality modality = ent_thing_modality (thing);
  if (modality == ENT_MODALITY_DISPUTED)
    {
      EntStyle split = { .fill = theme->muted, .stroke = theme->muted, .stroke_width = 0.75 };
      ent_style_set_modality (&split, modality, theme);
      x += pt (table, 2) + radius;
      ent_draw_disc (builder, ENT_LAYER_NODE, item, x + radius, y, 1.6 * radius, &split);
      x += pt (table, 1) + 3 * radius;
    }
  if (modality != ENT_MODALITY_REPORTED)
    {
      g_autofree char *key = g_strconcat ("modality:", ent_modality_name (modality), NULL);
      g_string_append_printf (
          words, "%s%s", words->len > 0 ? " · " : "", ent_word (key, table->request->lang));
    }
  if (words->len > 0)
    ent_scene_builder_text (builder,
                            ENT_LAYER_LABEL,
                            item,
                            x + pt (table, 2),
                            y + pt (table, 2.2),
                            words->str,
                            &small,
                            theme->muted,
                            &none);
}

static void
draw_cell (const Table *table, EntSceneBuilder *builder, const Row *row, guint column, double top)
{
  const EntTheme *theme = table->request->theme;
  const Slot *slot = &row->slots[column];
  EntTextStyle text = text_style (table, TEXT_PT, 400);
  double x = table->column_x[column], pad = pt (table, ROW_PAD_PT);
  double content = height_of_lines (slot->lines, &text)
                   + (slot->cell != NULL ? pt (table, 3 + 2 * DOT_PT + 1) : 0);
  double y = top + (row->height - content) / 2;
  if (slot->cell == NULL)
    {
      draw_lines (builder, ENT_LAYER_LABEL, ENT_NO_ITEM, x, y, slot->lines, &text, theme->hairline);
      return;
    }
  int item = ent_view_add_item (builder, table->request, &slot->cell->thing, 0.8);
  EntStyle clear = { .fill = ENT_COLOUR_NONE };
  EntRect box = ENT_RECT (x - pad * 1.2,
                          top + pad * 0.25,
                          table->column_width[column] + 2.4 * pad,
                          row->height - pad * 0.5);
  ent_scene_builder_box (builder, ENT_LAYER_HULL, item, &box, pt (table, 4), &clear);
  y = draw_lines (builder, ENT_LAYER_LABEL, item, x, y, slot->lines, &text, theme->ink);
  draw_evidence (table, builder, item, &slot->cell->thing, x, y + pt (table, 3 + DOT_PT));
}

static void
draw_verdicts (const Table *table, EntSceneBuilder *builder, const Row *row, double top)
{
  double radius = pt (table, GLYPH_PT);
  for (guint column = 1; column < table->subjects->len; column++)
    {
      double gap = gap_before (table, column), x = table->column_x[column] - gap / 2;
      double middle = top + row->height / 2;
      for (guint i = 0; i < table->comparison->verdicts->len; i++)
        {
          const EntVerdict *verdict = table->comparison->verdicts->pdata[i];
          if (verdict->dimension != row->dimension
              || MAX (verdict->from->index, verdict->to->index)
                     != ((const EntSubject *)table->subjects->pdata[column])->index
              || !ent_request_admits (table->request, verdict))
            continue;
          int item = ent_view_add_item (builder, table->request, &verdict->thing, 0.5);
          ent_draw_verdict (builder,
                            ENT_LAYER_NODE,
                            item,
                            verdict->kind,
                            ent_thing_is_cited (&verdict->thing),
                            ent_thing_modality (&verdict->thing),
                            x,
                            middle,
                            radius,
                            table->request->theme);
          middle += 2.2 * radius;
        }
    }
}

static void
draw_row (const Table *table, EntSceneBuilder *builder, const Row *row, double offset)
{
  const EntTheme *theme = table->request->theme;
  double top = row->y + offset;
  EntTextStyle name = text_style (table, DIMENSION_PT, 600);
  if (row->group != NULL)
    {
      EntTextStyle style = text_style (table, 6.5, 600);
      EntStyle none = { 0 };
      ent_scene_builder_text (builder,
                              ENT_LAYER_LABEL,
                              ENT_NO_ITEM,
                              table->x0,
                              top - pt (table, 5),
                              row->group,
                              &style,
                              theme->muted,
                              &none);
      draw_rule (table, builder, ENT_LAYER_GROUND, top, FALSE);
    }
  int item = ent_view_add_item (builder, table->request, &row->dimension->thing, 0.3);
  draw_lines (builder,
              ENT_LAYER_LABEL,
              item,
              table->x0,
              top + (row->height - height_of_lines (row->name, &name)) / 2,
              row->name,
              &name,
              theme->muted);
  for (guint i = 0; i < table->subjects->len; i++)
    draw_cell (table, builder, row, i, top);
  draw_verdicts (table, builder, row, top);
  draw_rule (table, builder, ENT_LAYER_GROUND, top + row->height, FALSE);
}

static void
draw_head (const Table *table, EntSceneBuilder *builder)
{
  const EntTheme *theme = table->request->theme;
  EntTextStyle head = text_style (table, table->head_pt, 600),
               note = text_style (table, NOTE_PT, 400);
  for (guint i = 0; i < table->subjects->len; i++)
    {
      const EntSubject *subject = table->subjects->pdata[i];
      int item = ent_view_add_item (builder, table->request, &subject->thing, 1);
      double x = table->column_x[i], y = pt (table, 10);
      y = draw_lines (builder, ENT_LAYER_FRAME, item, x, y, table->heads[i], &head, theme->ink);
      draw_lines (builder, ENT_LAYER_FRAME, item, x, y, table->notes[i], &note, theme->muted);
    }
  draw_rule (table, builder, ENT_LAYER_FRAME, table->head_height, TRUE);
}

/* Smaller text until everything fits, not under 6 pt. */
static Table *
shrink_to_fit (const EntViewRequest *request)
{
  double smallest = MIN (request->text_scale, SMALLEST_PT / 6.5);
  g_autoptr (Table) table = lay_out (request, request->text_scale);
  for (double scale = request->text_scale; table->height > request->height && scale > smallest;)
    {
      scale = MAX (scale * 0.96, smallest);
      g_clear_pointer (&table, free_table);
      table = lay_out (request, scale);
    }
  return g_steal_pointer (&table);
}

/**
 * ent_comparison_view_height:
 * @request: what is to be drawn
 *
 * Returns: the height of the whole table at the request's width and text scale, figure units
 */
double
ent_comparison_view_height (const EntViewRequest *request)
{
  g_autoptr (Table) table = lay_out (request, request->text_scale);
  return table->height;
}

/**
 * ent_comparison_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): not needed, the table is small
 * @error: where to put an error
 *
 * Draws a comparison as a table.  The camera's zoom makes the text larger and breaks it anew; the
 * table scrolls under its headings when it is taller than the frame.  Errors: #EntViewsError
 *
 * Returns: whether it was drawn
 */
gboolean
ent_comparison_view_build (const EntViewRequest *request,
                           EntSceneBuilder *builder,
                           GCancellable *cancellable,
                           GError **error)
{
  static const char *const known[] = { NULL };
  if (!ent_request_check_options (request, known, error))
    return FALSE;
  g_autoptr (Table) table = request->fit
                                ? shrink_to_fit (request)
                                : lay_out (request, request->text_scale * request->camera.zoom);
  if (table->rows->len == 0)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  if (request->fit && table->height > request->height + 0.5)
    {
      g_set_error (error,
                   ENT_VIEWS_ERROR,
                   ENT_VIEWS_ERROR_SIZE,
                   _ ("The table needs a height of %.0f units (%.0f mm) at this width with text of "
                      "6 pt; found %.0f"),
                   table->height,
                   table->height / ENT_UNITS_PER_MM,
                   request->height);
      return FALSE;
    }
  EntRect frame = ENT_RECT (
      0, table->head_height, request->width, MAX (request->height - table->head_height, 1));
  double offset = request->fit ? 0 : request->camera.y * frame.height;
  EntRect content
      = ENT_RECT (0, frame.y + offset, request->width, table->height - table->head_height);
  ent_scene_builder_set_camera (
      builder, request->camera, &frame, ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y);
  ent_scene_builder_set_content (builder, &content);
  for (guint i = 0; i < table->rows->len; i++)
    draw_row (table, builder, &g_array_index (table->rows, Row, i), offset);
  draw_head (table, builder);
  return TRUE;
}
