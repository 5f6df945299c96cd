/* What the parts of the canvas share: canvas.c (state), canvas-draw.c, canvas-morph.c (from one
 * picture to the next), canvas-input.c (pointer, keys, menu), canvas-marks.c (accessible marks,
 * focus). */
#pragma once

#include <adwaita.h>

#include "render/transition.h"
#include "scene/morph.h"
#include "widgets/canvas-camera.h"
#include "widgets/canvas.h"
#include "widgets/mark-proxy.h"

G_BEGIN_DECLS

typedef struct _EntCanvasMorph EntCanvasMorph;

struct _EntCanvas
{
  GtkWidget parent;
  EntSession *session;
  EntWorker *worker;
  GtkWidget *message; /* why there is no picture */
  GtkWidget *menu;    /* context menu while it is up */

  EntViewKind kind;
  char *view_id;
  GHashTable *cameras; /* "kind view-id" → EntCamera: where each view was left */
  EntCamera camera;
  GHashTable *looks; /* "kind view-id" → EntJson: options that are not saved */
  double text_scale; /* 1: as in a window */
  int buttons;       /* width of what lies over the right edge; 0: nothing */

  EntPicture *picture; /* shown; NULL before the first */
  EntCanvasMorph *morph;
  gboolean busy;  /* the worker makes a picture */
  int making[2];  /* width and height of the canvas it is made for */
  gboolean stale; /* the picture is not of the state now */
  gboolean ground_stale;
  gboolean reveals; /* the next picture is to show what is selected */
  guint serial;     /* of the selection */
  guint idle;       /* about to order a picture */

  GPtrArray *proxies; /* EntMarkProxy, by position in the outline */
  const char *focus;  /* interned id of the mark focused last */

  double pointer_x, pointer_y;
  EntCamera start_camera; /* when the drag or the pinch began */
  gboolean dragging;
};

void ent_canvas_install_input (EntCanvasClass *klass);
void ent_canvas_add_controllers (EntCanvas *canvas);
void ent_canvas_drop_menu (EntCanvas *canvas);

void ent_canvas_sync_marks (EntCanvas *canvas);
void ent_canvas_sync_selection (EntCanvas *canvas);
void ent_canvas_allocate_marks (EntCanvas *canvas);
void ent_canvas_drop_marks (EntCanvas *canvas);
gboolean ent_canvas_move_focus (EntCanvas *canvas, GtkDirectionType direction);
EntMarkProxy *ent_canvas_proxy (EntCanvas *canvas, const char *mark_id);
/* Selects what an item of the picture stands for: a thing, or several. */
void ent_canvas_select (EntCanvas *canvas, const char *id, EntSelectMode mode);

EntCanvasMorph *ent_canvas_morph_new (void);
void ent_canvas_morph_free (EntCanvas *canvas);
void ent_canvas_morph_leave (EntCanvas *canvas);
void ent_canvas_morph_drop (EntCanvas *canvas);
void ent_canvas_morph_take (EntCanvas *canvas, EntPicture *old);
void ent_canvas_morph_start (EntCanvas *canvas, EntTransition *transition, EntPicture *old);
gboolean ent_canvas_draw_morph (EntCanvas *canvas, GtkSnapshot *snapshot);
/* Nothing moves any more. */
void ent_canvas_settled (EntCanvas *canvas);

EntCanvasMap ent_canvas_map (EntCanvas *canvas);
void ent_canvas_draw (GtkWidget *widget, GtkSnapshot *snapshot);
const EntSceneItem *ent_canvas_item_at (EntCanvas *canvas, double x, double y);
void ent_canvas_point_at (EntCanvas *canvas, double x, double y);

G_END_DECLS
