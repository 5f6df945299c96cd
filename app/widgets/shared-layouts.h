/* Layouts of networks, kept for all windows. */
#pragma once

#include "views/layout-cache.h"

G_BEGIN_DECLS

EntLayoutCache *ent_shared_layouts (void);

G_END_DECLS
