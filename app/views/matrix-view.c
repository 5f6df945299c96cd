/* The matrix: who at its side, what at its top, and in the cells how much there is of it. */
#include "views/matrix-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Lengths in points at text scale 1; sizes of text as LOOK has them. */
#define MARGIN_PT 12.0
#define GUTTER_PT 8.0
#define ROW_PT 17.0
#define ROW_PAD_PT 3.0
#define NAME_PT 8.0
#define HEAD_PT 7.5
#define CELL_PT 7.5
#define SMALLEST_PT 6.0
#define INSET_PT 1.0 /* between a cell and its place */
/* A cell is as wide as its column wants, between a number of two digits and these. */
#define NARROWEST_PT 15.0
#define WIDEST_PT 64.0
#define WIDEST_WORDS_PT 110.0
/* Heads that are broken into more lines than this stand on steps instead. */
#define MAX_HEAD_LINES 4
/* Words are never cut: more lines than any have. */
#define MOST_LINES 20
/* The share of the width that names at the side may take. */
#define NAME_SHARE 0.3
/* Between a head on its step and its line. */
#define STEP_GAP_PT 3.0
/* Least and most that a cell is tinted; on black that least would not be seen. */
#define PALEST 0.14
#define DARKEST 0.62
#define PALEST_CONTRAST 1.2

typedef struct
{
  const EntViewRequest *request;
  EntViewRequest scaled; /* with the zoom in its text scale */
  EntMatrix *matrix;
  double x0, width; /* of the table */
  double name_width, column_width;
  gboolean steps;             /* heads stand on steps, with a line down to their columns */
  char ***names, ***heads;    /* lines */
  char ***words;              /* of the cells, row by row */
  double *row_y, *row_height; /* from the top of the first row */
  double *head_y;             /* top of each head */
  double head_height, height;
} Table;

static void
free_lines (char ****lines, guint n)
{
  for (guint i = 0; *lines != NULL && i < n; i++)
    g_strfreev ((*lines)[i]);
  g_clear_pointer (lines, g_free);
}

