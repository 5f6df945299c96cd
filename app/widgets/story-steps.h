/* What a talk goes through: the steps of the story, or the saved views where there is none. */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

/* Borrowed from the dossier. */
typedef struct
{
  const EntView *view;
  const EntText *title, *notes; /* notes: NULL when there are none */
  const char *time;             /* EDTF; NULL: as the view has it */
  const char *const *select;    /* bare ids or mark ids, NULL-terminated; NULL: nothing */
} EntStoryPoint;

GArray *ent_story_points (const EntDossier *dossier);
void ent_story_point_apply (const EntStoryPoint *point, EntSession *session);
char *ent_story_point_title (const EntStoryPoint *point, const char *lang);

G_END_DECLS
