/* What is read of a dossier. */
#include "sample.h"

/* Where the grams stand, and that the offsets count in another text, longer than the document's. */
static void
test_anchor_places (void)
{
#define SHA256 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
  g_autofree char *text = sample_with ("\"end\": 1000,\n        \"grams\": [1, 4294967295]",
                                       "\"end\": 1999,\n        \"length\": 9,\n"
                                       "        \"grams\": [1, 4294967295],\n"
                                       "        \"at\": [-16, 20],\n        \"context\": 16,\n"
                                       "        \"sha256\": \"" SHA256 "\"");
  g_autoptr (EntDossier) dossier = parse_sample (text);
  const EntPassage *passage = (const EntPassage *)ent_dossier_find (dossier, "p3");
  const EntPassage *without = (const EntPassage *)ent_dossier_find (dossier, "p1");
  g_autofree char *written = ent_dossier_write (dossier, NULL);

  g_assert_cmpuint (passage->length, ==, 9);
  g_assert_cmpuint (passage->n_grams, ==, 2);
  g_assert_true (passage->at
                 == ent_json_member (ent_json_member (passage->thing.json, "anchor"), "at"));
  g_assert_cmpuint (passage->end, ==, 1999);
  g_assert_cmpstr (passage->sha256, ==, SHA256);
  g_assert_cmpstr (written, ==, text);
  g_assert_null (without->at);
  g_assert_null (without->sha256);
#undef SHA256
}

