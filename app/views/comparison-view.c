/* The cited comparison: subjects side by side, a dimension a row, in each cell what is the case
 * and a dot per passage that says so, and between two subjects the verdict. */
#include "views/comparison-private.h"

#include <glib/gi18n-lib.h>

#define SMALLEST_PT 6.0

/* Smaller text until everything fits, not under 6 pt. */
static EntComparisonTable *
shrink_to_fit (const EntViewRequest *request)
{
  double smallest = MIN (request->text_scale, SMALLEST_PT / 6.5);
  g_autoptr (EntComparisonTable) table = ent_comparison_new (request, request->text_scale);
  for (double scale = request->text_scale; table->height > request->height && scale > smallest;)
    {
      scale = MAX (scale * 0.96, smallest);
      g_clear_pointer (&table, ent_comparison_free);
      table = ent_comparison_new (request, scale);
    }
  return g_steal_pointer (&table);
}

/**
 * ent_comparison_view_height:
 * @request: what is to be drawn
 *
 * Returns: the height of the whole table at the request's width and text scale, figure units
 */
double
ent_comparison_view_height (const EntViewRequest *request)
{
  g_autoptr (EntComparisonTable) table = ent_comparison_new (request, request->text_scale);
  return table->height;
}

/**
 * ent_comparison_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): not needed, the table is small
 * @error: where to put an error
 *
 * Draws a comparison as a table.  The camera's zoom makes the text larger and breaks it anew; the
 * table scrolls under its headings when it is taller than the frame.  Errors: #EntViewsError
 *
 * Returns: whether it was drawn
 */
gboolean
ent_comparison_view_build (const EntViewRequest *request,
                           EntSceneBuilder *builder,
                           GCancellable *cancellable,
                           GError **error)
{
  static const char *const known[] = { NULL };
  if (!ent_request_check_options (request, known, error))
    return FALSE;
  g_autoptr (EntComparisonTable) table
      = request->fit ? shrink_to_fit (request)
                     : ent_comparison_new (request, request->text_scale * request->camera.zoom);
  if (table->rows->len == 0)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  if (request->fit && table->height > request->height + 0.5)
    {
      g_set_error (error,
                   ENT_VIEWS_ERROR,
                   ENT_VIEWS_ERROR_SIZE,
                   _ ("The table needs a height of %.0f units (%.0f mm) at this width with text of "
                      "6 pt; found %.0f"),
                   table->height,
                   table->height / ENT_UNITS_PER_MM,
                   request->height);
      return FALSE;
    }
  EntRect frame = ENT_RECT (
      0, table->head_height, request->width, MAX (request->height - table->head_height, 1));
  double offset = request->fit ? 0 : request->camera.y * frame.height;
  EntRect content
      = ENT_RECT (0, frame.y + offset, request->width, table->height - table->head_height);
  ent_scene_builder_set_camera (
      builder, request->camera, &frame, ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y);
  ent_scene_builder_set_content (builder, &content);
  ent_comparison_draw (table, builder, offset);
  return TRUE;
}
