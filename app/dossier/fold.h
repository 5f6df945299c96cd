/* Folded text, in which the two Chinese scripts, wrappings, cases and widths of a text are one:
 * NFKC, case-folded, traditional → simplified (OpenCC t2s, character by character), everything but
 * letters and numbers dropped.  No character's folded form depends on its neighbours (combining
 * marks apart), so the fold of a span is the span of the fold. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gunichar *chars; /* folded code points */
  guint32 *origin; /* for each, the code point offset in the original it comes from; [n] = original
                      length */
  gsize n;
} EntFolded;

EntFolded *ent_fold (const char *text, gssize length);
void ent_folded_free (EntFolded *folded);
char *ent_folded_to_utf8 (const EntFolded *folded, gsize first, gsize end);
/* First place of needle in hay at or after from, in folded code points; -1 if none. */
gssize ent_folded_find (const EntFolded *hay, const EntFolded *needle, gsize from);
/* First folded code point that comes from the original offset or later; n if none. */
gsize ent_folded_index (const EntFolded *folded, guint32 origin);
/* Whether c continues the character before it: combining marks, conjoining jamo, joiners. */
gboolean ent_fold_continues (gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFolded, ent_folded_free)

G_END_DECLS
