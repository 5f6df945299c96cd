/* The network in parts: what its options ask for (net-options.c), where the nodes are
 * (net-places.c, network-layout.c), which ways the ties take (net-ways.c, net-bundle.c), what is
 * round sets of nodes (net-hulls.c), and how it is drawn (network-view.c). */
#pragma once

#include "scene/label-placer.h"
#include "views/colouring.h"
#include "views/view-private.h"

G_BEGIN_DECLS

/* Between parallel ties in their middle, points at text scale 1. */
#define ENT_NET_SEPARATION_PT 9.0
/* Half of a wide line, or a rim with its ring, figure units. */
#define ENT_NET_EDGE_ROOM 3.0
/* Beyond so many pairs of edge and node, edges stay straight: looking for a way round them costs
 * more than a frame. */
#define ENT_NET_MAX_ROUTED 1000000

/* How an organisation with its members is shown. */
typedef enum
{
  ENT_NET_NODE, /* as a node with a tie to each member */
  ENT_NET_HULL, /* as an outline round them */
  ENT_NET_TIES, /* as ties from each to each */
} EntNetForm;

typedef enum
{
  ENT_NET_STRESS,
  ENT_NET_CIRCLE,
  ENT_NET_COLUMNS,
  ENT_NET_RING,
  ENT_NET_MAP,
} EntNetLayout;

typedef struct
{
  EntNetLayout layout;
  double stability;               /* over time: 0: each date for itself … 1 */
  double bundle;                  /* 0: each tie by itself … 1 */
  const char *group_by, *hull_by; /* kind, part_of or the key of an attribute; or NULL */
  const char *size_by;            /* key of an attribute that is a number; NULL: the ties */
  guint8 *forms;                  /* EntNetForm of each actor of the dossier */
} EntNetOptions;

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
  const EntRelation *relation; /* or NULL: of two members of an organisation */
  const EntActor *organisation;
  guint from, to; /* nodes */
  guint rank, of; /* among the parallel ones, 0 …, and how many */
  double bend;    /* of the middle off the chord as the pair's first node sees it, units */
  EntCurve curve; /* from centre to centre, camera applied */
  double t0, t1;  /* where it leaves the discs */
  /* of a bundle: ENT_BUNDLE_POINTS from the pair's first node on, camera not applied; or NULL */
  const EntPoint *way;
} EntNetEdge;

/* What is drawn of a tie, camera applied. */
typedef struct
{
  EntPath *path;
  EntPoint tip, along; /* where it ends at the rim, and its direction there */
  EntPoint middle;
} EntNetStroke;

typedef struct
{
  const EntViewRequest *request;
  EntNetOptions options;
  GArray *nodes; /* EntNetNode, of the whole dossier */
  GArray *edges; /* EntNetEdge, shown ones */
  int hub;       /* node or -1 */
  EntRect frame;
  EntColouring *colouring; /* made when it is drawn */
  EntRect span;            /* of the layout at all dates, in its units; empty without a time */
  EntPoint *ways;          /* of the bundled ties */
  char *method;            /* how the nodes were placed, in words, where that is not plain */
  guint unplaced;          /* shown nodes without a place of their own */
  double widest;           /* no box of a node is wider; figure units */
  double room;             /* share of the names' room that nodes keep free, 0–1 */
} EntNet;

gboolean
ent_net_options_read (const EntViewRequest *request, EntNetOptions *options, GError **error);
void ent_net_options_clear (EntNetOptions *options);
double ent_net_size (const EntAttribute *attribute, double greatest);
const EntAttribute *ent_net_attribute (const EntActor *actor, const char *key);
gboolean ent_net_is_membership (const EntRelation *relation);
gboolean ent_net_replaces (const EntNetOptions *options, const EntRelation *relation);
guint ent_net_organisation_slot (const EntDossier *dossier, const EntActor *organisation);
EntStyle ent_net_expanded_style (const EntDossier *dossier,
                                 const EntActor *organisation,
                                 const EntTheme *theme);

EntNet *ent_net_new (const EntViewRequest *request, GCancellable *cancellable, GError **error);
void ent_net_free (EntNet *net);
int ent_net_find (const EntNet *net, const EntActor *actor);
gboolean ent_net_is_chosen (const EntViewRequest *request, const EntActor *actor);
GArray *ent_net_members (const EntNet *net, const EntActor *organisation, gboolean shown);

EntRect ent_net_box_of (const EntNet *net, const EntNetNode *node);
gboolean ent_net_place (
    EntNet *net, const EntRect *inner, double *xy, GCancellable *cancellable, GError **error);
GArray *ent_net_ties (const EntNet *net);
guint *ent_net_groups (const EntNet *net, const char *key);
gboolean ent_net_shown_day (const EntViewRequest *request, gint32 *day);
GBytes *ent_net_over_time (const EntNet *net,
                           const double *whole,
                           gint32 day,
                           guint *at,
                           guint *n_dates,
                           GCancellable *cancellable,
                           GError **error);
void ent_net_route (EntNet *net);
gboolean ent_net_bundle (EntNet *net, GCancellable *cancellable, GError **error);
EntNetStroke ent_net_stroke_way (
    const EntNet *net, const EntNetEdge *edge, const EntPoint *points, double gap, double arrow);

char *ent_net_group_of (const EntViewRequest *request, const EntActor *actor, const char *key);
void ent_net_draw_hulls (const EntNet *net, EntSceneBuilder *builder, EntLabelPlacer *placer);

static inline EntNetNode *
ent_net_node (const EntNet *net, guint index)
{
  return &g_array_index (net->nodes, EntNetNode, index);
}

static inline EntNetForm
ent_net_form (const EntNetOptions *options, const EntActor *actor)
{
  return (EntNetForm)options->forms[actor->index];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntNet, ent_net_free)

G_END_DECLS