static void
free_table (Table *table)
{
  if (table->matrix != NULL)
    {
      free_lines (&table->names, table->matrix->rows->len);
      free_lines (&table->heads, table->matrix->columns->len);
      free_lines (&table->words, table->matrix->rows->len * table->matrix->columns->len);
      ent_matrix_free (table->matrix);
    }
  g_free (table->row_y);
  g_free (table->row_height);
  g_free (table->head_y);
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

static double
column_x (const Table *table, guint column)
{
  return table->x0 + table->name_width + column * table->column_width;
}

static double
widest_of (const GPtrArray *heads, const EntTextStyle *style)
{
  double widest = 0;
  for (guint i = 0; i < heads->len; i++)
    widest = MAX (widest,
                  ent_text_measure (((const EntMatrixHead *)heads->pdata[i])->label, style).width);
  return widest + 1;
}

/* The widest word, which is not to be broken; Chinese breaks anywhere, and reads well with two
 * characters side by side. */
static double
word_width (const Table *table, const char *text, const EntTextStyle *style)
{
  if (table->request->lang2 != NULL)
    return ent_request_word_width (table->request, text, style) + 1;
  double widest = 0;
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    widest = MAX (widest, ent_text_measure (parts[i], style).width);
  if (ent_word_is_chinese (table->request->lang))
    widest = MIN (widest, 2 * style->size);
  return widest + 1;
}

static double
widest_word (const Table *table, const EntTextStyle *style)
{
  double widest = 0;
  for (guint i = 0; i < table->matrix->columns->len; i++)
    widest = MAX (widest, word_width (table, ent_matrix_column (table->matrix, i)->label, style));
  return widest;
}

/* The width that the cells want; with words in them, word is what they cannot do without. */
static double
widest_cell (const Table *table, double *word, gboolean *has_words)
{
  EntTextStyle style = text_style (table, CELL_PT, 600);
  double widest = 0, air = pt (table, 2 * ROW_PAD_PT + 2 * INSET_PT);
  *word = 0;
  *has_words = FALSE;
  for (guint i = 0; i < table->matrix->rows->len * table->matrix->columns->len; i++)
    {
      const EntMatrixCell *cell = &table->matrix->cells[i];
      if (cell->things == NULL)
        continue;
      *has_words |= isnan (cell->value);
      *word = MAX (*word, word_width (table, cell->words, &style) + air);
      widest = MAX (widest, ent_text_measure (cell->words, &style).width + air);
    }
  return widest;
}

/* Wraps the heads, over their columns or beside the lines down to them; returns the most lines of
 * one. */
static guint
wrap_heads (Table *table)
{
  EntTextStyle style = text_style (table, HEAD_PT, 600);
  guint n = table->matrix->columns->len, most = 0;
  free_lines (&table->heads, n);
  table->heads = g_new0 (char **, n + 1);
  for (guint i = 0; i < n; i++)
    {
      double beside = table->name_width + (i + 0.5) * table->column_width - pt (table, STEP_GAP_PT);
      table->heads[i] = ent_text_wrap (ent_matrix_column (table->matrix, i)->label,
                                       &style,
                                       table->steps ? beside : table->column_width - pt (table, 2),
                                       MOST_LINES);
      most = MAX (most, g_strv_length (table->heads[i]));
    }
  return most;
}

/* Heads stand over their columns when they can be broken to fit there, else on steps over the names
 * of the rows: the leftmost lowest, so that no line down crosses a head. */
static void
place_heads (Table *table)
{
  EntTextStyle style = text_style (table, HEAD_PT, 600);
  double line = ent_text_line_height (&style), gap = pt (table, GUTTER_PT) / 2, y = gap;
  table->steps = widest_word (table, &style) > table->column_width - pt (table, 2);
  guint most = wrap_heads (table);
  if (!table->steps && most > MAX_HEAD_LINES)
    {
      table->steps = TRUE;
      wrap_heads (table);
    }
  for (guint i = table->matrix->columns->len; i-- > 0;)
    {
      double height = g_strv_length (table->heads[i]) * line;
      table->head_y[i] = table->steps ? y : gap + most * line - height;
      y += height + pt (table, 1.5);
    }
  table->head_height = (table->steps ? y : gap + most * line) + gap;
}

static void
size_columns (Table *table)
{
  EntTextStyle name = text_style (table, NAME_PT, 400), head = text_style (table, HEAD_PT, 600);
  guint n = table->matrix->columns->len;
  double margin = MIN (pt (table, MARGIN_PT), table->request->width * 0.04);
  double room = table->request->width - 2 * margin;
  gboolean has_words;
  double word, cell = widest_cell (table, &word, &has_words);
  table->name_width
      = MIN (widest_of (table->matrix->rows, &name), room * NAME_SHARE) + pt (table, GUTTER_PT);
  double least = has_words ? MIN (word, pt (table, WIDEST_PT)) : pt (table, NARROWEST_PT);
  double want = MAX (MAX (cell, least), widest_word (table, &head) + pt (table, 3));
  want = MIN (want, pt (table, has_words ? WIDEST_WORDS_PT : WIDEST_PT));
  double share = MAX (room - table->name_width, 0) / n;
  table->column_width = MAX (MIN (want, share), least);
  place_heads (table);
  if (table->steps)
    {
      table->column_width = MAX (MIN (MAX (cell, least), share), least);
      place_heads (table);
    }
  table->width = table->name_width + n * table->column_width;
  table->x0 = MAX (margin, (table->request->width - table->width) / 2);
}

static void
size_rows (Table *table)
{
  EntTextStyle name = text_style (table, NAME_PT, 400), cell = text_style (table, CELL_PT, 600);
  guint n_rows = table->matrix->rows->len, n_columns = table->matrix->columns->len;
  double y = 0, inside = table->column_width - pt (table, 2 * ROW_PAD_PT);
  table->names = g_new0 (char **, n_rows + 1);
  table->words = g_new0 (char **, n_rows *n_columns + 1);
  for (guint row = 0; row < n_rows; row++)
    {
      const char *label = ent_matrix_row (table->matrix, row)->label;
      table->names[row]
          = ent_text_wrap (label, &name, table->name_width - pt (table, GUTTER_PT), MOST_LINES);
      double content = ent_lines_height (table->names[row], &name);
      for (guint column = 0; column < n_columns; column++)
        {
          const char *words = ent_matrix_cell (table->matrix, row, column)->words;
          char ***lines = &table->words[row * n_columns + column];
          if (words == NULL)
            continue;
          *lines = ent_text_wrap (words, &cell, MAX (inside, cell.size), MOST_LINES);
          content = MAX (content, g_strv_length (*lines) * ent_text_line_height (&cell));
        }
      table->row_y[row] = y;
      table->row_height[row] = MAX (content + pt (table, 2 * ROW_PAD_PT), pt (table, ROW_PT));
      y += table->row_height[row];
    }
  table->height = table->head_height + y + pt (table, GUTTER_PT);
}

static Table *
lay_out (const EntViewRequest *request, double text_scale, gboolean turned, GError **error)
{
  g_autoptr (Table) table = g_new0 (Table, 1);
  table->request = request;
  table->scaled = *request;
  table->scaled.text_scale = text_scale;
  table->matrix = ent_matrix_new (request, error);
  if (table->matrix == NULL)
    return NULL;
  if (turned)
    ent_matrix_turn (table->matrix);
  table->row_y = g_new0 (double, table->matrix->rows->len + 1);
  table->row_height = g_new0 (double, table->matrix->rows->len + 1);
  table->head_y = g_new0 (double, table->matrix->columns->len + 1);
  if (table->matrix->rows->len == 0)
    return g_steal_pointer (&table);
  size_columns (table);
  size_rows (table);
  return g_steal_pointer (&table);
}

static void
draw_rule (const Table *table, EntSceneBuilder *builder, EntLayer layer, double y)
{
  EntStyle style = { .stroke = table->request->theme->hairline, .stroke_width = 0.75 };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, table->x0, y);
  ent_path_line_to (path, table->x0 + table->width, y);
  ent_scene_builder_path (builder, layer, ENT_NO_ITEM, path, &style);
}

