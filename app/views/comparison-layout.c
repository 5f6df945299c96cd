/* Where the words of a comparison go: in columns side by side or, on a narrow page, the subjects of
 * each dimension under each other. */
#include "views/comparison-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define MARGIN_PT 16.0
#define GUTTER_PT 12.0
#define HEAD_PT 12.0
#define NARROW_HEAD_PT 10.0
#define NARROW_PT 330.0 /* a column of a journal, not a page */
#define STACK_HEAD_PT 8.5
/* A line of more than this is hard to read back from: about 70 Latin letters. */
#define WIDEST_COLUMN_PT 270.0
/* The columns together, when their cells would do with less. */
#define SPREAD_PT 560.0
/* At most so many dots in a cell, then a number. */
#define MAX_DOTS 12
/* In a stack, of the width: the names of the subjects. */
#define STACK_NAMES 0.27
/* In a stack, between two subjects. */
#define SLOT_GAP_PT 3.0

static void
clear_row (gpointer data)
{
  EntComparisonRow *row = data;
  g_free (row->group);
  g_strfreev (row->name);
  for (guint i = 0; i < row->n_slots; i++)
    {
      g_strfreev (row->slots[i].lines);
      g_strfreev (row->slots[i].name);
    }
  g_free (row->slots);
}

/**
 * ent_comparison_free:
 * @table: (transfer full): a table
 */
void
ent_comparison_free (EntComparisonTable *table)
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

/**
 * ent_comparison_pt:
 * @table: a table
 * @points: a length on paper
 *
 * Returns: the length in figure units, zoom included
 */
double
ent_comparison_pt (const EntComparisonTable *table, double points)
{
  return ent_request_pt (&table->scaled, points);
}

/**
 * ent_comparison_text:
 * @table: a table
 * @points: size on paper at text scale 1
 * @weight: 400 or 600
 *
 * Returns: a text style, zoom included
 */
EntTextStyle
ent_comparison_text (const EntComparisonTable *table, double points, int weight)
{
  return ent_request_text (&table->scaled, points, weight);
}

static const EntCell *
find_cell (const EntComparisonTable *table,
           const EntSubject *subject,
           const EntDimension *dimension)
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
has_verdict_before (const EntComparisonTable *table, guint column)
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

/**
 * ent_comparison_gap_before:
 * @table: a table with its gutter
 * @column: index of a subject
 *
 * Returns: the room before its column, figure units: for the verdict if there is any
 */
double
ent_comparison_gap_before (const EntComparisonTable *table, guint column)
{
  if (column == 0)
    return table->gutter;
  return has_verdict_before (table, column)
             ? ent_comparison_pt (table, 2 * ENT_COMPARISON_GLYPH_PT) + 1.6 * table->gutter
             : 1.5 * table->gutter;
}

/* The name in one language may stand above that in another. */
static char *
names_of (const EntComparisonTable *table, const EntText *text)
{
  return ent_request_names (table->request, text, "\n");
}

static double
line_width (const char *string, const EntTextStyle *style)
{
  g_auto (GStrv) lines = g_strsplit (string, "\n", -1);
  return ent_lines_width (lines, style);
}

/* The width of a text, or with words that of its widest word, which should not be broken. */
static double
width_of (const EntComparisonTable *table,
          const char *string,
          const EntTextStyle *style,
          gboolean words)
{
  if (!words)
    return line_width (string, style);
  /* Chinese breaks anywhere, but reads with two characters side by side. */
  double pair = ent_word_is_chinese (table->request->lang) ? 2 * style->size : 0;
  return MAX (ent_text_widest_word (string, style), pair);
}

/**
 * ent_comparison_dots:
 * @thing: a cell
 * @n_more: (out): how many passages have no dot, but are counted in words
 *
 * Returns: how many of its passages are drawn as dots
 */
guint
ent_comparison_dots (const EntThing *thing, guint *n_more)
{
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  *n_more = evidence->len > MAX_DOTS ? evidence->len - MAX_DOTS : 0;
  return evidence->len - *n_more;
}

/**
 * ent_comparison_evidence_words:
 * @table: a table
 * @thing: a cell
 *
 * Returns: (transfer full): what stands beside its dots, "+2 · planned"; "" when they say all
 */
char *
ent_comparison_evidence_words (const EntComparisonTable *table, const EntThing *thing)
{
  g_autoptr (GString) words = g_string_new (NULL);
  EntModality modality = ent_thing_modality (thing);
  guint n_more;
  ent_comparison_dots (thing, &n_more);
  if (n_more > 0)
    g_string_append_printf (words, "+%u", n_more);
  if (modality != ENT_MODALITY_REPORTED)
    {
      g_autofree char *key = g_strconcat ("modality:", ent_modality_name (modality), NULL);
      g_string_append_printf (
          words, "%s%s", words->len > 0 ? " · " : "", ent_word (key, table->request->lang));
    }
  return g_strdup (words->str);
}

