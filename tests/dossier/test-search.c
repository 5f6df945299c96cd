#include <string.h>

#include "dossier/dossier-file.h"
#include "dossier/search-private.h"

/* Single quotes stand for double ones. */
static const char dossier_text[]
    = "{'format':'entente-dossier','version':1,'id':'d','title':'D',"
      "'documents':[{'id':'doc','title':{'en':'Minutes','zh-Hans':'记录'},'text':{'content':"
      "'特朗普走进会场。\\n川普與金正恩握手，金 正 恩笑了。\\nDonald Trump left; KIM JONG-UN "
      "stayed.\\n卫星在天上。\\nHer andiron, "
      "a grand grandiose strand and the U.S. bus\\nled here.'}}],"
      "'passages':[{'id':'p-shake','document':'doc','anchor':{'start':9,'end':25,'hash':'@HASH@',"
      "'grams':[]},'digest':{'en':'They shake hands.','zh-Hans':'二人握手。'},"
      "'note':'Trump is named 川普 here.','tags':['stage']}],"
      "'tags':[{'id':'stage','name':{'en':'On stage','zh-Hans':'台前'}}],"
      "'actors':["
      "{'id':'trumpet','kind':'concept','name':'Trumpet'},"
      "{'id':'trump','kind':'person','name':{'en':'Donald Trump','zh-Hans':'特朗普'},"
      "'short':'Trump','aliases':['川普'],'evidence':['p-shake']},"
      "{'id':'kim','kind':'person','name':{'en':'Kim Jong Un','zh-Hans':'金正恩'}},"
      "{'id':'satellite','kind':'concept','name':{'en':'Satellite','zh-Hans':'卫星',"
      "'zh-Hant':'衛星'}},"
      "{'id':'g-1','kind':'concept','name':'Gora','aliases':['甲甲']},"
      "{'id':'g-2','kind':'concept','name':'Gorb','aliases':['乙乙']},"
      "{'id':'g-3','kind':'concept','name':'Gorc','aliases':['丙丙']},"
      "{'id':'g-4','kind':'concept','name':'Gord','aliases':['丁丁']},"
      "{'id':'usa','kind':'state','name':{'en':'United States','zh-Hans':'美国'},'short':'US'}],"
      "'relation_types':[{'id':'meets','name':'meets','directed':false}],"
      "'relations':[{'id':'r-meet','type':'meets','from':'trump','to':'kim',"
      "'label':{'en':'Handshake on the stage','zh-Hans':'台上握手'},'evidence':['p-shake']}]}";

typedef struct
{
  EntDossier *dossier;
  EntLibrary *library;
  EntSearchIndex *index;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new (dossier_text);
  /* the folded words of the passage: the second line without its first name */
  g_autofree char *hash
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "川普与金正恩握手金正恩笑了", -1);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  hash[16] = '\0';
  g_string_replace (json, "'", "\"", 0);
  g_string_replace (json, "@HASH@", hash, 0);
  f->dossier = ent_dossier_parse (json->str, json->len, "d", &problems, NULL, &error);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_test_message ("%s", ((EntProblem *)g_ptr_array_index (problems, i))->message);
  g_assert_no_error (error);
  f->library = ent_library_new (f->dossier, NULL, NULL, NULL, NULL);
  f->index = ent_search_index_new (f->dossier, f->library, NULL, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ent_search_index_unref (f->index);
  ent_library_unref (f->library);
  ent_dossier_unref (f->dossier);
}

/* "actor:trump[Donald »Trump«]" …, of all kinds in their order. */
static char *
describe (const EntFindings *findings)
{
  GString *out = g_string_new (NULL);

  for (EntFound found = 0; found < ENT_N_FOUND; found++)
    for (guint i = 0; i < ent_findings_count (findings, found); i++)
      {
        g_autoptr (EntHit) hit = ent_findings_hit (findings, found, i);

        g_assert_cmpint (hit->found, ==, found);
        g_string_append_printf (out,
                                "%s%s[%.*s»%.*s«%s]",
                                out->len > 0 ? " " : "",
                                hit->thing->mark_id,
                                (int)hit->match_start,
                                hit->context,
                                (int)(hit->match_end - hit->match_start),
                                hit->context + hit->match_start,
                                hit->context + hit->match_end);
      }
  return g_string_free (out, FALSE);
}

