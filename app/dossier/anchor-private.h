/* The steps by which an anchor finds its place in a text that is not the one it was made in:
 *
 *   anchor   → probe       what is known of the passage: grams and where they stand in it
 *   probe    → regions     places for which winnowing fingerprints vote        anchor-vote.c
 *   region   → match       alignment of the grams, or of the quote, there      anchor-chain.c,
 *                                                                              anchor-align.c
 *
 * Lengths and places are code points of folded text, unless they are called bytes. */
#pragma once

#include "dossier/anchor.h"
#include "dossier/grams-private.h"

G_BEGIN_DECLS

/* A span's hash is so many hex digits of its SHA-256. */
#define ENT_ANCHOR_HASH_DIGITS 16

/* What is known of a passage. */
typedef struct
{
  const EntPassage *passage;
  EntFolded *quote; /* or NULL */
  guint32 *grams;
  gint32 *at;   /* where each gram begins, from the passage's start; ascending */
  guint *order; /* the grams by hash */
  guint n;
  guint64 filter[16];    /* a bit for each hash, by its low ten */
  gint32 length;         /* of the passage */
  gint32 before, after;  /* how far the grams reach beyond it */
  gint32 slack;          /* by how much places may differ within a match */
  gboolean is_estimated; /* length and places are guessed: an anchor without them */
} EntProbe;

/* A piece of folded text. */
typedef struct
{
  const gunichar *chars;
  gint32 n;
} EntChars;

/* Where a passage may begin. */
typedef struct
{
  gint64 low, high;
} EntRegion;

/* A place found in a text. */
typedef struct
{
  gsize begin, end;  /* bytes of the folded text */
  double similarity; /* of the passage, 0–1; 1 when its hash agrees */
  double context;    /* share of the context that is there too, 0–1; 0 without any */
  double score;      /* by which places are compared */
  gsize recognised;  /* bytes of passage and context that are the same */
  gboolean has_hash;
} EntMatch;

char *ent_anchor_hash (const char *text, gsize n);
gboolean ent_anchor_has_hash (const char *text, gsize n, const char *hash);

gboolean ent_probe_init (EntProbe *probe, const EntPassage *passage, EntSource *source);
void ent_probe_clear (EntProbe *probe);
/* First of the probe's grams, in order of hash, that has this hash; n if none. */
guint ent_probe_find (const EntProbe *probe, guint32 hash);

GArray *ent_anchor_vote (const EntProbe *probe, EntSource *source); /* of EntRegion, best first */
gboolean
ent_anchor_chain (const EntProbe *probe, EntSource *source, EntRegion region, EntMatch *match);
double ent_anchor_align (EntChars pattern, EntChars text, gint32 band, gint32 *begin, gint32 *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntProbe, ent_probe_clear)

G_END_DECLS
