/* Edits of views and story: made on a worker one after another, each of what the one before it
 * left, so that keys that are pressed faster than edits are made are all heard. */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

#define ENT_TYPE_VIEW_EDITS (ent_view_edits_get_type ())
G_DECLARE_FINAL_TYPE (EntViewEdits, ent_view_edits, ENT, VIEW_EDITS, GObject)

/* Runs on a worker; @dossier itself (transfer full) when there is nothing to change, NULL with
 * error set when it cannot be. */
typedef EntDossier *(*EntViewEditFunc) (EntDossier *dossier, gpointer data, GError **error);

/* Signals: "made" (): an edit was made; "failed" (const char *message). */
EntViewEdits *ent_view_edits_new (EntSession *session);
EntSession *ent_view_edits_session (EntViewEdits *edits);
void ent_view_edits_push (EntViewEdits *edits,
                          EntViewEditFunc edit,
                          gpointer data,
                          GDestroyNotify free_data,
                          const char *label);

void ent_view_edits_set_words (EntViewEdits *edits,
                               const char *view_id,
                               const char *title,
                               const char *caption);
void ent_view_edits_move (EntViewEdits *edits, const char *view_id, int by);
void ent_view_edits_duplicate (EntViewEdits *edits, const char *view_id, const char *title);
void ent_view_edits_take_filter (EntViewEdits *edits, const char *view_id);
void ent_view_edits_delete (EntViewEdits *edits, const char *view_id);
void ent_view_edits_put (EntViewEdits *edits, EntJson *view, const char *after, const char *label);

/* Steps have no ids: they are meant by their nodes in the tree. */
void ent_view_edits_add_step (EntViewEdits *edits, EntJson *step, EntJson *view, guint at);
void ent_view_edits_set_step (EntViewEdits *edits, EntJson *old, EntJson *step, const char *label);
void ent_view_edits_set_step_words (EntViewEdits *edits,
                                    EntJson *step,
                                    const char *title,
                                    const char *notes);
void ent_view_edits_move_step (EntViewEdits *edits, EntJson *step, int by);
void ent_view_edits_duplicate_step (EntViewEdits *edits, EntJson *step);
void ent_view_edits_delete_step (EntViewEdits *edits, EntJson *step);

G_END_DECLS
