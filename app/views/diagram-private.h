/* A diagram in parts: where everything goes (diagram-layout.c), as marks (diagram-view.c). */
#pragma once

#include "graph/layout-layered.h"
#include "views/view-private.h"

G_BEGIN_DECLS

/* Lengths in points at scale 1. */
#define ENT_DIAGRAM_MARGIN_PT 14.0
#define ENT_DIAGRAM_TEXT_PT 8.0
#define ENT_DIAGRAM_LINK_PT 6.8
#define ENT_DIAGRAM_PAD_X_PT 7.0
#define ENT_DIAGRAM_PAD_Y_PT 5.0

/* How close boxes are set. */
typedef struct
{
  double wrap_pt; /* widest text in a box */
  double air;     /* share of the padding and gaps above; less in small figures */
  double row;     /* widest row of boxes, share of the room; 0: as wide as it comes */
  gboolean even;  /* lines of about the same length: of the form that is taken */
} EntDiagramForm;

typedef struct
{
  const EntViewRequest *request;
  EntViewRequest scaled; /* with the scale of the drawing in its text scale */
  const EntDiagram *diagram;
  GPtrArray *nodes, *links; /* shown ones */
  char ***lines;            /* text of each node */
  double *width, *height;   /* of the boxes, figure units */
  EntPoint *centre;         /* figure units */
  EntLayeredLayout *layout;
  gboolean sideways; /* layers from left to right */
  EntDiagramForm form;
  double total_width, total_height;
} EntDiagramDrawing;

EntDiagramDrawing *ent_diagram_choose (const EntViewRequest *request);
void ent_diagram_drawing_free (EntDiagramDrawing *drawing);
double ent_diagram_fit (const EntDiagramDrawing *drawing);
double ent_diagram_pt (const EntDiagramDrawing *drawing, double points);
double ent_diagram_air (const EntDiagramDrawing *drawing, double points);
int ent_diagram_index (const EntDiagramDrawing *drawing, const EntDiagramNode *node);
EntPoint ent_diagram_swap (EntPoint point, gboolean swapped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntDiagramDrawing, ent_diagram_drawing_free)

G_END_DECLS
