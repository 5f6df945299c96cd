/* What a source is made of: source.c makes it, source-text.c tells it. */
#pragma once

#include "dossier/grams-private.h"
#include "dossier/source.h"

G_BEGIN_DECLS

/* Every so many code points the byte offset is noted: a look-up walks at most these. */
#define ENT_SOURCE_STRIDE 256

typedef struct
{
  guint start, end; /* code points */
} EntParagraph;

struct _EntSource
{
  gatomicrefcount refs;
  char *text, *name, *sha256;
  const char *encoding;
  gsize n_bytes;
  guint length;
  guint32 *strides; /* byte offset of code point i × ENT_SOURCE_STRIDE */
  guint n_strides;
  GArray *paragraphs; /* of EntParagraph */
  gsize folded_once;
  EntFolded *folded;
  gsize grams_once;
  EntGramIndex *grams;
};

G_END_DECLS
