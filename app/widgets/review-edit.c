#include "widgets/review-edit.h"

#include <glib/gi18n-lib.h>

#include "dossier/dossier-edit.h"

static void
clear_place (gpointer place)
{
  g_free (((EntReviewPlace *)place)->passage_id);
}

/**
 * ent_review_places_new:
 *
 * Returns: (transfer full) (element-type EntReviewPlace): an empty list that owns the ids
 */
GArray *
ent_review_places_new (void)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (EntReviewPlace));

  g_array_set_clear_func (places, clear_place);
  return places;
}

/* What is to be done, and what comes out. */
typedef struct
{
  EntSession *session;
  EntDossier *dossier, *next;
  EntLibrary *library, *next_library;
  GArray *places;
  char *label;
  EntReviewDone done;
  GError *error;
} Edit;

static void
free_edit (Edit *edit)
{
  g_clear_object (&edit->session);
  ent_dossier_unref (edit->dossier);
  ent_library_unref (edit->library);
  g_clear_pointer (&edit->next, ent_dossier_unref);
  g_clear_pointer (&edit->next_library, ent_library_unref);
  g_clear_pointer (&edit->places, g_array_unref);
  g_clear_error (&edit->error);
  g_free (edit->label);
  g_free (edit);
}

static EntJson *
new_anchor (const Edit *edit, const EntReviewPlace *place, GError **error)
{
  g_autofree char *mark_id = g_strdup_printf ("passage:%s", place->passage_id);
  const EntPassage *passage = (const EntPassage *)ent_dossier_find (edit->dossier, mark_id);
  EntSource *source = ent_library_source (edit->library, passage->document);

  return ent_anchor_new_for (passage->document, source, place->start, place->end, error);
}

static EntDossier *
edit_anchors (const Edit *edit, GCancellable *cancellable, GError **error)
{
  g_autofree EntAnchorEdit *edits = g_new0 (EntAnchorEdit, edit->places->len);
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_json_unref);

  for (guint i = 0; i < edit->places->len; i++)
    {
      const EntReviewPlace *place = &g_array_index (edit->places, EntReviewPlace, i);
      EntJson *anchor = new_anchor (edit, place, error);
      if (anchor == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (anchors, anchor);
      edits[i] = (EntAnchorEdit){ place->passage_id, anchor };
    }
  return ent_dossier_with_anchors (edit->dossier, edits, edit->places->len, error);
}

static gpointer
make_edit (gpointer data, GCancellable *cancellable, GError **error)
{
  const Edit *order = data;
  Edit *edit = g_new0 (Edit, 1);

  edit->session = g_object_ref (order->session);
  edit->dossier = ent_dossier_ref (order->dossier);
  edit->library = ent_library_ref (order->library);
  edit->label = g_strdup (order->label);
  edit->done = order->done;
  edit->next = edit_anchors (order, cancellable, &edit->error);
  if (edit->next != NULL)
    edit->next_library
        = ent_library_follow (order->library, order->dossier, edit->next, cancellable);
  return edit;
}

static void
take_edit (gpointer owner, gpointer result, const GError *error)
{
  Edit *edit = result;
  EntSession *session = edit->session;
  /* what was reviewed is no longer what is open */
  const gboolean stale = ent_session_dossier (session) != edit->dossier
                         || ent_session_library (session) != edit->library;

  if (edit->next != NULL && !stale)
    ent_session_edit_with (session, edit->next, edit->next_library, edit->label);
  edit->done (owner, edit->error);
  free_edit (edit);
}

/**
 * ent_review_edit:
 * @worker: where it is done
 * @owner: whom @done is for
 * @session: a session with a dossier and its texts
 * @places: (transfer full) (element-type EntReviewPlace): passages, and where they are
 * @label: what the edit does, as on a menu
 * @done: runs when it is done, unless @owner is gone
 *
 * Gives passages the places, in one edit that can be undone.  Nothing happens if the dossier or its
 * texts change meanwhile.
 */
void
ent_review_edit (EntWorker *worker,
                 GObject *owner,
                 EntSession *session,
                 GArray *places,
                 const char *label,
                 EntReviewDone done)
{
  Edit *order = g_new0 (Edit, 1);

  order->session = g_object_ref (session);
  order->dossier = ent_dossier_ref (ent_session_dossier (session));
  order->library = ent_library_ref (ent_session_library (session));
  order->places = places;
  order->label = g_strdup (label);
  order->done = done;
  ent_worker_push (worker,
                   owner,
                   "edit",
                   make_edit,
                   order,
                   (GDestroyNotify)free_edit,
                   (GDestroyNotify)free_edit,
                   take_edit);
}

/* What the candidates are looked for with, and what was found. */
typedef struct
{
  EntDossier *dossier;
  EntLibrary *library;
  EntReviewItem *item;
  GArray *candidates;
} Look;

static void
free_look (Look *look)
{
  ent_dossier_unref (look->dossier);
  ent_library_unref (look->library);
  g_object_unref (look->item);
  g_clear_pointer (&look->candidates, g_array_unref);
  g_free (look);
}

static gpointer
look_for_candidates (gpointer data, GCancellable *cancellable, GError **error)
{
  const Look *order = data;
  Look *look = g_new0 (Look, 1);
  g_autofree char *mark_id = g_strdup_printf ("passage:%s", order->item->passage_id);
  const EntPassage *passage = (const EntPassage *)ent_dossier_find (order->dossier, mark_id);

  look->dossier = ent_dossier_ref (order->dossier);
  look->library = ent_library_ref (order->library);
  look->item = g_object_ref (order->item);
  look->candidates
      = ent_anchor_candidates (passage, ent_library_source (order->library, passage->document));
  return look;
}

static void
take_candidates (gpointer owner, gpointer result, const GError *error)
{
  Look *look = result;

  ent_review_item_set_candidates (look->item, g_steal_pointer (&look->candidates));
  free_look (look);
}

/**
 * ent_review_look:
 * @worker: where it is done
 * @owner: while it is there, the candidates are wanted
 * @session: a session with a dossier and its texts
 * @item: a passage to review
 *
 * Looks for the places where the passage may be, and gives them to @item.
 */
void
ent_review_look (EntWorker *worker, GObject *owner, EntSession *session, EntReviewItem *item)
{
  Look *order = g_new0 (Look, 1);

  order->dossier = ent_dossier_ref (ent_session_dossier (session));
  order->library = ent_library_ref (ent_session_library (session));
  order->item = g_object_ref (item);
  ent_worker_push (worker,
                   owner,
                   "candidates",
                   look_for_candidates,
                   order,
                   (GDestroyNotify)free_look,
                   (GDestroyNotify)free_look,
                   take_candidates);
}
