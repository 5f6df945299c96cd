/* The one label placer: no label over a label, a node or the end of a line.  Marks that must not be
 * covered are told first, then the labels; by descending priority each takes the cheapest free
 * place among its candidates, its shorter forms after that, then a place further off with a leader
 * line. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_PLACE_AROUND, /* right, left, below, above and the corners of a disc at (x, y) */
  ENT_PLACE_CENTRE, /* on the point: areas, lines (and along them); then a little off it */
  ENT_PLACE_BELOW,  /* nodes: below first, then around */
} EntPlaceMode;

typedef struct
{
  int item;
  const char *forms[3];    /* long to short, each of one line or several; unused ones NULL */
  const char *second;      /* a second, smaller muted line, or NULL; dropped before the label is */
  const char *second_lang; /* of the second line, interned or static; NULL: that of the label */
  EntTextStyle style;
  EntColour colour;
  double x, y, radius; /* the disc that the label belongs to */
  EntPlaceMode mode;
  double priority;
  gboolean required; /* emphasised: never left out */
} EntLabel;

typedef struct _EntLabelPlacer EntLabelPlacer;

EntLabelPlacer *ent_label_placer_new (const EntRect *frame);
void ent_label_placer_free (EntLabelPlacer *placer);
void ent_label_placer_block_rect (EntLabelPlacer *placer, const EntRect *rect);
void ent_label_placer_block_disc (EntLabelPlacer *placer, double cx, double cy, double radius);
/* Lines are avoided at a price; their ends are blocked. */
void ent_label_placer_avoid_path (EntLabelPlacer *placer, const EntPath *path, double half_width);
void ent_label_placer_add (EntLabelPlacer *placer, const EntLabel *label);
/* Places all and draws them; returns how many found no place. */
guint ent_label_placer_run (EntLabelPlacer *placer, EntSceneBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLabelPlacer, ent_label_placer_free)

G_END_DECLS
