#include "widgets/export-dialog-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "widgets/shared-world.h"

/**
 * ent_export_job_new:
 * @request: what to draw; copied with all it points to but the world
 * @options: how
 *
 * Returns: (transfer full): a job without a file.
 */
EntExportJob *
ent_export_job_new (const EntViewRequest *request, const EntFigureOptions *options)
{
  EntExportJob *job = g_new0 (EntExportJob, 1);

  job->request = *request;
  job->options = *options;
  job->table = ENT_TABLE_OPTIONS_DEFAULT;
  job->request.dossier = job->dossier = ent_dossier_ref ((EntDossier *)request->dossier);
  job->request.filter = job->filter = request->filter ? ent_filter_copy (request->filter) : NULL;
  job->emphasis = g_ptr_array_new_with_free_func (g_free);
  for (const char *const *id = request->emphasis; id && *id; id++)
    g_ptr_array_add (job->emphasis, g_strdup (*id));
  g_ptr_array_add (job->emphasis, NULL);
  job->request.emphasis = (const char *const *)job->emphasis->pdata;
  return job;
}

/**
 * ent_export_job_set_library:
 * @job: a job
 * @library: (nullable): the texts in which the notes of a table name paragraphs
 */
void
ent_export_job_set_library (EntExportJob *job, EntLibrary *library)
{
  g_clear_pointer (&job->library, ent_library_unref);
  job->table.library = job->library = library != NULL ? ent_library_ref (library) : NULL;
}

/**
 * ent_export_job_copy:
 * @job: a job
 *
 * Returns: (transfer full): the same job, for a worker.
 */
EntExportJob *
ent_export_job_copy (const EntExportJob *job)
{
  EntExportJob *copy = ent_export_job_new (&job->request, &job->options);

  copy->as_table = job->as_table;
  copy->table_format = job->table_format;
  copy->table = job->table;
  ent_export_job_set_library (copy, job->library);
  copy->area_width = job->area_width;
  copy->area_height = job->area_height;
  g_set_object (&copy->file, job->file);
  return copy;
}

/**
 * ent_export_job_free:
 * @job: (nullable): a job
 */
void
ent_export_job_free (EntExportJob *job)
{
  if (!job)
    return;
  g_clear_pointer (&job->filter, ent_filter_free);
  g_ptr_array_unref (job->emphasis);
  g_clear_pointer (&job->library, ent_library_unref);
  g_clear_object (&job->file);
  ent_dossier_unref (job->dossier);
  g_free (job);
}

/**
 * ent_export_preview_free:
 * @preview: (nullable): a preview
 */
void
ent_export_preview_free (EntExportPreview *preview)
{
  if (!preview)
    return;
  g_clear_pointer (&preview->surface, cairo_surface_destroy);
  g_free (preview->text);
  g_free (preview);
}

static char *
describe_picture (const EntExportPreview *preview, const EntFigureOptions *options)
{
  gboolean mm = options->width_mm > 0;
  double unit = mm ? ENT_UNITS_PER_MM : 1;
  double width = preview->width / unit, height = preview->height / unit;
  double asked = mm ? options->height_mm : options->height_px;
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, mm ? _ ("%.0f × %.0f mm") : _ ("%.0f × %.0f pixels"), width, height);
  if (mm && options->format == ENT_FIGURE_PNG)
    {
      double scale = options->dpi / 96;
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              _ ("%.0f × %.0f pixels"),
                              round (preview->width * scale),
                              round (preview->height * scale));
    }
  if (asked > 0 && height > asked + 0.5)
    g_string_append_printf (text, "\n%s", _ ("Higher than asked for, so that nothing is cut off"));
  return g_string_free (text, FALSE);
}

/* How long a text is says what a size says of a picture. */
static char *
describe_text (const char *text)
{
  const guint n = (guint)g_utf8_strlen (text, -1);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u character", "%u characters", n), n);
}

/**
 * ent_export_preview_describe:
 * @preview: a preview
 * @options: those of its figure; not read for a table
 *
 * Returns: (transfer full): how large it will be, for the line below it
 */
char *
ent_export_preview_describe (const EntExportPreview *preview, const EntFigureOptions *options)
{
  return preview->text != NULL ? describe_text (preview->text)
                               : describe_picture (preview, options);
}

static gboolean
find_world (EntExportJob *job, GError **error)
{
  if (job->request.kind == ENT_VIEW_MAP && !job->request.world)
    job->request.world = ent_shared_world (error);
  return job->request.kind != ENT_VIEW_MAP || job->request.world;
}

static EntExportPreview *
preview_table (EntExportJob *job, GError **error)
{
  char *text = ent_table_write (&job->request, &job->table, job->table_format, error);

  if (text == NULL)
    return NULL;
  EntExportPreview *preview = g_new0 (EntExportPreview, 1);
  preview->text = text;
  return preview;
}

/**
 * ent_export_job_preview:
 * @job: an EntExportJob with the size of the area
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * Draws the figure as large as it fits into the area, or writes the table.  For a worker.
 *
 * Returns: (transfer full) (type EntExportPreview): the preview, or %NULL
 */
gpointer
ent_export_job_preview (gpointer job, GCancellable *cancellable, GError **error)
{
  EntExportJob *self = job;

  if (self->as_table)
    return preview_table (self, error);
  if (!find_world (self, error))
    return NULL;
  g_autoptr (EntScene) figure
      = ent_figure_build (&self->request, &self->options, cancellable, error);
  if (!figure)
    return NULL;
  EntExportPreview *preview = g_new0 (EntExportPreview, 1);
  preview->width = ent_scene_width (figure);
  preview->height = ent_scene_height (figure);
  double scale = MIN (self->area_width / preview->width, self->area_height / preview->height);
  preview->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                 MAX (1, (int)floor (preview->width * scale)),
                                                 MAX (1, (int)floor (preview->height * scale)));
  cairo_t *cr = cairo_create (preview->surface);
  cairo_scale (cr, scale, scale);
  ent_render_cairo (figure, cr, ENT_RENDER_ALL, NULL);
  cairo_destroy (cr);
  return preview;
}

/**
 * ent_export_job_write:
 * @job: an EntExportJob with a file
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * Writes the figure or the table.  For a worker.
 *
 * Returns: (transfer full) (type GFile): the file, or %NULL
 */
gpointer
ent_export_job_write (gpointer job, GCancellable *cancellable, GError **error)
{
  EntExportJob *self = job;

  if (self->as_table)
    return ent_table_export (
               &self->request, &self->table, self->table_format, self->file, cancellable, error)
               ? g_object_ref (self->file)
               : NULL;
  if (!find_world (self, error)
      || !ent_figure_export (&self->request, &self->options, NULL, self->file, cancellable, error))
    return NULL;
  return g_object_ref (self->file);
}
