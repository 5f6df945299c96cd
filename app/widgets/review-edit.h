/* The work of a review, done on a worker: candidates looked for; edits made, with new anchors, the
 * snapshot with them, and where its passages are in the texts at hand. */
#pragma once

#include "base/worker.h"
#include "session/session.h"
#include "widgets/review-model.h"

G_BEGIN_DECLS

/* One passage and the place it gets in the text at hand. */
typedef struct
{
  char *passage_id;
  guint start, end;
} EntReviewPlace;

/* The edit was made, or could not be: see error.  Runs on the main thread. */
typedef void (*EntReviewDone) (gpointer owner, const GError *error);

GArray *ent_review_places_new (void);
void ent_review_edit (EntWorker *worker,
                      GObject *owner,
                      EntSession *session,
                      GArray *places,
                      const char *label,
                      EntReviewDone done);

void ent_review_look (EntWorker *worker, GObject *owner, EntSession *session, EntReviewItem *item);

G_END_DECLS
