/* A table as a LaTeX document: longtable and booktabs, so that it may go over pages. */
#include <string.h>

#include "figure/table-private.h"
#include "views/words.h"

/* Left for the names of rows, as a share of the line. */
#define NAME_SHARE 0.18
/* A column of verdicts or numbers wants less than one of words. */
#define NARROW 0.45

/* What TeX reads otherwise, or its fonts lack. */
static const struct
{
  const char *text, *tex;
} escapes[] = {
  { "\\", "\\textbackslash{}" },
  { "{", "\\{" },
  { "}", "\\}" },
  { "%", "\\%" },
  { "&", "\\&" },
  { "_", "\\_" },
  { "#", "\\#" },
  { "$", "\\$" },
  { "^", "\\textasciicircum{}" },
  { "~", "\\textasciitilde{}" },
  { "<", "\\textless{}" },
  { ">", "\\textgreater{}" },
  { "|", "\\textbar{}" },
  { "\"", "\\textquotedbl{}" },
  { "[", "{[}" }, /* else an option of \\ or \item */
  { "]", "{]}" },
  { "*", "{*}" }, /* else the star of \\ */
  { "--", "-{}-" },
  { "``", "`{}`" },
  { "''", "'{}'" },
  { "\n", "\\newline " },
  { "\t", " " },
  { "\r", " " },
  { "→", "$\\rightarrow$" },
  { "←", "$\\leftarrow$" },
  { "↔", "$\\leftrightarrow$" },
  { "↑", "$\\uparrow$" },
  { "↓", "$\\downarrow$" },
  { "≠", "$\\neq$" },
  { "≤", "$\\leq$" },
  { "≥", "$\\geq$" },
  { "≈", "$\\approx$" },
  { "×", "$\\times$" },
  { "−", "$-$" },
  { "◐", "$\\triangleleft$" },
  { "◑", "$\\triangleright$" },
};

static void
put_escaped (GString *out, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      guint i = 0;
      while (i < G_N_ELEMENTS (escapes) && !g_str_has_prefix (text, escapes[i].text))
        i++;
      if (i < G_N_ELEMENTS (escapes))
        {
          g_string_append (out, escapes[i].tex);
          text += strlen (escapes[i].text);
        }
      else
        g_string_append_c (out, *text++);
    }
}

/* An address breaks where it may, unless it has what cannot stand in \url. */
static void
put (GString *out, const char *text)
{
  gsize length;

  for (const char *url; (url = ent_table_find_url (text, &length)) != NULL; text = url + length)
    {
      put_escaped (out, text, (gsize)(url - text));
      g_string_append_printf (out, "\\url{%.*s}", (int)length, url);
    }
  put_escaped (out, text, strlen (text));
}

