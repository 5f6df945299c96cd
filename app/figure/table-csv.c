/* Tables for spreadsheets and programs: CSV, and tabs for the clipboard. */
#include <string.h>

#include "figure/table-private.h"
#include "views/words.h"

/* Spreadsheets run what begins so, and a dossier may come from anywhere; numbers are let be. */
static gboolean
is_formula (const char *text)
{
  char *end;

  if (*text == '\0' || strchr ("=+-@\t\r", *text) == NULL)
    return FALSE;
  g_ascii_strtod (text, &end);
  return end == text || *end != '\0';
}

/* RFC 4180: quotes round what needs them, doubled within. */
static void
put_field (GString *out, gboolean first, const char *text)
{
  const gboolean formula = is_formula (text);
  const gboolean quoted = formula || strpbrk (text, ",\"\r\n") != NULL;

  if (!first)
    g_string_append_c (out, ',');
  if (quoted)
    g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  if (quoted)
    g_string_append_c (out, '"');
}

static void
end_record (GString *out)
{
  g_string_append (out, "\r\n");
}

static char *
say (const EntGridEntry *entry)
{
  return entry->sign != NULL ? g_strconcat (entry->text.text, " ", entry->sign, NULL)
                             : g_strdup (entry->text.text);
}

/* The three fields of a cell: what it says, how sure that is, its notes. */
static void
read_cell (const EntTable *table, const GPtrArray *cell, GString *fields[3])
{
  for (guint i = 0; i < 3; i++)
    g_string_truncate (fields[i], 0);
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      const EntGridEntry *entry = g_ptr_array_index (cell, i);
      g_autofree char *text = say (entry), *status = ent_table_status (table, entry);

      g_string_append_printf (fields[0], "%s%s", i > 0 ? "\n" : "", text);
      if (status != NULL)
        g_string_append_printf (fields[1], "%s%s", fields[1]->len > 0 ? "; " : "", status);
      for (guint k = 0; table->notes->len > 0 && k < entry->evidence->len; k++)
        g_string_append_printf (
            fields[2],
            "%s%u",
            fields[2]->len > 0 ? "; " : "",
            ent_table_number (table, &g_array_index (entry->evidence, EntEvidence, k)));
    }
}

static void
put_head (const EntTable *table, GString *out)
{
  static const char *const parts[] = { "table status", "table numbers" };

  put_field (out, TRUE, ent_word ("table group", table->lang));
  put_field (out, FALSE, ent_word (table->grid->corner, table->lang));
  for (guint i = 0; i < table->grid->columns->len; i++)
    {
      g_autofree char *heading = ent_table_heading (table, i);
      put_field (out, FALSE, heading);
      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        {
          g_autofree char *part = ent_word_format (parts[k], table->lang, heading, NULL);
          put_field (out, FALSE, part);
        }
    }
  end_record (out);
}

/* The whole text of a note on one line. */
static char *
note_text (const EntTable *table, const EntTableNote *note)
{
  return g_strconcat (note->citation,
                      note->facts,
                      ent_word ("colon", table->lang),
                      note->evidence->disputes ? ent_word ("table disputes", table->lang) : "",
                      note->digest.text,
                      *note->said.text != '\0' ? " — " : "",
                      note->said.text,
                      NULL);
}

/* Records of notes have as many fields as those of the table. */
static void
put_note (const EntTable *table, GString *out, const char *number, const char *text)
{
  put_field (out, TRUE, ent_word ("table notes", table->lang));
  put_field (out, FALSE, number);
  put_field (out, FALSE, text);
  for (guint i = 1; i < 3 * table->grid->columns->len; i++)
    put_field (out, FALSE, "");
  end_record (out);
}

/**
 * ent_table_write_csv:
 * @table: a table
 * @out: what is appended to
 *
 * CSV of RFC 4180, UTF-8: the group, the name of the row, and for each column three fields: the
 * words, how sure they are, and the numbers of their notes.  The notes are records of the same
 * length behind those of the table, their numbers where the names of rows are.  A text that a
 * spreadsheet would run as a formula has an apostrophe before it.
 *
 * Source: RFC 4180.
 */
