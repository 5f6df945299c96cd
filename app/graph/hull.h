/* Outlines of sets: round their members, past everybody else. */
#pragma once

#include "base/path.h"

G_BEGIN_DECLS

/* A node with its room. */
typedef struct
{
  double x, y, radius;
} EntDisc;

EntPath *ent_hull_trace (const EntDisc *discs, const gboolean *is_member, guint n, double gap);

G_END_DECLS
