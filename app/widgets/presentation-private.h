/* What the parts of a presentation share: presentation.c (steps), presentation-keys.c (what keys
 * and pointer do). */
#pragma once

#include "base/worker.h"
#include "widgets/canvas.h"
#include "widgets/presentation.h"
#include "widgets/presenter-window.h"
#include "widgets/story-steps.h"
#include "widgets/talk-ink.h"
#include "widgets/talk-passages.h"

G_BEGIN_DECLS

/* One of two figures: while a step comes in, the one before goes out below it. */
typedef struct
{
  EntSession
      *session; /* of its own: the next step's filter must not change the last one's figure */
  EntWorker *worker;
  EntCanvas *canvas;
} EntStage;

struct _EntPresentation
{
  GtkWindow parent;
  EntDossier *dossier;
  GArray *points; /* of EntStoryPoint, borrowed from the dossier */
  guint step;
  EntStage stages[2];
  guint shown;        /* the stage of the step */
  gboolean coming;    /* its picture is waited for */
  gboolean stepping;  /* the program selects, not a person */
  AdwAnimation *fade; /* of the shown stage, in */
  GtkOverlay *overlay;
  GtkLabel *title, *count, *source;
  GtkWidget *black, *overview;
  EntTalkPassages *passages;
  EntTalkInk *ink;
  EntPresenterWindow *presenter; /* NULL: closed */
  guint inhibitor, idle_pointer;
  guint typed; /* the number typed so far; 0: none */
};

EntSession *ent_presentation_session (EntPresentation *presentation);
void ent_presentation_show_passages (EntPresentation *presentation);
void ent_presentation_update_count (EntPresentation *presentation);
void ent_presentation_set_overview (EntPresentation *presentation, gboolean shown);
void ent_presentation_set_presenter (EntPresentation *presentation, gboolean shown);
void ent_presentation_add_input (EntPresentation *presentation);

G_END_DECLS
