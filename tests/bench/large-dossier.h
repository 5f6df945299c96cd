/* A dossier as large as anyone will make one, of random words, the same for the same numbers. */
#pragma once

#include "dossier/dossier.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 seed;
  guint n_documents, n_passages, n_paragraphs; /* the latter two divide by the first */
  guint n_actors, n_relations, n_events;
  guint n_comparisons, n_diagrams; /* each of 400 cells, of 30 nodes */
} LargeDossier;

#define LARGE_DOSSIER                                                                              \
  {                                                                                                \
    .seed = 1, .n_documents = 100, .n_passages = 20000, .n_paragraphs = 100000, .n_actors = 400,   \
    .n_relations = 4000, .n_events = 4000, .n_comparisons = 20, .n_diagrams = 20                   \
  }

char *large_dossier_write (const LargeDossier *size, const char *folder);
void large_dossier_remove (const LargeDossier *size, const char *folder);

G_END_DECLS