static void
test_hits (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *query, *lang, *hits, *also;
  } rows[] = {
    { "", "en", "", "" },
    { " -，", "en", "", "" },
    { "no such words", "en", "", "" },
    /* whole names before beginnings; notes; paragraphs, those of other names too */
    { "trump",
      "en",
      "actor:trump[»Trump«] actor:trumpet[»Trump«et] passage:p-shake[»Trump« is named 川普 here.] "
      "document:doc[»特朗普«走进会场。] passage:p-shake[»川普«與金正恩握手，金 正 恩笑了。] "
      "document:doc[Donald »Trump« left; KIM JONG-UN stayed.]",
      "川普 特朗普" },
    { "川普",
      "en",
      "actor:trump[»川普«] passage:p-shake[Trump is named »川普« here.] "
      "document:doc[»特朗普«走进会场。] passage:p-shake[»川普«與金正恩握手，金 正 恩笑了。] "
      "document:doc[Donald »Trump« left; KIM JONG-UN stayed.]",
      "Trump 特朗普" },
    { "金正恩",
      "zh-Hans",
      "actor:kim[»金正恩«] passage:p-shake[川普與»金正恩«握手，金 正 恩笑了。] "
      "document:doc[…Trump left; »KIM JONG-UN« stayed.]",
      "Kim Jong Un" },
    /* a beginning of a name stands for it */
    { "金正",
      "zh-Hans",
      "actor:kim[»金正«恩] passage:p-shake[川普與»金正«恩握手，金 正 恩笑了。] "
      "document:doc[…Trump left; »KIM JONG-UN« stayed.]",
      "Kim Jong Un" },
    { "kim jong",
      "zh-Hans",
      "actor:kim[»Kim Jong« Un] passage:p-shake[川普與»金正恩«握手，金 正 恩笑了。] "
      "document:doc[…Trump left; »KIM JONG«-UN stayed.]",
      "金正恩" },
    /* not of many names */
    { "gor", "en", "actor:g-1[»Gor«a] actor:g-2[»Gor«b] actor:g-3[»Gor«c] actor:g-4[»Gor«d]", "" },
    { "gora", "en", "actor:g-1[»Gora«]", "甲甲" },
    /* the other script, and the name in the language shown */
    { "衛星", "zh-Hans", "actor:satellite[»卫星«] document:doc[»卫星«在天上。]", "Satellite" },
    { "卫星", "zh-Hant", "actor:satellite[»衛星«] document:doc[»卫星«在天上。]", "Satellite" },
    { "握手",
      "zh-Hans",
      "relation:r-meet[台上»握手«] passage:p-shake[二人»握手«。] "
      "passage:p-shake[川普與金正恩»握手«，金 正 恩笑了。]",
      "" },
    { "HANDS",
      "en",
      "relation:r-meet[»Hands«hake on the stage] passage:p-shake[They shake »hands«.]",
      "" },
    { "minutes", "zh-Hans", "document:doc[»Minutes«]", "" },
    /* tags, in the language shown */
    { "台前", "en", "passage:p-shake[»台前«]", "" },
    /* a whole word where there is one; not what runs from one word into another */
    { "and",
      "en",
      "relation:r-meet[H»and«shake on the stage] passage:p-shake[They shake h»and«s.] "
      "document:doc[…grandiose strand »and« the U.S. bus]",
      "" },
    { "busled", "en", "document:doc[…and the U.S. »bus led«]", "" },
    { "rand", "en", "document:doc[Her andiron, a g»rand« grandiose strand and the U.S. bus]", "" },
    { "randan", "en", "", "" },
    { "ra", "en", "", "" },
    /* letters within words are not looked for, nor a short name within a word */
    { "us",
      "en",
      "actor:usa[»US«] document:doc[…strand and the »U.S«. bus]",
      "美国 United States" },
    { "美国",
      "zh-Hans",
      "actor:usa[»美国«] document:doc[…strand and the »U.S«. bus]",
      "US United States" },
    { "nit", "en", "actor:usa[U»nit«ed States]", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntFindings) findings = ent_search (f->index, rows[i].query, rows[i].lang, NULL);
      g_autofree char *found = describe (findings);
      g_autofree char *also = g_strjoinv (" ", (char **)ent_findings_also (findings));

      g_assert_cmpstr (found, ==, rows[i].hits);
      g_assert_cmpstr (also, ==, rows[i].also);
    }
}

