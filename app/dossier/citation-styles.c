/* The two styles that have rules. */
#include <string.h>

#include "dossier/citation-private.h"

/**
 * ent_cite_put:
 * @out: the citation
 * @text: UTF-8
 *
 * Appends words to the citation.
 */
void
ent_cite_put (EntCiteText *out, const char *text)
{
  g_autofree char *escaped = out->html ? g_markup_escape_text (text, -1) : NULL;

  g_string_append (out->text, escaped != NULL ? escaped : text);
}

/**
 * ent_cite_put_link:
 * @out: the citation
 * @url: an address
 *
 * Appends an address, in HTML one that can be followed.
 */
void
ent_cite_put_link (EntCiteText *out, const char *url)
{
  g_autofree char *escaped = g_markup_escape_text (url, -1);

  if (out->html)
    g_string_append_printf (out->text, "<a href=\"%s\">%s</a>", escaped, escaped);
  else
    g_string_append (out->text, url);
}

static void
put_italic (EntCiteText *out, const char *text)
{
  g_string_append (out->text, out->html ? "<i>" : "");
  ent_cite_put (out, text);
  g_string_append (out->text, out->html ? "</i>" : "");
}

static void
take (EntCiteText *out, char *text)
{
  ent_cite_put (out, text);
  g_free (text);
}

/* Ends a part with a full stop, unless it has one. */
static void
put_stop (EntCiteText *out)
{
  if (out->text->len > 0 && strchr (".?!", out->text->str[out->text->len - 1]) == NULL)
    g_string_append_c (out->text, '.');
}

/* ---- GB/T 7714-2015 ---- */

/* In Chinese the last word of a name says what it names, in English any may. */
static gboolean
has_any (const char *name, const char *const *marks)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (; *marks != NULL; marks++)
    if (g_ascii_isalpha (**marks) ? strstr (folded, *marks) != NULL
                                  : g_str_has_suffix (folded, *marks))
      return TRUE;
  return FALSE;
}

/* Whether any of the names of the container says what it is. */
static gboolean
is_called (const EntText *container, const char *const *marks)
{
  for (guint i = 0; i < container->n; i++)
    if (has_any (container->values[i], marks))
      return TRUE;
  return FALSE;
}

/* The type mark: J journal, N newspaper, EB what is only on line, Z what is not known. */
static const char *
type_mark (const EntDocument *document)
{
  static const char *const journals[]
      = { "学报",    "學報",    "评论",     "評論",     "研究",       "杂志",
          "雜誌",    "季刊",    "月刊",     "review",   "journal of", "quarterly",
          "studies", "affairs", "magazine", "bulletin", NULL };
  static const char *const papers[] = {
    "报",      "報",       "newspaper",           "daily",           "times", "herald", "tribune",
    "gazette", "guardian", "wall street journal", "washington post", NULL
  };
  const gboolean online = document->url != NULL;

  if (is_called (&document->container, journals))
    return online ? "J/OL" : "J";
  if (is_called (&document->container, papers))
    return online ? "N/OL" : "N";
  return online ? "EB/OL" : "Z";
}

/* "Smith, Julianne Marie" → "SMITH J M". */
static char *
initials (const char *name)
{
  const char *comma = strstr (name, ", ");
  GString *out;

  if (comma == NULL)
    return g_strdup (name);
  g_autofree char *family = g_utf8_strup (name, comma - name);
  g_auto (GStrv) given = g_strsplit_set (comma + 2, " -", -1);
  out = g_string_new (family);
  for (guint i = 0; given[i] != NULL; i++)
    if (*given[i] != '\0')
      {
        g_string_append_c (out, ' ');
        g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (given[i])));
      }
  return g_string_free (out, FALSE);
}

static void
put_gbt_authors (EntCiteText *out, const EntDocument *document, const char *lang)
{
  for (guint i = 0; i < MIN (document->n_authors, 3); i++)
    {
      g_autofree char *name = initials (ent_text_get (&document->authors[i], lang));
      ent_cite_put (out, i > 0 ? ", " : "");
      ent_cite_put (out, name);
    }
  if (document->n_authors > 3)
    ent_cite_put (out, ent_cite_is_chinese (lang) ? ", 等" : ", et al");
  if (document->n_authors > 0)
    {
      put_stop (out);
      ent_cite_put (out, " ");
    }
}

