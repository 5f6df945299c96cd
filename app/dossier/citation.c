#include "dossier/citation.h"

#include <string.h>

#include "dossier/anchor.h"
#include "dossier/citation-private.h"

/* What a citation says itself, in the languages of documents rather than that of the window. */
static const struct
{
  const char *key, *en, *hans, *hant;
} words[] = {
  { "and others", " et al.", "等", "等" },
  { "no date", "n.d.", "无日期", "無日期" },
  { "digest", "[Digest] ", "［摘述］", "［摘述］" },
  { "disputes", "[Disputes] ", "［反驳］", "［反駁］" },
  { "paragraph", " (para. %u)", "（第%u段）", "（第%u段）" },
  { "open quote", "“", "“", "「" },
  { "close quote", "”", "”", "」" },
  { "open title", "“", "《", "〈" },
  { "close title", "”", "》", "〉" },
};

/**
 * ent_cite_word:
 * @key: one of the words a citation says itself
 * @lang: a language tag
 *
 * Returns: (transfer none): the word in that language, English when there is none in it
 */
const char *
ent_cite_word (const char *key, const char *lang)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].key, key))
      return !ent_cite_is_chinese (lang)      ? words[i].en
             : ent_cite_is_traditional (lang) ? words[i].hant
                                              : words[i].hans;
  g_return_val_if_reached ("");
}

/**
 * ent_cite_is_chinese:
 * @lang: a language tag
 *
 * Returns: whether it is one of Chinese
 */
gboolean
ent_cite_is_chinese (const char *lang)
{
  return g_ascii_strncasecmp (lang, "zh", 2) == 0;
}

/**
 * ent_cite_is_traditional:
 * @lang: a language tag
 *
 * Returns: whether it is one of Chinese in traditional characters
 */
gboolean
ent_cite_is_traditional (const char *lang)
{
  return g_ascii_strcasecmp (lang, "zh-Hant") == 0 || g_ascii_strncasecmp (lang, "zh-Hant-", 8) == 0
         || g_ascii_strcasecmp (lang, "zh-TW") == 0 || g_ascii_strcasecmp (lang, "zh-HK") == 0
         || g_ascii_strcasecmp (lang, "zh-MO") == 0;
}

/**
 * ent_citation_language:
 * @document: a document
 *
 * Returns: (transfer none): the tag under which a dossier has the names in the language of
 *          @document, which is that of its citation
 */
const char *
ent_citation_language (const EntDocument *document)
{
  const char *lang = document->language;

  if (lang == NULL || *lang == '\0')
    lang = document->thing.name.n > 0 && *document->thing.name.tags[0] != '\0'
               ? document->thing.name.tags[0]
               : "en";
  if (!ent_cite_is_chinese (lang))
    return lang;
  return ent_cite_is_traditional (lang) ? "zh-Hant" : "zh-Hans";
}

/* ---- dates ---- */

/**
 * ent_cite_date:
 * @when: a date, or none
 *
 * Reads a date as far as citations can say it.
 *
 * Returns: its parts; those that are not known are 0
 */
EntCiteDate
ent_cite_date (const EntWhen *when)
{
  EntCiteDate date = { 0 };
  int day;

  if (when->edtf == NULL)
    return date;
  date.known = TRUE;
  date.approximate = when->date.approximate;
  date.guessed = when->date.approximate || when->date.uncertain;
  if (!when->date.open_start)
    ent_day_to_ymd (when->date.first, &date.year, &date.month, &date.day);
  if (!when->date.open_end)
    {
      int month, last_day;
      ent_day_to_ymd (when->date.last, &date.last_year, &month, &last_day);
      if (month != date.month || when->date.interval)
        date.month = date.day = 0;
      else if (last_day != date.day)
        date.day = 0;
    }
  else
    date.month = date.day = 0;
  day = date.day;
  date.day = date.month != 0 ? day : 0;
  /* 202X: some year of the decade, so a guess; 2020/2029: all of them. */
  if (date.year != date.last_year)
    {
      date.month = date.day = 0;
      date.guessed |= !when->date.interval;
    }
  return date;
}

/**
 * ent_cite_year:
 * @date: a date
 *
 * Returns: (transfer full): its year or years in digits
 */
char *
ent_cite_year (const EntCiteDate *date)
{
  if (date->year == date->last_year)
    return g_strdup_printf ("%d", date->year);
  if (date->last_year == 0)
    return g_strdup_printf ("%d–", date->year);
  if (date->year == 0)
    return g_strdup_printf ("–%d", date->last_year);
  return g_strdup_printf ("%d–%d", date->year, date->last_year);
}

/* ---- names ---- */

/**
 * ent_cite_straight_name:
 * @name: a name; "Family, Given" if the dossier tells the parts of it apart
 *
 * Returns: (transfer full): the name in the order in which it is spoken
 */
char *
ent_cite_straight_name (const char *name)
{
  const char *comma = strstr (name, ", ");

  return comma != NULL ? g_strdup_printf ("%s %.*s", comma + 2, (int)(comma - name), name)
                       : g_strdup (name);
}

