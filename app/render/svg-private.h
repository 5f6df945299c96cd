/* What the files of the writer of SVG share. */
#pragma once

#include "render/paint-private.h"
#include "render/render.h"

G_BEGIN_DECLS

typedef struct
{
  const EntScene *scene;
  const EntSvgOptions *options;
  const EntEmphasis *emphasis;
  GString *defs, *body;
  guint n_defs;
  GHashTable *hatches;    /* colour as hex → number of its pattern */
  gboolean *written;      /* an item whose first group is written */
  const EntRect *clip;    /* of the open layer group */
  const EntRect *defined; /* the last clip that has a number */
  guint clip_number;
  int layer, item;  /* of the open groups; -1, ENT_NO_ITEM: none */
  gboolean linked;  /* whether a link is open in the item */
  cairo_t *letters; /* traces outlines; NULL until then */
} EntSvgWriter;

void ent_svg_put_number (GString *out, double value);
void ent_svg_put_escaped (GString *out, const char *text);
void ent_svg_put_attribute (GString *out, const char *name, const char *value);
void ent_svg_put_length (GString *out, const char *name, double value);
void ent_svg_put_element (GString *out, const char *name, const char *text);
void ent_svg_put_rect (GString *out, const EntRect *rect);
void ent_svg_put_colour (GString *out, const char *name, EntColour colour);
const char *ent_svg_prefix_of (const EntSvgWriter *writer);
void ent_svg_put_def_id (const EntSvgWriter *writer, GString *out, guint number);
void
ent_svg_put_reference (const EntSvgWriter *writer, GString *out, const char *name, guint number);
guint ent_svg_define_clip (EntSvgWriter *writer, const EntRect *rect);
void ent_svg_put_path_data (GString *out, const EntPath *path);
void ent_svg_put_shape (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint);
void ent_svg_put_text (EntSvgWriter *writer, const EntMark *mark, const EntPaint *paint);

G_END_DECLS
