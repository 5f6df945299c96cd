/* A table as a web page of its own, also for word processors to paste. */
#include <string.h>

#include "figure/figure-private.h"
#include "figure/table-private.h"
#include "views/words.h"

/* Quiet rules as in the figures; on paper the head is repeated and no row is torn. */
static const char style[]
    = "body{font:11pt/1.45 \"Noto Sans\",\"Noto Sans CJK SC\",\"Source Han Sans\",system-ui,"
      "sans-serif;color:#1f2326;background:#fff;max-width:72em;margin:2em auto;padding:0 1.5em}\n"
      ":lang(zh-Hant){font-family:\"Noto Sans\",\"Noto Sans CJK TC\",\"Source Han Sans\","
      "system-ui,sans-serif}\n"
      "table{border-collapse:collapse;width:100%;border-top:2px solid #1f2326;"
      "border-bottom:2px solid #1f2326}\n"
      "caption{text-align:left;padding:0 0 .7em}\n"
      "caption b{font-size:1.25em;display:block}\n"
      "caption span,th small,.status{color:#5b6268}\n"
      "caption p{margin:.4em 0 0}\n"
      "th,td{text-align:left;vertical-align:top;padding:.45em .8em;"
      "border-bottom:1px solid #d5dade}\n"
      "thead th{vertical-align:bottom;border-bottom:1.5px solid #1f2326}\n"
      "th small{display:block;font-weight:400}\n"
      "tbody th{font-weight:600;min-width:6em}\n"
      "tr.group th{color:#5b6268;font-size:.85em;padding:1.4em .94em .5em}\n"
      ".number{text-align:right;font-variant-numeric:tabular-nums}\n"
      ".verdict{white-space:nowrap}\n"
      ".status{font-style:italic;white-space:nowrap}:lang(zh) .status{font-style:normal}\n"
      ".none{color:#6b7278}\n"
      "td p{margin:0}\n"
      "sup{line-height:0;margin-left:.15em}\n"
      "a{color:#1f5f99;text-decoration:none}a:hover,a:focus{text-decoration:underline}\n"
      "h2{font-size:1em;margin:1.6em 0 .5em}\n"
      "ol,.remarks{font-size:.88em;padding-left:2.4em}\n"
      ".remarks{list-style:none;padding:0;color:#5b6268}\n"
      "li{margin:.3em 0;overflow-wrap:anywhere}:target{background:#fff3c4}\n"
      "@media print{body{font-size:9pt;max-width:none;margin:0;padding:0}a{color:inherit}"
      ".back{display:none}thead{display:table-header-group}tr,li{break-inside:avoid}"
      "tr.group{break-after:avoid}}\n";

typedef struct
{
  const EntTable *table;
  GString *out;
  const char *prefix; /* of the ids, so that two tables may stand on one page */
  guint *marks;       /* how many marks of each note stand already */
} Page;

static void
put (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\n':
        g_string_append (out, "<br>");
        break;
      default:
        /* No control character has a place in a page. */
        if ((guchar)*text >= 0x20 || *text == '\t')
          g_string_append_c (out, *text);
      }
}

static void
put_lang (GString *out, const char *lang)
{
  if (lang == NULL)
    return;
  g_string_append (out, " lang=\"");
  put (out, lang);
  g_string_append_c (out, '"');
}

static void
put_words (GString *out, const EntGridText *words)
{
  if (words->lang == NULL)
    {
      put (out, words->text);
      return;
    }
  g_string_append (out, "<span");
  put_lang (out, words->lang);
  g_string_append_c (out, '>');
  put (out, words->text);
  g_string_append (out, "</span>");
}

static void
put_mark (Page *page, guint number)
{
  const guint k = ++page->marks[number - 1];
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *label = ent_word_format ("table note", page->table->lang, digits, NULL);

  g_string_append_printf (page->out,
                          "<a id=\"%s-m%u-%u\" href=\"#%s-n%u\" role=\"doc-noteref\" "
                          "aria-label=\"",
                          page->prefix,
                          number,
                          k,
                          page->prefix,
                          number);
  put (page->out, label);
  g_string_append_printf (page->out, "\">%u</a>", number);
}