static void
join (GString *line, const char *part, const char *separator)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, separator);
  g_string_append (line, part);
}

static char *
join_names (const EntDocument *document, const char *lang)
{
  const guint n = document->n_authors;
  GString *names = g_string_new (NULL);

  /* Four authors and more are cited by the first, as author-date styles do. */
  for (guint i = 0; i < (n > 3 ? 1 : n); i++)
    {
      g_autofree char *name = ent_cite_straight_name (ent_text_get (&document->authors[i], lang));
      join (names, name, ent_cite_is_chinese (lang) ? "、" : ", ");
    }
  if (n > 3)
    g_string_append (names, ent_cite_word ("and others", lang));
  return g_string_free (names, FALSE);
}

static char *
make_line (const EntDocument *document, const char *lang, gboolean with_title)
{
  const gboolean chinese = ent_cite_is_chinese (lang);
  const char *separator = chinese ? "，" : ", ";
  const char *title = ent_text_get (&document->thing.name, lang);
  g_autofree char *authors = join_names (document, lang);
  g_autofree char *date = document->issued.edtf != NULL
                              ? ent_date_format (document->issued.edtf, ENT_DATE_SHORT, lang)
                              : NULL;
  g_autofree char *quoted = g_strdup_printf (chinese ? "《%s》" : "“%s”", title);
  GString *line = g_string_new (NULL);

  join (line, authors, separator);
  if (with_title && *title != '\0')
    join (line, quoted, separator);
  join (line, ent_text_get (&document->container, lang), separator);
  join (line, date, separator);
  return g_string_free (line, FALSE);
}

/**
 * ent_citation_line:
 * @document: a document
 * @lang: the language of what the line stands in
 *
 * Cites @document in one line: authors, title, container, date; in Chinese with the punctuation of
 * Chinese.  What the dossier does not know is left out.
 *
 * Returns: (transfer full): the citation; the document's id when nothing else is known.
 */
char *
ent_citation_line (const EntDocument *document, const char *lang)
{
  char *line = make_line (document, lang, TRUE);

  if (*line != '\0')
    return line;
  g_free (line);
  return g_strdup (document->thing.id);
}

/**
 * ent_citation_origin:
 * @document: a document
 * @lang: the language of what the line stands in
 *
 * Returns: (transfer full): ent_citation_line() without the title; may be empty.
 */
char *
ent_citation_origin (const EntDocument *document, const char *lang)
{
  return make_line (document, lang, FALSE);
}

/* ---- styles ---- */

static const char *const styles[] = { "gbt7714", "chicago", "plain" };

/**
 * ent_citation_style_name:
 * @style: a style
 *
 * Returns: (transfer none): its name on the command line and in actions
 */
const char *
ent_citation_style_name (EntCitationStyle style)
{
  return styles[style];
}

/**
 * ent_citation_style_parse:
 * @name: what should be the name of a style
 * @style: (out): the style
 *
 * Returns: whether there is a style of that name
 */
gboolean
ent_citation_style_parse (const char *name, EntCitationStyle *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i], name))
      {
        *style = (EntCitationStyle)i;
        return TRUE;
      }
  return FALSE;
}

static void
cite_plain (EntCiteText *out, const EntDocument *document, const char *lang)
{
  g_autofree char *line = ent_citation_line (document, lang);

  ent_cite_put (out, line);
  if (document->url == NULL)
    return;
  ent_cite_put (out, ent_cite_is_chinese (lang) ? "，" : ", ");
  ent_cite_put_link (out, document->url);
}

/**
 * ent_citation_document:
 * @document: a document
 * @options: the style and the form; the digests' language is not looked at
 *
 * Cites @document as an entry of a list of references, in the language of the document.  What the
 * dossier does not know is left out.  The type mark of GB/T 7714 is taken from the container's name
 * and from whether there is an address.  A name is inverted only if the dossier writes it "Family,
 * Given": of any other it is not known which part is which.
 *
 * Source: GB/T 7714-2015, 8 and annex B; Chicago Manual of Style, 17th ed., 15.
 *
 * Returns: (transfer full): one line, plain or HTML
 */
char *
ent_citation_document (const EntDocument *document, const EntCitationOptions *options)
{
  EntCiteText out = { g_string_new (NULL), options->html };
  const char *lang = ent_citation_language (document);

  if (options->style == ENT_CITATION_GBT7714)
    ent_cite_gbt7714 (&out, document, lang, options->accessed);
  else if (options->style == ENT_CITATION_CHICAGO)
    ent_cite_chicago (&out, document, lang, options->accessed);
  else
    cite_plain (&out, document, lang);
  return g_string_free (out.text, FALSE);
}

/* ---- passages ---- */

