/* The world's geometry, loaded once for all windows. */
#pragma once

#include "geo/world.h"

G_BEGIN_DECLS

const EntWorld *ent_shared_world (GError **error);

G_END_DECLS
