/* What is said of every way a dossier can be wrong. */
#include "sample.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/dossier/read-wrong/one%s/%u", wrongs[i].pointer, i);
      g_test_add_data_func (path, &wrongs[i], test_wrong);
    }
  g_test_add_func ("/dossier/read-wrong/position", test_position);
  g_test_add_func ("/dossier/read-wrong/many", test_many);
  g_test_add_func ("/dossier/read-wrong/partial", test_partial);
  g_test_add_func ("/dossier/read-wrong/file-errors", test_file_errors);
  return g_test_run ();
}
