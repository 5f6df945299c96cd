/* What there is to review: the passages that are not where they were read, as a list. */
#pragma once

#include <gio/gio.h>

#include "session/session.h"

G_BEGIN_DECLS

/* From so high a similarity on, moved passages can be accepted all at once. */
#define ENT_REVIEW_SURE 0.95

typedef enum
{
  ENT_REVIEW_MOVED,
  ENT_REVIEW_AMBIGUOUS,
  ENT_REVIEW_LOST,
  ENT_REVIEW_LEFT, /* as they are, for now */
  ENT_N_REVIEW_GROUPS,
} EntReviewGroup;

#define ENT_TYPE_REVIEW_ITEM (ent_review_item_get_type ())
G_DECLARE_FINAL_TYPE (EntReviewItem, ent_review_item, ENT, REVIEW_ITEM, GObject)

/* One passage.  Signals: "changed": its heading or its candidates; "chosen": one of them. */
struct _EntReviewItem
{
  GObject parent;
  char *passage_id; /* bare id */
  EntReviewGroup group;
  EntResolution found;
  guint heading;      /* passages of the group, if it is the first of it; else 0 */
  GArray *candidates; /* of EntCandidate; NULL while nobody has looked for them */
  int choice;         /* among them; -1: none */
};

void ent_review_item_set_candidates (EntReviewItem *item, GArray *candidates);
void ent_review_item_choose (EntReviewItem *item, int choice);
gboolean ent_review_item_place (EntReviewItem *item, guint *start, guint *end);

void ent_review_count (EntSession *session, guint counts[ENT_N_ANCHOR_STATES]);
void ent_review_update (GListStore *store, EntSession *session, GHashTable *left);

G_END_DECLS
