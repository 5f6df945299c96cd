/* Ctrl+P: a figure on paper, through the system's dialog. */
#pragma once

#include <gtk/gtk.h>

#include "scene/scene.h"

G_BEGIN_DECLS

GtkPrintOperation *ent_print_figure_new (EntScene *figure, const char *name);

G_END_DECLS
