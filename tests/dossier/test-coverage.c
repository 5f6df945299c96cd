#include <string.h>

#include "dossier/anchor.h"
#include "dossier/coverage.h"
#include "dossier/dossier-file.h"

/* Seven paragraphs; the fourth line is blank and is none. */
static const char text[] = "Alpha met Beta.\n"
                           "They spoke.\n"
                           "Gamma was not there.\n"
                           "\n"
                           "甲方来了。\n"
                           "乙方走了。\n"
                           "Delta wrote.\n"
                           "The end.\n";

/* Passages: within the first paragraph, twice and overlapping; from the end of the third over the
 * blank line through the fourth, with a short one inside; the fifth nowhere; the sixth, twice; none
 * in the last. */
static const struct
{
  const char *id, *from, *to;
} passages[] = {
  { "p-a", "Alpha met", "met" },     { "p-b", "met Beta", "Beta" }, { "p-c", "there.", "来了" },
  { "p-d", "Delta wrote", "wrote" }, { "p-e", "wrote", "wrote" },   { "p-f", "ere.", "." },
};

/* Single quotes stand for double ones. */
static const char marks[]
    = "'actors':[{'id':'alpha','kind':'state','name':'Alpha','evidence':['p-a']},"
      "{'id':'beta','kind':'state','name':'Beta'},"
      "{'id':'gamma','kind':'state','name':'Gamma','attributes':{'size':{'value':1,"
      "'evidence':[{'passage':'p-c','stance':'disputes'}]}}}],"
      "'relation_types':[{'id':'meets','name':'meets'}],"
      "'relations':[{'id':'r-1','type':'meets','from':'alpha','to':'beta','evidence':['p-b',"
      "{'passage':'p-a','stance':'disputes'}]},"
      "{'id':'r-2','type':'meets','from':'beta','to':'alpha','modality':'disputed'}],"
      "'events':[{'id':'e-1','name':'Meeting','date':'2020','evidence':['p-d']}],"
      "'comparisons':[{'id':'c','title':'C','subjects':[{'id':'s','name':'S'},"
      "{'id':'t','name':'T'}],'dimensions':[{'id':'d','name':'D'}],"
      "'cells':[{'subject':'s','dimension':'d','text':'X'}],"
      "'verdicts':[{'dimension':'d','from':'s','to':'t','kind':'same','evidence':['p-a']}]}],"
      "'diagrams':[{'id':'g','title':'G','nodes':[{'id':'n','kind':'cause','text':'N','evidence':['"
      "p-a']},"
      "{'id':'m','kind':'effect','text':'M','evidence':['p-a']}],"
      "'links':[{'from':'n','to':'m','kind':'leads-to'}]}]}";

static EntDossier *
make_dossier (void)
{
  g_autoptr (GString) json = g_string_new ("{'format':'entente-dossier','version':1,'id':'d',"
                                           "'title':'D','documents':[{'id':'doc','title':'T',"
                                           "'text':{'content':@TEXT@}},"
                                           "{'id':'none','title':'N'}],'passages':[");
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "doc", NULL);
  g_autoptr (EntJson) content = ent_json_new_string (text);
  g_autofree char *quoted = ent_json_write_compact (content);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (passages); i++)
    {
      const char *from = strstr (text, passages[i].from), *to = strstr (from, passages[i].to);
      const guint start = (guint)g_utf8_pointer_to_offset (text, from);
      const guint end = (guint)g_utf8_pointer_to_offset (text, to + strlen (passages[i].to));
      g_autoptr (EntJson) anchor = ent_anchor_new (source, start, end, &error);
      g_assert_no_error (error);
      g_autofree char *written = ent_json_write_compact (anchor);
      g_string_append_printf (json,
                              "%s{'id':'%s','document':'doc','anchor':%s,'digest':'x'}",
                              i > 0 ? "," : "",
                              passages[i].id,
                              written);
    }
  g_string_append_printf (json, "],%s", marks);
  g_string_replace (json, "'", "\"", 0);
  g_string_replace (json, "@TEXT@", quoted, 0);
  EntDossier *dossier = ent_dossier_parse (json->str, json->len, "d", NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

static char *
ids (const GPtrArray *things)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < things->len; i++)
    g_string_append_printf (
        line, "%s%s", i > 0 ? " " : "", ((const EntThing *)g_ptr_array_index (things, i))->mark_id);
  return g_string_free (line, FALSE);
}

static void
test_marks (void)
{
  g_autoptr (EntDossier) dossier = make_dossier ();
  g_autoptr (EntCoverage) coverage = ent_coverage_new (dossier, NULL, NULL);
  g_autofree char *bare = ids (coverage->bare);
  g_autofree char *disputed = ids (coverage->disputed);
  g_autofree char *unused = ids (coverage->unused);

  g_assert_cmpstr (bare, ==, "actor:beta relation:r-2 cell:c.s.d link:g.n.m");
  g_assert_cmpuint (ent_dossier_count_bare (dossier), ==, 4);
  g_assert_cmpstr (disputed, ==, "actor:gamma relation:r-1 relation:r-2");
  g_assert_cmpstr (unused, ==, "passage:p-e passage:p-f");
}

static void
test_paragraphs (void)
{
  g_autoptr (EntDossier) dossier = make_dossier ();
  g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
  g_autoptr (EntCoverage) coverage = ent_coverage_new (dossier, library, NULL);
  const EntDocumentCoverage *doc = &g_array_index (coverage->documents, EntDocumentCoverage, 0);
  const EntDocumentCoverage *none = &g_array_index (coverage->documents, EntDocumentCoverage, 1);
  static const guint uncoded[] = { 2, 5, 7 };

  g_assert_cmpuint (doc->n_paragraphs, ==, 7);
  g_assert_cmpuint (doc->uncoded->len, ==, G_N_ELEMENTS (uncoded));
  for (guint i = 0; i < G_N_ELEMENTS (uncoded); i++)
    {
      const EntUncoded *one = &g_array_index (doc->uncoded, EntUncoded, i);
      guint start, end;

      g_assert_cmpuint (one->number, ==, uncoded[i]);
      ent_source_paragraph (doc->source, one->number, &start, &end);
      g_assert_cmpuint (one->start, ==, start);
      g_assert_cmpuint (one->end, ==, end);
    }
  /* "Alpha met Beta" once, "there.", "甲方来了", "Delta wrote" once */
  g_assert_cmpuint (doc->n_coded_chars, ==, 14 + 6 + 4 + 11);
  g_assert_cmpuint (doc->n_chars, ==, 15 + 11 + 20 + 5 + 5 + 12 + 8);
  g_assert_null (none->source);
  g_assert_cmpuint (none->n_paragraphs, ==, 0);
  g_assert_cmpuint (coverage->n_paragraphs, ==, 7);
  g_assert_cmpuint (coverage->n_uncoded, ==, 3);
}

static void
test_cancel (void)
{
  g_autoptr (EntDossier) dossier = make_dossier ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_assert_null (ent_coverage_new (dossier, NULL, cancelled));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/coverage/marks", test_marks);
  g_test_add_func ("/dossier/coverage/paragraphs", test_paragraphs);
  g_test_add_func ("/dossier/coverage/cancel", test_cancel);
  return g_test_run ();
}
