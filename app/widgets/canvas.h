/* One view of the dossier on screen: shows what a worker built and painted, moved and scaled until
 * the fresh picture arrives; takes clicks, keys and gestures; keeps an accessible object at every
 * mark. */
#pragma once

#include "base/worker.h"
#include "widgets/picture.h"

G_BEGIN_DECLS

#define ENT_TYPE_CANVAS (ent_canvas_get_type ())
G_DECLARE_FINAL_TYPE (EntCanvas, ent_canvas, ENT, CANVAS, GtkWidget)

/* Signals "picture-changed": there is a fresh picture; "settled": it is shown and nothing moves;
 * "picked": someone chose a mark, be it the one that is selected already.
 * Actions: canvas.zoom-in, canvas.zoom-out, canvas.fit. Asks its window for win.focus-inspector,
 * win.copy-view, win.export. */
GtkWidget *ent_canvas_new (EntSession *session, EntWorker *worker);
void ent_canvas_set_view (EntCanvas *canvas, EntViewKind kind, const char *view_id);
void ent_canvas_show (EntCanvas *canvas,
                      EntViewKind kind,
                      const char *view_id,
                      EntPicture *picture,
                      EntTransition *transition);
void ent_canvas_reveal (EntCanvas *canvas);
EntPicture *ent_canvas_picture (EntCanvas *canvas);
const EntScene *ent_canvas_scene (EntCanvas *canvas);
gboolean ent_canvas_is_current (EntCanvas *canvas);
gboolean ent_canvas_is_morphing (EntCanvas *canvas);
gboolean ent_canvas_can_zoom (EntCanvas *canvas);
void ent_canvas_set_text_scale (EntCanvas *canvas, double scale);
void ent_canvas_set_buttons (EntCanvas *canvas, int width);
gboolean ent_canvas_has_buttons (EntCanvas *canvas);
EntPictureOrder *ent_canvas_order (EntCanvas *canvas);
EntCamera ent_canvas_camera (EntCanvas *canvas);
void ent_canvas_set_camera (EntCanvas *canvas, EntCamera camera);
EntJson *ent_canvas_options (EntCanvas *canvas);
EntJson *ent_canvas_saved_options (EntCanvas *canvas);
EntJson *ent_canvas_unsaved_options (EntCanvas *canvas);
EntJson *ent_canvas_options_of (EntCanvas *canvas, EntViewKind kind, const char *view_id);
void ent_canvas_take_options (EntCanvas *canvas, EntCanvas *from);
void ent_canvas_set_options (EntCanvas *canvas, EntJson *options);
void ent_canvas_restore_camera (EntCanvas *canvas);
gboolean ent_canvas_show_mark (EntCanvas *canvas, const char *mark_id);
gboolean ent_canvas_mark_bounds (EntCanvas *canvas, const char *mark_id, EntRect *bounds);

G_END_DECLS
