#include <string.h>

#include "dossier/dossier-file.h"
#include "dossier/search.h"

/* Single quotes stand for double ones. */
static const char dossier_text[]
    = "{'format':'entente-dossier','version':1,'id':'d','title':'D',"
      "'documents':[{'id':'doc','title':{'en':'Minutes','zh-Hans':'记录'},'text':{'content':"
      "'特朗普走进会场。\\n川普與金正恩握手，金 正 恩笑了。\\nDonald Trump left; KIM JONG-UN "
      "stayed.\\n卫星在天上。'}}],"
      "'passages':[{'id':'p-shake','document':'doc','anchor':{'start':9,'end':25,'hash':'@HASH@',"
      "'grams':[]},'digest':{'en':'They shake hands.','zh-Hans':'二人握手。'},"
      "'note':'Trump is named 川普 here.'}],"
      "'actors':["
      "{'id':'trumpet','kind':'concept','name':'Trumpet'},"
      "{'id':'trump','kind':'person','name':{'en':'Donald Trump','zh-Hans':'特朗普'},"
      "'short':'Trump','aliases':['川普'],'evidence':['p-shake']},"
      "{'id':'kim','kind':'person','name':{'en':'Kim Jong Un','zh-Hans':'金正恩'}},"
      "{'id':'satellite','kind':'concept','name':{'en':'Satellite','zh-Hans':'卫星',"
      "'zh-Hant':'衛星'}}],"
      "'relation_types':[{'id':'meets','name':'meets','directed':false}],"
      "'relations':[{'id':'r-meet','type':'meets','from':'trump','to':'kim',"
      "'label':{'en':'Handshake on the stage','zh-Hans':'台上握手'},'evidence':['p-shake']}]}";

typedef struct
{
  EntDossier *dossier;
  EntLibrary *library;
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
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ent_library_unref (f->library);
  ent_dossier_unref (f->dossier);
}

/* "actor:trump[Donald »Trump«]" … */
static char *
describe (const GPtrArray *hits)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const EntHit *hit = g_ptr_array_index (hits, i);

      g_string_append_printf (out,
                              "%s%s[%.*s»%.*s«%s]",
                              i > 0 ? " " : "",
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
    const char *query, *lang, *hits;
  } rows[] = {
    { "", "en", "" },
    { " -，", "en", "" },
    { "no such words", "en", "" },
    /* whole names before beginnings before parts; then notes; then texts, synonyms included */
    { "trump",
      "en",
      "actor:trump[»Trump«] actor:trumpet[»Trump«et] passage:p-shake[»Trump« is named 川普 here.] "
      "document:doc[»特朗普«走进会场。] passage:p-shake[»川普«與金正恩握手，金 正 恩笑了。] "
      "document:doc[»Donald Trump« left; KIM JONG-UN stayed.]" },
    { "金正恩",
      "zh-Hans",
      "actor:kim[»金正恩«] passage:p-shake[川普與»金正恩«握手，金 正 恩笑了。] "
      "passage:p-shake[川普與金正恩握手，»金 正 恩«笑了。] "
      "document:doc[…Trump left; »KIM JONG-UN« stayed.]" },
    { "kim jong",
      "zh-Hans",
      "actor:kim[»Kim Jong« Un] document:doc[…Trump left; »KIM JONG«-UN stayed.]" },
    /* the other script, and the name in the language shown */
    { "衛星", "zh-Hans", "actor:satellite[»卫星«] document:doc[»卫星«在天上。]" },
    { "卫星", "zh-Hant", "actor:satellite[»衛星«] document:doc[»卫星«在天上。]" },
    { "握手",
      "zh-Hans",
      "relation:r-meet[台上»握手«] passage:p-shake[二人»握手«。] "
      "passage:p-shake[川普與金正恩»握手«，金 正 恩笑了。]" },
    { "HANDS",
      "en",
      "relation:r-meet[»Hands«hake on the stage] "
      "passage:p-shake[They shake »hands«.]" },
    { "minutes", "zh-Hans", "document:doc[»Minutes«]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) hits
          = ent_search (f->dossier, f->library, rows[i].query, rows[i].lang, 50);
      g_autofree char *found = describe (hits);

      g_assert_cmpstr (found, ==, rows[i].hits);
    }
}

static void
test_places (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = ent_search (f->dossier, f->library, "金正恩", "en", 50);
  const EntHit *name = g_ptr_array_index (hits, 0), *text = g_ptr_array_index (hits, 2);

  g_assert_cmpint (name->found, ==, ENT_FOUND_NAME);
  g_assert_null (name->document);
  g_assert_cmpint (text->found, ==, ENT_FOUND_TEXT);
  g_assert_cmpstr (text->document->thing.id, ==, "doc");
  g_assert_cmpuint (text->start, ==, 18);
  g_assert_cmpuint (text->end, ==, 23);
}

static void
test_limits (Fixture *f, gconstpointer data)
{
  for (guint max = 0; max < 6; max++)
    {
      g_autoptr (GPtrArray) hits = ent_search (f->dossier, f->library, "trump", "en", max);
      g_autoptr (GPtrArray) no_texts = ent_search (f->dossier, NULL, "trump", "en", max);

      g_assert_cmpuint (hits->len, ==, max);
      g_assert_cmpuint (no_texts->len, ==, MIN (max, 3));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/dossier/search/hits", Fixture, NULL, set_up, test_hits, tear_down);
  g_test_add ("/dossier/search/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/dossier/search/limits", Fixture, NULL, set_up, test_limits, tear_down);
  return g_test_run ();
}
