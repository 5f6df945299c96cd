/* The outline of what a pen draws along a path without corners. */
#pragma once

#include "base/path.h"

G_BEGIN_DECLS

EntPath *
ent_stroke_outline (const EntPath *path, double width, gboolean round_caps, double tolerance);

G_END_DECLS
