/* Comparisons on a page: real tables, whose cells are marks. */
#include "figure/html-private.h"
#include "views/grid.h"
#include "views/words.h"

typedef struct
{
  EntHtmlPage *page;
  EntGrid *grids[ENT_HTML_N_LANGUAGES];
  GString *out;
} Table;

/**
 * ent_html_is_table:
 * @figure: a figure of a page
 *
 * Returns: whether it is shown as a table rather than as a picture of one
 */
gboolean
ent_html_is_table (const EntHtmlFigure *figure)
{
  return figure->kind == ENT_VIEW_COMPARISON;
}

/* Texts of the same place in the grids of all languages. */
static void
put_words (const Table *table, const EntGridText *const *texts)
{
  EntHtmlText all;

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    all.in[l] = texts[l]->text;
  ent_html_put_text (table->out, &all);
}

static void
put_status (const Table *table, const EntGridEntry *entry)
{
  if (entry->modality == ENT_MODALITY_REPORTED && entry->evidence->len > 0)
    return;
  g_string_append (table->out, " <span class=\"status\">");
  if (entry->modality != ENT_MODALITY_REPORTED)
    {
      g_autofree char *key = g_strconcat ("modality:", ent_modality_name (entry->modality), NULL);
      ent_html_put_word (table->out, key);
    }
  if (entry->evidence->len == 0)
    {
      g_string_append (table->out, entry->modality != ENT_MODALITY_REPORTED ? " · " : "");
      ent_html_put_word (table->out, "no passage");
    }
  g_string_append (table->out, "</span>");
}

/* A dot a passage, hollow when it disputes. */
static void
put_dots (const Table *table, const EntGridEntry *entry)
{
  if (entry->evidence->len == 0)
    return;
  g_string_append (table->out, "\u00a0<span class=\"dots\" aria-hidden=\"true\">");
  for (guint i = 0; i < entry->evidence->len; i++)
    g_string_append (table->out,
                     g_array_index (entry->evidence, EntEvidence, i).disputes ? "○" : "●");
  g_string_append (table->out, "</span>");
}

static void
put_entry (const Table *table, guint row, guint column, guint index)
{
  const EntGridText *texts[ENT_HTML_N_LANGUAGES];
  const EntGridEntry *entry = NULL;

  for (guint l = ENT_HTML_N_LANGUAGES; l-- > 0;)
    {
      entry = g_ptr_array_index (ent_grid_row (table->grids[l], row)->cells[column], index);
      texts[l] = &entry->text;
    }
  const GPtrArray *marks
      = entry->thing != NULL ? ent_html_page_marks_of (table->page, entry->thing) : NULL;
  if (marks != NULL)
    g_string_append_printf (
        table->out, "<a href=\"#%s\">", ((const EntHtmlMark *)g_ptr_array_index (marks, 0))->name);
  if (entry->sign != NULL)
    g_string_append_printf (
        table->out, "<b class=\"sign\" aria-hidden=\"true\">%s</b> ", entry->sign);
  put_words (table, texts);
  put_status (table, entry);
  put_dots (table, entry);
  g_string_append (table->out, marks != NULL ? "</a>" : "");
}

static void
put_cell (const Table *table, guint row, guint column)
{
  const GPtrArray *cell = ent_grid_row (table->grids[0], row)->cells[column];
  const gboolean verdict = ent_grid_column (table->grids[0], column)->is_verdict;

  g_string_append_printf (table->out, "<td%s>", verdict ? " class=\"verdict\"" : "");
  if (cell == NULL)
    {
      g_string_append (table->out, "<span class=\"nothing\">—</span>");
    }
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    put_entry (table, row, column, i);
  g_string_append (table->out, "</td>\n");
}

static void
put_head (const Table *table)
{
  GString *out = table->out;
  const EntGrid *grid = table->grids[0];

  g_string_append (out, "<thead><tr><th scope=\"col\">");
  ent_html_put_word (out, grid->corner);
  g_string_append (out, "</th>\n");
  for (guint i = 0; i < grid->columns->len; i++)
    {
      const EntGridText *names[ENT_HTML_N_LANGUAGES], *notes[ENT_HTML_N_LANGUAGES];
      for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
        {
          names[l] = &ent_grid_column (table->grids[l], i)->name;
          notes[l] = &ent_grid_column (table->grids[l], i)->note;
        }
      g_string_append_printf (out,
                              "<th scope=\"col\"%s>",
                              ent_grid_column (grid, i)->is_verdict ? " class=\"verdict\"" : "");
      put_words (table, names);
      g_string_append (out, " <small>");
      put_words (table, notes);
      g_string_append (out, "</small></th>\n");
    }
  g_string_append (out, "</tr></thead>\n");
}

static gboolean
begins_group (const EntGrid *grid, guint row)
{
  const char *group = ent_grid_row (grid, row)->group.text;

  return *group != '\0'
         && (row == 0 || !g_str_equal (group, ent_grid_row (grid, row - 1)->group.text));
}

static void
put_row (const Table *table, guint row)
{
  const EntGridText *names[ENT_HTML_N_LANGUAGES], *groups[ENT_HTML_N_LANGUAGES];
  GString *out = table->out;

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      names[l] = &ent_grid_row (table->grids[l], row)->name;
      groups[l] = &ent_grid_row (table->grids[l], row)->group;
    }
  if (begins_group (table->grids[0], row))
    {
      g_string_append_printf (out,
                              "%s<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%u\">",
                              row > 0 ? "</tbody><tbody>\n" : "",
                              table->grids[0]->columns->len + 1);
      put_words (table, groups);
      g_string_append (out, "</th></tr>\n");
    }
  g_string_append (out, "<tr><th scope=\"row\">");
  put_words (table, names);
  g_string_append (out, "</th>\n");
  for (guint k = 0; k < table->grids[0]->columns->len; k++)
    put_cell (table, row, k);
  g_string_append (out, "</tr>\n");
}

/**
 * ent_html_put_table:
 * @page: a page
 * @figure: one of its figures that is a table
 * @out: what is appended to
 *
 * Appends the table in all languages; the same statements stand in the same places in each.
 */
void
ent_html_put_table (EntHtmlPage *page, const EntHtmlFigure *figure, GString *out)
{
  Table table = { .page = page, .out = out };
  gboolean good = TRUE;

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      table.grids[l] = ent_grid_new (&figure->requests[l], NULL);
      good = good && table.grids[l] != NULL;
    }
  g_string_append (out, "<div class=\"stage table\" tabindex=\"-1\"><table>\n");
  if (good)
    {
      put_head (&table);
      g_string_append (out, "<tbody>\n");
      for (guint i = 0; i < table.grids[0]->rows->len; i++)
        put_row (&table, i);
      g_string_append (out, "</tbody>\n");
    }
  g_string_append (out, "</table></div>\n");
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    g_clear_pointer (&table.grids[l], ent_grid_free);
}
