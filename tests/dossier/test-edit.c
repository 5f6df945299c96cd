/* Edits: what is written differs in the anchors and nowhere else, and the texts at hand follow. */
#include "sample.h"
#include <glib/gstdio.h>

#include "dossier/anchor.h"
#include "dossier/dossier-edit.h"

#define SHA256 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static EntJson *
parse_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntJson *json = ent_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return json;
}

static void
test_bytes (void)
{
  static const struct
  {
    const char *passage, *anchor;
    const char *before, *after; /* parts of the file */
  } cases[] = {
    /* keys that are new stand where the format has them */
    { "p1",
      "{\"start\":10,\"end\":90,\"sha256\":\"" SHA256 "\",\"hash\":\"0123456789abcdef\"}",
      "\"anchor\": { \"start\": 10, \"end\": 90, \"hash\": \"0123456789abcdef\", \"context\": 16 }",
      "\"anchor\": {\n        \"start\": 10,\n        \"end\": 90,\n        \"sha256\": \"" SHA256
      "\",\n        \"hash\": \"0123456789abcdef\"\n      }" },
    { "p1",
      "{\"start\":20,\"end\":30,\"hash\":\"00112233445566ff\",\"grams\":[7]}",
      "\"anchor\": { \"start\": 10, \"end\": 90, \"hash\": \"0123456789abcdef\", \"context\": 16 }",
      "\"anchor\": {\n        \"start\": 20,\n        \"end\": 30,\n"
      "        \"hash\": \"00112233445566ff\",\n        \"grams\": [7]\n      }" },
    { "passage:p1",
      "{\"start\":10,\"end\":90,\"hash\":\"0123456789abcdef\",\"context\":15}",
      "\"context\": 16 }",
      "\"context\": 15 }" },
    { "p2",
      "{\"start\":1,\"end\":2}",
      "{ \"id\": \"p2\", \"document\": \"letter\", \"digest\": \"second digest\" }",
      "{\n      \"id\": \"p2\",\n      \"document\": \"letter\",\n"
      "      \"anchor\": { \"start\": 1, \"end\": 2 },\n      \"digest\": \"second digest\"\n    "
      "}" },
    { "p3",
      "{\"start\":991,\"end\":999,\"grams\":[1,4294967295]}",
      "\"start\": 990,\n        \"end\": 1000,",
      "\"start\": 991,\n        \"end\": 999," },
  };
  g_autofree char *sample = sample_text ();
  g_autoptr (EntDossier) before = parse_sample (sample);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntJson) anchor = parse_json (cases[i].anchor);
      g_autoptr (EntDossier) after
          = ent_dossier_with_anchor (before, cases[i].passage, anchor, &error);
      g_assert_no_error (error);
      g_autofree char *expected = sample_with (cases[i].before, cases[i].after);
      g_autofree char *written = ent_dossier_write (after, NULL);
      g_assert_cmpstr (written, ==, expected);
      /* what was not touched is shared */
      g_assert_true (ent_dossier_find (after, "usa")->json
                     == ent_dossier_find (before, "usa")->json);
    }
  g_autofree char *unchanged = ent_dossier_write (before, NULL);
  g_assert_cmpstr (unchanged, ==, sample);
}

/* Keys of other programs stay where they stood, and what the new anchor lacks goes. */
static void
test_unknown_keys (void)
{
  g_autofree char *sample = sample_with ("\"anchor\": { \"start\": 10,",
                                         "\"anchor\": { \"x-who\": \"me\", \"start\": 10,");
  g_autoptr (EntDossier) before = parse_sample (sample);
  g_autoptr (EntJson) anchor
      = parse_json ("{\"start\":11,\"end\":12,\"hash\":\"0123456789abcdef\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) after = ent_dossier_with_anchor (before, "p1", anchor, &error);
  g_assert_no_error (error);
  g_autofree char *written = ent_dossier_write (after, NULL);

  g_assert_nonnull (
      strstr (written,
              "\"anchor\": { \"x-who\": \"me\", \"start\": 11, \"end\": 12, \"hash\": "
              "\"0123456789abcdef\" }"));
}

static void
test_several (void)
{
  g_autoptr (EntDossier) before = load_sample ();
  g_autoptr (EntJson) first = parse_json ("{\"start\":1,\"end\":2}");
  g_autoptr (EntJson) second = parse_json ("{\"start\":3,\"end\":4}");
  const EntAnchorEdit edits[] = { { "p3", first }, { "p1", second } };
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) after = ent_dossier_with_anchors (before, edits, 2, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (((const EntPassage *)ent_dossier_find (after, "p3"))->start, ==, 1);
  g_assert_cmpuint (((const EntPassage *)ent_dossier_find (after, "p1"))->end, ==, 4);
}

static void
test_problems (void)
{
  static const struct
  {
    const char *passage, *anchor, *says;
  } cases[] = {
    { "nobody", "{\"start\":1,\"end\":2}", "nobody" },
    { "usa", "{\"start\":1,\"end\":2}", "usa" },
    { "p1", "{\"start\":2,\"end\":1}", "anchor/end" },
    { "p1", "{\"start\":2}", "anchor/end" },
    { "p1", "{\"start\":2,\"end\":4000000}", "anchor/end" },
    { "p1", "[]", "anchor" },
  };
  g_autoptr (EntDossier) dossier = load_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntJson) anchor = parse_json (cases[i].anchor);
      g_autoptr (EntDossier) edited
          = ent_dossier_with_anchor (dossier, cases[i].passage, anchor, &error);
      g_assert_null (edited);
      g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static const char own_text[]
    = "The delegations met at the lake.\nThey agreed to meet again in May.\n";
static const char changed_text[] = "A new preface of one line.\nThe delegations met at the "
                                   "lake.\nThey agreed to meet again in May.\n";

static EntSource *
source_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntSource *source = ent_source_new (text, strlen (text), "t", &error);

  g_assert_no_error (error);
  return source;
}

