/* A row of which the later children give way: each is shown whole or not at all, but for the first,
 * which may be cut. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_YIELD_LAYOUT (ent_yield_layout_get_type ())
G_DECLARE_FINAL_TYPE (EntYieldLayout, ent_yield_layout, ENT, YIELD_LAYOUT, GtkLayoutManager)

G_END_DECLS
