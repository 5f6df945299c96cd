/* One passage in the list of those to review. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/review-model.h"

G_BEGIN_DECLS

#define ENT_TYPE_REVIEW_ROW (ent_review_row_get_type ())
G_DECLARE_FINAL_TYPE (EntReviewRow, ent_review_row, ENT, REVIEW_ROW, GtkWidget)

GtkWidget *ent_review_row_new (void);
void ent_review_row_set_item (EntReviewRow *row, EntSession *session, EntReviewItem *item);

G_END_DECLS
