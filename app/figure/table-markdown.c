/* A table as Markdown in GitHub's dialect, with footnotes. */
#include <string.h>

#include "figure/table-private.h"
#include "views/words.h"

static void
put_escaped (GString *out, const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p++)
    {
      if (*p == '\n')
        {
          g_string_append (out, "<br>");
          continue;
        }
      if (strchr ("\\`*_[]<>#|~&$", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\r' || *p == '\t' ? ' ' : *p);
    }
}

/* Text with its addresses as links, in which nothing is escaped. */
static void
put (GString *out, const char *text)
{
  gsize length;

  for (const char *url; (url = ent_table_find_url (text, &length)) != NULL; text = url + length)
    {
      put_escaped (out, text, (gsize)(url - text));
      g_string_append_printf (out, "<%.*s>", (int)length, url);
    }
  put_escaped (out, text, strlen (text));
}

/* A line of its own, which must not become a list or a heading. */
static void
put_line (GString *out, const char *text)
{
  gsize digits = strspn (text, "0123456789");

  if (strchr ("-+=", *text) != NULL && *text != '\0')
    g_string_append_c (out, '\\');
  else if (digits > 0 && (text[digits] == '.' || text[digits] == ')'))
    {
      g_string_append_printf (out, "%.*s\\", (int)digits, text);
      text += digits;
    }
  put (out, text);
}

static void
put_cell (const EntTable *table, GString *out, const GPtrArray *cell)
{
  if (cell == NULL)
    g_string_append (out, "—");
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      const EntGridEntry *entry = g_ptr_array_index (cell, i);
      g_autofree char *status = ent_table_status (table, entry);

      g_string_append (out, i > 0 ? "<br>" : "");
      put (out, entry->text.text);
      if (entry->sign != NULL)
        g_string_append_printf (out, " %s", entry->sign);
      if (status != NULL)
        g_string_append_printf (
            out, ent_word_is_chinese (table->lang) ? "（%s）" : " (%s)", status);
      for (guint k = 0; table->notes->len > 0 && k < entry->evidence->len; k++)
        g_string_append_printf (
            out,
            "[^%u]",
            ent_table_number (table, &g_array_index (entry->evidence, EntEvidence, k)));
    }
}

static void
put_head (const EntTable *table, GString *out)
{
  g_string_append (out, "| ");
  put (out, ent_word (table->grid->corner, table->lang));
  for (guint i = 0; i < table->grid->columns->len; i++)
    {
      g_autofree char *heading = ent_table_heading (table, i);
      g_string_append (out, " | ");
      put (out, heading);
    }
  g_string_append (out, " |\n| :--- |");
  for (guint i = 0; i < table->grid->columns->len; i++)
    g_string_append (out, ent_grid_column (table->grid, i)->is_number ? " ---: |" : " :--- |");
  g_string_append_c (out, '\n');
}

static void
put_rows (const EntTable *table, GString *out)
{
  for (guint i = 0; i < table->grid->rows->len; i++)
    {
      const EntGridRow *row = ent_grid_row (table->grid, i);
      if (ent_table_begins_group (table, i))
        {
          g_string_append (out, "| **");
          put (out, row->group.text);
          g_string_append (out, "** |");
          for (guint k = 0; k < table->grid->columns->len; k++)
            g_string_append (out, " |");
          g_string_append_c (out, '\n');
        }
      g_string_append (out, "| ");
      put (out, row->name.text);
      for (guint k = 0; k < table->grid->columns->len; k++)
        {
          g_string_append (out, " | ");
          put_cell (table, out, row->cells[k]);
        }
      g_string_append (out, " |\n");
    }
}

static void
put_note (const EntTable *table, GString *out, const EntTableNote *note)
{
  g_string_append_printf (out, "[^%u]: ", note->number);
  put_line (out, note->citation);
  put (out, note->facts);
  put (out, ent_word ("colon", table->lang));
  if (note->evidence->disputes)
    put (out, ent_word ("table disputes", table->lang));
  put (out, note->digest.text);
  if (*note->said.text != '\0')
    {
      g_string_append (out, " — ");
      put (out, note->said.text);
    }
  g_string_append_c (out, '\n');
}

/**
 * ent_table_write_markdown:
 * @table: a table
 * @out: what is appended to
 *
 * A table with footnotes; groups are rows of their own, as Markdown knows none.
 *
 * Source: GitHub Flavored Markdown Spec 0.29, 4.10.
 */
void
ent_table_write_markdown (const EntTable *table, GString *out)
{
  if (table->title != NULL)
    {
      g_string_append (out, "## ");
      put (out, table->title);
      g_string_append (out, "\n\n");
    }
  if (table->subtitle != NULL)
    {
      put_line (out, table->subtitle);
      g_string_append (out, "\n\n");
    }
  put_head (table, out);
  put_rows (table, out);
  if (table->caption != NULL)
    {
      g_string_append_c (out, '\n');
      put_line (out, table->caption);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; table->options->show_notes && i < table->remarks->len; i++)
    {
      g_string_append_c (out, '\n');
      put_line (out, g_ptr_array_index (table->remarks, i));
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < table->notes->len; i++)
    {
      g_string_append (out, i == 0 ? "\n" : "");
      put_note (table, out, ent_table_note (table, i));
    }
}