static void
put_entry (Page *page, const EntGridEntry *entry)
{
  const EntTable *table = page->table;
  g_autofree char *status = ent_table_status (table, entry);

  put_words (page->out, &entry->text);
  if (entry->sign != NULL)
    g_string_append_printf (page->out, " <span aria-hidden=\"true\">%s</span>", entry->sign);
  if (status != NULL)
    {
      const gboolean chinese = ent_word_is_chinese (table->lang);
      g_string_append (page->out,
                       chinese ? "<span class=\"status\">（" : " <span class=\"status\">(");
      put (page->out, status);
      g_string_append (page->out, chinese ? "）</span>" : ")</span>");
    }
  if (table->notes->len == 0 || entry->evidence->len == 0)
    return;
  g_string_append (page->out, "<sup>");
  for (guint i = 0; i < entry->evidence->len; i++)
    {
      g_string_append (page->out, i > 0 ? ",&#8239;" : "");
      put_mark (page, ent_table_number (table, &g_array_index (entry->evidence, EntEvidence, i)));
    }
  g_string_append (page->out, "</sup>");
}

static void
put_cell (Page *page, const GPtrArray *cell, const EntGridColumn *column)
{
  const char *kind = column->is_number ? "number" : column->is_verdict ? "verdict" : NULL;

  if (cell == NULL)
    {
      /* A dash for the eye, words for who listens. */
      g_string_append_printf (page->out,
                              "<td class=\"none%s\"><span role=\"img\" aria-label=\"",
                              column->is_number ? " number" : "");
      put (page->out, ent_word ("table nothing", page->table->lang));
      g_string_append (page->out, "\">—</span></td>\n");
      return;
    }
  g_string_append (page->out, "<td");
  if (kind != NULL)
    g_string_append_printf (page->out, " class=\"%s\"", kind);
  g_string_append_c (page->out, '>');
  for (guint i = 0; i < cell->len; i++)
    {
      g_string_append (page->out, cell->len > 1 ? "<p>" : "");
      put_entry (page, g_ptr_array_index (cell, i));
      g_string_append (page->out, cell->len > 1 ? "</p>" : "");
    }
  g_string_append (page->out, "</td>\n");
}

static void
put_caption (Page *page)
{
  const EntTable *table = page->table;
  GString *out = page->out;

  if (table->title == NULL && table->caption == NULL)
    return;
  g_string_append (out, "<caption>");
  if (table->title != NULL)
    {
      g_string_append (out, "<b>");
      put (out, table->title);
      g_string_append (out, "</b>");
    }
  if (table->subtitle != NULL)
    {
      g_string_append (out, " <span>");
      put (out, table->subtitle);
      g_string_append (out, "</span>");
    }
  if (table->caption != NULL)
    {
      g_string_append (out, "<p>");
      put (out, table->caption);
      g_string_append (out, "</p>");
    }
  g_string_append (out, "</caption>\n");
}

static void
put_head (Page *page)
{
  const EntTable *table = page->table;
  GString *out = page->out;

  g_string_append (out, "<thead>\n<tr><th scope=\"col\">");
  put (out, ent_word (table->grid->corner, table->lang));
  g_string_append (out, "</th>\n");
  for (guint i = 0; i < table->grid->columns->len; i++)
    {
      const EntGridColumn *column = ent_grid_column (table->grid, i);
      g_string_append_printf (
          out, "<th scope=\"col\"%s>", column->is_number ? " class=\"number\"" : "");
      put_words (out, &column->name);
      if (*column->note.text != '\0')
        {
          g_string_append (out, " <small");
          put_lang (out, column->note.lang);
          g_string_append_c (out, '>');
          put (out, column->note.text);
          g_string_append (out, "</small>");
        }
      g_string_append (out, "</th>\n");
    }
  g_string_append (out, "</tr>\n</thead>\n");
}

