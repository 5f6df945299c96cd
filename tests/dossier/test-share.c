#include <stdio.h>
#include <string.h>

#include "dossier/anchor.h"
#include "dossier/dossier-file.h"
#include "dossier/share.h"

static const char open_text[] = "The harbour was opened in spring.\nNobody came to see it.\n";
static const char own_text[] = "我们自己写的一小段文字，没有别人的话。\n";
static const char closed_text[] = "A text that belongs to somebody else.\n";

static char *
anchor_of (const char *text, guint start, guint end)
{
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "x", NULL);
  g_autoptr (EntJson) anchor = ent_anchor_new (source, start, end, NULL);

  return ent_json_write_compact (anchor);
}

static char *
quoted (const char *text)
{
  g_autoptr (EntJson) string = ent_json_new_string (text);

  return ent_json_write_compact (string);
}

static EntDossier *
parse (const char *json)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  EntDossier *dossier = ent_dossier_parse (json, strlen (json), "test", &problems, NULL, &error);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_test_message ("%s", ((EntProblem *)g_ptr_array_index (problems, i))->message);
  g_assert_no_error (error);
  return dossier;
}

/* Three documents: "open" known by its hash, "own" and "closed" embedded; a quote from each. */
static EntDossier *
sample (void)
{
  g_autofree char *open_anchor = anchor_of (open_text, 4, 32);
  g_autofree char *own_anchor = anchor_of (own_text, 2, 9);
  g_autofree char *closed_anchor = anchor_of (closed_text, 2, 20);
  g_autofree char *own = quoted (own_text);
  g_autofree char *closed = quoted (closed_text);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, open_text, -1);
  g_autofree char *json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"kept\":1,"
      "\"documents\":["
      "{\"id\":\"open\",\"title\":\"1\",\"rights\":\"CC BY-SA 4.0\",\"text\":{\"sha256\":\"%s\","
      "\"length\":%u,\"file\":\"open.txt\"},\"mine\":true},"
      "{\"id\":\"own\",\"title\":\"2\",\"rights\":\"own\",\"text\":{\"content\":%s}},"
      "{\"id\":\"closed\",\"title\":\"3\",\"rights\":\"All rights reserved\","
      "\"text\":{\"content\":%s}}],"
      "\"passages\":["
      "{\"id\":\"p-open\",\"document\":\"open\",\"anchor\":%s,\"digest\":\"x\","
      "\"quote\":\"harbour was opened in spring\"},"
      "{\"id\":\"p-own\",\"document\":\"own\",\"anchor\":%s,\"digest\":\"x\",\"quote\":\"自己写\"},"
      "{\"id\":\"p-closed\",\"document\":\"closed\",\"anchor\":%s,\"digest\":\"x\","
      "\"quote\":\"text that belongs\",\"tags\":[\"t\"]}]}",
      hash,
      (guint)g_utf8_strlen (open_text, -1),
      own,
      closed,
      open_anchor,
      own_anchor,
      closed_anchor);

  return parse (json);
}

/* Written and read back, as whoever gets it does. */
static EntDossier *
share (const EntDossier *dossier, const EntLibrary *library, char **text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) copy = ent_dossier_share (dossier, library, &error);

  g_assert_no_error (error);
  *text = ent_dossier_write (copy, NULL);
  return parse (*text);
}

static EntLibrary *
library_with (const EntDossier *dossier, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("entente-share-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "open.txt", NULL);
  const char *folders[] = { folder, NULL };
  EntLibrary *library;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  library = ent_library_new (dossier, NULL, folders, NULL, NULL);
  g_assert_cmpint (remove (path), ==, 0);
  g_assert_cmpint (remove (folder), ==, 0);
  return library;
}

static const EntPassage *
passage (const EntDossier *dossier, const char *id)
{
  const EntThing *thing = ent_dossier_find (dossier, id);

  g_assert_nonnull (thing);
  return (const EntPassage *)thing;
}

static void
test_rights (void)
{
  static const struct
  {
    const char *rights;
    gboolean open;
  } cases[] = {
    { "CC0-1.0", TRUE },
    { "cc0", TRUE },
    { "CC-BY-4.0", TRUE },
    { "CC BY 4.0", TRUE },
    { " CC-BY-SA-3.0 ", TRUE },
    { "CC-BY-NC-ND-4.0", TRUE },
    { "CC-BY-3.0-IGO", TRUE },
    { "CC-BY-SA-2.5-SCO", TRUE },
    { "public domain", TRUE },
    { "Public_Domain", TRUE },
    { "PDM-1.0", TRUE },
    { "own", TRUE },
    { "own work", TRUE },
    { "https://creativecommons.org/licenses/by-sa/4.0/", TRUE },
    { "http://creativecommons.org/publicdomain/zero/1.0/", TRUE },
    { NULL, FALSE },
    { "", FALSE },
    { "©", FALSE },
    { "All rights reserved", FALSE },
    { "not CC-BY-4.0", FALSE },
    { "CC-BY-4.0 for the abstract only", FALSE },
    { "CC-BY-4.0\nbut not the figures", FALSE },
    { "CC-SA-1.0", FALSE },
    { "my own text, please ask", FALSE },
    { "https://example.org/licenses/by/4.0", FALSE },
    { "https://creativecommons.org.example.org/licenses/by/4.0", FALSE },
    { "https://creativecommons.org/", FALSE },
    { "GPL-3.0-or-later", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].rights);
      g_assert_cmpint (ent_rights_are_open (cases[i].rights), ==, cases[i].open);
    }
}

