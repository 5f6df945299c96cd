/* The words of a page: the steps of the story, what each mark rests on, and the passages of each
 * document.  Without scripts they are read as they stand; with them the panel takes from here what
 * it shows. */
#include <string.h>

#include "dossier/citation.h"
#include "figure/html-private.h"
#include "views/words.h"

/* ---- the story ---- */

static void
put_selection (const EntHtmlPage *page,
               const EntHtmlFigure *figure,
               const char *const *ids,
               GString *out)
{
  gboolean any = FALSE;

  for (; ids != NULL && *ids != NULL; ids++)
    {
      const EntThing *thing = ent_dossier_find (page->request->dossier, *ids);
      const GPtrArray *marks = thing != NULL ? ent_html_page_marks_of (page, thing) : NULL;
      for (guint i = 0; marks != NULL && i < marks->len; i++)
        {
          const EntHtmlMark *mark = g_ptr_array_index (marks, i);
          if (!g_ptr_array_find (figure->marks, mark, NULL))
            continue;
          g_string_append_printf (out, "%s%s", any ? " " : "", mark->name);
          any = TRUE;
        }
    }
}

static void
put_step (const EntHtmlPage *page, guint index, const EntStoryStep *step, GString *out)
{
  const char *own = ent_dossier_language (page->request->dossier);
  const EntText *title = ent_text_is_empty (&step->title) ? &step->view->thing.name : &step->title;
  guint place = 0;
  const EntHtmlFigure *figure
      = ent_html_page_find_figure (page, step->view, step->time.edtf, &place);

  g_string_append_printf (out, "<li id=\"s%u\" data-f=\"f%u\" data-s=\"", index + 1, place + 1);
  put_selection (page, figure, (const char *const *)step->select, out);
  g_string_append_printf (out, "\"><h3><a href=\"#f%u\">", place + 1);
  ent_html_put_dossier_text (out, title, own);
  g_string_append (out, "</a></h3>");
  if (!ent_text_is_empty (&step->notes))
    {
      g_string_append (out, "<div class=\"said\">");
      ent_html_put_dossier_text (out, &step->notes, own);
      g_string_append (out, "</div>");
    }
  g_string_append (out, "</li>\n");
}

/**
 * ent_html_put_story:
 * @page: a page that is filled
 * @out: what is appended to; nothing when no story is told
 */
void
ent_html_put_story (EntHtmlPage *page, GString *out)
{
  const GPtrArray *story = ent_dossier_story (page->request->dossier);

  if (page->options->extent != ENT_HTML_STORY || story->len == 0)
    return;
  g_string_append (out, "<section id=\"story\"><h2>");
  ent_html_put_word (out, "story");
  g_string_append (out, "</h2>\n<ol>\n");
  for (guint i = 0; i < story->len; i++)
    put_step (page, i, g_ptr_array_index (story, i), out);
  g_string_append (out, "</ol></section>\n");
}

/* ---- marks ---- */

static void
put_numbers (GString *out, const char *attribute, GArray *numbers)
{
  if (numbers->len == 0)
    return;
  g_string_append_printf (out, " %s=\"", attribute);
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (out, "%s%u", i > 0 ? " " : "", g_array_index (numbers, guint, i));
  g_string_append_c (out, '"');
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  const guint *p = a, *q = b;

  return *p < *q ? -1 : *p > *q;
}

/* Marks that do not fade when this one is selected. */
static void
put_related (const EntHtmlPage *page, const EntHtmlMark *mark, GString *out)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < mark->things->len; i++)
    ent_dossier_add_related (page->request->dossier, g_ptr_array_index (mark->things, i), ids);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const GPtrArray *marks = g_hash_table_lookup (page->marks_of, id);
      for (guint i = 0; marks != NULL && i < marks->len; i++)
        {
          const EntHtmlMark *other = g_ptr_array_index (marks, i);
          if (other != mark && g_hash_table_add (seen, (gpointer)other))
            g_array_append_val (numbers, other->number);
        }
    }
  g_array_sort (numbers, by_number);
  put_numbers (out, "data-r", numbers);
}