/* Of the dots under a cell with their words: the same steps as draw_evidence() takes. */
static double
evidence_width (const EntComparisonTable *table, const EntThing *thing)
{
  g_autofree char *words = ent_comparison_evidence_words (table, thing);
  EntTextStyle small = ent_comparison_text (table, ENT_COMPARISON_SMALL_PT, 400);
  guint n_more, n = ent_comparison_dots (thing, &n_more);
  double width = ent_comparison_pt (table, n * 2.9 * ENT_COMPARISON_DOT_PT + (n == 0 ? 20 : 0));
  if (ent_thing_modality (thing) == ENT_MODALITY_DISPUTED)
    width += ent_comparison_pt (table, 3 + 4 * ENT_COMPARISON_DOT_PT);
  return width
         + (*words != '\0' ? ent_comparison_pt (table, 2) + ent_text_measure (words, &small).width
                           : 0);
}

/* What a cell says: its text or, when it has only been counted, its number. */
static char *
cell_text (const EntComparisonTable *table, const EntCell *cell)
{
  if (cell == NULL)
    return g_strdup ("—");
  g_autofree char *text = names_of (table, &cell->thing.name);
  return *text == '\0' && cell->has_code ? g_strdup_printf ("%g", cell->code)
                                         : g_steal_pointer (&text);
}

static double
names_width (const EntComparisonTable *table,
             const EntText *text,
             const EntTextStyle *style,
             gboolean words)
{
  g_autofree char *names = names_of (table, text);
  return width_of (table, names, style, words);
}

static double
widest_name (const EntComparisonTable *table, gboolean words)
{
  EntTextStyle style = ent_comparison_text (table, ENT_COMPARISON_DIMENSION_PT, 600);
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
wanted_width (const EntComparisonTable *table, const EntSubject *subject, gboolean words)
{
  EntTextStyle head = ent_comparison_text (table, table->head_pt, 600);
  EntTextStyle note = ent_comparison_text (table, ENT_COMPARISON_NOTE_PT, 400);
  EntTextStyle text = ent_comparison_text (table, ENT_COMPARISON_TEXT_PT, 400);
  double width = names_width (table, &subject->thing.name, &head, words);
  width = MAX (width, names_width (table, &subject->thing.note, &note, words));
  for (guint i = 0; i < table->comparison->cells->len; i++)
    {
      const EntCell *cell = table->comparison->cells->pdata[i];
      if (cell->subject != subject)
        continue;
      g_autofree char *string = cell_text (table, cell);
      width = MAX (width, width_of (table, string, &text, words));
      width = MAX (width, evidence_width (table, &cell->thing));
    }
  return width + 1;
}

/* Of what is left, to each by the root of its wish: long columns get more, short ones are not
 * crushed; but none gets less than its widest word as long as the others can spare it.  Returns
 * whether they can. */
static gboolean
share_out (const EntComparisonTable *table, double left, const double *want, double *share)
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
  gboolean enough = lack <= spare;
  for (guint i = 0; i < n && moved > 0; i++)
    share[i] += share[i] < least[i] ? (least[i] - share[i]) * moved / lack
                                    : -(share[i] - least[i]) * moved / spare;
  return enough;
}

/* Gives each column what it wants when there is room, else a share.  Returns whether no column had
 * to break a word. */
static gboolean
size_columns (EntComparisonTable *table, double margin, double room)
{
  guint n = table->subjects->len;
  table->name_width = MIN (widest_name (table, FALSE), room * (n > 2 ? 0.16 : 0.2));
  table->name_width = MAX (table->name_width, MIN (widest_name (table, TRUE), room * 0.3));
  double left = room - table->name_width, wanted = 0;
  g_autofree double *want = g_new0 (double, n + 1), *share = g_new0 (double, n + 1);
  for (guint i = 0; i < n; i++)
    {
      left -= ent_comparison_gap_before (table, i);
      want[i] = MIN (wanted_width (table, table->subjects->pdata[i], FALSE),
                     ent_comparison_pt (table, WIDEST_COLUMN_PT));
      wanted += want[i];
    }
  if (wanted > left && (left <= 0 || !share_out (table, left, want, share)))
    return FALSE;
  /* Short cells on a wide page are not huddled in its middle, nor pulled apart without end. */
  double spread = MIN (left, MAX (wanted, MIN (left * 0.86, ent_comparison_pt (table, SPREAD_PT))));
  table->width = table->name_width;
  for (guint i = 0; i < n; i++)
    {
      table->column_x[i] = table->width + ent_comparison_gap_before (table, i);
      table->column_width[i] = wanted <= left ? want[i] + (spread - wanted) / n : share[i];
      table->width = table->column_x[i] + table->column_width[i];
    }
  table->x0 = MAX (margin, (table->request->width - table->width) / 2);
  for (guint i = 0; i < n; i++)
    table->column_x[i] += table->x0;
  return TRUE;
}

