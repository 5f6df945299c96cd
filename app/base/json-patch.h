/* What changed between two trees, as a tree that can be written down, and making the change again.
 */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

EntJson *ent_json_diff (EntJson *before, EntJson *after);
EntJson *ent_json_patch (EntJson *before, const EntJson *patch, GError **error);

G_END_DECLS
