/* A view on the clipboard. */
#pragma once

#include "widgets/canvas.h"
#include "widgets/window.h"

G_BEGIN_DECLS

void ent_view_copy (EntWindow *window, EntCanvas *canvas);

G_END_DECLS
