/* What stands out in a scene at the moment: renderers repaint with it, the scene stays as it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GHashTable *selected; /* set of item ids (strings), or NULL */
  GHashTable *related;  /* set of item ids that do not fade, or NULL */
  GHashTable *hinted;   /* set of item ids that look selected while nothing fades, or NULL */
  const char *hovered;  /* item id or NULL */
} EntEmphasis;

G_END_DECLS
