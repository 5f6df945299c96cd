/* Passages anchored in texts, for the tests of anchors. */
#pragma once

#include <string.h>

#include "dossier/anchor.h"

static inline EntSource *
make_source (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntSource *source = ent_source_new (text, strlen (text), "x.txt", &error);

  g_assert_no_error (error);
  return source;
}

typedef struct
{
  EntPassage passage;
  EntDocument document;
  EntJson *anchor;
} Anchored;

static inline void
anchored_free (Anchored *anchored)
{
  g_free ((guint32 *)anchored->passage.grams);
  g_free ((gint32 *)anchored->passage.at);
  g_free ((char *)anchored->document.sha256);
  ent_json_unref (anchored->anchor);
  g_free (anchored);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Anchored, anchored_free)

static inline gint64
get_int (const EntJson *object, const char *key)
{
  gint64 value = 0;

  g_assert_true (ent_json_get_int (ent_json_member (object, key), &value));
  return value;
}

/* A passage with the anchor as the file would have it. */
static inline Anchored *
anchor_span (EntSource *source, guint start, guint end)
{
  g_autoptr (GError) error = NULL;
  Anchored *anchored = g_new0 (Anchored, 1);
  EntPassage *passage = &anchored->passage;
  EntJson *grams, *at;
  guint32 *values;
  gint32 *places;

  anchored->anchor = ent_anchor_new (source, start, end, &error);
  g_assert_no_error (error);
  anchored->document.sha256 = g_strdup (ent_source_sha256 (source));
  passage->document = &anchored->document;
  passage->start = (guint)get_int (anchored->anchor, "start");
  passage->end = (guint)get_int (anchored->anchor, "end");
  g_assert_true (ent_json_get_string (ent_json_member (anchored->anchor, "hash"), &passage->hash));
  g_assert_cmpuint (strlen (passage->hash), ==, 16);
  grams = ent_json_member (anchored->anchor, "grams");
  passage->n_grams = ent_json_length (grams);
  passage->grams = values = g_new (guint32, passage->n_grams + 1);
  at = ent_json_member (anchored->anchor, "at");
  g_assert_cmpuint (ent_json_length (at), ==, passage->n_grams);
  passage->at = places = g_new (gint32, passage->n_grams + 1);
  for (guint i = 0; i < passage->n_grams; i++)
    {
      gint64 value;

      g_assert_true (ent_json_get_int (ent_json_element (grams, i), &value));
      values[i] = (guint32)value;
      g_assert_true (ent_json_get_int (ent_json_element (at, i), &value));
      places[i] = (gint32)value;
    }
  passage->length = (guint)get_int (anchored->anchor, "length");
  passage->context = (guint)get_int (anchored->anchor, "context");
  return anchored;
}
