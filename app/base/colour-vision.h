/* How pictures look to people who see colours otherwise. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_VISION_NORMAL,
  ENT_VISION_PROTAN, /* without the long-wave cones */
  ENT_VISION_DEUTAN, /* without the middle ones */
  ENT_VISION_TRITAN, /* without the short-wave ones */
  ENT_N_VISIONS,
} EntVision;

const double *ent_vision_matrix (EntVision vision);
void ent_vision_apply (EntVision vision, guint32 *pixels, gsize n_pixels);

G_END_DECLS