/* Whether it takes a font of Chinese: anything of the CJK blocks. */
static gboolean
has_chinese (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iswide (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static void
put_status (const EntTable *table, GString *out, const EntGridEntry *entry)
{
  g_autofree char *status = ent_table_status (table, entry);

  if (status == NULL)
    return;
  g_string_append (out, ent_word_is_chinese (table->lang) ? "（" : " \\emph{(");
  put (out, status);
  g_string_append (out, ent_word_is_chinese (table->lang) ? "）" : ")}");
}

static void
put_cell (const EntTable *table, GString *out, const GPtrArray *cell)
{
  if (cell == NULL)
    g_string_append (out, "---");
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      const EntGridEntry *entry = g_ptr_array_index (cell, i);

      g_string_append (out, i > 0 ? "\\newline " : "");
      put (out, entry->text.text);
      if (entry->sign != NULL)
        {
          g_string_append_c (out, ' ');
          put (out, entry->sign);
        }
      put_status (table, out, entry);
      /* One box each, so that a line may end between them. */
      for (guint k = 0; table->notes->len > 0 && k < entry->evidence->len; k++)
        g_string_append_printf (
            out,
            "%s\\tablemark{%u%s}",
            k > 0 ? "\\allowbreak" : "",
            ent_table_number (table, &g_array_index (entry->evidence, EntEvidence, k)),
            k + 1 < entry->evidence->len ? "," : "");
    }
}

/* Widths of p columns as shares of the line; of each, the space between columns is taken off. */
static void
put_columns (const EntTable *table, GString *out)
{
  const guint n = table->grid->columns->len;
  double parts = 0;

  for (guint i = 0; i < n; i++)
    {
      const EntGridColumn *column = ent_grid_column (table->grid, i);
      parts += column->is_number || column->is_verdict ? NARROW : 1;
    }
  g_string_append_printf (
      out, "{@{}>{\\raggedright\\arraybackslash}p{\\tablepart{%.3f}}", NAME_SHARE);
  for (guint i = 0; i < n; i++)
    {
      const EntGridColumn *column = ent_grid_column (table->grid, i);
      const double part = column->is_number || column->is_verdict ? NARROW : 1;
      g_string_append_printf (out,
                              "\n  >{\\%s\\arraybackslash}p{\\tablepart{%.3f}}",
                              column->is_number ? "raggedleft" : "raggedright",
                              part / parts * (1 - NAME_SHARE));
    }
  g_string_append (out, "@{}}\n");
}

static void
put_head (const EntTable *table, GString *out)
{
  g_string_append (out, "\\textbf{");
  put (out, ent_word (table->grid->corner, table->lang));
  g_string_append_c (out, '}');
  for (guint i = 0; i < table->grid->columns->len; i++)
    {
      const EntGridColumn *column = ent_grid_column (table->grid, i);
      g_string_append (out, "\n  & \\textbf{");
      put (out, column->name.text);
      g_string_append_c (out, '}');
      if (*column->note.text != '\0')
        {
          g_string_append (out, "\\newline {\\footnotesize ");
          put (out, column->note.text);
          g_string_append_c (out, '}');
        }
    }
  g_string_append (out, " \\\\\n");
}

static void
put_rows (const EntTable *table, GString *out)
{
  for (guint i = 0; i < table->grid->rows->len; i++)
    {
      const EntGridRow *row = ent_grid_row (table->grid, i);
      if (ent_table_begins_group (table, i))
        {
          g_string_append_printf (out,
                                  "%s\\multicolumn{%u}{@{}l@{}}{\\itshape ",
                                  i > 0 ? "\\addlinespace\n" : "",
                                  table->grid->columns->len + 1);
          put (out, row->group.text);
          g_string_append (out, "} \\\\*\n");
        }
      put (out, row->name.text);
      for (guint k = 0; k < table->grid->columns->len; k++)
        {
          g_string_append (out, "\n  & ");
          put_cell (table, out, row->cells[k]);
        }
      g_string_append (out, " \\\\\n");
    }
}

static void
put_notes (const EntTable *table, GString *out)
{
  if (!table->options->show_notes || table->notes->len + table->remarks->len == 0)
    return;
  g_string_append (out,
                   "\n{\\footnotesize\n\\begin{list}{}{\\setlength{\\leftmargin}{2em}"
                   "\\setlength{\\labelwidth}{1.6em}\n"
                   "  \\setlength{\\itemsep}{1pt}\\setlength{\\parsep}{0pt}\\raggedright}\n");
  for (guint i = 0; i < table->notes->len; i++)
    {
      const EntTableNote *note = ent_table_note (table, i);
      g_string_append_printf (out, "\\item[\\tablemark{%u}] ", note->number);
      put (out, note->citation);
      put (out, note->facts);
      put (out, ent_word ("colon", table->lang));
      if (note->evidence->disputes)
        put (out, ent_word ("table disputes", table->lang));
      put (out, note->digest.text);
      if (*note->said.text != '\0')
        {
          g_string_append (out, " --- ");
          put (out, note->said.text);
        }
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < table->remarks->len; i++)
    {
      g_string_append (out, "\\item[] ");
      put (out, g_ptr_array_index (table->remarks, i));
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "\\end{list}}\n");
}

static void
put_body (const EntTable *table, GString *out)
{
  g_string_append (out, "\\small\n\\setlength{\\LTcapwidth}{\\linewidth}\n\\begin{longtable}");
  put_columns (table, out);
  if (table->title != NULL || table->caption != NULL)
    {
      /* A caption is moved about by LaTeX, which \url does not bear. */
      g_autofree char *caption = g_strconcat (table->title != NULL ? table->title : "",
                                              table->title != NULL && table->caption != NULL
                                                  ? ent_word_is_chinese (table->lang) ? "。" : ". "
                                                  : "",
                                              table->caption,
                                              NULL);
      g_string_append (out, "\\caption{");
      put_escaped (out, caption, strlen (caption));
      g_string_append (out, "} \\\\\n");
    }
  g_string_append (out, "\\toprule\n");
  put_head (table, out);
  g_string_append (out, "\\midrule\n\\endfirsthead\n\\toprule\n");
  put_head (table, out);
  g_string_append (out, "\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
  put_rows (table, out);
  g_string_append (out, "\\end{longtable}\n");
  put_notes (table, out);
}

/* With Chinese anywhere in the document, the package ctex takes these for Chinese and sets them as
 * wide as a character, unless they are written as TeX has always had them. */
static void
set_quotes (GString *body)
{
  static const char *const quotes[][2]
      = { { "“", "``" },  { "”", "''" }, { "‘", "`" },        { "’", "'" },
          { "—", "---" }, { "–", "--" }, { "…", "\\ldots{}" } };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    g_string_replace (body, quotes[i][0], quotes[i][1], 0);
}

static void
put_preamble (GString *out, gboolean chinese)
{
  g_string_append (
      out,
      "% !TEX program = xelatex\n"
      "% Compiles by itself with xelatex.  In a paper: \\usepackage{standalone} and \\input this\n"
      "% file, with the packages below; or copy what is between \\begin{document} and\n"
      "% \\end{document}, and the two \\newcommand.\n");
  if (chinese)
    g_string_append (out,
                     "% It has Chinese in it, which takes the package ctex (TeX Live: "
                     "texlive-lang-chinese).\n");
  g_string_append (out, "\\documentclass[a4paper]{article}\n");
  if (chinese)
    g_string_append (out, "\\usepackage[UTF8,scheme=plain]{ctex}\n");
  g_string_append (out,
                   "\\usepackage[margin=2cm]{geometry}\n"
                   "\\usepackage{array,booktabs,longtable,textcomp,url}\n"
                   "\\newcommand{\\tablemark}[1]{\\textsuperscript{#1}}\n"
                   "\\newcommand{\\tablepart}[1]{\\dimexpr#1\\linewidth-2\\tabcolsep\\relax}\n"
                   "\\begin{document}\n");
}

/**
 * ent_table_write_latex:
 * @table: a table
 * @out: what is appended to
 *
 * A document for XeLaTeX with the one table and its notes under it, which any paper can take in.
 * The notes are no footnotes, as those of a long table would fill the feet of its pages.
 */
void
ent_table_write_latex (const EntTable *table, GString *out)
{
  g_autoptr (GString) body = g_string_new (NULL);

  put_body (table, body);
  if (!ent_word_is_chinese (table->lang))
    set_quotes (body);
  put_preamble (out, has_chinese (body->str));
  g_string_append_len (out, body->str, (gssize)body->len);
  g_string_append (out, "\\end{document}\n");
}
