/* Citations in three styles, alone and under quotations. */
#include "dossier/anchor.h"
#include "dossier/citation.h"
#include "sample.h"

#define TEXT "Alpha met Beta\nat the pier.\n甲方在码头\n会见乙方。\n"

/* Documents as the file writes them, single quotes for double ones; \u0027 where one is meant. */
#define SMITH                                                                                      \
  "'title':'On piers','authors':['Smith, Julianne','Ford, Lindsey Anne'],"                         \
  "'container':'Pier Review','issued':'2025-12-01','language':'en'"
#define WANG                                                                                       \
  "'title':{'en':'On piers','zh-Hans':'论码头','zh-Hant':'論碼頭'},"                         \
  "'authors':[{'en':'Wang Peng','zh-Hans':'王鹏','zh-Hant':'王鵬'}]"

/* The anchor of a span of TEXT, as the file writes it. */
static char *
anchor (guint start, guint end)
{
  g_autoptr (EntSource) source = ent_source_new (TEXT, strlen (TEXT), "text", NULL);
  g_autoptr (EntJson) json = ent_anchor_new (source, start, end, NULL);

  return ent_json_write_compact (json);
}

static EntDossier *
parse (const char *document)
{
  g_autofree char *met = anchor (0, 26);
  g_autofree char *meets = anchor (28, 38);
  g_autofree char *quoted = g_strdup_printf (
      "{'format':'entente-dossier','version':1,'id':'d','title':'D',"
      "'documents':[{'id':'doc',%s,'text':{'content':'Alpha met Beta\\nat the pier.\\n"
      "甲方在码头\\n会见乙方。\\n'}},"
      "{'id':'far','title':'Far','language':'en','issued':'2019','text':{'length':20}}],"
      "'passages':["
      "{'id':'p1','document':'doc','anchor':%s,'digest':'They met.'},"
      "{'id':'p2','document':'doc','anchor':%s,"
      "'digest':{'en':'Party A meets.','zh-Hans':'甲方会见。'}},"
      "{'id':'p3','document':'far','anchor':{'start':3,'end':9},'digest':'Far <away>.'},"
      "{'id':'p4','document':'far','digest':'Nearer.','quote':'so\\nfar'}]}",
      document,
      met,
      meets);

  for (char *c = quoted; *c != '\0'; c++)
    if (*c == '\'')
      *c = '"';
  return parse_sample (quoted);
}

static const EntDocument *
first_document (EntDossier *dossier)
{
  return g_ptr_array_index (ent_dossier_documents (dossier), 0);
}

