#include "widgets/views-panel-edits.h"

#include <glib/gi18n-lib.h>

#include "base/worker.h"
#include "dossier/dossier-edit-views.h"

/* One edit; the queue has it, and whoever makes it. */
typedef struct
{
  EntViewEditFunc edit;
  gpointer data;
  GDestroyNotify free_data;
  char *label;
} Wish;

/* The making of one, and what comes out of it. */
typedef struct
{
  Wish *wish;
  EntDossier *dossier, *next;
  EntLibrary *library, *next_library;
  GError *error;
} Try;

struct _EntViewEdits
{
  GObject parent;
  EntSession *session;
  EntWorker *worker;
  GQueue wishes; /* of Wish; the first is being made */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (EntViewEdits, ent_view_edits, G_TYPE_OBJECT)

enum
{
  MADE,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
clear_wish (gpointer data)
{
  Wish *wish = data;

  if (wish->free_data != NULL)
    wish->free_data (wish->data);
  g_free (wish->label);
}

static void
free_wish (gpointer wish)
{
  g_atomic_rc_box_release_full (wish, clear_wish);
}

static void
free_try (Try *try)
{
  g_clear_pointer (&try->wish, free_wish);
  g_clear_pointer (&try->dossier, ent_dossier_unref);
  g_clear_pointer (&try->next, ent_dossier_unref);
  g_clear_pointer (&try->library, ent_library_unref);
  g_clear_pointer (&try->next_library, ent_library_unref);
  g_clear_error (&try->error);
  g_free (try);
}

static gpointer
make (gpointer data, GCancellable *cancellable, GError **error)
{
  const Try *order = data;
  Try *try = g_new0 (Try, 1);

  try->dossier = ent_dossier_ref (order->dossier);
  try->library = order->library != NULL ? ent_library_ref (order->library) : NULL;
  try->next = order->wish->edit (order->dossier, order->wish->data, &try->error);
  if (try->next != NULL && try->next != order->dossier && order->library != NULL)
    try->next_library = ent_library_follow (order->library, order->dossier, try->next, cancellable);
  return try;
}

static void make_first (EntViewEdits *edits);

static void
take (gpointer owner, gpointer result, const GError *error)
{
  EntViewEdits *edits = owner;
  Try *try = result;
  /* something else was edited or undone meanwhile: the edit is made again, of what is there now */
  const gboolean stale = ent_session_dossier (edits->session) != try->dossier
                         || ent_session_library (edits->session) != try->library;

  edits->busy = FALSE;
  if (!stale)
    {
      Wish *wish = g_queue_pop_head (&edits->wishes);
      if (try->next != NULL && try->next != try->dossier)
        {
          ent_session_edit_with (edits->session, try->next, try->next_library, wish->label);
          g_signal_emit (edits, signals[MADE], 0);
        }
      else if (try->next == NULL)
        g_signal_emit (edits, signals[FAILED], 0, try->error->message);
      free_wish (wish);
    }
  free_try (try);
  make_first (edits);
}

static void
make_first (EntViewEdits *edits)
{
  if (edits->busy || g_queue_is_empty (&edits->wishes))
    return;
  Try *order = g_new0 (Try, 1);
  order->wish = g_atomic_rc_box_acquire (g_queue_peek_head (&edits->wishes));
  order->dossier = ent_dossier_ref (ent_session_dossier (edits->session));
  if (ent_session_library (edits->session) != NULL)
    order->library = ent_library_ref (ent_session_library (edits->session));
  edits->busy = TRUE;
  ent_worker_push (edits->worker,
                   G_OBJECT (edits),
                   "edit",
                   make,
                   order,
                   (GDestroyNotify)free_try,
                   (GDestroyNotify)free_try,
                   take);
}

/* What waits was meant for the dossier that was open. */
static void
on_session_changed (EntSession *session, guint change, EntViewEdits *edits)
{
  if (!(change & ENT_CHANGED_DOSSIER) || (change & ENT_CHANGED_HISTORY))
    return;
  ent_worker_cancel (edits->worker, G_OBJECT (edits));
  edits->busy = FALSE;
  g_queue_clear_full (&edits->wishes, free_wish);
}

static void
dispose (GObject *object)
{
  EntViewEdits *edits = ENT_VIEW_EDITS (object);

  if (edits->session != NULL)
    g_signal_handlers_disconnect_by_data (edits->session, edits);
  g_clear_pointer (&edits->worker, ent_worker_unref);
  g_queue_clear_full (&edits->wishes, free_wish);
  g_clear_object (&edits->session);
  G_OBJECT_CLASS (ent_view_edits_parent_class)->dispose (object);
}

static void
ent_view_edits_class_init (EntViewEditsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[MADE] = g_signal_new (
      "made", ENT_TYPE_VIEW_EDITS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed",
                                  ENT_TYPE_VIEW_EDITS,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
ent_view_edits_init (EntViewEdits *edits)
{
  edits->worker = ent_worker_new ("edits");
  g_queue_init (&edits->wishes);
}

/**
 * ent_view_edits_new:
 * @session: whose dossier is edited
 *
 * Returns: (transfer full): a queue of edits
 */
EntViewEdits *
ent_view_edits_new (EntSession *session)
{
  EntViewEdits *edits = g_object_new (ENT_TYPE_VIEW_EDITS, NULL);

  edits->session = g_object_ref (session);
  g_signal_connect (session, "changed", G_CALLBACK (on_session_changed), edits);
  return edits;
}

/**
 * ent_view_edits_session:
 * @edits: a queue
 *
 * Returns: (transfer none): whose dossier it edits
 */
EntSession *
ent_view_edits_session (EntViewEdits *edits)
{
  return edits->session;
}

/**
 * ent_view_edits_push:
 * @edits: a queue whose session has a dossier open
 * @edit: makes the edit; may run more than once
 * @data: for @edit, which must not change it
 * @free_data: (nullable): frees @data
 * @label: what it does, as on a menu: "Rename View"
 *
 * Makes an edit that can be undone, after those that wait.
 */
void
ent_view_edits_push (EntViewEdits *edits,
                     EntViewEditFunc edit,
                     gpointer data,
                     GDestroyNotify free_data,
                     const char *label)
{
  Wish *wish = g_atomic_rc_box_new0 (Wish);

  *wish = (Wish){ edit, data, free_data, g_strdup (label) };
  g_queue_push_tail (&edits->wishes, wish);
  make_first (edits);
}

/* What the edits below are made of; what one does not need is NULL. */
typedef struct
{
  char *id, *title, *words, *lang;
  EntJson *node, *with;
  int by;
} Plan;

static void
free_plan (gpointer data)
{
  Plan *plan = data;

  g_free (plan->id);
  g_free (plan->title);
  g_free (plan->words);
  g_free (plan->lang);
  g_clear_pointer (&plan->node, ent_json_unref);
  g_clear_pointer (&plan->with, ent_json_unref);
  g_free (plan);
}

static void
push_plan (EntViewEdits *edits, EntViewEditFunc edit, Plan plan, const char *label)
{
  plan.id = g_strdup (plan.id);
  plan.title = g_strdup (plan.title);
  plan.words = g_strdup (plan.words);
  plan.lang = g_strdup (ent_session_language (edits->session));
  plan.node = plan.node != NULL ? ent_json_ref (plan.node) : NULL;
  plan.with = plan.with != NULL ? ent_json_ref (plan.with) : NULL;
  ent_view_edits_push (edits, edit, g_memdup2 (&plan, sizeof plan), free_plan, label);
}

/* One that was deleted meanwhile needs no edit any more. */
static const EntView *
view_of (EntDossier *dossier, const Plan *plan)
{
  const EntThing *thing = ent_dossier_find (dossier, plan->id);

  return thing != NULL && thing->kind == ENT_THING_VIEW ? (const EntView *)thing : NULL;
}

static EntJson *
story_of (EntDossier *dossier)
{
  return ent_json_member (ent_dossier_json (dossier), "story");
}

/* Its number in the story; %G_MAXUINT when it is gone. */
static guint
step_at (EntDossier *dossier, const Plan *plan)
{
  EntJson *story = story_of (dossier);

  for (guint i = 0; i < ent_json_length (story); i++)
    if (ent_json_element (story, i) == plan->node)
      return i;
  return G_MAXUINT;
}

/* Takes the object. */
static EntJson *
with_words (EntJson *object,
            EntDossier *dossier,
            const Plan *plan,
            const char *key,
            EntJson *(*with) (EntJson *object, const char *key, EntJson *value))
{
  const char *words = g_str_equal (key, "title") ? plan->title : plan->words;

  if (words == NULL)
    return object;
  EntJson *text = ent_text_json_with (
      ent_json_member (object, key), ent_dossier_language (dossier), plan->lang, words);
  return with (object, key, text);
}

static EntDossier *
set_words (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const EntView *view = view_of (dossier, plan);

  if (view == NULL)
    return ent_dossier_ref (dossier);
  g_autoptr (EntJson) json
      = with_words (ent_json_ref (view->thing.json), dossier, plan, "title", ent_view_json_with);
  json = with_words (g_steal_pointer (&json), dossier, plan, "caption", ent_view_json_with);
  return ent_dossier_with_view (dossier, json, NULL, error);
}

/**
 * ent_view_edits_set_words:
 * @edits: a queue
 * @view_id: a saved view
 * @title: (nullable): its title in the content language; %NULL: as it is
 * @caption: (nullable): likewise
 */
void
ent_view_edits_set_words (EntViewEdits *edits,
                          const char *view_id,
                          const char *title,
                          const char *caption)
{
  const Plan plan = { .id = (char *)view_id, .title = (char *)title, .words = (char *)caption };

  push_plan (edits, set_words, plan, title != NULL ? _ ("Rename View") : _ ("Edit Caption"));
}

static EntDossier *
move_view (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const GPtrArray *views = ent_dossier_views (dossier);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint from = 0;

  if (view_of (dossier, plan) == NULL)
    return ent_dossier_ref (dossier);
  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      g_ptr_array_add (ids, (gpointer)view->thing.id);
      if (g_str_equal (view->thing.id, plan->id))
        from = i;
    }
  const int to = CLAMP ((int)from + plan->by, 0, (int)views->len - 1);
  if (to == (int)from)
    return ent_dossier_ref (dossier);
  gpointer id = g_ptr_array_steal_index (ids, from);
  g_ptr_array_insert (ids, to, id);
  g_ptr_array_add (ids, NULL);
  return ent_dossier_with_views_order (dossier, (const char *const *)ids->pdata, error);
}

/**
 * ent_view_edits_move:
 * @edits: a queue
 * @view_id: a saved view
 * @by: how many places further down; negative: up
 */
void
ent_view_edits_move (EntViewEdits *edits, const char *view_id, int by)
{
  push_plan (edits, move_view, (Plan){ .id = (char *)view_id, .by = by }, _ ("Move View"));
}

static EntDossier *
duplicate_view (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const EntView *view = view_of (dossier, plan);

  if (view == NULL)
    return ent_dossier_ref (dossier);
  g_autofree char *id
      = ent_dossier_new_id (dossier, view->thing.id, ent_view_kind_name (view->kind));
  g_autoptr (EntJson) json
      = with_words (ent_json_ref (view->thing.json), dossier, plan, "title", ent_view_json_with);
  json = ent_view_json_with (g_steal_pointer (&json), "id", ent_json_new_string (id));
  return ent_dossier_with_view (dossier, json, view->thing.id, error);
}

/**
 * ent_view_edits_duplicate:
 * @edits: a queue
 * @view_id: a saved view
 * @title: of the copy, which follows it
 */
void
ent_view_edits_duplicate (EntViewEdits *edits, const char *view_id, const char *title)
{
  push_plan (edits,
             duplicate_view,
             (Plan){ .id = (char *)view_id, .title = (char *)title },
             _ ("Duplicate View"));
}

/* All but the list of actors, for which there is no place among the filters of a window. */
static EntDossier *
take_filter (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const EntView *view = view_of (dossier, plan);

  if (view == NULL)
    return ent_dossier_ref (dossier);
  EntJson *actors = ent_json_member (ent_json_member (view->thing.json, "filter"), "actors");
  EntJson *rest
      = ent_json_length (actors) > 0
            ? ent_json_with_member (ent_json_new_object (), "actors", ent_json_ref (actors))
            : NULL;
  g_autoptr (EntJson) json = ent_view_json_with (ent_json_ref (view->thing.json), "filter", rest);
  return ent_dossier_with_view (dossier, json, NULL, error);
}

/**
 * ent_view_edits_take_filter:
 * @edits: a queue
 * @view_id: a saved view, which hides nothing any more but actors it does not list
 */
void
ent_view_edits_take_filter (EntViewEdits *edits, const char *view_id)
{
  push_plan (edits, take_filter, (Plan){ .id = (char *)view_id }, _ ("Take Filter Out of View"));
}

static EntDossier *
delete_view (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;

  return view_of (dossier, plan) != NULL ? ent_dossier_without_view (dossier, plan->id, TRUE, error)
                                         : ent_dossier_ref (dossier);
}

/**
 * ent_view_edits_delete:
 * @edits: a queue
 * @view_id: a saved view; the steps of the story that show it go too
 */
void
ent_view_edits_delete (EntViewEdits *edits, const char *view_id)
{
  push_plan (edits, delete_view, (Plan){ .id = (char *)view_id }, _ ("Delete View"));
}

static EntDossier *
put_view (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;

  return ent_dossier_with_view (
      dossier, plan->node, view_of (dossier, plan) != NULL ? plan->id : NULL, error);
}

/**
 * ent_view_edits_put:
 * @edits: a queue
 * @view: a view as the format has it; a new one, or one with the id of that it replaces
 * @after: (nullable): the view that a new one follows
 * @label: "Save View"
 */
void
ent_view_edits_put (EntViewEdits *edits, EntJson *view, const char *after, const char *label)
{
  push_plan (edits, put_view, (Plan){ .id = (char *)(after ? after : ""), .node = view }, label);
}

static EntDossier *
with_story (EntDossier *dossier, EntJson *story, GError **error)
{
  g_autoptr (EntJson) taken = story;

  return ent_dossier_with_story (dossier, taken, error);
}

static EntJson *
copy_story (EntDossier *dossier)
{
  EntJson *story = story_of (dossier);

  return story != NULL ? ent_json_ref (story) : ent_json_new_array ();
}

static EntDossier *
add_step (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  g_autoptr (EntDossier) with_view = plan->with != NULL
                                         ? ent_dossier_with_view (dossier, plan->with, NULL, error)
                                         : ent_dossier_ref (dossier);

  if (with_view == NULL)
    return NULL;
  return with_story (
      with_view,
      ent_json_list_insert (copy_story (dossier), (guint)plan->by, ent_json_ref (plan->node)),
      error);
}

/**
 * ent_view_edits_add_step:
 * @edits: a queue
 * @step: a step as the format has it
 * @view: (nullable): the view that it shows, if that is to be saved with it
 * @at: its number in the story; beyond the end is the end
 */
void
ent_view_edits_add_step (EntViewEdits *edits, EntJson *step, EntJson *view, guint at)
{
  push_plan (edits,
             add_step,
             (Plan){ .node = step, .with = view, .by = (int)MIN (at, G_MAXINT) },
             _ ("Add Step"));
}

static EntDossier *
set_step (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const guint at = step_at (dossier, plan);

  return at == G_MAXUINT ? ent_dossier_ref (dossier)
                         : with_story (dossier,
                                       ent_json_replace_element (
                                           copy_story (dossier), at, ent_json_ref (plan->with)),
                                       error);
}

/**
 * ent_view_edits_set_step:
 * @edits: a queue
 * @old: the step as it is
 * @step: what takes its place
 * @label: "Take Time and Selection"
 */
void
ent_view_edits_set_step (EntViewEdits *edits, EntJson *old, EntJson *step, const char *label)
{
  push_plan (edits, set_step, (Plan){ .node = old, .with = step }, label);
}

static EntDossier *
set_step_words (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const guint at = step_at (dossier, plan);

  if (at == G_MAXUINT)
    return ent_dossier_ref (dossier);
  EntJson *step
      = with_words (ent_json_ref (plan->node), dossier, plan, "title", ent_step_json_with);
  step = with_words (step, dossier, plan, "notes", ent_step_json_with);
  return with_story (dossier, ent_json_replace_element (copy_story (dossier), at, step), error);
}

/**
 * ent_view_edits_set_step_words:
 * @edits: a queue
 * @step: a step
 * @title: (nullable): its title in the content language; %NULL: as it is
 * @notes: (nullable): likewise
 */
void
ent_view_edits_set_step_words (EntViewEdits *edits,
                               EntJson *step,
                               const char *title,
                               const char *notes)
{
  push_plan (edits,
             set_step_words,
             (Plan){ .node = step, .title = (char *)title, .words = (char *)notes },
             title != NULL ? _ ("Rename Step") : _ ("Edit Notes"));
}

static EntDossier *
move_step (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const guint at = step_at (dossier, plan);
  const int last = (int)ent_json_length (story_of (dossier)) - 1;
  const int to = at != G_MAXUINT ? CLAMP ((int)at + plan->by, 0, last) : 0;

  if (at == G_MAXUINT || to == (int)at)
    return ent_dossier_ref (dossier);
  return with_story (dossier, ent_json_list_move (copy_story (dossier), at, (guint)to), error);
}

/**
 * ent_view_edits_move_step:
 * @edits: a queue
 * @step: a step
 * @by: how many places later; negative: earlier
 */
void
ent_view_edits_move_step (EntViewEdits *edits, EntJson *step, int by)
{
  push_plan (edits, move_step, (Plan){ .node = step, .by = by }, _ ("Move Step"));
}

static EntDossier *
duplicate_step (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const guint at = step_at (dossier, plan);

  if (at == G_MAXUINT)
    return ent_dossier_ref (dossier);
  /* a node of its own, or the two could not be told from each other */
  EntJson *copy = ent_step_json_with (
      ent_json_ref (plan->node), "view", ent_json_ref (ent_json_member (plan->node, "view")));
  return with_story (dossier, ent_json_list_insert (copy_story (dossier), at + 1, copy), error);
}

/**
 * ent_view_edits_duplicate_step:
 * @edits: a queue
 * @step: a step; the copy follows it
 */
void
ent_view_edits_duplicate_step (EntViewEdits *edits, EntJson *step)
{
  push_plan (edits, duplicate_step, (Plan){ .node = step }, _ ("Duplicate Step"));
}

static EntDossier *
delete_step (EntDossier *dossier, gpointer data, GError **error)
{
  const Plan *plan = data;
  const guint at = step_at (dossier, plan);

  return at == G_MAXUINT ? ent_dossier_ref (dossier)
                         : with_story (dossier,
                                       ent_json_replace_element (copy_story (dossier), at, NULL),
                                       error);
}

/**
 * ent_view_edits_delete_step:
 * @edits: a queue
 * @step: a step; its view stays
 */
void
ent_view_edits_delete_step (EntViewEdits *edits, EntJson *step)
{
  push_plan (edits, delete_step, (Plan){ .node = step }, _ ("Delete Step"));
}