void
ent_table_write_csv (const EntTable *table, GString *out)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) status = g_string_new (NULL);
  g_autoptr (GString) numbers = g_string_new (NULL);
  GString *fields[] = { text, status, numbers };

  put_head (table, out);
  for (guint i = 0; i < table->grid->rows->len; i++)
    {
      const EntGridRow *row = ent_grid_row (table->grid, i);
      put_field (out, TRUE, row->group.text);
      put_field (out, FALSE, row->name.text);
      for (guint k = 0; k < table->grid->columns->len; k++)
        {
          read_cell (table, row->cells[k], fields);
          for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
            put_field (out, FALSE, fields[f]->str);
        }
      end_record (out);
    }
  for (guint i = 0; i < table->notes->len; i++)
    {
      const EntTableNote *note = ent_table_note (table, i);
      g_autofree char *number = g_strdup_printf ("%u", note->number);
      g_autofree char *words = note_text (table, note);
      put_note (table, out, number, words);
    }
  for (guint i = 0; table->options->show_notes && i < table->remarks->len; i++)
    put_note (table, out, "", g_ptr_array_index (table->remarks, i));
}

/* A tab or the end of a line within a field would end it. */
static void
put_flat (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, strchr ("\t\r\n", *text) != NULL ? ' ' : *text);
}

static void
put_flat_cell (const EntTable *table, GString *out, const GPtrArray *cell, gboolean marked)
{
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      const EntGridEntry *entry = g_ptr_array_index (cell, i);
      g_autofree char *text = say (entry), *status = ent_table_status (table, entry);

      if (i > 0)
        g_string_append (out, "; ");
      if (is_formula (text))
        g_string_append_c (out, '\'');
      put_flat (out, text);
      if (status != NULL)
        g_string_append_printf (
            out, ent_word_is_chinese (table->lang) ? "（%s）" : " (%s)", status);
      for (guint k = 0; marked && table->notes->len > 0 && k < entry->evidence->len; k++)
        g_string_append_printf (
            out,
            "[%u]",
            ent_table_number (table, &g_array_index (entry->evidence, EntEvidence, k)));
    }
}

static void
put_flat_rows (const EntTable *table, GString *out, gboolean marked)
{
  put_flat (out, ent_word (table->grid->corner, table->lang));
  for (guint i = 0; i < table->grid->columns->len; i++)
    {
      g_autofree char *heading = ent_table_heading (table, i);
      g_string_append_c (out, '\t');
      put_flat (out, heading);
    }
  g_string_append_c (out, '\n');
  for (guint i = 0; i < table->grid->rows->len; i++)
    {
      const EntGridRow *row = ent_grid_row (table->grid, i);
      put_flat (out, row->name.text);
      for (guint k = 0; k < table->grid->columns->len; k++)
        {
          g_string_append_c (out, '\t');
          put_flat_cell (table, out, row->cells[k], marked);
        }
      g_string_append_c (out, '\n');
    }
}

/**
 * ent_table_write_tsv:
 * @table: a table
 * @out: what is appended to
 *
 * The rows alone, their fields parted by tabs, as spreadsheets paste them.
 */
void
ent_table_write_tsv (const EntTable *table, GString *out)
{
  put_flat_rows (table, out, FALSE);
}

/**
 * ent_table_write_text:
 * @table: a table
 * @out: what is appended to
 *
 * Plain text for whatever takes nothing better: the title, the rows with tabs, the notes.
 */
void
ent_table_write_text (const EntTable *table, GString *out)
{
  if (table->title != NULL)
    g_string_append_printf (out, "%s\n\n", table->title);
  put_flat_rows (table, out, TRUE);
  if (table->caption != NULL)
    g_string_append_printf (out, "\n%s\n", table->caption);
  if (!table->options->show_notes)
    return;
  g_string_append_c (out, '\n');
  for (guint i = 0; i < table->notes->len; i++)
    {
      g_autofree char *words = note_text (table, ent_table_note (table, i));
      g_string_append_printf (out, "[%u] %s\n", ent_table_note (table, i)->number, words);
    }
  for (guint i = 0; i < table->remarks->len; i++)
    g_string_append_printf (out, "%s\n", (const char *)g_ptr_array_index (table->remarks, i));
}
