/* What the dossier leaves open, as lists from which one goes to each mark, passage and paragraph.
 */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

void ent_coverage_panel_present (GtkWindow *parent, EntSession *session);

G_END_DECLS
