/* What is read of a dossier, and what is said of every way it can be wrong. */
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
  g_assert_cmpint (passage->at[0], ==, -16);
  g_assert_cmpint (passage->at[1], ==, 20);
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
  g_assert_cmpuint (p3->grams[1], ==, G_MAXUINT32);
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

/* One change of the sample, the one problem it makes, and where. */
typedef struct
{
  const char *part, *by;
  const char *pointer;
  const char *message; /* a part of it */
} Wrong;

static const Wrong wrongs[] = {
  /* ids */
  { "\"id\": \"e2\"", "\"id\": \"usa\"", "/events/1/id", "found “usa”, expected an id of its own" },
  { "\"id\": \"nb\", \"text\"",
    "\"id\": \"r2\", \"text\"",
    "/diagrams/1/nodes/0/id",
    "the relation of line" },
  { "\"id\": \"e2\"", "\"id\": \"U n\"", "/events/1/id", "found “U n”, expected an id: a–z" },
  { "\"id\": \"e2\"", "\"id\": \"-un\"", "/events/1/id", "expected an id" },
  { "\"id\": \"e2\"", "\"id\": \"\"", "/events/1/id", "expected an id" },
  { "\"id\": \"e2\"",
    "\"id\": \"a1234567890123456789012345678901234567890123456789012345678901234\"",
    "/events/1/id",
    "at most 64 characters" },
  { "\"id\": \"e2\"", "\"id\": 7", "/events/1/id", "found 7, expected a string" },
  { "\"id\": \"e2\",\n", "", "/events/1/id", "found nothing, expected a string" },
  { "\"id\": \"sample\",\n", "", "/id", "found nothing, expected a string" },
  /* references */
  { "\"to\": \"jpn\"",
    "\"to\": \"japan\"",
    "/relations/1/to",
    "found “japan”, expected an id in this dossier of the kind: actor" },
  { "\"to\": \"jpn\"", "\"to\": \"actor:jpn\"", "/relations/1/to", "of the kind: actor" },
  { "\"to\": \"jpn\"", "\"to\": \"p1\"", "/relations/1/to", "of the kind: actor" },
  { "\"to\": \"jpn\"", "\"to\": null", "/relations/1/to", "found null, expected a string" },
  { "\"to\": \"jpn\",\n", "", "/relations/1/to", "found nothing, expected an id" },
  { "\"type\": \"presses\"",
    "\"type\": \"visits\"",
    "/relations/1/type",
    "found “visits”, expected an id in this dossier of the kind: relation type" },
  { "\"via\": \"envoy\"", "\"via\": \"nobody\"", "/relations/0/via", "of the kind: actor" },
  { "\"asserted_by\": \"doc\"",
    "\"asserted_by\": \"p1\"",
    "/relations/0/asserted_by",
    "of the kind: document, actor" },
  { "\"evidence\": [\"p2\"]",
    "\"evidence\": [\"p9\"]",
    "/events/0/evidence/0",
    "found “p9”, expected an id in this dossier of the kind: passage" },
  { "\"passage\": \"p2\", ", "", "/relations/0/evidence/1/passage", "found nothing" },
  { "\"document\": \"letter\"",
    "\"document\": \"lost\"",
    "/passages/1/document",
    "of the kind: document" },
  { "\"part_of\": \"usa\"",
    "\"part_of\": \"envoy\"",
    "/actors/4/part_of",
    "an actor that is no part of this one" },
  { "\"place\": \"hall\"", "\"place\": \"room\"", "/events/0/place", "of the kind: actor" },
  { "{ \"actor\": \"prk\" }",
    "{ \"role\": \"x\" }",
    "/events/0/participants/1/actor",
    "found nothing" },
  { "\"relation\": \"r1\"", "\"relation\": \"usa\"", "/events/0/relation", "kind: relation" },
  { "\"ref\": \"e1\"",
    "\"ref\": \"e9\"",
    "/comparisons/0/subjects/0/ref",
    "the id of something in this dossier" },
  { "\"ref\": \"e1\"",
    "\"ref\": \"p1\"",
    "/comparisons/0/subjects/0/ref",
    "the id of something in this dossier" },
  { "\"subject\": \"s2\"",
    "\"subject\": \"sb\"",
    "/comparisons/0/cells/1/subject",
    "the id of a subject of “cmp”" },
  { "\"subject\": \"s2\"",
    "\"subject\": \"d2\"",
    "/comparisons/0/cells/1/subject",
    "of the kind: subject" },
  { "\"label\": \"much\" }",
    "\"label\": \"much\" },\n{ \"from\": \"nb\", \"to\": \"n2\", \"kind\": \"raises\" }",
    "/diagrams/0/links/1/from",
    "the id of a node of “dia”" },
  { "\"from\": \"s1\", \"to\": \"s2\"",
    "\"from\": \"s1\", \"to\": \"d1\"",
    "/comparisons/0/verdicts/0/to",
    "of the kind: subject" },
  { "\"of\": \"cmp\"", "\"of\": \"dia\"", "/views/1/of", "found “dia”" },
  { ", \"of\": \"cmp\"",
    "",
    "/views/1/of",
    "found nothing, expected an id in this dossier of the kind: comparison" },
  { "\"options\": { \"projection\": \"auto\" }", "\"of\": \"cmp\"", "/views/0/of", "no “of”" },
  { "\"emphasis\": [\"usa\",",
    "\"emphasis\": [\"usb\",",
    "/views/0/emphasis/0",
    "the id of something" },
  { "\"actors\": [\"usa\", \"jpn\"]",
    "\"actors\": [\"usa\", \"talks\"]",
    "/views/0/filter/actors/1",
    "of the kind: actor" },
  { "\"types\": [\"talks\"]", "\"types\": [\"talk\"]", "/views/0/filter/types/0", "relation type" },
  { "\"documents\": [\"doc\"]",
    "\"documents\": [\"p1\"]",
    "/views/0/filter/documents/0",
    "of the kind: document" },
  { "{ \"view\": \"why\" }", "{ \"view\": \"because\" }", "/story/1/view", "of the kind: view" },
  { "{ \"view\": \"why\" }", "{ \"title\": \"t\" }", "/story/1/view", "found nothing" },
  { "\"select\": [\"r1\",", "\"select\": [\"r0\",", "/story/0/select/0", "something in this" },
  /* dates */
  { "\"issued\": \"2020-05~\"",
    "\"issued\": \"May 2020\"",
    "/documents/0/issued",
    "found “May 2020”, expected a date" },
  { "\"start\": \"2018\"", "\"start\": \"2018-02-30\"", "/relations/0/start", "no such day" },
  { "\"start\": \"2018\"",
    "\"start\": 2018",
    "/relations/0/start",
    "found 2018, expected a string" },
  { "\"start\": \"2018\"",
    "\"start\": \"2020\"",
    "/relations/0/end",
    "found “2019-02-28”, expected no end before the start “2020”" },
  { "\"date\": \"2019-02-27/2019-02-28\"",
    "\"date\": \"2019-02-28/2019-02-27\"",
    "/events/0/date",
    "ends before it starts" },
  { "\"time\": \"2019\"\n", "\"time\": \"then\"\n", "/views/0/filter/time", "expected a date" },
  { "\"kind:firm\",", "\"kind:ship\",", "/views/0/filter/hidden/0", "what a filter can hide" },
  { "\"type:presses\"]", "\"presses\"]", "/views/0/filter/hidden/2", "what a filter can hide" },
  { "\"type:presses\"]", "\"actor:usa\"]", "/views/0/filter/hidden/2", "what a filter can hide" },
  { "\"type:presses\"]",
    "\"document:none\"]",
    "/views/0/filter/hidden/2",
    "what a filter can hide" },
  { "{ \"zoom\": 2 }", "{ \"zoom\": 0 }", "/views/0/camera/zoom", "expected a number" },
  { "{ \"zoom\": 2 }", "{ \"x\": \"1\" }", "/views/0/camera/x", "expected a number" },
  { "\"time\": \"2019\",\n", "\"time\": \"then\",\n", "/story/0/time", "expected a date" },
  /* anchors */
  { "\"end\": 1000",
    "\"end\": 1001",
    "/passages/2/anchor/end",
    "found 1001, expected an anchor within the text: “doc” has 1000 code points" },
  { "\"end\": 90",
    "\"end\": 10",
    "/passages/0/anchor/end",
    "found 10, expected an end after the start at 10" },
  { "\"start\": 10,", "\"start\": -1,", "/passages/0/anchor/start", "found -1, expected a whole" },
  { "\"start\": 10,",
    "\"start\": 1.5,",
    "/passages/0/anchor/start",
    "found 1.5, expected a whole" },
  { "\"start\": 10,", "", "/passages/0/anchor/start", "found nothing, expected the code point" },
  { "\"end\": 90,", "", "/passages/0/anchor/end", "found nothing, expected the code point" },
  { "\"hash\": \"0123456789abcdef\"",
    "\"hash\": \"0123456789ABCDEF\"",
    "/passages/0/anchor/hash",
    "16 hexadecimal digits" },
  { "\"hash\": \"0123456789abcdef\"",
    "\"hash\": \"01234567\"",
    "/passages/0/anchor/hash",
    "16 hexadecimal digits" },
  { "\"context\": 16", "\"context\": \"16\"", "/passages/0/anchor/context", "a whole number" },
  { "[1, 4294967295]", "[1, 4294967296]", "/passages/2/anchor/grams/1", "32 bits" },
  { "[1, 4294967295]", "[1, \"x\"]", "/passages/2/anchor/grams/1", "found “x”" },
  { "[1, 4294967295]",
    "[1, 4294967295], \"at\": [0, 3]",
    "/passages/2/anchor/at",
    "as many places as there are grams" },
  { "[1, 4294967295]",
    "[1, 4294967295], \"length\": 9, \"at\": [0]",
    "/passages/2/anchor/at",
    "as many places as there are grams" },
  { "[1, 4294967295]",
    "[1, 4294967295], \"length\": 9, \"at\": [3, 3]",
    "/passages/2/anchor/at/1",
    "a place after the one before" },
  { "[1, 4294967295]",
    "[1, 4294967295], \"length\": 9, \"at\": [-1, 3]",
    "/passages/2/anchor/at/0",
    "within the passage’s context" },
  { "[1, 4294967295]",
    "[1, 4294967295], \"length\": 9, \"at\": [0, 10]",
    "/passages/2/anchor/at/1",
    "within the passage’s context" },
  { "[1, 4294967295]",
    "[1, 4294967295], \"length\": 0",
    "/passages/2/anchor/length",
    "found 0, expected a whole number" },
  { "\"hash\": \"0123456789abcdef\"",
    "\"sha256\": \"0123456789abcdef\"",
    "/passages/0/anchor/sha256",
    "64 hexadecimal digits" },
  { "\"document\": \"letter\"",
    "\"document\": \"letter\", \"anchor\": { \"start\": 0, \"end\": 10 }",
    "/passages/1/anchor/end",
    "“letter” has 9 code points" }, /* of its content */
  /* places */
  { "[-77.0, 38.9]",
    "[-180.5, 38.9]",
    "/actors/0/location/0",
    "found -180.5, expected a longitude on the globe" },
  { "[-77.0, 38.9]",
    "[38.9, 97.0]",
    "/actors/0/location/1",
    "found 97.0, expected a latitude on the globe" },
  { "[-77.0, 38.9]", "[-77.0]", "/actors/0/location", "a list of longitude and latitude" },
  { "[-77.0, 38.9]", "[-77.0, \"N\"]", "/actors/0/location/1", "found “N”, expected a number" },
  { "[179.5, -12.25]", "[179.5, -92.25]", "/events/1/place/1", "a latitude on the globe" },
  { "[179.5, -12.25]", "7", "/events/1/place", "found 7, expected a string" },
  /* words */
  { "\"kind\": \"organisation\"",
    "\"kind\": \"organization\"",
    "/actors/3/kind",
    "found “organization”, expected one of “state”, “organisation”" },
  { "\"kind\": \"organisation\", ", "", "/actors/3/kind", "found nothing, expected one of" },
  { "\"threatened\"", "\"threat\"", "/relations/1/modality", "expected one of “reported”" },
  { "\"line\": \"dashed\"", "\"line\": \"wavy\"", "/relation_types/1/line", "one of “solid”" },
  { "\"stance\": \"disputes\"",
    "\"stance\": \"denies\"",
    "/relations/0/evidence/1/stance",
    "one of “supports”, “disputes”" },
  { "\"grade\": \"B2\"",
    "\"grade\": \"B7\"",
    "/relations/0/evidence/1/grade",
    "from “A1” to “F6”" },
  { "\"kind\": \"escalates\"",
    "\"kind\": \"worse\"",
    "/comparisons/0/verdicts/0/kind",
    "one of “same”" },
  { "\"kind\": \"cause\"", "\"kind\": \"reason\"", "/diagrams/0/nodes/0/kind", "one of “cause”" },
  { "\"kind\": \"raises\"",
    "\"kind\": \"lifts\"",
    "/diagrams/0/links/0/kind",
    "one of “leads-to”" },
  { "\"kind\": \"raises\", ", "", "/diagrams/0/links/0/kind", "found nothing" },
  { "[\"state\", \"person\"]",
    "[\"state\", \"people\"]",
    "/views/0/filter/kinds/1",
    "a kind of actor" },
  /* types and ranges */
  { "\"colour\": 7",
    "\"colour\": 8",
    "/relation_types/1/colour",
    "found 8, expected a whole number from 0 to 7" },
  { "\"colour\": 7", "\"colour\": \"red\"", "/relation_types/1/colour", "found “red”" },
  { "\"sign\": -1", "\"sign\": 2", "/relation_types/1/sign", "from -1 to 1" },
  { "\"directed\": true",
    "\"directed\": \"yes\"",
    "/relation_types/1/directed",
    "found “yes”, expected true or false" },
  { "\"weight\": 2.5", "\"weight\": -1", "/relations/0/weight", "a number of at least 0" },
  { "\"weight\": 2.5", "\"weight\": \"2\"", "/relations/0/weight", "expected a number" },
  { "\"iso\": \"JPN\"", "\"iso\": \"jp\"", "/actors/1/iso", "three capital letters" },
  { "\"0011223344556677", "\"011223344556677", "/documents/0/text/sha256", "64 hexadecimal" },
  { "\"length\": 1000", "\"length\": -1", "/documents/0/text/length", "at least 0" },
  { "\"aliases\": [\"America\"]",
    "\"aliases\": \"America\"",
    "/actors/0/aliases",
    "found “America”, expected a list" },
  { "\"aliases\": [\"America\"]", "\"aliases\": [1]", "/actors/0/aliases/0", "expected a string" },
  { "\"name\": \"Japan\"", "\"name\": 7", "/actors/1/name", "a text: a string, or an object" },
  { "\"name\": \"Japan\", ", "", "/actors/1/name", "found nothing, expected a text" },
  { "\"zh-Hans\": \"美国\"", "\"zh-Hans\": 7", "/actors/0/name/zh-Hans", "expected a string" },
  { "\"zh-Hans\": \"美国\"", "\"z/~\": \"美国\"", "/actors/0/name/z~1~0", "a language tag" },
  { "\"value\": 9.5,", "", "/actors/0/attributes/power/value", "found nothing, expected a text" },
  { "\"text\": { \"content\": \"日本 and 韩国\" }",
    "\"text\": \"x\"",
    "/documents/1/text",
    "expected an object" },
  { "\"evidence\": [\"p2\"]",
    "\"evidence\": [3]",
    "/events/0/evidence/0",
    "found 3, expected the id of a passage" },
  { "{ \"view\": \"why\" }", "\"why\"", "/story/1", "found “why”, expected an object" },
  { "{ \"id\": \"s2\", \"name\": \"Second\" }",
    "{ \"id\": \"s2\", \"name\": \"Second\" }, []",
    "/comparisons/0/subjects/2",
    "found a list, expected an object" },
  { "\"options\": { \"projection\": \"auto\" }",
    "\"options\": []",
    "/views/0/options",
    "an object" },
  { "\"code\": 2",
    "\"code\": {}",
    "/comparisons/0/cells/0/code",
    "found an object, expected a number" },
  { "\"language\": \"en\",\n  \"doc", "\"language\": 1,\n  \"doc", "/language", "found 1" },
  /* twice */
  { "{ \"subject\": \"s1\", \"dimension\": \"d2\", \"text\": \"none\" }",
    "{ \"subject\": \"s2\", \"dimension\": \"d1\" }",
    "/comparisons/0/cells/2",
    "one cell “cmp.s2.d1”, not a second" },
  { "\"kind\": \"raises\", \"label\": \"much\" }",
    "\"kind\": \"raises\", \"label\": \"much\" },\n{ \"from\": \"n1\", \"to\": \"n2\", \"kind\": "
    "\"lowers\" }",
    "/diagrams/0/links/1",
    "one link “dia.n1.n2”, not a second" },
};