static void
test_places (Fixture *f, gconstpointer data)
{
  g_autoptr (EntFindings) findings = ent_search (f->index, "金正恩", "en", NULL);
  g_autoptr (EntHit) name = ent_findings_hit (findings, ENT_FOUND_ACTORS, 0);
  g_autoptr (EntHit) first = ent_findings_hit (findings, ENT_FOUND_TEXTS, 0);
  g_autoptr (EntHit) second = ent_findings_hit (findings, ENT_FOUND_TEXTS, 1);

  g_assert_null (name->document);
  g_assert_cmpstr (first->document->thing.id, ==, "doc");
  g_assert_cmpuint (first->start, ==, 12);
  g_assert_cmpuint (first->end, ==, 15);
  g_assert_cmpuint (second->start, ==, 46);
  g_assert_cmpuint (second->end, ==, 57);
}

static void
test_without_texts (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSearchIndex) index = ent_search_index_new (f->dossier, NULL, f->index, NULL);
  g_autoptr (EntFindings) findings = ent_search (index, "trump", "en", NULL);

  g_assert_cmpuint (ent_findings_count (findings, ENT_FOUND_ACTORS), ==, 2);
  g_assert_cmpuint (ent_findings_count (findings, ENT_FOUND_TEXTS), ==, 0);
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSearchIndex) index = ent_search_index_new (f->dossier, f->library, f->index, NULL);
  g_autoptr (EntFindings) before = ent_search (f->index, "trump", "en", NULL);

  /* what was found outlives the index, and texts that were taken over too */
  g_clear_pointer (&f->index, ent_search_index_unref);
  g_autoptr (EntFindings) after = ent_search (index, "trump", "en", NULL);
  g_clear_pointer (&index, ent_search_index_unref);
  g_autofree char *x = describe (before), *y = describe (after);
  g_assert_cmpstr (x, ==, y);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_assert_null (ent_search (f->index, "trump", "en", cancelled));
  g_assert_null (ent_search_index_new (f->dossier, f->library, NULL, cancelled));
}

/* Every place of a block, its ends, and needles as long as the hay, against a plain search. */
static void
test_scan (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 400; round++)
    {
      const guint n = 1 + (guint)g_rand_int_range (random, 0, 300);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (EntHay) hay = ent_hay_new ();
      EntNeedle needle;

      for (guint i = 0; i < n; i++)
        g_string_append (text, i % 7 == 3 ? "国" : g_rand_boolean (random) ? "a" : "b");
      g_autoptr (EntFolded) folded = ent_fold (text->str, -1);
      ent_hay_add (hay, folded);
      ent_hay_end_word (hay);
      const gsize first = (gsize)g_rand_int_range (random, 0, (gint32)n);
      const gsize length = (gsize)g_rand_int_range (random, 1, (gint32)MIN (n - first, 9) + 1);
      g_autofree char *words
          = g_utf8_substring (folded->text, (glong)first, (glong)(first + length));
      ent_needle_init (&needle, words, FALSE);
      needle.only_beginnings = FALSE;
      for (gsize from = 0; from <= hay->n; from++)
        {
          const char *place = strstr (hay->bytes + from, words);
          const gsize expected = place != NULL ? (gsize)(place - hay->bytes) : hay->n;

          g_assert_cmpuint (ent_hay_find (hay, &needle, from, hay->n), ==, expected);
        }
      ent_needle_clear (&needle);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/dossier/search/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("hits", test_hits);
  ADD ("places", test_places);
  ADD ("without-texts", test_without_texts);
  ADD ("again", test_again);
  ADD ("cancel", test_cancel);
  g_test_add_func ("/dossier/search/scan", test_scan);
  return g_test_run ();
}
