/* Ways in which the text that is attached can differ from the one a passage was marked in; each
 * tells where every code point went. */
#pragma once

#include "dossier/source.h"

typedef struct
{
  EntSource *source; /* the changed text */
  gint32 *to;        /* for each code point of the original where it is now, -1 if nowhere */
  guint n;           /* code points of the original */
} Perturbed;

void perturbed_free (Perturbed *perturbed);

/* Other line breaks, spaces and punctuation; letters and numbers as they were. */
Perturbed *perturb_layout (EntSource *source, GRand *random);
/* Converted by one of OpenCC's configurations. */
Perturbed *perturb_script (EntSource *source, const char *config);
/* A share of the letters and numbers in [from, to), or of those outside, replaced, dropped or
 * followed by another: one at least. */
Perturbed *perturb_edit (
    EntSource *source, guint from, guint to, gboolean inside, double share, GRand *random);
/* The paragraphs in another order. */
Perturbed *perturb_order (EntSource *source, GRand *random);
/* The span's code points that are still there: from the first to the last. */
void perturbed_span (const Perturbed *perturbed, guint start, guint end, guint *to, guint *to_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Perturbed, perturbed_free)