/* A dossier of one document and two passages, and its file in a folder with the text. */
static EntDossier *
write_dossier (const char *folder, const char *text)
{
  g_autoptr (EntSource) source = source_of (own_text);
  g_autoptr (EntJson) one = ent_anchor_new (source, 4, 31, NULL);
  g_autoptr (EntJson) two = ent_anchor_new (source, 33, 66, NULL);
  g_autofree char *first = ent_json_write_compact (one);
  g_autofree char *second = ent_json_write_compact (two);
  g_autofree char *path = g_build_filename (folder, "own.txt", NULL);
  g_autofree char *json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"documents\":["
      "{\"id\":\"one\",\"title\":\"1\",\"text\":{\"sha256\":\"%s\",\"length\":%u,\"file\":\"own."
      "txt\"}}],"
      "\"passages\":[{\"id\":\"p1\",\"document\":\"one\",\"anchor\":%s,\"digest\":\"x\"},"
      "{\"id\":\"p2\",\"document\":\"one\",\"anchor\":%s,\"digest\":\"y\"}]}",
      ent_source_sha256 (source),
      ent_source_length (source),
      first,
      second);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return parse_sample (json);
}

static const EntResolution *
resolution (EntLibrary *library, EntDossier *dossier, const char *id)
{
  return ent_library_resolution (library, (const EntPassage *)ent_dossier_find (dossier, id));
}

/* The anchor that is accepted in a changed text says so, and is exact there from then on; the
 * library follows the edit without reading a file. */
static void
test_follow (void)
{
  g_autofree char *folder = g_dir_make_tmp ("entente-edit-XXXXXX", NULL);
  g_autofree char *text_path = g_build_filename (folder, "own.txt", NULL);
  g_autoptr (EntDossier) before = write_dossier (folder, changed_text);
  const char *const folders[] = { folder, NULL };
  g_autoptr (EntLibrary) library = ent_library_new (before, NULL, folders, NULL, NULL);
  const EntDocument *document = (const EntDocument *)ent_dossier_find (before, "one");
  EntSource *source = ent_library_source (library, document);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (source);
  const EntResolution *moved = resolution (library, before, "p1");
  g_assert_cmpint (moved->state, ==, ENT_ANCHOR_MOVED);
  g_autoptr (EntJson) anchor
      = ent_anchor_new_for (document, source, moved->start, moved->end, &error);
  g_assert_no_error (error);
  const char *sha256;
  g_assert_true (ent_json_get_string (ent_json_member (anchor, "sha256"), &sha256));
  g_assert_cmpstr (sha256, ==, ent_source_sha256 (source));

  g_remove (text_path);
  g_rmdir (folder);
  g_autoptr (EntDossier) after = ent_dossier_with_anchor (before, "p1", anchor, &error);
  g_assert_no_error (error);
  g_autoptr (EntLibrary) next = ent_library_follow (library, before, after, NULL);
  g_assert_true (ent_library_source (next, (const EntDocument *)ent_dossier_find (after, "one"))
                 == source);
  g_assert_cmpint (resolution (next, after, "p1")->state, ==, ENT_ANCHOR_EXACT);
  g_assert_cmpuint (resolution (next, after, "p1")->start, ==, 31);
  g_assert_cmpint (resolution (next, after, "p2")->state, ==, ENT_ANCHOR_MOVED);

  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  g_assert_null (ent_library_follow (library, before, after, cancelled));
}

/* In the document's own text nothing needs to be said. */
static void
test_own_text (void)
{
  g_autofree char *folder = g_dir_make_tmp ("entente-edit-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "own.txt", NULL);
  g_autoptr (EntDossier) dossier = write_dossier (folder, own_text);
  const EntDocument *document = (const EntDocument *)ent_dossier_find (dossier, "one");
  g_autoptr (EntSource) source = source_of (own_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntJson) anchor = ent_anchor_new_for (document, source, 4, 15, &error);

  g_assert_no_error (error);
  g_assert_null (ent_json_member (anchor, "sha256"));
  g_assert_null (ent_anchor_new_for (document, source, 15, 4, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/bytes", test_bytes);
  g_test_add_func ("/edit/unknown-keys", test_unknown_keys);
  g_test_add_func ("/edit/several", test_several);
  g_test_add_func ("/edit/problems", test_problems);
  g_test_add_func ("/edit/follow", test_follow);
  g_test_add_func ("/edit/own-text", test_own_text);
  return g_test_run ();
}