/**
 * ent_matrix_cell_style:
 * @cell: a cell that is not empty
 * @theme: the theme
 *
 * Returns: its tint by its value, hollow and hatched when it rests on no passage, with a rim that
 *          says how sure it is when it is not simply reported
 */
EntStyle
ent_matrix_cell_style (const EntMatrixCell *cell, const EntTheme *theme)
{
  EntColour hue = theme->category[0], palest = ent_colour_mix (theme->paper, hue, PALEST);
  palest = ent_colour_against (palest, theme->paper, PALEST_CONTRAST);
  EntStyle style = { .fill = ent_colour_mix (palest,
                                             ent_colour_mix (theme->paper, hue, DARKEST),
                                             isnan (cell->value) ? 0 : cell->shade) };
  gboolean cited = cell->passages->len > 0;
  if (cited && cell->modality == ENT_MODALITY_REPORTED)
    return style;
  style.stroke = theme->category_line[0];
  style.stroke_width = ENT_UNITS_PER_PT;
  if (!cited)
    {
      style.fill = theme->paper;
      style.hatched = TRUE;
    }
  ent_style_set_modality (&style, cell->modality, theme);
  return style;
}

/* In one language, though the label may be in two. */
static char *
title_of (const EntMatrixHead *head, const char *lang)
{
  return head->thing != NULL ? ent_thing_title (head->thing, lang) : g_strdup (head->label);
}

static int
add_item (const Table *table, EntSceneBuilder *builder, guint row, guint column)
{
  const EntMatrix *matrix = table->matrix;
  const EntMatrixCell *cell = ent_matrix_cell (matrix, row, column);
  const EntMatrixHead *side = ent_matrix_row (matrix, row),
                      *top = ent_matrix_column (matrix, column);
  if (matrix->is_turned)
    {
      /* it is called the same either way */
      const EntMatrixHead *kept = side;
      side = top;
      top = kept;
    }
  const char *lang = table->request->lang;
  if (matrix->kind == ENT_MATRIX_COMPARISON)
    return ent_view_add_item (builder, table->request, cell->things->pdata[0], 0.6);
  g_autofree char *id = g_strdup_printf ("matrix:%s.%s", side->id, top->id);
  g_autofree char *row_title = title_of (side, lang), *column_title = title_of (top, lang);
  g_autofree char *title = g_strdup_printf ("%s · %s", row_title, column_title);
  g_autofree char *relations = ent_word_count ("relation count", cell->things->len, lang);
  g_autofree char *passages = cell->passages->len > 0
                                  ? ent_word_count ("passages", cell->passages->len, lang)
                                  : g_strdup (ent_word ("no passage", lang));
  const char *what = matrix->kind == ENT_MATRIX_TYPES        ? relations
                     : matrix->kind == ENT_MATRIX_ATTRIBUTES ? cell->words
                                                             : NULL;
  g_autofree char *description
      = g_strjoin (" · ", what != NULL ? what : passages, what != NULL ? passages : NULL, NULL);
  g_autoptr (GPtrArray) evidence = g_ptr_array_new ();
  g_autoptr (GPtrArray) things = g_ptr_array_new ();
  for (guint i = 0; i < cell->passages->len; i++)
    g_ptr_array_add (evidence, (gpointer)((const EntPassage *)cell->passages->pdata[i])->thing.id);
  for (guint i = 0; i < cell->things->len; i++)
    g_ptr_array_add (things, (gpointer)((const EntThing *)cell->things->pdata[i])->mark_id);
  g_ptr_array_add (evidence, NULL);
  g_ptr_array_add (things, NULL);
  EntSceneItem item = { .id = id,
                        .title = title,
                        .description = description,
                        .evidence = (const char *const *)evidence->pdata,
                        .things = (const char *const *)things->pdata,
                        .importance = 0.6 };
  return ent_scene_builder_item (builder, &item);
}

