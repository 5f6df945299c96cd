/* Text that flows over pages: each page is a scene, so that whatever draws figures draws it too. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

/* How some text is set. */
typedef struct
{
  double size_pt;
  int weight;
  EntColour colour;
  double indent;    /* of the column's left edge, figure units */
  double above;     /* distance from what is above it, but at the top of a page; figure units */
  const char *lang; /* NULL: the flow's */
  const char *mark; /* a number in front of the indent, or NULL */
} EntFlowStyle;

typedef struct
{
  EntScene *scene;
  GPtrArray *links; /* char *, where each item of the scene leads; elements may be NULL */
} EntFlowPage;

typedef struct _EntFlow EntFlow;

EntFlow *ent_flow_new (double width_mm, double height_mm, const EntTheme *theme, const char *lang);
void ent_flow_free (EntFlow *flow);
double ent_flow_column (const EntFlow *flow);
double ent_flow_left (const EntFlow *flow);
double ent_flow_y (const EntFlow *flow);
double ent_flow_room (const EntFlow *flow);
void ent_flow_skip (EntFlow *flow, double distance);
void ent_flow_break (EntFlow *flow);
void ent_flow_keep (EntFlow *flow, double height);
guint ent_flow_page (const EntFlow *flow);
/* id and link may be NULL. */
void ent_flow_text (
    EntFlow *flow, const char *text, const EntFlowStyle *style, const char *id, const char *link);
/* Words one after the other, each with a link. */
void ent_flow_run (EntFlow *flow,
                   const GPtrArray *words,
                   const GPtrArray *links,
                   const EntFlowStyle *style,
                   const char *id);
void ent_flow_rule (EntFlow *flow);
/* The pages (transfer full, element-type EntFlowPage), each with foot and its number,
 * counted from first, at its bottom. */
GPtrArray *ent_flow_finish (EntFlow *flow, const char *foot, guint first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFlow, ent_flow_free)

G_END_DECLS