static void
test_documents (void)
{
  static const struct
  {
    const char *document, *gbt7714, *chicago, *plain;
  } cases[] = {
    /* a journal; two names in parts */
    { SMITH,
      "SMITH J, FORD L A. On piers[J]. Pier Review, 2025.",
      "Smith, Julianne, and Lindsey Anne Ford. 2025. “On piers.” Pier Review, December 1, 2025.",
      "Julianne Smith, Lindsey Anne Ford, “On piers”, Pier Review, 1 Dec 2025" },
    /* its issue on line */
    { SMITH ",'url':'https://example.org/a'",
      "SMITH J, FORD L A. On piers[J/OL]. Pier Review, 2025. https://example.org/a.",
      "Smith, Julianne, and Lindsey Anne Ford. 2025. “On piers.” Pier Review, December 1, 2025. "
      "https://example.org/a.",
      "Julianne Smith, Lindsey Anne Ford, “On piers”, Pier Review, 1 Dec 2025, "
      "https://example.org/a" },
    /* Chinese: by the language of the document, not of its first name */
    { WANG ",'container':{'en':'Pier Studies','zh-Hans':'码头研究'},'issued':'2024-03',"
           "'language':'zh-Hans'",
      "王鹏. 论码头[J]. 码头研究, 2024.",
      "王鹏，2024，《论码头》，《码头研究》，3月。",
      "王鹏，《论码头》，码头研究，2024年3月" },
    { WANG ",'container':{'zh-Hant':'碼頭日報'},'issued':'2024-03-09','language':'zh-TW'",
      "王鵬. 論碼頭[N]. 碼頭日報, 2024-03-09.",
      "王鵬，2024，〈論碼頭〉，《碼頭日報》，3月9日。",
      "王鵬，《論碼頭》，碼頭日報，2024年3月9日" },
    /* only on line, the year a guess */
    { WANG ",'container':{'zh-Hans':'码头网'},'issued':'2025~','language':'zh-Hans',"
           "'url':'https://example.org/?a=1&b=2'",
      "王鹏. 论码头[EB/OL]//码头网. ([2025]). https://example.org/?a=1&b=2.",
      "王鹏，[2025]，《论码头》，《码头网》，https://example.org/?a=1&b=2。",
      NULL },
    { "'title':'A page?','url':'https://example.org/','language':'en'",
      "A page?[EB/OL]. https://example.org/.",
      "“A page?” n.d. https://example.org/.",
      "“A page?”, https://example.org/" },
    /* a newspaper; four authors; a year that may be another */
    { "'title':'T','authors':['Ann','Bob','Cyd','Dee'],'container':'The Harbour Times',"
      "'issued':'2020?','language':'en'",
      "Ann, Bob, Cyd, et al. T[N]. The Harbour Times, [2020].",
      "Ann, Bob, Cyd, and Dee. [2020?]. “T.” The Harbour Times.",
      NULL },
    { "'title':'T','authors':['Julianne Smith','Lindsey Ford'],'issued':'202X','language':'en'",
      "Julianne Smith, Lindsey Ford. T[Z]. [2020–2029].",
      "Julianne Smith and Lindsey Ford. [2020–2029?]. “T.”",
      "Julianne Smith, Lindsey Ford, “T”, 2020s" },
    { "'title':'T','issued':'2017/..','language':'en'", "T[Z]. 2017–.", "“T.” 2017–.", NULL },
    { "'title':'题目','issued':'2018-12/2019-01','language':'zh-Hans'",
      "题目[Z]. 2018–2019.",
      "《题目》，2018–2019。",
      NULL },
    /* an institute is no journal, whatever it studies */
    { "'title':'T','container':{'zh-Hans':'码头研究所'},'issued':'2001','language':'zh-Hans'",
      "T[Z]. 码头研究所, 2001.",
      "《T》，2001，《码头研究所》。",
      NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *expected[] = { cases[i].gbt7714, cases[i].chicago, cases[i].plain };
      g_autoptr (EntDossier) dossier = parse (cases[i].document);

      for (guint style = 0; style < ENT_N_CITATION_STYLES; style++)
        {
          const EntCitationOptions options = { .style = style };
          g_autofree char *found = ent_citation_document (first_document (dossier), &options);
          if (expected[style] != NULL)
            g_assert_cmpstr (found, ==, expected[style]);
        }
    }
}

/* When it was read is said only of what has an address. */
static void
test_accessed (void)
{
  static const struct
  {
    const char *document;
    EntCitationStyle style;
    const char *citation;
  } cases[] = {
    { SMITH ",'url':'u:a'",
      ENT_CITATION_GBT7714,
      "SMITH J, FORD L A. On piers[J/OL]. Pier Review, 2025[2026-01-05]. u:a." },
    { SMITH ",'url':'u:a'",
      ENT_CITATION_CHICAGO,
      "Smith, Julianne, and Lindsey Anne Ford. 2025. “On piers.” Pier Review, December 1, 2025. "
      "Accessed January 5, 2026. u:a." },
    { SMITH, ENT_CITATION_GBT7714, "SMITH J, FORD L A. On piers[J]. Pier Review, 2025." },
    { WANG ",'language':'zh-Hans','url':'u:a'",
      ENT_CITATION_GBT7714,
      "王鹏. 论码头[EB/OL]. [2026-01-05]. u:a." },
    { WANG ",'language':'zh-Hans','url':'u:a'",
      ENT_CITATION_CHICAGO,
      "王鹏，无日期，《论码头》，u:a，访问于2026年1月5日。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDossier) dossier = parse (cases[i].document);
      const EntCitationOptions options = { .style = cases[i].style, .accessed = "2026-01-05" };
      g_autofree char *found = ent_citation_document (first_document (dossier), &options);

      g_assert_cmpstr (found, ==, cases[i].citation);
    }
}

static void
test_html (void)
{
  g_autoptr (EntDossier) dossier = parse ("'title':'A <b> & c','authors':['A & B'],"
                                          "'container':'Pier Review','issued':'2020',"
                                          "'language':'en','url':'https://example.org/?a&b'");
  const EntCitationOptions options = { .style = ENT_CITATION_CHICAGO, .html = TRUE };
  g_autofree char *found = ent_citation_document (first_document (dossier), &options);

  g_assert_cmpstr (found,
                   ==,
                   "A &amp; B. 2020. “A &lt;b&gt; &amp; c.” <i>Pier Review</i>. "
                   "<a href=\"https://example.org/?a&amp;b\">https://example.org/?a&amp;b</a>.");
}

static GPtrArray *
evidence_of (EntDossier *dossier, EntEvidence items[4])
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < 4; i++)
    {
      items[i] = (EntEvidence){ .passage = g_ptr_array_index (ent_dossier_passages (dossier), i),
                                .disputes = i == 1 };
      g_ptr_array_add (list, &items[i]);
    }
  return list;
}