/* Whichever of the two stands out more, and enough. */
static EntColour
ink_on (const EntTheme *theme, EntColour ground)
{
  gboolean dark
      = ent_colour_contrast (theme->ink, ground) >= ent_colour_contrast (theme->paper, ground);
  return ent_colour_against (dark ? theme->ink : theme->paper, ground, 4.5);
}

static void
draw_cell (const Table *table, EntSceneBuilder *builder, guint row, guint column, double top)
{
  const EntMatrixCell *cell = ent_matrix_cell (table->matrix, row, column);
  const EntTheme *theme = table->request->theme;
  if (cell->things == NULL)
    return;
  EntTextStyle text = text_style (table, CELL_PT, 600);
  char **lines = table->words[row * table->matrix->columns->len + column];
  double inset = pt (table, INSET_PT), height = table->row_height[row];
  EntStyle style = ent_matrix_cell_style (cell, theme);
  EntStyle halo = { .keeps_colour = TRUE };
  EntRect box = ENT_RECT (column_x (table, column) + inset,
                          top + inset,
                          table->column_width - 2 * inset,
                          height - 2 * inset);
  if (style.hatched)
    {
      halo.halo = theme->paper;
      halo.halo_width = 3;
    }
  int item = add_item (table, builder, row, column);
  ent_scene_builder_box (builder, ENT_LAYER_NODE, item, &box, pt (table, 1.5), &style);
  text.align = ENT_ALIGN_MIDDLE;
  ent_draw_lines (builder,
                  ENT_LAYER_LABEL,
                  item,
                  box.x + box.width / 2,
                  top + (height - ent_lines_height (lines, &text)) / 2,
                  lines,
                  &text,
                  ink_on (theme, style.fill),
                  &halo);
}

static int
head_item (const Table *table,
           EntSceneBuilder *builder,
           const EntMatrixHead *head,
           double importance)
{
  return head->thing != NULL ? ent_view_add_item (builder, table->request, head->thing, importance)
                             : ENT_NO_ITEM;
}

static void
draw_row (const Table *table, EntSceneBuilder *builder, guint row, double offset)
{
  const EntTheme *theme = table->request->theme;
  EntTextStyle name = text_style (table, NAME_PT, 400);
  EntStyle none = { 0 };
  double top = table->head_height + table->row_y[row] + offset, height = table->row_height[row];
  int item = head_item (table, builder, ent_matrix_row (table->matrix, row), 0.8);
  ent_draw_lines (builder,
                  ENT_LAYER_LABEL,
                  item,
                  table->x0,
                  top + (height - ent_lines_height (table->names[row], &name)) / 2,
                  table->names[row],
                  &name,
                  theme->ink,
                  &none);
  for (guint column = 0; column < table->matrix->columns->len; column++)
    draw_cell (table, builder, row, column, top);
  draw_rule (table, builder, ENT_LAYER_GROUND, top + height);
}

static void
draw_head (const Table *table, EntSceneBuilder *builder)
{
  const EntTheme *theme = table->request->theme;
  EntTextStyle text = text_style (table, HEAD_PT, 600);
  EntStyle none = { 0 }, thin = { .stroke = theme->hairline, .stroke_width = 0.75 };
  double line = ent_text_line_height (&text);
  text.align = table->steps ? ENT_ALIGN_END : ENT_ALIGN_MIDDLE;
  for (guint i = 0; i < table->matrix->columns->len; i++)
    {
      double middle = column_x (table, i) + table->column_width / 2;
      int item = head_item (table, builder, ent_matrix_column (table->matrix, i), 0.9);
      if (table->steps)
        {
          EntPath *path = ent_path_new ();
          ent_path_move_to (path, middle, table->head_y[i] + line * 0.2);
          ent_path_line_to (path, middle, table->head_height);
          ent_scene_builder_path (builder, ENT_LAYER_FRAME, ENT_NO_ITEM, path, &thin);
        }
      ent_draw_lines (builder,
                      ENT_LAYER_FRAME,
                      item,
                      middle - (table->steps ? pt (table, STEP_GAP_PT) : 0),
                      table->head_y[i],
                      table->heads[i],
                      &text,
                      theme->ink,
                      &none);
    }
  draw_rule (table, builder, ENT_LAYER_FRAME, table->head_height);
}