/* On one line: a break between two Chinese characters is nothing, any other a space. */
static char *
join_lines (const char *text, gsize length)
{
  GString *line = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = text; p < text + length;)
    {
      const gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gboolean broken = FALSE;

      if (!g_unichar_isspace (c))
        {
          g_string_append_unichar (line, c);
          before = c;
          p = next;
          continue;
        }
      for (next = p; next < text + length && g_unichar_isspace (g_utf8_get_char (next));
           next = g_utf8_next_char (next))
        broken |= *next == '\n';
      if (before != 0 && next < text + length
          && !(broken && g_unichar_iswide (before) && g_unichar_iswide (g_utf8_get_char (next))))
        g_string_append_c (line, ' ');
      p = next;
    }
  return g_string_free (line, FALSE);
}

/**
 * ent_citation_quote:
 * @passage: a passage
 * @library: (nullable): the texts at hand
 * @paragraph: (out) (optional): the paragraph the words begin in, from 1; 0 without the text
 *
 * The words of a passage: those of the text when it was found there once, else the dossier's own
 * copy, which it has where the rights allow it.
 *
 * Returns: (transfer full) (nullable): the words on one line; %NULL when only the digest is known
 */
char *
ent_citation_quote (const EntPassage *passage, const EntLibrary *library, guint *paragraph)
{
  EntSource *source = library != NULL ? ent_library_source (library, passage->document) : NULL;
  const EntResolution *place = source != NULL ? ent_library_resolution (library, passage) : NULL;

  if (paragraph != NULL)
    *paragraph = 0;
  if (place != NULL && (place->state == ENT_ANCHOR_EXACT || place->state == ENT_ANCHOR_MOVED)
      && place->end > place->start)
    {
      const gsize from = ent_source_byte_offset (source, place->start);

      if (paragraph != NULL)
        *paragraph = ent_source_paragraph_of (source, place->start, NULL, NULL);
      return join_lines (ent_source_text (source) + from,
                         ent_source_byte_offset (source, place->end) - from);
    }
  return passage->quote != NULL ? join_lines (passage->quote, strlen (passage->quote)) : NULL;
}

static void
put_passage (EntCiteText *out,
             const EntEvidence *evidence,
             const EntLibrary *library,
             const char *digest_lang)
{
  const EntPassage *passage = evidence->passage;
  const char *lang = ent_citation_language (passage->document);
  guint paragraph;
  g_autofree char *quote = ent_citation_quote (passage, library, &paragraph);

  if (quote == NULL)
    lang = digest_lang;
  if (out->html)
    g_string_append_printf (out->text, "<p lang=\"%s\">", lang);
  if (evidence->disputes)
    ent_cite_put (out, ent_cite_word ("disputes", lang));
  if (quote == NULL)
    {
      ent_cite_put (out, ent_cite_word ("digest", lang));
      ent_cite_put (out, ent_text_get (&passage->thing.name, lang));
    }
  else
    {
      ent_cite_put (out, ent_cite_word ("open quote", lang));
      ent_cite_put (out, quote);
      ent_cite_put (out, ent_cite_word ("close quote", lang));
    }
  if (paragraph > 0)
    {
      g_auto (GStrv) parts = g_strsplit (ent_cite_word ("paragraph", lang), "%u", 2);
      g_autofree char *number = g_strdup_printf ("%s%u%s", parts[0], paragraph, parts[1]);
      ent_cite_put (out, number);
    }
  g_string_append (out->text, out->html ? "</p>\n" : "\n");
}

static void
put_document (EntCiteText *out,
              const EntDocument *document,
              const GPtrArray *evidence,
              const EntLibrary *library,
              const EntCitationOptions *options)
{
  g_autofree char *citation = ent_citation_document (document, options);

  if (out->text->len > 0 && !out->html)
    g_string_append_c (out->text, '\n');
  if (out->html)
    g_string_append (out->text, "<blockquote>\n");
  for (guint i = 0; i < evidence->len; i++)
    {
      const EntEvidence *item = g_ptr_array_index (evidence, i);
      if (item->passage->document == document)
        put_passage (out, item, library, options->lang != NULL ? options->lang : "en");
    }
  if (out->html)
    g_string_append_printf (out->text,
                            "</blockquote>\n<p lang=\"%s\">%s</p>\n",
                            ent_citation_language (document),
                            citation);
  else
    g_string_append_printf (out->text, "%s\n", citation);
}

/**
 * ent_citation_passages:
 * @evidence: (element-type EntEvidence): passages; those that dispute say so
 * @library: (nullable): the texts at hand
 * @options: the style and the form
 *
 * The words of passages, those of one document together and followed by its citation, in the order
 * in which the documents first come.  Where the words are not at hand the digest stands for them
 * and is marked as one.
 *
 * Returns: (transfer full): lines, plain or HTML; "" for no passages
 */
char *
ent_citation_passages (const GPtrArray *evidence,
                       const EntLibrary *library,
                       const EntCitationOptions *options)
{
  EntCiteText out = { g_string_new (NULL), options->html };
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < evidence->len; i++)
    {
      const EntEvidence *item = g_ptr_array_index (evidence, i);
      const EntDocument *document = item->passage->document;

      if (g_hash_table_add (done, (gpointer)document))
        put_document (&out, document, evidence, library, options);
    }
  return g_string_free (out.text, FALSE);
}