/* Nothing of any text is in it, but what is needed to find the texts again. */
static void
test_without (void)
{
  g_autoptr (EntDossier) dossier = sample ();
  g_autofree char *text = NULL;
  g_autoptr (EntDossier) copy = share (dossier, NULL, &text);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, own_text, -1);

  g_assert_null (strstr (text, "\"content\""));
  g_assert_null (strstr (text, "\"quote\""));
  g_assert_null (strstr (text, "belongs"));
  g_assert_nonnull (strstr (text, "\"kept\""));
  g_assert_nonnull (strstr (text, "\"mine\""));
  g_assert_nonnull (strstr (text, "open.txt"));
  g_assert_cmpstr (passage (copy, "p-own")->document->sha256, ==, hash);
  g_assert_cmpuint (
      passage (copy, "p-own")->document->length, ==, (guint)g_utf8_strlen (own_text, -1));
  g_assert_cmpstr (passage (copy, "p-closed")->tags[0], ==, "t");

  /* a reader with the texts has every passage again */
  g_autoptr (EntLibrary) library = library_with (copy, own_text);
  g_assert_cmpint (
      ent_library_resolution (library, passage (copy, "p-own"))->state, ==, ENT_ANCHOR_EXACT);
  g_assert_cmpint (ent_library_resolution (library, passage (copy, "p-closed"))->state,
                   ==,
                   ENT_ANCHOR_UNATTACHED);
}

static void
test_with (void)
{
  g_autoptr (EntDossier) dossier = sample ();
  g_autoptr (EntLibrary) library = library_with (dossier, open_text);
  g_autofree char *text = NULL;
  g_autoptr (EntDossier) copy = share (dossier, library, &text);
  g_autoptr (EntLibrary) embedded = ent_library_new (copy, NULL, NULL, NULL, NULL);

  g_assert_cmpstr (passage (copy, "p-open")->document->content, ==, open_text);
  g_assert_null (passage (copy, "p-open")->document->sha256);
  g_assert_nonnull (passage (copy, "p-open")->quote);
  g_assert_nonnull (passage (copy, "p-own")->quote);
  g_assert_null (passage (copy, "p-closed")->document->content);
  g_assert_nonnull (passage (copy, "p-closed")->document->sha256);
  g_assert_null (passage (copy, "p-closed")->quote);
  g_assert_null (strstr (text, "belongs"));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (
        ent_library_resolution (embedded, passage (copy, i ? "p-open" : "p-own"))->state,
        ==,
        ENT_ANCHOR_EXACT);

  /* shared once more it is the same */
  g_autofree char *twice = NULL;
  g_autoptr (EntDossier) again = share (copy, embedded, &twice);
  g_assert_cmpstr (text, ==, twice);
}

/* What is left out is told, with the reason. */
static void
test_plan (void)
{
  static const struct
  {
    const char *text; /* of open.txt */
    EntShareFate fate;
    const char *word;
  } cases[] = {
    { open_text, ENT_SHARE_EMBEDDED, "CC BY-SA 4.0" },
    { "The harbour was opened in spring.\nMany came to see it.\n", ENT_SHARE_CHANGED, "changed" },
    { "", ENT_SHARE_NO_TEXT, "at hand" },
  };
  g_autoptr (EntDossier) dossier = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntLibrary) library = library_with (dossier, cases[i].text);
      g_autoptr (GArray) plan = ent_dossier_plan_sharing (dossier, library);
      const EntShared *shared = &g_array_index (plan, EntShared, 0);
      g_autofree char *words = ent_share_describe (shared);
      g_autofree char *text = NULL;
      g_autoptr (EntDossier) copy = share (dossier, library, &text);

      g_assert_cmpuint (plan->len, ==, 3);
      g_assert_cmpint (shared->fate, ==, cases[i].fate);
      g_assert_nonnull (strstr (words, cases[i].word));
      g_assert_cmpint (g_array_index (plan, EntShared, 1).fate, ==, ENT_SHARE_EMBEDDED);
      g_assert_cmpint (g_array_index (plan, EntShared, 2).fate, ==, ENT_SHARE_CLOSED);
      g_assert_cmpint (
          passage (copy, "p-open")->quote != NULL, ==, cases[i].fate == ENT_SHARE_EMBEDDED);
      if (cases[i].fate != ENT_SHARE_EMBEDDED)
        g_assert_nonnull (passage (copy, "p-open")->document->sha256);
    }
}

/* The least a dossier can be, and documents that say nothing of texts or rights. */
static void
test_bare (void)
{
  static const char *const files[] = {
    "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\"}",
    "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"documents\":["
    "{\"id\":\"a\",\"title\":\"A\"},{\"id\":\"b\",\"title\":\"B\",\"text\":{\"content\":\"\"}},"
    "{\"id\":\"c\",\"title\":\"C\",\"text\":{\"content\":\"c\"}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (EntDossier) dossier = parse (files[i]);
      g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);

      for (guint with = 0; with < 2; with++)
        {
          g_autofree char *text = NULL;
          g_autoptr (EntDossier) copy = share (dossier, with ? library : NULL, &text);

          g_assert_null (strstr (text, "\"content\""));
          g_assert_cmpuint (ent_dossier_documents (copy)->len, ==, i * 3);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/share/rights", test_rights);
  g_test_add_func ("/dossier/share/without", test_without);
  g_test_add_func ("/dossier/share/with", test_with);
  g_test_add_func ("/dossier/share/plan", test_plan);
  g_test_add_func ("/dossier/share/bare", test_bare);
  return g_test_run ();
}