static double
smallest_scale (const EntViewRequest *request)
{
  return MIN (request->text_scale, SMALLEST_PT / CELL_PT);
}

static gboolean
is_too_wide (const Table *table)
{
  return table->x0 + table->width > table->request->width + 0.5;
}

/* Whether a figure has columns for rows: there are more of them, and not even with the smallest
 * text do they stand side by side. */
static gboolean
is_turned (const EntViewRequest *request)
{
  g_autoptr (Table) table
      = request->fit ? lay_out (request, smallest_scale (request), FALSE, NULL) : NULL;
  return table != NULL && table->matrix->columns->len > table->matrix->rows->len
         && is_too_wide (table);
}

/* Smaller text until everything fits, not under 6 pt. */
static Table *
shrink_to_fit (const EntViewRequest *request, GError **error)
{
  double smallest = smallest_scale (request);
  gboolean turned = is_turned (request);
  g_autoptr (Table) table = lay_out (request, request->text_scale, turned, error);
  for (double scale = request->text_scale;
       table != NULL && scale > smallest
       && (table->height > request->height || table->x0 + table->width > request->width);)
    {
      scale = MAX (scale * 0.96, smallest);
      g_clear_pointer (&table, free_table);
      table = lay_out (request, scale, turned, error);
    }
  return g_steal_pointer (&table);
}

/**
 * ent_matrix_view_height:
 * @request: what is to be drawn
 *
 * Returns: the height of the whole matrix at the request's width and text scale, figure units
 */
double
ent_matrix_view_height (const EntViewRequest *request)
{
  g_autoptr (Table) table = lay_out (request, request->text_scale, is_turned (request), NULL);
  return table != NULL ? table->height : 0;
}

static gboolean
check_size (const Table *table, GError **error)
{
  const EntViewRequest *request = table->request;
  double width = table->x0 + table->width;
  if (is_too_wide (table))
    g_set_error (
        error,
        ENT_VIEWS_ERROR,
        ENT_VIEWS_ERROR_SIZE,
        _ ("The matrix needs a width of %.0f units (%.0f mm) with text of 6 pt; found %.0f"),
        width,
        width / ENT_UNITS_PER_MM,
        request->width);
  else if (table->height > request->height + 0.5)
    g_set_error (error,
                 ENT_VIEWS_ERROR,
                 ENT_VIEWS_ERROR_SIZE,
                 _ ("The table needs a height of %.0f units (%.0f mm) at this width with text of "
                    "6 pt; found %.0f"),
                 table->height,
                 table->height / ENT_UNITS_PER_MM,
                 request->height);
  else
    return TRUE;
  return FALSE;
}

/**
 * ent_matrix_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): not needed, it takes no time
 * @error: where to put an error
 *
 * Draws a matrix.  The camera's zoom makes the text larger; the matrix scrolls under its heads when
 * it is taller than the frame.  Errors: #EntViewsError
 *
 * Returns: whether it was drawn
 */
gboolean
ent_matrix_view_build (const EntViewRequest *request,
                       EntSceneBuilder *builder,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (Table) table
      = request->fit ? shrink_to_fit (request, error)
                     : lay_out (request, request->text_scale * request->camera.zoom, FALSE, error);
  if (table == NULL)
    return FALSE;
  if (table->matrix->rows->len == 0)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  if (request->fit && !check_size (table, error))
    return FALSE;
  EntRect frame = ENT_RECT (
      0, table->head_height, request->width, MAX (request->height - table->head_height, 1));
  double offset = request->fit ? 0 : request->camera.y * frame.height;
  double width = table->x0 + table->width + pt (table, GUTTER_PT);
  /* Only what is wider than the frame moves to the sides. */
  EntSceneFlags aside = width > request->width && !request->fit ? ENT_MOVES_X : 0;
  double shift = aside != 0 ? request->camera.x * frame.width : 0;
  table->x0 += shift;
  EntRect content = ENT_RECT (
      shift, frame.y + offset, MAX (width, request->width), table->height - table->head_height);
  ent_scene_builder_set_camera (
      builder, request->camera, &frame, aside | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y);
  ent_scene_builder_set_content (builder, &content);
  for (guint row = 0; row < table->matrix->rows->len; row++)
    draw_row (table, builder, row, offset);
  draw_head (table, builder);
  if (table->matrix->left_out > 0)
    {
      g_autofree char *note = ent_word_count ("empty rows", table->matrix->left_out, request->lang);
      ent_scene_builder_add_note (builder, note);
    }
  return TRUE;
}