/* "2025-12-01" as far as it is known; a guess in brackets. */
static char *
iso_date (const EntCiteDate *date)
{
  g_autofree char *year = ent_cite_year (date);

  if (date->guessed)
    return g_strdup_printf ("[%s]", year);
  if (date->day != 0)
    return g_strdup_printf ("%s-%02d-%02d", year, date->month, date->day);
  return date->month != 0 ? g_strdup_printf ("%s-%02d", year, date->month)
                          : g_steal_pointer (&year);
}

static gboolean
read_accessed (const char *accessed, EntCiteDate *date)
{
  EntWhen when = { .edtf = accessed };

  if (accessed == NULL || !ent_date_parse (accessed, &when.date, NULL))
    return FALSE;
  *date = ent_cite_date (&when);
  return TRUE;
}

/**
 * ent_cite_gbt7714:
 * @out: what to append to
 * @document: a document
 * @lang: its language
 * @accessed: (nullable): when it was read at its address
 *
 * Cites @document by GB/T 7714-2015; its punctuation is the same in all languages.
 */
void
ent_cite_gbt7714 (EntCiteText *out,
                  const EntDocument *document,
                  const char *lang,
                  const char *accessed)
{
  const char *container = ent_text_get (&document->container, lang);
  const char *mark = type_mark (document);
  const gboolean online = g_str_equal (mark, "EB/OL");
  EntCiteDate date = ent_cite_date (&document->issued), read;
  g_autofree char *day = date.known ? iso_date (&date) : NULL;
  g_autofree char *year = date.known ? ent_cite_year (&date) : NULL;

  put_gbt_authors (out, document, lang);
  ent_cite_put (out, ent_text_get (&document->thing.name, lang));
  take (out, g_strdup_printf ("[%s]", mark));
  /* What is part of a site stands after "//"; what is part of a journal or a paper after a stop. */
  if (*container != '\0')
    {
      ent_cite_put (out, online ? "//" : ". ");
      ent_cite_put (out, container);
    }
  if (online)
    {
      ent_cite_put (out, ". ");
      if (day != NULL)
        take (out, g_strdup_printf ("(%s)", day));
    }
  else if (day != NULL)
    {
      /* A journal is dated by its year, which its number would refine. */
      ent_cite_put (out, *container != '\0' ? ", " : ". ");
      ent_cite_put (out, *mark == 'J' && !date.guessed ? year : day);
    }
  if (document->url != NULL)
    {
      if (read_accessed (accessed, &read))
        {
          g_autofree char *on = iso_date (&read);
          take (out, g_strdup_printf ("[%s]", on));
        }
      if (!g_str_has_suffix (out->text->str, ". "))
        ent_cite_put (out, ". ");
      ent_cite_put_link (out, document->url);
    }
  g_string_append_c (out->text, '.');
}

/* ---- Chicago, author-date ---- */

/* The year as the key to the entry: [2025?] may be that year, [ca. 2025] is about then. */
static char *
key_year (const EntCiteDate *date, const char *lang)
{
  if (!date->known)
    return g_strdup (ent_cite_word ("no date", lang));
  g_autofree char *year = ent_cite_year (date);
  if (!date->guessed)
    return g_steal_pointer (&year);
  if (ent_cite_is_chinese (lang))
    return g_strdup_printf ("[%s]", year);
  return g_strdup_printf (date->approximate ? "[ca. %s]" : "[%s?]", year);
}

/* "December 1, 2025", as American English has it. */
static char *
month_day (const EntCiteDate *date)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };

  if (date->month == 0 || date->guessed)
    return NULL;
  if (date->day == 0)
    return g_strdup_printf ("%s %d", months[date->month - 1], date->year);
  return g_strdup_printf ("%s %d, %d", months[date->month - 1], date->day, date->year);
}

/* The first name as the dossier has it, the others in the order in which they are spoken; of more
 * than ten, seven. */
static void
put_chicago_authors (EntCiteText *out, const EntDocument *document, const char *lang)
{
  const guint n = document->n_authors, shown = n > 10 ? 7 : n;

  for (guint i = 0; i < shown; i++)
    {
      const char *name = ent_text_get (&document->authors[i], lang);
      if (i == 0)
        {
          ent_cite_put (out, name);
          continue;
        }
      /* an inverted name is set off by a comma from the only other */
      const gboolean comma = n > 2 || strstr (out->text->str, ", ") != NULL;
      ent_cite_put (out, i < n - 1 ? ", " : comma ? ", and " : " and ");
      take (out, ent_cite_straight_name (name));
    }
  if (n > shown)
    ent_cite_put (out, ent_cite_word ("and others", lang));
}