static void
test_top (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();

  g_assert_cmpstr (ent_dossier_id (dossier), ==, "sample");
  g_assert_cmpstr (ent_text_get (ent_dossier_title (dossier), "zh-Hans"), ==, "样本");
  g_assert_cmpstr (ent_text_get (ent_dossier_description (dossier), "en"),
                   ==,
                   "Everything the format has, once.");
  g_assert_cmpstr (ent_dossier_authors (dossier)[1], ==, "B");
  g_assert_null (ent_dossier_authors (dossier)[2]);
  g_assert_cmpstr (ent_dossier_licence (dossier), ==, "CC-BY-4.0");
  g_assert_cmpstr (ent_dossier_language (dossier), ==, "en");
  g_assert_cmpint (ent_json_type (ent_dossier_json (dossier)), ==, ENT_JSON_OBJECT);

  const struct
  {
    const GPtrArray *list;
    guint n;
  } lists[] = {
    { ent_dossier_documents (dossier), 2 },   { ent_dossier_passages (dossier), 3 },
    { ent_dossier_actors (dossier), 6 },      { ent_dossier_relation_types (dossier), 2 },
    { ent_dossier_relations (dossier), 3 },   { ent_dossier_events (dossier), 2 },
    { ent_dossier_comparisons (dossier), 2 }, { ent_dossier_diagrams (dossier), 2 },
    { ent_dossier_views (dossier), 3 },       { ent_dossier_story (dossier), 2 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_cmpuint (lists[i].list->len, ==, lists[i].n);
}

static void
test_sources (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntDocument *doc = (const EntDocument *)ent_dossier_find (dossier, "doc");
  const EntDocument *letter = (const EntDocument *)ent_dossier_find (dossier, "document:letter");
  const EntPassage *p1 = (const EntPassage *)ent_dossier_find (dossier, "p1");
  const EntPassage *p2 = (const EntPassage *)ent_dossier_find (dossier, "passage:p2");
  const EntPassage *p3 = (const EntPassage *)ent_dossier_find (dossier, "p3");

  g_assert_cmpint (doc->thing.kind, ==, ENT_THING_DOCUMENT);
  g_assert_cmpuint (doc->n_authors, ==, 2);
  g_assert_cmpstr (ent_text_get (&doc->authors[0], "zh-Hans"), ==, "C");
  g_assert_cmpstr (ent_text_get (&doc->authors[1], "en"), ==, "Jia");
  g_assert_cmpstr (ent_text_get (&doc->authors[1], "zh-Hant"), ==, "甲");
  g_assert_cmpstr (ent_text_get (&doc->container, "en"), ==, "A journal");
  g_assert_cmpstr (doc->issued.edtf, ==, "2020-05~");
  g_assert_true (doc->issued.date.approximate);
  g_assert_cmpstr (doc->url, ==, "https://example.org/");
  g_assert_cmpstr (doc->rights, ==, "none");
  g_assert_true (g_str_has_prefix (doc->sha256, "00112233"));
  g_assert_cmpuint (doc->length, ==, 1000);
  g_assert_cmpstr (doc->file, ==, "doc.txt");
  g_assert_null (doc->content);
  g_assert_cmpstr (ent_text_get (&doc->thing.note, "en"), ==, "n");
  g_assert_cmpstr (letter->content, ==, "日本 and 韩国");
  g_assert_cmpuint (letter->length, ==, 9); /* of the content */

  g_assert_true (p1->document == doc);
  g_assert_cmpuint (p1->start, ==, 10);
  g_assert_cmpuint (p1->end, ==, 90);
  g_assert_cmpstr (p1->hash, ==, "0123456789abcdef");
  g_assert_cmpuint (p1->context, ==, 16);
  g_assert_cmpstr (p1->quote, ==, "a quote");
  g_assert_cmpstr (p1->tags[1], ==, "money");
  g_assert_null (p1->tags[2]);
  g_assert_cmpstr (ent_text_get (&p1->thing.name, "zh-Hant"), ==, "摘要");
  g_assert_cmpuint (p2->index, ==, 1);
  g_assert_cmpuint (p2->end, ==, 0); /* without an anchor */
  g_assert_null (p2->tags[0]);
  g_assert_cmpuint (p3->end, ==, 1000);
  g_assert_cmpuint (p3->n_grams, ==, 2);
  g_assert_cmpuint (ent_json_length (p3->grams), ==, 2);
}

static void
test_actors (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntActor *usa = (const EntActor *)ent_dossier_find (dossier, "actor:usa");
  const EntActor *envoy = (const EntActor *)ent_dossier_find (dossier, "envoy");
  const EntActor *un = (const EntActor *)ent_dossier_find (dossier, "un");

  g_assert_cmpint (usa->kind, ==, ENT_ACTOR_STATE);
  g_assert_cmpint (un->kind, ==, ENT_ACTOR_ORGANISATION);
  g_assert_cmpuint (un->index, ==, 3);
  g_assert_false (un->has_location);
  g_assert_cmpstr (ent_text_get (&usa->short_name, "en"), ==, "US");
  g_assert_cmpstr (usa->aliases[0], ==, "America");
  g_assert_cmpstr (usa->iso, ==, "USA");
  g_assert_true (usa->has_location);
  g_assert_cmpfloat (usa->lon_deg, ==, -77);
  g_assert_cmpfloat (usa->lat_deg, ==, 38.9);
  g_assert_true (envoy->part_of == usa);
  g_assert_cmpuint (usa->n_attributes, ==, 2);
  g_assert_cmpstr (usa->attributes[0].key, ==, "power");
  g_assert_true (usa->attributes[0].is_number);
  g_assert_cmpfloat (usa->attributes[0].number, ==, 9.5);
  g_assert_cmpstr (usa->attributes[0].evidence[0].passage->thing.id, ==, "p3");
  g_assert_false (usa->attributes[1].is_number);
  g_assert_cmpstr (ent_text_get (&usa->attributes[1].text, "en"), ==, "open");
}

static void
test_relations (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntRelationType *talks = (const EntRelationType *)ent_dossier_find (dossier, "type:talks");
  const EntRelationType *presses = (const EntRelationType *)ent_dossier_find (dossier, "presses");
  const EntRelation *r1 = (const EntRelation *)ent_dossier_find (dossier, "relation:r1");
  const EntRelation *r2 = (const EntRelation *)ent_dossier_find (dossier, "r2");
  const EntEvent *e1 = (const EntEvent *)ent_dossier_find (dossier, "e1");
  const EntEvent *e2 = (const EntEvent *)ent_dossier_find (dossier, "e2");

  g_assert_false (talks->directed);
  g_assert_cmpint (talks->sign, ==, 1);
  g_assert_cmpuint (talks->colour, ==, 0);
  g_assert_cmpint (talks->line, ==, ENT_LINE_SOLID);
  g_assert_true (presses->directed);
  g_assert_cmpint (presses->sign, ==, -1);
  g_assert_cmpuint (presses->colour, ==, 7);
  g_assert_cmpint (presses->line, ==, ENT_LINE_DASHED);
  g_assert_cmpuint (presses->index, ==, 1);

  g_assert_true (r1->type == talks);
  g_assert_cmpstr (r1->from->thing.id, ==, "usa");
  g_assert_cmpstr (r1->to->thing.id, ==, "prk");
  g_assert_cmpstr (r1->via->thing.id, ==, "envoy");
  g_assert_cmpstr (r1->asserted_by->id, ==, "doc");
  g_assert_cmpstr (r1->start.edtf, ==, "2018");
  g_assert_cmpint (r1->end.date.last, ==, ent_day_from_ymd (2019, 2, 28));
  g_assert_cmpfloat (r1->weight, ==, 2.5);
  g_assert_cmpint (r1->thing.modality, ==, ENT_MODALITY_REPORTED);
  g_assert_cmpuint (r1->thing.n_evidence, ==, 2);
  g_assert_false (r1->thing.evidence[0].disputes);
  g_assert_true (r1->thing.evidence[1].disputes);
  g_assert_cmpstr (r1->thing.evidence[1].grade, ==, "B2");
  g_assert_cmpstr (ent_text_get (&r1->thing.evidence[1].note, "en"), ==, "doubtful");
  g_assert_cmpint (r2->thing.modality, ==, ENT_MODALITY_THREATENED);
  g_assert_cmpfloat (r2->weight, ==, 1);
  g_assert_null (r2->end.edtf);
  g_assert_null (r2->asserted_by);

  g_assert_cmpstr (e1->place->thing.id, ==, "hall");
  g_assert_true (e1->has_location);
  g_assert_cmpfloat (e1->lon_deg, ==, 105.8);
  g_assert_cmpuint (e1->n_participants, ==, 2);
  g_assert_cmpstr (e1->participants[0].role, ==, "host");
  g_assert_cmpstr (e1->participants[1].role, ==, "party");
  g_assert_true (e1->relation == r1);
  g_assert_null (e2->place);
  g_assert_null (e2->when.edtf);
  g_assert_cmpfloat (e2->lat_deg, ==, -12.25);
}

static void
test_figures (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntComparison *cmp = (const EntComparison *)ent_dossier_find (dossier, "cmp");
  const EntSubject *s1 = g_ptr_array_index (cmp->subjects, 0);
  const EntDimension *d1 = g_ptr_array_index (cmp->dimensions, 0);
  const EntCell *cell = (const EntCell *)ent_dossier_find (dossier, "cell:cmp.s1.d1");
  const EntVerdict *verdict
      = (const EntVerdict *)ent_dossier_find (dossier, "verdict:cmp.d1.s1.s2");
  const EntDiagram *dia = (const EntDiagram *)ent_dossier_find (dossier, "dia");
  const EntDiagramNode *n2 = g_ptr_array_index (dia->nodes, 1);
  const EntDiagramLink *link = (const EntDiagramLink *)ent_dossier_find (dossier, "link:dia.n1.n2");

  g_assert_cmpuint (cmp->cells->len, ==, 3);
  g_assert_cmpstr (s1->thing.mark_id, ==, "subject:s1");
  g_assert_cmpstr (s1->ref->id, ==, "e1");
  g_assert_true (s1->comparison == cmp);
  g_assert_cmpstr (ent_text_get (&s1->thing.note, "en"), ==, "the older");
  g_assert_cmpstr (ent_text_get (&d1->group, "en"), ==, "Shape");
  g_assert_true (cell->subject == s1 && cell->dimension == d1);
  g_assert_cmpstr (cell->thing.id, ==, "s1-d1");
  g_assert_true (cell->has_code);
  g_assert_cmpfloat (cell->code, ==, 2);
  g_assert_cmpint (verdict->kind, ==, ENT_VERDICT_ESCALATES);
  g_assert_cmpstr (verdict->to->thing.id, ==, "s2");

  g_assert_cmpint (n2->kind, ==, ENT_NODE_EFFECT);
  g_assert_true (n2->ref == &cell->thing);
  g_assert_cmpint (link->kind, ==, ENT_LINK_RAISES);
  g_assert_true (link->to == n2);
  g_assert_cmpstr (ent_text_get (&link->thing.name, "en"), ==, "much");
}

static void
test_views (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntView *map = (const EntView *)ent_dossier_find (dossier, "view:map");
  const EntView *table = (const EntView *)ent_dossier_find (dossier, "table");
  const EntStoryStep *step = g_ptr_array_index (ent_dossier_story (dossier), 0);
  static const struct
  {
    const char *key;
    gboolean hidden;
  } cases[] = {
    { "kind:state", FALSE },   { "kind:person", FALSE },    { "kind:place", TRUE },
    { "kind:concept", TRUE },  { "type:talks", FALSE },     { "type:presses", TRUE },
    { "tag:form", FALSE },     { "tag:money", TRUE },       { "tag:", TRUE },
    { "document:doc", FALSE }, { "document:letter", TRUE },
  };

  g_assert_cmpint (map->kind, ==, ENT_VIEW_MAP);
  g_assert_cmpstr (ent_text_get (&map->caption, "en"), ==, "Source: D");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        g_hash_table_contains (map->filter->hidden, cases[i].key), ==, cases[i].hidden);
  g_assert_cmpuint (g_hash_table_size (map->filter->actors), ==, 2);
  g_assert_true (g_hash_table_contains (map->filter->actors, "jpn"));
  g_assert_cmpstr (map->filter->time, ==, "2019");
  g_assert_cmpint (map->filter->time_range.first, ==, ent_day_from_ymd (2019, 1, 1));
  g_assert_true (g_hash_table_contains (map->filter->hidden, "type:presses"));
  g_assert_true (g_hash_table_contains (map->filter->hidden, "tag:old"));
  g_assert_cmpuint (ent_json_length (map->options), ==, 1);
  g_assert_cmpuint (ent_json_length (map->camera), ==, 1);
  g_assert_cmpstr (map->emphasis[1], ==, "cell:cmp.s1.d1");
  g_assert_null (map->emphasis[2]);

  g_assert_cmpstr (table->of->id, ==, "cmp");
  g_assert_true (ent_filter_is_empty (table->filter));
  g_assert_null (table->options);

  g_assert_true (step->view == map);
  g_assert_cmpstr (ent_text_get (&step->notes, "en"), ==, "Say this.");
  g_assert_cmpstr (step->time.edtf, ==, "2019");
  g_assert_cmpstr (step->select[1], ==, "link:dia.n1.n2");
}

/* Changes that leave the sample sound. */
static void
test_sound (void)
{
  static const struct
  {
    const char *part, *by;
  } cases[] = {
    { "\"start\": \"2018\"", "\"start\": \"2019-02-28\"" }, /* the day of the end */
    { "\"start\": \"2010/2012\"", "\"start\": \"2019-05\", \"end\": \"2019\"" },
    { "\"end\": 90", "\"end\": 1000" },
    { "[-77.0, 38.9]", "[180, -90]" },
    { "\"part_of\": \"usa\"", "\"part_of\": \"hall\"" }, /* which comes later */
    { "\"weight\": 2.5", "\"weight\": 0" },
    { "\"id\": \"e2\"", "\"id\": \"2-e--\"" },
    { "\"zh-Hans\": \"美国\"", "\"sr-Latn-RS\": \"SAD\"" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sample_with (cases[i].part, cases[i].by);
      g_autoptr (EntDossier) dossier = parse_sample (text);
      g_assert_cmpuint (ent_dossier_relations (dossier)->len, ==, 3);
    }
}

static void
test_least (void)
{
  g_autoptr (EntDossier) dossier = parse_sample (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"x\", \"title\": \"t\"}");
  g_assert_cmpuint (ent_dossier_actors (dossier)->len, ==, 0);
  g_assert_null (ent_dossier_authors (dossier)[0]);
  g_assert_null (ent_dossier_licence (dossier));
  g_assert_true (ent_text_is_empty (ent_dossier_description (dossier)));
}

static void
test_shipped (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("ENTENTE_DATA_DIR"), "dossiers", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_suffix (name, ".dossier"))
        continue;
      g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
      g_autofree char *before = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_file_load_contents (file, NULL, &before, NULL, NULL, NULL);
      g_autofree char *after = ent_dossier_write (dossier, NULL);
      g_assert_cmpstr (before, ==, after);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/read/anchor-places", test_anchor_places);
  g_test_add_func ("/dossier/read/top", test_top);
  g_test_add_func ("/dossier/read/sources", test_sources);
  g_test_add_func ("/dossier/read/actors", test_actors);
  g_test_add_func ("/dossier/read/relations", test_relations);
  g_test_add_func ("/dossier/read/figures", test_figures);
  g_test_add_func ("/dossier/read/views", test_views);
  g_test_add_func ("/dossier/read/sound", test_sound);
  g_test_add_func ("/dossier/read/least", test_least);
  g_test_add_func ("/dossier/read/shipped", test_shipped);
  return g_test_run ();
}