static void
test_wrong (gconstpointer data)
{
  const Wrong *wrong = data;
  g_autofree char *text = sample_with (wrong->part, wrong->by);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (EntDossier) partial = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (
      ent_dossier_parse (text, strlen (text), "sample.dossier", &problems, &partial, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (g_str_has_prefix (error->message, "sample.dossier: 1 problem: line "));
  g_assert_nonnull (partial);

  const EntProblem *problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->pointer, ==, wrong->pointer);
  if (strstr (problem->message, wrong->message) == NULL)
    g_error ("“%s” does not say “%s”", problem->message, wrong->message);
  g_assert_nonnull (strstr (error->message, problem->message));
  g_assert_nonnull (strstr (error->message, problem->pointer));
  g_assert_cmpuint (problem->line, >, 0);
}

/* The line and column are those of the value that is wrong, or of what should hold it. */
static void
test_position (void)
{
  g_autofree char *text = sample_with ("\"to\": \"jpn\"", "\"to\":   \"japan\"");
  g_autoptr (GPtrArray) problems = NULL;
  guint line = 1;

  for (const char *c = text; c < strstr (text, "\"japan\""); c++)
    line += *c == '\n';
  ent_dossier_parse (text, strlen (text), "x", &problems, NULL, NULL);
  const EntProblem *problem = g_ptr_array_index (problems, 0);
  g_assert_cmpuint (problem->line, ==, line);
  g_assert_cmpuint (problem->column, ==, 15);
}

/* The whole file is checked, in file order, and a hundred problems are listed. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"x\", \"title\": \"t\",\n"
      "\"events\": [{\"id\": \"e\", \"name\": \"n\", \"place\": \"gone\"}],\n\"actors\": [");
  for (guint i = 0; i < 150; i++)
    g_string_append_printf (
        text, "%s\n{\"id\": \"a%u\", \"kind\": \"x\", \"name\": \"n\"}", i > 0 ? "," : "", i);
  g_string_append (text, "]}");

  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (EntDossier) partial = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_null (ent_dossier_parse (text->str, text->len, "x", &problems, &partial, &error));
  g_assert_cmpuint (problems->len, ==, ENT_MAX_PROBLEMS);
  g_assert_nonnull (strstr (error->message, "151 problems"));
  for (guint i = 1; i < problems->len; i++)
    {
      const EntProblem *before = g_ptr_array_index (problems, i - 1);
      const EntProblem *after = g_ptr_array_index (problems, i);
      g_assert_cmpuint (before->line, <=, after->line);
    }
  g_assert_cmpuint (ent_dossier_actors (partial)->len, ==, 150);
}

/* A broken relation is left out, and what refers to it is not blamed; the rest is there. */
static void
test_partial (void)
{
  g_autofree char *text = sample_with ("\"to\": \"prk\",\n", "\"to\": \"gone\",\n");
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (EntDossier) partial = NULL;

  g_assert_null (ent_dossier_parse (text, strlen (text), "x", &problems, &partial, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpuint (ent_dossier_relations (partial)->len, ==, 2);
  g_assert_null (ent_dossier_find (partial, "r1"));
  g_assert_null (ent_dossier_find (partial, "relation:r1"));
  const EntEvent *event = (const EntEvent *)ent_dossier_find (partial, "e1");
  g_assert_null (event->relation);
  g_assert_cmpuint (ent_dossier_story (partial)->len, ==, 2);

  gsize length;
  g_autofree char *written = ent_dossier_write (partial, &length);
  g_assert_cmpstr (written, ==, text); /* nothing is lost of the file */

  g_autofree char *without = sample_with ("\"id\": \"jpn\", \"kind\"", "\"kind\"");
  g_autoptr (EntDossier) nameless = NULL;
  ent_dossier_parse (without, strlen (without), "x", NULL, &nameless, NULL);
  g_assert_cmpuint (ent_dossier_actors (nameless)->len, ==, 6);
  const EntActor *actor = g_ptr_array_index (ent_dossier_actors (nameless), 1);
  g_assert_true (ent_dossier_find (nameless, actor->thing.id) == &actor->thing);
}

static void
test_file_errors (void)
{
  static const struct
  {
    const char *text;
    EntDossierError code;
    const char *message;
  } cases[] = {
    { "", ENT_DOSSIER_ERROR_SYNTAX, "f.dossier: line 1, column 1: found the end of the text" },
    { "{ 'a': 1 }", ENT_DOSSIER_ERROR_SYNTAX, "line 1, column 3: found “'”" },
    { "{\"a\": \"\xff\"}", ENT_DOSSIER_ERROR_READ, "the byte 0xFF at offset 7, expected UTF-8" },
    { "[]", ENT_DOSSIER_ERROR_VERSION, "/format: found no such text" },
    { "{}", ENT_DOSSIER_ERROR_VERSION, "this is no dossier" },
    { "{\"format\": \"other\", \"version\": 1}",
      ENT_DOSSIER_ERROR_VERSION,
      "/format: found “other”, expected “entente-dossier”" },
    { "{\"format\": \"entente-dossier\", \"version\": 2, \"actors\": 7}",
      ENT_DOSSIER_ERROR_VERSION,
      "/version: found 2, expected at most 1: this file was made by a later version" },
    { "{\"format\": \"entente-dossier\"}",
      ENT_DOSSIER_ERROR_VERSION,
      "/version: found nothing, expected 1" },
    { "{\"format\": \"entente-dossier\", \"version\": \"1\"}",
      ENT_DOSSIER_ERROR_VERSION,
      "/version: found \"1\", expected 1" },
    { "{\"format\": \"entente-dossier\", \"version\": 0}",
      ENT_DOSSIER_ERROR_VERSION,
      "/version: found 0, expected 1" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *problems = (gpointer)1;
      EntDossier *partial = (gpointer)1;
      g_assert_null (ent_dossier_parse (
          cases[i].text, strlen (cases[i].text), "f.dossier", &problems, &partial, &error));
      g_assert_error (error, ENT_DOSSIER_ERROR, (int)cases[i].code);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].message);
      g_assert_null (problems);
      g_assert_null (partial);
    }

  g_autoptr (GString) deep = g_string_new ("{\"format\": ");
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (ent_dossier_parse (deep->str, deep->len, "deep", NULL, NULL, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "more than 64 levels"));
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
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dossier/read/wrong%s/%u", wrongs[i].pointer, i);
      g_test_add_data_func (path, &wrongs[i], test_wrong);
    }
  g_test_add_func ("/dossier/read/position", test_position);
  g_test_add_func ("/dossier/read/many", test_many);
  g_test_add_func ("/dossier/read/partial", test_partial);
  g_test_add_func ("/dossier/read/file-errors", test_file_errors);
  g_test_add_func ("/dossier/read/sound", test_sound);
  g_test_add_func ("/dossier/read/least", test_least);
  g_test_add_func ("/dossier/read/shipped", test_shipped);
  return g_test_run ();
}
