/* What the parts of a presentation share: presentation.c (steps), presentation-ahead.c (the next
 * ones, made while one is shown), presentation-keys.c (what keys and pointer do). */
#pragma once

#include "base/worker.h"
#include "widgets/canvas.h"
#include "widgets/presentation.h"
#include "widgets/presenter-window.h"
#include "widgets/story-steps.h"
#include "widgets/talk-ink.h"
#include "widgets/talk-key.h"
#include "widgets/talk-passages.h"

G_BEGIN_DECLS

/* A step that may be next. */
typedef struct
{
  EntPicture *picture;       /* NULL: not made yet */
  EntTransition *transition; /* to it; NULL: not prepared yet */
  EntPicture *from;          /* from this one */
} EntAhead;

struct _EntPresentation
{
  GtkWindow parent;
  EntDossier *dossier;
  GArray *points; /* of EntStoryPoint, borrowed from the dossier */
  guint step;
  EntSession *session; /* what is shown: a copy */
  EntSession *scout;   /* what is made ahead */
  EntWorker *worker, *worker_ahead;
  EntCanvas *canvas;
  EntAhead *ahead;     /* by step */
  gboolean looking;    /* one of them is being made */
  gboolean stepping;   /* the program selects, not a person */
  GtkOverlay *screen;  /* all of it */
  GtkOverlay *overlay; /* the figure */
  GtkLabel *title, *count, *source;
  GtkWidget *black, *overview;
  EntTalkKey *key;
  EntTalkPassages *passages;
  EntTalkInk *ink;
  EntPresenterWindow *presenter; /* NULL: closed */
  GtkApplication *app;           /* keeps the screen from blanking */
  guint inhibitor, idle_pointer;
  guint typed; /* the number typed so far; 0: none */
};

void ent_presentation_make_keys (EntPresentation *presentation);
void ent_presentation_look_ahead (EntPresentation *presentation);
EntAhead *ent_presentation_ahead (EntPresentation *presentation, guint step);
void ent_presentation_forget_ahead (EntPresentation *presentation);
EntSession *ent_presentation_session (EntPresentation *presentation);
void ent_presentation_show_passages (EntPresentation *presentation);
void ent_presentation_update_count (EntPresentation *presentation);
void ent_presentation_set_overview (EntPresentation *presentation, gboolean shown);
void ent_presentation_set_presenter (EntPresentation *presentation, gboolean shown);
void ent_presentation_add_input (EntPresentation *presentation);
gboolean
ent_presentation_press (EntPresentation *presentation, guint keyval, GdkModifierType state);

G_END_DECLS
