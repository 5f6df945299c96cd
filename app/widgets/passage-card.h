/* A passage as a card: its text or its digest, where it is from, how surely it was found. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_CARD_OPEN = 1 << 0,  /* with its tags, more context, a copy, and the way into the reader */
  ENT_CARD_MARKS = 1 << 1, /* with its tags and the marks that rest on it */
  ENT_CARD_WHOLE = 1 << 2, /* the citation is clear from where the card stands */
} EntCardFlags;

/* A part of a source text around a span. */
typedef struct
{
  char *text;
  gsize start, end; /* the span in text, bytes */
  guint paragraph;  /* number of the paragraph in the source, from 1 */
} EntExcerpt;

void ent_excerpt_free (EntExcerpt *excerpt);
EntExcerpt *ent_excerpt_new (const EntSource *source, guint start, guint end, guint around);
char *ent_excerpt_paragraph (const EntSource *source, guint number, guint length, gboolean last);

#define ENT_TYPE_PASSAGE_CARD (ent_passage_card_get_type ())
G_DECLARE_FINAL_TYPE (EntPassageCard, ent_passage_card, ENT, PASSAGE_CARD, GtkBox)

GtkWidget *ent_passage_card_new (EntSession *session,
                                 const EntPassage *passage,
                                 const EntEvidence *evidence,
                                 EntCardFlags flags);
const char *ent_passage_card_id (GtkWidget *card);
const char *ent_anchor_state_label (EntAnchorState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntExcerpt, ent_excerpt_free)

G_END_DECLS
