/* Formats of tables by their names, and writing them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "figure/table-private.h"

/* The first name of each is also the ending of its files. */
static const char *const names[ENT_N_TABLE_FORMATS][3]
    = { { "csv" }, { "html", "html-table" }, { "md", "markdown" }, { "tex", "latex" } };

/**
 * ent_table_format_name:
 * @format: a format of files
 *
 * Returns: (transfer none): its name, which is also the ending of its files
 */
const char *
ent_table_format_name (EntTableFormat format)
{
  g_return_val_if_fail (format < ENT_N_TABLE_FORMATS, NULL);
  return names[format][0];
}

/**
 * ent_table_format_parse:
 * @name: "csv", "html", "md", "tex", "html-table" (not the page of figures) or another of their
 * names, in any case
 * @format: (out): the format
 *
 * Returns: whether @name is one of them
 */
gboolean
ent_table_format_parse (const char *name, EntTableFormat *format)
{
  for (guint i = 0; i < ENT_N_TABLE_FORMATS; i++)
    for (guint k = 0; k < G_N_ELEMENTS (names[i]) && names[i][k] != NULL; k++)
      if (g_ascii_strcasecmp (name, names[i][k]) == 0)
        {
          *format = (EntTableFormat)i;
          return TRUE;
        }
  return FALSE;
}

/**
 * ent_table_write:
 * @request: what is looked at; its theme, size and camera are not read
 * @options: what goes into the table
 * @format: as what
 * @error: return location
 *
 * Writes a view as a table: its statements with how sure they are, the verdicts in words and signs,
 * and a note for each passage that they rest on.  The first note of a document cites it in full,
 * the others say in which note that is.
 *
 * Errors: those of ent_grid_new(); %ENT_FIGURE_ERROR_EMPTY when there is not one row.
 *
 * Returns: (transfer full): the text, UTF-8, or %NULL
 */
char *
ent_table_write (const EntViewRequest *request,
                 const EntTableOptions *options,
                 EntTableFormat format,
                 GError **error)
{
  static void (*const writers[]) (const EntTable *, GString *)
      = { ent_table_write_csv,   ent_table_write_html, ent_table_write_markdown,
          ent_table_write_latex, ent_table_write_tsv,  ent_table_write_text };
  g_autoptr (EntTable) table = ent_table_new (request, options, error);

  g_return_val_if_fail ((guint)format < G_N_ELEMENTS (writers), NULL);
  if (table == NULL)
    return NULL;
  GString *out = g_string_new (NULL);
  writers[format](table, out);
  return g_string_free (out, FALSE);
}

/**
 * ent_table_export:
 * @request: what is looked at
 * @options: what goes into the table
 * @format: as what
 * @file: where to; replaced whole or not at all
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * Writes a table into a file.  Errors: those of ent_table_write() and of writing.
 *
 * Returns: whether it was written
 */
gboolean
ent_table_export (const EntViewRequest *request,
                  const EntTableOptions *options,
                  EntTableFormat format,
                  GFile *file,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *text = ent_table_write (request, options, format, error);

  return text != NULL
         && g_file_replace_contents (
             file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, error);
}
