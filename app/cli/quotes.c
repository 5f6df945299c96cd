#include "cli/quotes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/dossier-file.h"

/* A quote on one line: "\n" stands for a line feed, "\t" for a tab, "\\" for a backslash. */
static char *
unescape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      char c = *text;

      if (c == '\\' && (text[1] == 'n' || text[1] == 't' || text[1] == '\\'))
        {
          text++;
          c = *text == 'n' ? '\n' : *text == 't' ? '\t' : '\\';
        }
      g_string_append_c (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * ent_quotes_load:
 * @path: a file of lines "passage-id TAB exact quote"; empty lines do not count
 * @error: return location
 *
 * Reads quotes.  Errors: those of reading the file; %ENT_DOSSIER_ERROR_SYNTAX, with the line, for
 * one without a tab or quote and for an id that comes twice.
 *
 * Returns: (transfer full) (element-type utf8 utf8): the quotes by passage, or %NULL
 */
GHashTable *
ent_quotes_load (const char *path, GError **error)
{
  g_autoptr (GHashTable) quotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      g_strchomp (lines[i]);
      if (*lines[i] == '\0')
        continue;
      if (tab == NULL || tab == lines[i] || tab[1] == '\0' || *tab == '\0')
        {
          g_set_error (error,
                       ENT_DOSSIER_ERROR,
                       ENT_DOSSIER_ERROR_SYNTAX,
                       _ ("%s:%u: expected a passage, a tab and a quote"),
                       path,
                       i + 1);
          return NULL;
        }
      *tab = '\0';
      if (!g_hash_table_insert (quotes, g_strdup (lines[i]), unescape (tab + 1)))
        {
          g_set_error (error,
                       ENT_DOSSIER_ERROR,
                       ENT_DOSSIER_ERROR_SYNTAX,
                       _ ("%s:%u: the passage “%s” has a second quote"),
                       path,
                       i + 1,
                       lines[i]);
          return NULL;
        }
    }
  return g_steal_pointer (&quotes);
}

/**
 * ent_quotes_find:
 * @source: a text
 * @quote: words of it, to the letter
 * @start: (out): first code point of its first place
 * @end: (out): one past its last code point
 *
 * Returns: how many places in the text have the quote
 */
guint
ent_quotes_find (const EntSource *source, const char *quote, guint *start, guint *end)
{
  const char *text = ent_source_text (source);
  gsize length = strlen (quote);
  guint n = 0;

  for (const char *p = strstr (text, quote); p != NULL; p = strstr (p + 1, quote), n++)
    if (n == 0)
      {
        *start = ent_source_code_point (source, (gsize)(p - text));
        *end = ent_source_code_point (source, (gsize)(p - text) + length);
      }
  return n;
}
