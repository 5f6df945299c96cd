/* Measures of the network at the time the session shows: of each actor in a table that sorts, and
 * of the whole. */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

void ent_measures_panel_present (GtkWindow *parent, EntSession *session);

G_END_DECLS
