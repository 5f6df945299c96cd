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

  anchored->anchor = ent_anchor_new (source, start, end, &error);
  g_assert_no_error (error);
  anchored->document.sha256 = g_strdup (ent_source_sha256 (source));
  passage->document = &anchored->document;
  passage->start = (guint)get_int (anchored->anchor, "start");
  passage->end = (guint)get_int (anchored->anchor, "end");
  g_assert_true (ent_json_get_string (ent_json_member (anchored->anchor, "hash"), &passage->hash));
  g_assert_cmpuint (strlen (passage->hash), ==, 16);
  passage->grams = ent_json_member (anchored->anchor, "grams");
  passage->n_grams = ent_json_length (passage->grams);
  passage->at = ent_json_member (anchored->anchor, "at");
  g_assert_cmpuint (ent_json_length (passage->at), ==, passage->n_grams);
  passage->length = (guint)get_int (anchored->anchor, "length");
  passage->context = (guint)get_int (anchored->anchor, "context");
  return anchored;
}
