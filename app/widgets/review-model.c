#include "widgets/review-model.h"

G_DEFINE_FINAL_TYPE (EntReviewItem, ent_review_item, G_TYPE_OBJECT)

static guint changed_signal, chosen_signal;

static void
finalize (GObject *object)
{
  EntReviewItem *item = ENT_REVIEW_ITEM (object);

  g_free (item->passage_id);
  g_clear_pointer (&item->candidates, g_array_unref);
  G_OBJECT_CLASS (ent_review_item_parent_class)->finalize (object);
}

static void
ent_review_item_class_init (EntReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  changed_signal = g_signal_new (
      "changed", ENT_TYPE_REVIEW_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  chosen_signal = g_signal_new (
      "chosen", ENT_TYPE_REVIEW_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_review_item_init (EntReviewItem *item)
{
  item->choice = -1;
}

/**
 * ent_review_item_set_candidates:
 * @item: a passage to review
 * @candidates: (transfer full) (element-type EntCandidate): where it may be, the best first
 */
void
ent_review_item_set_candidates (EntReviewItem *item, GArray *candidates)
{
  g_clear_pointer (&item->candidates, g_array_unref);
  item->candidates = candidates;
  item->choice = -1;
  g_signal_emit (item, changed_signal, 0);
}

/**
 * ent_review_item_choose:
 * @item: a passage to review
 * @choice: number of a candidate
 */
void
ent_review_item_choose (EntReviewItem *item, int choice)
{
  if (choice == item->choice)
    return;
  item->choice = choice;
  g_signal_emit (item, chosen_signal, 0);
}

/**
 * ent_review_item_place:
 * @item: a passage to review
 * @start: (out): first code point in the text at hand
 * @end: (out): one past the last
 *
 * Returns: whether there is one place that can be accepted
 */
gboolean
ent_review_item_place (EntReviewItem *item, guint *start, guint *end)
{
  if (item->candidates != NULL && item->choice >= 0)
    {
      const EntCandidate *chosen
          = &g_array_index (item->candidates, EntCandidate, (guint)item->choice);
      *start = chosen->start;
      *end = chosen->end;
      return TRUE;
    }
  *start = item->found.start;
  *end = item->found.end;
  return item->found.state == ENT_ANCHOR_MOVED;
}

/**
 * ent_review_count:
 * @session: a session
 * @counts: (out) (array fixed-size=5): how many passages are in which state; all 0 while nobody has
 *   looked for them
 */
void
ent_review_count (EntSession *session, guint counts[ENT_N_ANCHOR_STATES])
{
  EntLibrary *library = ent_session_library (session);

  for (guint i = 0; i < ENT_N_ANCHOR_STATES; i++)
    counts[i] = 0;
  if (library == NULL)
    return;
  const GPtrArray *passages = ent_dossier_passages (ent_session_dossier (session));
  for (guint i = 0; i < passages->len; i++)
    counts[ent_library_resolution (library, g_ptr_array_index (passages, i))->state]++;
}

static int
group_of (EntAnchorState state, gboolean is_left)
{
  switch (state)
    {
    case ENT_ANCHOR_MOVED:
      return is_left ? ENT_REVIEW_LEFT : ENT_REVIEW_MOVED;
    case ENT_ANCHOR_AMBIGUOUS:
      return is_left ? ENT_REVIEW_LEFT : ENT_REVIEW_AMBIGUOUS;
    case ENT_ANCHOR_LOST:
      return is_left ? ENT_REVIEW_LEFT : ENT_REVIEW_LOST;
    case ENT_ANCHOR_UNATTACHED:
    case ENT_ANCHOR_EXACT:
    case ENT_N_ANCHOR_STATES:
    default:
      return -1;
    }
}

/* All that is to be reviewed, by group and within it in the order of the file. */
static GPtrArray *
list_items (EntSession *session, GHashTable *left)
{
  EntLibrary *library = ent_session_library (session);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  if (library == NULL)
    return items;
  const GPtrArray *passages = ent_dossier_passages (ent_session_dossier (session));
  for (int group = 0; group < ENT_N_REVIEW_GROUPS; group++)
    for (guint i = 0; i < passages->len; i++)
      {
        const EntPassage *passage = g_ptr_array_index (passages, i);
        const EntResolution *found = ent_library_resolution (library, passage);
        if (group_of (found->state, g_hash_table_contains (left, passage->thing.id)) != group)
          continue;
        EntReviewItem *item = g_object_new (ENT_TYPE_REVIEW_ITEM, NULL);
        item->passage_id = g_strdup (passage->thing.id);
        item->group = (EntReviewGroup)group;
        item->found = *found;
        g_ptr_array_add (items, item);
      }
  return items;
}

static gboolean
is_same (const EntReviewItem *a, const EntReviewItem *b)
{
  return a->group == b->group && a->found.state == b->found.state
         && a->found.start == b->found.start && a->found.end == b->found.end
         && a->found.similarity == b->found.similarity
         && g_str_equal (a->passage_id, b->passage_id);
}

static gboolean
same_at (GListModel *old, guint i, const GPtrArray *items, guint j)
{
  g_autoptr (EntReviewItem) item = g_list_model_get_item (old, i);

  return is_same (item, g_ptr_array_index (items, j));
}

/* The first of each group says how many there are. */
static void
set_headings (GListModel *model)
{
  guint counts[ENT_N_REVIEW_GROUPS] = { 0 };
  int before = -1;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EntReviewItem) item = g_list_model_get_item (model, i);
      counts[item->group]++;
    }
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EntReviewItem) item = g_list_model_get_item (model, i);
      const guint heading = (int)item->group != before ? counts[item->group] : 0;

      before = (int)item->group;
      if (heading == item->heading)
        continue;
      item->heading = heading;
      g_signal_emit (item, changed_signal, 0);
    }
}

/**
 * ent_review_update:
 * @store: (element-type EntReviewItem): the list
 * @session: a session
 * @left: set of bare ids of passages that are left as they are
 *
 * Brings the list up to date.  What did not change stays the same object, so that a view of the
 * list keeps its place.
 */
void
ent_review_update (GListStore *store, EntSession *session, GHashTable *left)
{
  GListModel *old = G_LIST_MODEL (store);
  g_autoptr (GPtrArray) items = list_items (session, left);
  const guint n_old = g_list_model_get_n_items (old);
  const guint shorter = MIN (n_old, items->len);
  guint head = 0, tail = 0;

  while (head < shorter && same_at (old, head, items, head))
    head++;
  while (tail < shorter - head && same_at (old, n_old - 1 - tail, items, items->len - 1 - tail))
    tail++;
  if (head + tail < MAX (n_old, items->len))
    g_list_store_splice (
        store, head, n_old - head - tail, items->pdata + head, items->len - head - tail);
  set_headings (old);
}
