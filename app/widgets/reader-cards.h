/* The passages of a document as cards, for when its text is not at hand. */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

#define ENT_TYPE_READER_CARDS (ent_reader_cards_get_type ())
G_DECLARE_FINAL_TYPE (EntReaderCards, ent_reader_cards, ENT, READER_CARDS, AdwBin)

GtkWidget *ent_reader_cards_new (EntSession *session);
void ent_reader_cards_show (EntReaderCards *self, const GPtrArray *passage_ids);
void ent_reader_cards_update_selection (EntReaderCards *self);
void ent_reader_cards_reveal (EntReaderCards *self, const char *passage_id);

G_END_DECLS
