/* Winnowing fingerprints: of a span, and where those of a whole text stand. */
#pragma once

#include "dossier/fold.h"

G_BEGIN_DECLS

/* A gram is so many folded code points; one is kept of every so many neighbours. */
#define ENT_GRAM 5
#define ENT_GRAM_WINDOW 4

/* Called for each gram kept: its hash, and its place in code points and in bytes from the start. */
typedef void (*EntGramFunc) (guint32 hash, guint32 at, gsize byte, gpointer data);

guint32 ent_gram_hash (const gunichar *chars);
void ent_grams_winnow (const char *text, gsize n, EntGramFunc func, gpointer data);

/* The places of all grams kept of a text.  Immutable. */
typedef struct _EntGramIndex EntGramIndex;

EntGramIndex *ent_gram_index_new (const EntFolded *folded);
void ent_gram_index_free (EntGramIndex *index);
gsize ent_gram_index_memory (const EntGramIndex *index); /* bytes */
guint ent_gram_index_find (
    const EntGramIndex *index, guint32 hash, gsize near, guint max, guint32 *places);
/* Folded code points before a place (in bytes), and the place of one. */
guint32 ent_gram_index_char (const EntGramIndex *index, gsize place);
gsize ent_gram_index_place (const EntGramIndex *index, guint32 at);
guint32 ent_gram_index_n_chars (const EntGramIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntGramIndex, ent_gram_index_free)

G_END_DECLS
