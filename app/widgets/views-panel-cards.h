/* A row or column of cards, each a small picture with a title: the views of a dossier, the steps of
 * its story.  Cards are dragged and moved by keys; what else is done to one are actions of the
 * prefix "card" that whoever shows them has installed:
 * card.edit (F2), card.duplicate (Ctrl+D), card.delete (Delete). */
#pragma once

#include "widgets/views-panel-pictures.h"

G_BEGIN_DECLS

typedef struct
{
  char *title, *detail; /* owned; detail: a second line, or NULL */
  EntThumbnailOf of;
  gboolean shown; /* the window shows it now */
} EntCard;

#define ENT_TYPE_CARDS (ent_cards_get_type ())
G_DECLARE_FINAL_TYPE (EntCards, ent_cards, ENT, CARDS, GtkWidget)

/* Signals: "activated" (guint); "moved" (guint, int by); "received" (EntCards *from, guint card,
 * guint at): a card of other cards was dropped; "menu" (guint): the context menu of a card is about
 * to open. */
GtkWidget *ent_cards_new (EntThumbnails *thumbnails, GtkOrientation orientation, const char *label);
void ent_cards_set_menu (EntCards *cards, GMenuModel *menu);
void ent_cards_set_fixed (EntCards *cards, gboolean fixed);
GPtrArray *ent_card_list_new (void);
EntCard *ent_card_list_add (GPtrArray *list, const char *title, const EntThumbnailOf *of);
void ent_cards_fill (EntCards *cards, EntDossier *dossier, GPtrArray *list);
guint ent_cards_n (EntCards *cards);
const EntCard *ent_cards_get (EntCards *cards, guint i);
void ent_cards_move (EntCards *cards, guint from, int by);
guint ent_cards_target (EntCards *cards);
void ent_cards_focus (EntCards *cards, guint i);
GtkWidget *ent_cards_anchor (EntCards *cards, guint i, GdkRectangle *rect);
GtkWidget *ent_cards_widget (EntCards *cards, guint i);
gboolean ent_cards_has_focus (GtkWidget *focus);

G_END_DECLS
