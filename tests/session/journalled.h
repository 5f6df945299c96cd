/* A dossier whose edits can be told apart, for the tests of journals. */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "session/journal.h"

#define N_PASSAGES 8

/* The state after edit number n, told in three places that are far apart. */
static inline char *
state_text (guint n)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"t\",\"title\":"
                          "\"State %u\",\"documents\":[{\"id\":\"d1\",\"title\":\"D\"}],"
                          "\"passages\":[",
                          n);
  for (guint i = 0; i < N_PASSAGES; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"p%u\",\"document\":\"d1\",\"digest\":\"%u\"}",
                            i > 0 ? "," : "",
                            i,
                            n / N_PASSAGES + (n % N_PASSAGES > i ? 1 : 0));
  g_string_append_printf (text, "],\"x-number\":%u}", n);
  return g_string_free (text, FALSE);
}

static inline EntDossier *
new_state (guint n)
{
  g_autofree char *text = state_text (n);
  g_autoptr (GError) error = NULL;
  EntDossier *dossier = ent_dossier_parse (text, strlen (text), "t", NULL, NULL, &error);

  g_assert_no_error (error);
  return dossier;
}

/* The number of the state; fails the test if it is not that state from beginning to end. */
static inline guint
state_number (const EntDossier *dossier)
{
  gint64 n = -1;

  g_assert_true (ent_json_get_int (ent_json_member (ent_dossier_json (dossier), "x-number"), &n));
  g_autoptr (EntDossier) expected = new_state ((guint)n);
  g_autofree char *found_text = ent_dossier_write (dossier, NULL);
  g_autofree char *expected_text = ent_dossier_write (expected, NULL);
  g_assert_cmpstr (found_text, ==, expected_text);
  return (guint)n;
}

/* A folder, in memory where there is such a place: a slow disk is not what is tested. */
static inline char *
new_top (void)
{
  char *top = g_strdup ("/dev/shm/entente-journal-XXXXXX");

  if (g_mkdtemp (top) != NULL)
    return top;
  g_free (top);
  return g_dir_make_tmp ("entente-journal-XXXXXX", NULL);
}

static inline void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_all (child);
    }
  g_remove (path);
}

/* From state n to state n + 1, sharing what does not change. */
static inline void
edit_state (EntSession *session)
{
  EntJson *root = ent_json_ref (ent_dossier_json (ent_session_dossier (session)));
  const guint n = state_number (ent_session_dossier (session)), i = n % N_PASSAGES;
  g_autofree char *title = g_strdup_printf ("State %u", n + 1);
  g_autofree char *digest = g_strdup_printf ("%u", n / N_PASSAGES + 1);
  g_autofree char *label = g_strdup_printf ("Edit %u", n + 1);
  EntJson *passages = ent_json_member (root, "passages");
  EntJson *passage = ent_json_with_member (
      ent_json_ref (ent_json_element (passages, i)), "digest", ent_json_new_string (digest));
  g_autoptr (GError) error = NULL;

  passages = ent_json_replace_element (ent_json_ref (passages), i, passage);
  root = ent_json_with_member (root, "passages", passages);
  root = ent_json_with_member (root, "title", ent_json_new_string (title));
  root = ent_json_with_member (root, "x-number", ent_json_new_int (n + 1));
  g_autoptr (EntDossier) next = ent_dossier_from_json (root, "t", NULL, &error);
  g_assert_no_error (error);
  ent_session_edit (session, next, label);
  ent_json_unref (root);
}
