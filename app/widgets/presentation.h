/* F5: the story on a full screen, nothing but figures.  Works on copies of the session's state, so
 * that everything is as it was afterwards. */
#pragma once

#include <adwaita.h>

#include "widgets/canvas.h"

G_BEGIN_DECLS

#define ENT_TYPE_PRESENTATION (ent_presentation_get_type ())
G_DECLARE_FINAL_TYPE (EntPresentation, ent_presentation, ENT, PRESENTATION, GtkWindow)

EntPresentation *ent_presentation_start (GtkWindow *parent, EntSession *session, guint step);
void ent_presentation_take_options (EntPresentation *presentation, EntCanvas *canvas);
void ent_presentation_go (EntPresentation *presentation, guint step);
guint ent_presentation_step (EntPresentation *presentation);
guint ent_presentation_n_steps (EntPresentation *presentation);

G_END_DECLS