/* One column, with the names of the subjects before it and the verdicts behind it. */
static void
size_stack (EntComparisonTable *table, double margin, double room)
{
  EntTextStyle name = ent_comparison_text (table, ENT_COMPARISON_DIMENSION_PT, 600);
  double whole = 0, word = 0, most = room * STACK_NAMES;
  for (guint i = 0; i < table->subjects->len; i++)
    {
      const EntThing *subject = table->subjects->pdata[i];
      whole = MAX (whole, names_width (table, &subject->name, &name, FALSE));
      word = MAX (word, names_width (table, &subject->name, &name, TRUE));
    }
  table->stacked = TRUE;
  table->head_pt = STACK_HEAD_PT;
  table->name_width = MIN (MAX (MIN (whole, most), word), room / 2) + 1;
  table->x0 = margin;
  table->width = room;
  double verdicts = table->comparison->verdicts->len > 0
                        ? ent_comparison_pt (table, 2 * ENT_COMPARISON_GLYPH_PT) + table->gutter
                        : 0;
  for (guint i = 0; i < table->subjects->len; i++)
    {
      table->column_x[i] = margin + table->name_width + table->gutter;
      table->column_width[i] = MAX (room - table->name_width - table->gutter - verdicts, name.size);
    }
}

static void
size_table (EntComparisonTable *table)
{
  double margin = MIN (ent_comparison_pt (table, MARGIN_PT), table->request->width * 0.04);
  double room = table->request->width - 2 * margin;
  gboolean narrow = room < ent_comparison_pt (table, NARROW_PT);
  table->head_pt = narrow ? NARROW_HEAD_PT : HEAD_PT;
  table->gutter = ent_comparison_pt (table, narrow ? GUTTER_PT / 2 : GUTTER_PT);
  if (!size_columns (table, margin, room))
    size_stack (table, margin, room);
}

/* In a stack the names stand at each cell: the head explains those that have a note. */
static void
wrap_heads (EntComparisonTable *table)
{
  EntTextStyle head = ent_comparison_text (table, table->head_pt, 600),
               note = ent_comparison_text (table, ENT_COMPARISON_NOTE_PT, 400);
  guint n = table->subjects->len;
  double tallest = 0, all = 0;
  table->heads = g_new0 (char **, n + 1);
  table->notes = g_new0 (char **, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const EntSubject *subject = table->subjects->pdata[i];
      g_autofree char *words = names_of (table, &subject->thing.note);
      g_autofree char *name = names_of (table, &subject->thing.name);
      gboolean named = *name != '\0' && (!table->stacked || *words != '\0');
      double width = table->stacked ? table->width : table->column_width[i];
      table->heads[i] = named ? ent_text_wrap_even (name, &head, width, 0) : g_new0 (char *, 1);
      table->notes[i]
          = *words != '\0' ? ent_text_wrap (words, &note, width, 0) : g_new0 (char *, 1);
      double height
          = ent_lines_height (table->heads[i], &head) + ent_lines_height (table->notes[i], &note);
      tallest = MAX (tallest, height);
      all += height;
    }
  table->head_height = ent_comparison_pt (table, 10) + (table->stacked ? all : tallest)
                       + ent_comparison_pt (table, 8);
  if (table->stacked && all <= 0)
    table->head_height = ent_comparison_pt (table, 2);
}

/* Of a cell with its dots; of a missing one without. */
static double
wrap_slot (const EntComparisonTable *table,
           EntComparisonSlot *slot,
           guint column,
           const EntDimension *dimension)
{
  EntTextStyle text = ent_comparison_text (table, ENT_COMPARISON_TEXT_PT, 400);
  slot->cell = find_cell (table, table->subjects->pdata[column], dimension);
  g_autofree char *string = cell_text (table, slot->cell);
  slot->lines = ent_text_wrap (string, &text, table->column_width[column], 0);
  double dots
      = slot->cell != NULL ? ent_comparison_pt (table, 3 + 2 * ENT_COMPARISON_DOT_PT + 1) : 0;
  return ent_lines_height (slot->lines, &text) + dots;
}

