/* Folded text, in which the two Chinese scripts, wrappings, cases and widths of a text are one:
 * NFKC, case-folded, traditional → simplified (OpenCC t2s, character by character), everything but
 * letters and numbers dropped.  No character's folded form depends on its neighbours (combining
 * marks apart), so the fold of a span is the span of the fold.
 *
 * Places in folded text are bytes of its UTF-8, so that it is searched and hashed as it stands. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text; /* UTF-8, NUL-terminated */
  gsize n;    /* its bytes */
  /* The way back: for each code point of the original a 0, followed by a 1 for each byte it gives.
   */
  guint64 *bits;
  guint32 *ranks; /* how many 1s stand before every ENT_FOLD_BLOCK-th bit */
  gsize n_bits;
  guint64 *continues; /* a bit per code point of the original: part of the character before it */
} EntFolded;

#define ENT_FOLD_BLOCK 512

/* The code point at *p, past which it steps: of valid UTF-8, without a call, as whole texts are
 * read this way. */
static inline gunichar
ent_fold_read (const char **p)
{
  const guchar *s = (const guchar *)*p;

  if (s[0] < 0x80)
    {
      *p += 1;
      return s[0];
    }
  if (s[0] < 0xe0)
    {
      *p += 2;
      return (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu);
    }
  if (s[0] < 0xf0)
    {
      *p += 3;
      return (s[0] & 0xfu) << 12 | (s[1] & 0x3fu) << 6 | (s[2] & 0x3fu);
    }
  *p += 4;
  return (s[0] & 0x7u) << 18 | (s[1] & 0x3fu) << 12 | (s[2] & 0x3fu) << 6 | (s[3] & 0x3fu);
}

EntFolded *ent_fold (const char *text, gssize length);
void ent_folded_free (EntFolded *folded);
gsize ent_folded_memory (const EntFolded *folded); /* bytes */
/* First place of needle in hay at or after from; -1 if none. */
gssize ent_folded_find (const EntFolded *hay, const EntFolded *needle, gsize from);
/* The code point of the original that a place comes from; that of n is the original's length. */
guint32 ent_folded_origin (const EntFolded *folded, gsize place);
/* One past the last code point of the character (grapheme) that ends before a place. */
guint32 ent_folded_origin_end (const EntFolded *folded, gsize place);
/* The origins of one place after another. */
typedef struct
{
  const EntFolded *folded;
  gsize place, bit;
} EntFoldWalk;

void ent_fold_walk_init (EntFoldWalk *walk, const EntFolded *folded, gsize place);
guint32 ent_fold_walk (EntFoldWalk *walk);
/* First place that comes from the original code point or a later one; n if none. */
gsize ent_folded_index (const EntFolded *folded, guint32 origin);
/* Whether c continues the character before it: combining marks, conjoining jamo, joiners. */
gboolean ent_fold_continues (gunichar c);
/* Whether a cut at p would go through a character as a reader sees it. */
gboolean ent_fold_splits (const char *text, const char *p);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFolded, ent_folded_free)

G_END_DECLS