static void
put_rows (Page *page)
{
  const EntTable *table = page->table;
  GString *out = page->out;

  g_string_append (out, "<tbody>\n");
  for (guint i = 0; i < table->grid->rows->len; i++)
    {
      const EntGridRow *row = ent_grid_row (table->grid, i);
      if (ent_table_begins_group (table, i))
        {
          g_string_append_printf (out,
                                  "%s<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%u\">",
                                  i > 0 ? "</tbody>\n<tbody>\n" : "",
                                  table->grid->columns->len + 1);
          put_words (out, &row->group);
          g_string_append (out, "</th></tr>\n");
        }
      g_string_append (out, "<tr><th scope=\"row\">");
      put_words (out, &row->name);
      g_string_append (out, "</th>\n");
      for (guint k = 0; k < table->grid->columns->len; k++)
        put_cell (page, row->cells[k], ent_grid_column (table->grid, k));
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</tbody>\n");
}

/* To the places that refer to a note: one arrow, or one with a letter for each of them. */
static void
put_back (Page *page, const EntTableNote *note)
{
  g_autofree char *digits = g_strdup_printf ("%u", note->number);
  g_autofree char *label = ent_word_format ("table back", page->table->lang, digits, NULL);

  g_string_append (page->out, " <span class=\"back\">");
  for (guint k = 1; k <= note->n_marks; k++)
    {
      g_string_append_printf (page->out,
                              "%s<a href=\"#%s-m%u-%u\" role=\"doc-backlink\" aria-label=\"",
                              k > 1 ? " " : "",
                              page->prefix,
                              note->number,
                              k);
      put (page->out, label);
      if (note->n_marks > 1)
        g_string_append_printf (page->out, ", %u", k);
      g_string_append (page->out, "\">↩");
      if (note->n_marks > 1)
        g_string_append_printf (page->out, "<sup>%u</sup>", k);
      g_string_append (page->out, "</a>");
    }
  g_string_append (page->out, "</span>");
}

static void
put_note (Page *page, const EntTableNote *note)
{
  const EntTable *table = page->table;
  GString *out = page->out;

  g_string_append_printf (
      out, "<li id=\"%s-n%u\" role=\"doc-footnote\">", page->prefix, note->number);
  if (note->same_as > 0)
    {
      g_string_append_printf (out, "<a href=\"#%s-n%u\">", page->prefix, note->same_as);
      put (out, note->citation);
      g_string_append (out, "</a>");
    }
  else
    {
      g_string_append (out, "<span");
      put_lang (out, note->citation_lang);
      g_string_append_printf (out, ">%s</span>", note->citation_html);
    }
  put (out, note->facts);
  put (out, ent_word ("colon", table->lang));
  if (note->evidence->disputes)
    put (out, ent_word ("table disputes", table->lang));
  put_words (out, &note->digest);
  if (*note->said.text != '\0')
    {
      g_string_append (out, " — ");
      put_words (out, &note->said);
    }
  put_back (page, note);
  g_string_append (out, "</li>\n");
}

static void
put_notes (Page *page)
{
  const EntTable *table = page->table;
  GString *out = page->out;

  if (!table->options->show_notes || table->notes->len + table->remarks->len == 0)
    return;
  g_string_append (out, "<div role=\"doc-endnotes\">\n<h2>");
  put (out, ent_word ("table notes", table->lang));
  g_string_append (out, "</h2>\n");
  if (table->notes->len > 0)
    {
      g_string_append (out, "<ol>\n");
      for (guint i = 0; i < table->notes->len; i++)
        put_note (page, ent_table_note (table, i));
      g_string_append (out, "</ol>\n");
    }
  if (table->remarks->len > 0)
    {
      g_string_append (out, "<ul class=\"remarks\">\n");
      for (guint i = 0; i < table->remarks->len; i++)
        {
          g_string_append (out, "<li>");
          put (out, g_ptr_array_index (table->remarks, i));
          g_string_append (out, "</li>\n");
        }
      g_string_append (out, "</ul>\n");
    }
  g_string_append (out, "</div>\n");
}

static void
put_page (Page *page)
{
  const EntTable *table = page->table;
  GString *out = page->out;
  g_autofree char *title = ent_figure_title (table->request);

  g_string_append (out, "<!DOCTYPE html>\n<html");
  put_lang (out, table->lang);
  g_string_append (out,
                   ">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<title>");
  put (out, title);
  g_string_append_printf (out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<table>\n", style);
  put_caption (page);
  put_head (page);
  put_rows (page);
  g_string_append (out, "</table>\n");
  put_notes (page);
  g_string_append (out, "</body>\n</html>\n");
}

/**
 * ent_table_write_html:
 * @table: a table
 * @out: what is appended to
 *
 * A page that needs nothing else: a table with a caption, heads with their scope, one body a group,
 * and notes with links both ways.
 */
void
ent_table_write_html (const EntTable *table, GString *out)
{
  g_autoptr (GString) prefix = g_string_new (NULL);
  g_autofree guint *marks = g_new0 (guint, table->notes->len + 1);

  put (prefix,
       table->request->view != NULL ? table->request->view->thing.id
                                    : ent_view_kind_name (table->request->kind));
  Page page = { table, out, prefix->str, marks };
  put_page (&page);
}