static void
put_title (EntCiteText *out, const EntDocument *document, const char *lang)
{
  const char *title = ent_text_get (&document->thing.name, lang);
  const gboolean ends = *title != '\0' && strchr (".?!", title[strlen (title) - 1]) != NULL;

  ent_cite_put (out, "“");
  ent_cite_put (out, title);
  ent_cite_put (out, ends ? "”" : ".”");
}

static void
cite_western (EntCiteText *out, const EntDocument *document, const char *lang, const char *accessed)
{
  const char *container = ent_text_get (&document->container, lang);
  const EntCiteDate date = ent_cite_date (&document->issued);
  g_autofree char *year = key_year (&date, lang);
  g_autofree char *day = month_day (&date);
  EntCiteDate read;

  /* Without an author the title comes first, and is what the entry is found by. */
  if (document->n_authors > 0)
    {
      put_chicago_authors (out, document, lang);
      put_stop (out);
    }
  else
    put_title (out, document, lang);
  take (out, g_strdup_printf (" %s", year));
  put_stop (out);
  if (document->n_authors > 0)
    {
      ent_cite_put (out, " ");
      put_title (out, document, lang);
    }
  if (*container != '\0')
    {
      ent_cite_put (out, " ");
      put_italic (out, container);
    }
  if (day != NULL)
    {
      ent_cite_put (out, *container != '\0' ? ", " : " ");
      ent_cite_put (out, day);
    }
  if (*container != '\0' || day != NULL)
    ent_cite_put (out, ".");
  if (document->url == NULL)
    return;
  if (read_accessed (accessed, &read))
    {
      g_autofree char *on = month_day (&read);
      g_autofree char *read_year = ent_cite_year (&read);
      ent_cite_put (out, " Accessed ");
      ent_cite_put (out, on != NULL ? on : read_year);
      ent_cite_put (out, ".");
    }
  ent_cite_put (out, " ");
  ent_cite_put_link (out, document->url);
  ent_cite_put (out, ".");
}

/* As journals of the social sciences in Chinese write the style. */
static void
cite_chinese (EntCiteText *out, const EntDocument *document, const char *lang, const char *accessed)
{
  const char *container = ent_text_get (&document->container, lang);
  const EntCiteDate date = ent_cite_date (&document->issued);
  EntCiteDate read;
  g_autofree char *year = key_year (&date, lang);

  for (guint i = 0; i < document->n_authors; i++)
    {
      ent_cite_put (out, i > 0 ? "、" : "");
      ent_cite_put (out, ent_text_get (&document->authors[i], lang));
    }
  for (guint part = 0; part < 2; part++)
    {
      const gboolean title = (part == 0) == (document->n_authors == 0);
      ent_cite_put (out, out->text->len > 0 ? "，" : "");
      ent_cite_put (out, title ? ent_cite_word ("open title", lang) : year);
      if (title)
        {
          ent_cite_put (out, ent_text_get (&document->thing.name, lang));
          ent_cite_put (out, ent_cite_word ("close title", lang));
        }
    }
  if (*container != '\0')
    take (out, g_strdup_printf ("，《%s》", container));
  if (date.month != 0 && !date.guessed)
    {
      ent_cite_put (out, "，");
      take (out, g_strdup_printf (date.day != 0 ? "%d月%d日" : "%d月", date.month, date.day));
    }
  if (document->url != NULL)
    {
      ent_cite_put (out, "，");
      ent_cite_put_link (out, document->url);
      if (read_accessed (accessed, &read))
        {
          g_autofree char *on = ent_date_format (accessed, ENT_DATE_LONG, lang);
          ent_cite_put (out, ent_cite_is_traditional (lang) ? "，存取於" : "，访问于");
          ent_cite_put (out, on);
        }
    }
  ent_cite_put (out, "。");
}

/**
 * ent_cite_chicago:
 * @out: what to append to
 * @document: a document
 * @lang: its language
 * @accessed: (nullable): when it was read at its address
 *
 * Cites @document by author and date as the Chicago Manual of Style does, 17th edition; in Chinese
 * with the punctuation of Chinese.
 */
void
ent_cite_chicago (EntCiteText *out,
                  const EntDocument *document,
                  const char *lang,
                  const char *accessed)
{
  if (ent_cite_is_chinese (lang))
    cite_chinese (out, document, lang, accessed);
  else
    cite_western (out, document, lang, accessed);
}