static gboolean
is_hidden_by (const EntHtmlPage *page, const EntHtmlMark *mark, const EntFilter *filter)
{
  for (guint i = 0; i < mark->things->len; i++)
    if (ent_filter_admits (filter, page->request->dossier, g_ptr_array_index (mark->things, i)))
      return FALSE;
  return mark->things->len > 0;
}

/* Lines of the legends that hide it. */
static void
put_keys (const EntHtmlPage *page, const EntHtmlMark *mark, GPtrArray *filters, GString *out)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < filters->len; i++)
    if (is_hidden_by (page, mark, g_ptr_array_index (filters, i)))
      g_array_append_val (keys, i);
  put_numbers (out, "data-k", keys);
}

static const EntText *
note_of_use (const EntHtmlMark *mark, const EntHtmlNote *note)
{
  for (guint i = 0; i < mark->things->len; i++)
    {
      g_autoptr (GPtrArray) evidence = ent_thing_evidence (g_ptr_array_index (mark->things, i));
      for (guint k = 0; k < evidence->len; k++)
        {
          const EntEvidence *use = g_ptr_array_index (evidence, k);
          if (use->passage == note->passage && use->disputes == note->disputes
              && !ent_text_is_empty (&use->note))
            return &use->note;
        }
    }
  return NULL;
}

static void
put_uses (const EntHtmlPage *page, const EntHtmlMark *mark, GString *out)
{
  const char *own = ent_dossier_language (page->request->dossier);

  if (mark->notes->len == 0)
    return;
  g_string_append (out, "<ul>");
  for (guint i = 0; i < mark->notes->len; i++)
    {
      const EntHtmlNote *note = ent_html_page_note (page, g_array_index (mark->notes, guint, i));
      const EntText *said = note_of_use (mark, note);
      g_string_append_printf (out,
                              "<li%s><a href=\"#n%u\">%u</a>",
                              note->disputes ? " class=\"disputes\"" : "",
                              note->number,
                              note->number);
      if (said != NULL)
        {
          g_string_append (out, " <span class=\"use\">");
          ent_html_put_dossier_text (out, said, own);
          g_string_append (out, "</span>");
        }
      g_string_append (out, "</li>");
    }
  g_string_append (out, "</ul>");
}

/* What the dossier notes of the thing itself. */
static void
put_thing_note (const EntHtmlPage *page, const EntHtmlMark *mark, GString *out)
{
  const EntThing *thing = mark->things->len == 1 ? g_ptr_array_index (mark->things, 0) : NULL;

  if (thing == NULL)
    return;
  if (thing->kind == ENT_THING_CELL && !ent_text_is_empty (&thing->name))
    {
      g_string_append (out, "<p class=\"says\">");
      ent_html_put_dossier_text (out, &thing->name, ent_dossier_language (page->request->dossier));
      g_string_append (out, "</p>");
    }
  if (ent_text_is_empty (&thing->note))
    return;
  g_string_append (out, "<p class=\"note\">");
  ent_html_put_dossier_text (out, &thing->note, ent_dossier_language (page->request->dossier));
  g_string_append (out, "</p>");
}

static void
put_mark (const EntHtmlPage *page, const EntHtmlMark *mark, GPtrArray *filters, GString *out)
{
  g_string_append_printf (out, "<li id=\"%s\"", mark->name);
  put_numbers (out, "data-p", mark->notes);
  put_related (page, mark, out);
  put_keys (page, mark, filters, out);
  g_string_append (out, "><h3>");
  ent_html_put_text (out, &mark->title);
  g_string_append (out, "</h3>");
  if (!ent_html_text_is_empty (&mark->description))
    {
      g_string_append (out, "<p class=\"desc\">");
      ent_html_put_text (out, &mark->description);
      g_string_append (out, "</p>");
    }
  put_thing_note (page, mark, out);
  if (mark->disputed || mark->uncited)
    {
      g_string_append (out, "<p class=\"warn\">");
      if (mark->disputed)
        ent_html_put_word (out, "disputed");
      if (mark->uncited)
        ent_html_put_word (out, "uncited");
      g_string_append (out, "</p>");
    }
  put_uses (page, mark, out);
  g_string_append (out, "</li>\n");
}