static void
test_passages (void)
{
  g_autoptr (EntDossier) dossier = parse (SMITH);
  EntEvidence items[4];
  g_autoptr (GPtrArray) evidence = evidence_of (dossier, items);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
  EntCitationOptions options = { .style = ENT_CITATION_GBT7714, .lang = "zh-Hans" };
  g_autofree char *with = ent_citation_passages (evidence, library, &options);
  g_autofree char *without = ent_citation_passages (evidence, NULL, &options);
  g_autofree char *nothing = ent_citation_passages (none, library, &options);

  /* words that are not there are a digest, and say so; a broken line is mended as its script asks;
   * a stored quote serves where there is no text */
  g_assert_cmpstr (with,
                   ==,
                   "“Alpha met Beta at the pier” (para. 1)\n"
                   "[Disputes] “甲方在码头会见乙方” (para. 3)\n"
                   "SMITH J, FORD L A. On piers[J]. Pier Review, 2025.\n"
                   "\n"
                   "［摘述］Far <away>.\n"
                   "“so far”\n"
                   "Far[Z]. 2019.\n");
  g_assert_true (g_str_has_prefix (without, "［摘述］They met.\n［反驳］［摘述］甲方会见。\n"));
  g_assert_cmpstr (nothing, ==, "");

  options.html = TRUE;
  g_autofree char *html = ent_citation_passages (evidence, NULL, &options);
  g_assert_nonnull (strstr (html, "<p lang=\"zh-Hans\">［摘述］Far &lt;away&gt;.</p>"));
  g_assert_nonnull (strstr (html, "</blockquote>\n<p lang=\"en\">Far[Z]. 2019.</p>"));
}

/* Quotation marks and the word for a paragraph are those of the document's script. */
static void
test_quotation_marks (void)
{
  static const char *const cases[][2] = {
    { "'title':'T','language':'zh-Hans'", "“甲方在码头会见乙方”（第3段）\n《T》\n" },
    { "'title':'T','language':'zh-Hant'", "「甲方在码头会见乙方」（第3段）\n《T》\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDossier) dossier = parse (cases[i][0]);
      g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
      EntEvidence item = { .passage = g_ptr_array_index (ent_dossier_passages (dossier), 1) };
      g_autoptr (GPtrArray) list = g_ptr_array_new ();
      const EntCitationOptions options = { .style = ENT_CITATION_PLAIN };

      g_ptr_array_add (list, &item);
      g_autofree char *found = ent_citation_passages (list, library, &options);
      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static void
test_line (void)
{
  g_autoptr (EntDossier) dossier = parse (WANG ",'issued':'2025~','language':'zh-Hans'");
  g_autoptr (EntDossier) bare = parse ("'title':''");
  g_autofree char *en = ent_citation_line (first_document (dossier), "en");
  g_autofree char *origin = ent_citation_origin (first_document (dossier), "zh-Hant");
  g_autofree char *id = ent_citation_line (first_document (bare), "en");

  g_assert_cmpstr (en, ==, "Wang Peng, “On piers”, c. 2025");
  g_assert_true (g_str_has_prefix (origin, "王鵬，"));
  g_assert_null (strstr (origin, "論碼頭"));
  g_assert_cmpstr (id, ==, "doc");
}

static void
test_style_names (void)
{
  EntCitationStyle style = ENT_N_CITATION_STYLES;

  for (guint i = 0; i < ENT_N_CITATION_STYLES; i++)
    {
      g_assert_true (ent_citation_style_parse (ent_citation_style_name (i), &style));
      g_assert_cmpuint (style, ==, i);
    }
  g_assert_false (ent_citation_style_parse ("mla", &style));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation/documents", test_documents);
  g_test_add_func ("/citation/accessed", test_accessed);
  g_test_add_func ("/citation/html", test_html);
  g_test_add_func ("/citation/passages", test_passages);
  g_test_add_func ("/citation/quotation-marks", test_quotation_marks);
  g_test_add_func ("/citation/line", test_line);
  g_test_add_func ("/citation/style-names", test_style_names);
  return g_test_run ();
}
