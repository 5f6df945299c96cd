/* The dossier the tests begin with (data/sample.dossier: one of everything), and ways to change it.
 */
#pragma once

#include <string.h>

#include "dossier/dossier-file.h"

static inline char *
sample_text (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "dossier", "data", "sample.dossier", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The text with one part replaced, which must occur exactly once. */
static inline char *
sample_with (const char *part, const char *by)
{
  g_autofree char *text = sample_text ();
  GString *changed = g_string_new (text);
  const guint n = g_string_replace (changed, part, by, 0);
  if (n != 1)
    g_error ("“%s” stands in the sample %u times", part, n);
  return g_string_free (changed, FALSE);
}

static inline EntDossier *
parse_sample (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntDossier *dossier
      = ent_dossier_parse (text, strlen (text), "sample.dossier", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (dossier);
  return dossier;
}

static inline EntDossier *
load_sample (void)
{
  g_autofree char *text = sample_text ();
  return parse_sample (text);
}
