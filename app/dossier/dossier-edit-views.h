/* Edits of what a dossier shows: views, story, and how its figures are exported.  Each makes a new
 * snapshot that shares with the old one all it does not change; linear in the dossier, as the
 * index is made anew: call them on a worker where the dossier may be large. */
#pragma once

#include "dossier/dossier-file.h"

G_BEGIN_DECLS

/* A view as somebody looks at it, which is what "save" takes down. */
typedef struct
{
  EntViewKind kind;
  const EntView *base;       /* the saved view it began as, or NULL; of the same kind */
  const EntFilter *filter;   /* all that hides something, the base's own filter included */
  const EntJson *options;    /* an object; NULL: the base's */
  double zoom, x, y;         /* as in EntCamera; 1, 0, 0 fits */
  const char *const *stress; /* mark ids to be emphasised, NULL-terminated; NULL or none: those of
                                the base */
} EntViewState;

/* Objects of the format, for the edits below: members stand where the format has them, keys of
 * other programs stay, and a value that is NULL leaves its member out. */
EntJson *ent_view_json_new (const EntDossier *dossier, const EntViewState *state);
EntJson *ent_view_json_with (EntJson *view, const char *key, EntJson *value);
EntJson *ent_step_json_with (EntJson *step, const char *key, EntJson *value);
EntJson *ent_mark_ids_json (const EntDossier *dossier, const char *const *mark_ids);
EntJson *ent_text_json_with (EntJson *text, const char *own, const char *lang, const char *words);
char *ent_dossier_new_id (const EntDossier *dossier, const char *title, const char *fallback);

EntDossier *
ent_dossier_with_view (EntDossier *dossier, EntJson *view, const char *after, GError **error);
EntDossier *
ent_dossier_without_view (EntDossier *dossier, const char *id, gboolean with_steps, GError **error);
EntDossier *
ent_dossier_with_views_order (EntDossier *dossier, const char *const *ids, GError **error);
guint ent_dossier_count_steps (const EntDossier *dossier, const char *view_id);
EntDossier *ent_dossier_with_story (EntDossier *dossier, EntJson *story, GError **error);
EntJson *ent_json_list_insert (EntJson *list, guint index, EntJson *element);
EntJson *ent_json_list_move (EntJson *list, guint from, guint to);

/* Named options of figures: a list of objects with "name" (a text) and "options" (an object). */
EntJson *ent_dossier_presets (EntDossier *dossier);
EntDossier *ent_dossier_with_presets (EntDossier *dossier, EntJson *presets, GError **error);

G_END_DECLS
