/* Fills paths on pixels by adding up signed areas: ten times as fast as cairo for the thousands of
 * short edges of a coastline, or for thousands of lines.  For screens; everything else is cairo's.
 */
#pragma once

#include <cairo.h>

#include "base/colour.h"
#include "base/path.h"

G_BEGIN_DECLS

typedef struct _EntScanConverter EntScanConverter;

EntScanConverter *ent_scan_converter_new (cairo_surface_t *image, double scale);
void ent_scan_converter_free (EntScanConverter *converter);
double ent_scan_converter_tolerance (const EntScanConverter *converter); /* figure units */
void ent_scan_converter_clip (EntScanConverter *converter, const EntRect *clip);
void ent_scan_converter_fill (EntScanConverter *converter, const EntPath *path, EntColour colour);
gboolean ent_scan_converter_is_hair (const EntScanConverter *converter, double width);
void ent_scan_converter_stroke (EntScanConverter *converter,
                                const EntPath *path,
                                double width,
                                EntColour colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntScanConverter, ent_scan_converter_free)

G_END_DECLS
