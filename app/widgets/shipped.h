/* The dossiers that come with the program, as the welcome page shows them. */
#pragma once

#include <gtk/gtk.h>

#include "scene/theme.h"

G_BEGIN_DECLS

typedef struct
{
  char *uri, *title, *counts;
  GdkTexture *picture; /* of its first view; NULL when that cannot be drawn */
} EntShipped;

typedef struct
{
  const char *lang;
  EntThemeKind theme;
  double scale; /* device pixels per pixel */
} EntShippedOrder;

/* The size of a picture; pixels. */
#define ENT_SHIPPED_WIDTH 380
#define ENT_SHIPPED_HEIGHT 236

void ent_shipped_free (EntShipped *shipped);
GPtrArray *ent_shipped_list (const EntShippedOrder *order, GCancellable *cancellable);

G_END_DECLS
