/* The network in two parts: where the nodes are (network-layout.c), and how it is drawn. */
#pragma once

#include "scene/label-placer.h"
#include "views/colouring.h"
#include "views/view-private.h"

G_BEGIN_DECLS

typedef struct
{
  const EntActor *actor;
  guint degree;
  gboolean shown, pinned;
  double radius; /* figure units */
  EntPoint at;   /* figure units, camera not applied */
  double label_width, label_height;
} EntNetNode;

typedef struct
{
  const EntRelation *relation;
  guint from, to; /* nodes */
  guint rank, of; /* among the parallel ones, 0 …, and how many */
  double bend;    /* of the middle off the chord as the pair's first node sees it, units */
  EntCurve curve; /* from centre to centre, camera applied */
  double t0, t1;  /* where it leaves the discs */
} EntNetEdge;

typedef struct
{
  const EntViewRequest *request;
  GArray *nodes; /* EntNetNode, of the whole dossier */
  GArray *edges; /* EntNetEdge, shown ones */
  int hub;       /* node or -1 */
  EntRect frame;
  EntColouring *colouring; /* made when it is drawn */
  double room;             /* share of the names' room that nodes keep free, 0–1 */
} EntNet;

EntNet *ent_net_new (const EntViewRequest *request, GCancellable *cancellable, GError **error);
void ent_net_free (EntNet *net);
int ent_net_find (const EntNet *net, const EntActor *actor);

static inline EntNetNode *
ent_net_node (const EntNet *net, guint index)
{
  return &g_array_index (net->nodes, EntNetNode, index);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntNet, ent_net_free)

G_END_DECLS