static void
fill_row (const EntComparisonTable *table, EntComparisonRow *row)
{
  EntTextStyle name = ent_comparison_text (table, ENT_COMPARISON_DIMENSION_PT, 600);
  double pad = ent_comparison_pt (table, ENT_COMPARISON_ROW_PAD_PT);
  g_autofree char *names = names_of (table, &row->dimension->thing.name);
  row->name = ent_text_wrap_even (names, &name, table->name_width, 0);
  double content = ent_lines_height (row->name, &name);
  for (guint i = 0; i < table->subjects->len; i++)
    {
      double height = wrap_slot (table, &row->slots[i], i, row->dimension);
      content = MAX (content, height);
    }
  row->height = MAX (content, ent_comparison_pt (table, 2 * ENT_COMPARISON_GLYPH_PT)) + 2 * pad;
}

/* The dimension, under it its subjects. */
static void
stack_row (const EntComparisonTable *table, EntComparisonRow *row)
{
  EntTextStyle name = ent_comparison_text (table, ENT_COMPARISON_DIMENSION_PT, 600);
  EntTextStyle text = ent_comparison_text (table, ENT_COMPARISON_TEXT_PT, 600);
  double pad = ent_comparison_pt (table, ENT_COMPARISON_ROW_PAD_PT),
         gap = ent_comparison_pt (table, SLOT_GAP_PT);
  g_autofree char *names = ent_request_names (table->request, &row->dimension->thing.name, " · ");
  row->name = ent_text_wrap (names, &text, table->width, 0);
  double y = pad + ent_lines_height (row->name, &text) + gap;
  for (guint i = 0; i < table->subjects->len; i++)
    {
      const EntThing *subject = table->subjects->pdata[i];
      EntComparisonSlot *slot = &row->slots[i];
      g_autofree char *own = names_of (table, &subject->name);
      slot->name = ent_text_wrap (own, &name, table->name_width, 0);
      slot->height = wrap_slot (table, slot, i, row->dimension);
      slot->height = MAX (slot->height, ent_lines_height (slot->name, &name));
      slot->y = y;
      y += slot->height + gap;
    }
  row->height = y - gap + pad;
}

static EntComparisonRow
make_row (const EntComparisonTable *table, const EntDimension *dimension, const char *group)
{
  const char *lang = table->request->lang;
  EntComparisonRow row = { .dimension = dimension,
                           .slots = g_new0 (EntComparisonSlot, table->subjects->len + 1),
                           .n_slots = table->subjects->len };
  (table->stacked ? stack_row : fill_row) (table, &row);
  if (group != NULL)
    {
      row.group = ent_word_is_chinese (lang) ? g_strdup (group) : g_utf8_strup (group, -1);
      row.group_height = ent_comparison_pt (table, 18);
    }
  return row;
}

static gboolean
has_any_cell (const EntComparisonTable *table, const EntDimension *dimension)
{
  for (guint i = 0; i < table->subjects->len; i++)
    if (find_cell (table, table->subjects->pdata[i], dimension) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * ent_comparison_new:
 * @request: what is to be drawn
 * @text_scale: of all text, zoom included
 *
 * Lays a comparison out: in columns, or in a stack where these would have to break words.
 *
 * Returns: (transfer full): the table, without rows when there is nothing to show
 */
EntComparisonTable *
ent_comparison_new (const EntViewRequest *request, double text_scale)
{
  g_autoptr (EntComparisonTable) table = g_new0 (EntComparisonTable, 1);
  table->request = request;
  table->scaled = *request;
  table->scaled.text_scale = text_scale;
  table->comparison = find_comparison (request);
  table->subjects = g_ptr_array_new ();
  table->rows = g_array_new (FALSE, FALSE, sizeof (EntComparisonRow));
  g_array_set_clear_func (table->rows, clear_row);
  if (table->comparison == NULL)
    return g_steal_pointer (&table);
  for (guint i = 0; i < table->comparison->subjects->len; i++)
    g_ptr_array_add (table->subjects, table->comparison->subjects->pdata[i]);
  table->column_x = g_new0 (double, table->subjects->len + 1);
  table->column_width = g_new0 (double, table->subjects->len + 1);
  size_table (table);
  wrap_heads (table);
  g_autofree char *group = g_strdup ("");
  double y = table->head_height;
  for (guint i = 0; i < table->comparison->dimensions->len; i++)
    {
      const EntDimension *dimension = table->comparison->dimensions->pdata[i];
      if (!has_any_cell (table, dimension))
        continue;
      g_autofree char *own = ent_request_names (request, &dimension->group, " · ");
      EntComparisonRow row
          = make_row (table, dimension, *own != '\0' && !g_str_equal (own, group) ? own : NULL);
      g_free (group);
      group = g_steal_pointer (&own);
      row.y = y + row.group_height;
      y = row.y + row.height;
      g_array_append_val (table->rows, row);
    }
  table->height = y + ent_comparison_pt (table, 6);
  return g_steal_pointer (&table);
}