/**
 * ent_html_put_marks:
 * @page: a page whose figures are written, so that the keys of their legends are known
 * @out: what is appended to
 */
void
ent_html_put_marks (EntHtmlPage *page, GString *out)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_filter_free);

  for (guint i = 0; i < page->hidden->len; i++)
    {
      EntFilter *filter = ent_filter_new ();
      g_hash_table_add (filter->hidden, g_strdup (g_ptr_array_index (page->hidden, i)));
      g_ptr_array_add (filters, filter);
    }
  for (guint i = 0; i < page->marks->len; i++)
    put_mark (page, g_ptr_array_index (page->marks, i), filters, out);
}

/* ---- passages ---- */

/* Only addresses of the web: what else an address might do is not the dossier's to say. */
static gboolean
is_web_address (const char *url)
{
  return url != NULL
         && (g_ascii_strncasecmp (url, "https://", 8) == 0
             || g_ascii_strncasecmp (url, "http://", 7) == 0);
}

static void
put_document (const EntDocument *document, guint number, GString *out)
{
  EntHtmlText cite;

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    cite.in[l] = ent_citation_line (document, ent_html_languages[l]);
  g_string_append_printf (out, "<section class=\"document\" id=\"w%u\"><h3>", number);
  if (is_web_address (document->url))
    {
      g_string_append (out, "<a rel=\"noopener noreferrer\" href=\"");
      ent_html_put (out, document->url);
      g_string_append (out, "\">");
    }
  ent_html_put_text (out, &cite);
  g_string_append (out, is_web_address (document->url) ? "</a></h3>\n" : "</h3>\n");
  ent_html_text_clear (&cite);
}

static void
put_note (const EntHtmlPage *page, const EntHtmlNote *note, GString *out)
{
  const EntPassage *passage = note->passage;

  g_string_append_printf (out,
                          "<article id=\"n%u\" data-p=\"%u\"%s><b class=\"number\">%u</b>",
                          note->number,
                          passage->index,
                          note->disputes ? " class=\"disputes\"" : "",
                          note->number);
  if (!ent_text_is_empty (&passage->thing.name))
    {
      g_string_append (out, "<p class=\"digest\">");
      ent_html_put_dossier_text (
          out, &passage->thing.name, ent_dossier_language (page->request->dossier));
      g_string_append (out, "</p>");
    }
  if (note->quote != NULL)
    {
      g_string_append (out, "<blockquote lang=\"");
      ent_html_put (out, ent_citation_language (passage->document));
      g_string_append (out, "\">");
      ent_html_put (out, note->quote);
      g_string_append (out, "</blockquote>");
    }
  if (!ent_html_text_is_empty (&note->facts))
    {
      g_string_append (out, "<p class=\"facts\">");
      ent_html_put_text (out, &note->facts);
      g_string_append (out, "</p>");
    }
  g_string_append (out, "</article>\n");
}

/**
 * ent_html_put_passages:
 * @page: a page that is filled
 * @out: what is appended to
 *
 * Appends the passages that the marks rest on, by document.
 */
void
ent_html_put_passages (EntHtmlPage *page, GString *out)
{
  const GPtrArray *documents = ent_dossier_documents (page->request->dossier);

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      gboolean open = FALSE;
      for (guint k = 0; k < page->notes->len; k++)
        {
          const EntHtmlNote *note = g_ptr_array_index (page->notes, k);
          if (note->passage->document != document)
            continue;
          if (!open)
            put_document (document, i + 1, out);
          open = TRUE;
          put_note (page, note, out);
        }
      g_string_append (out, open ? "</section>\n" : "");
    }
}
