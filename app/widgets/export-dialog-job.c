#include "widgets/export-dialog-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/html-page.h"
#include "widgets/shared-world.h"

/* Pixels of a preview at most; a poster at its true size is shown smaller. */
#define MAX_PIXELS 24e6

/**
 * ent_export_job_new:
 * @request: what to draw; copied with all it points to but the world
 * @choices: how; likewise
 *
 * Returns: (transfer full): a job without a file.
 */
EntExportJob *
ent_export_job_new (const EntViewRequest *request, const EntFigureChoices *choices)
{
  EntExportJob *job = g_new0 (EntExportJob, 1);

  job->request = *request;
  job->lang = g_intern_string (request->lang);
  job->table = ENT_TABLE_OPTIONS_DEFAULT;
  job->request.dossier = job->dossier = ent_dossier_ref ((EntDossier *)request->dossier);
  job->request.filter = job->filter = request->filter ? ent_filter_copy (request->filter) : NULL;
  if (request->options != NULL)
    job->request.options = job->options = ent_json_ref ((EntJson *)request->options);
  job->emphasis = g_ptr_array_new_with_free_func (g_free);
  for (const char *const *id = request->emphasis; id && *id; id++)
    g_ptr_array_add (job->emphasis, g_strdup (*id));
  g_ptr_array_add (job->emphasis, NULL);
  job->request.emphasis = (const char *const *)job->emphasis->pdata;
  ent_export_job_set_choices (job, choices);
  return job;
}

/**
 * ent_export_job_set_choices:
 * @job: a job
 * @choices: how to draw; copied
 *
 * Sets them, and the request's theme and languages.
 */
void
ent_export_job_set_choices (EntExportJob *job, const EntFigureChoices *choices)
{
  EntFigureOptions *options = &job->choices.options;
  g_autofree char *title = g_strdup (choices->options.title);
  g_autofree char *caption = g_strdup (choices->options.caption);

  job->choices = *choices;
  g_free (job->title);
  g_free (job->caption);
  options->title = job->title = g_steal_pointer (&title);
  options->caption = job->caption = g_steal_pointer (&caption);
  options->library = job->library;
  job->table.show_title = options->show_title;
  job->table.show_caption = options->show_caption;
  job->table.show_notes = options->show_source;
  job->table.style = choices->style;
  job->request.lang = job->lang;
  ent_figure_choices_apply (choices, &job->request);
}

/**
 * ent_export_job_set_library:
 * @job: a job
 * @library: (nullable): the texts in which notes name paragraphs and find what has moved
 */
void
ent_export_job_set_library (EntExportJob *job, EntLibrary *library)
{
  g_clear_pointer (&job->library, ent_library_unref);
  job->library = library != NULL ? ent_library_ref (library) : NULL;
  job->table.library = job->choices.options.library = job->library;
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
  EntExportJob *copy = ent_export_job_new (&job->request, &job->choices);

  ent_export_job_set_library (copy, job->library);
  copy->area_width = job->area_width;
  copy->area_height = job->area_height;
  copy->scale = job->scale;
  copy->vision = job->vision;
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
  g_free (job->title);
  g_free (job->caption);
  g_clear_pointer (&job->options, ent_json_unref);
  ent_dossier_unref (job->dossier);
  g_free (job);
}

/**
 * ent_export_picture_free:
 * @picture: (nullable): a preview
 */
void
ent_export_picture_free (EntExportPicture *picture)
{
  if (!picture)
    return;
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  ent_figure_report_clear (&picture->report);
  g_free (picture->text);
  g_free (picture);
}

/**
 * ent_export_picture_is_higher:
 * @picture: a preview
 * @options: those of its figure
 *
 * Returns: whether it is higher than was asked for, as nothing is cut off
 */
gboolean
ent_export_picture_is_higher (const EntExportPicture *picture, const EntFigureOptions *options)
{
  const gboolean mm = options->width_mm > 0;
  const double asked = mm ? options->height_mm : options->height_px;

  return picture->text == NULL && asked > 0
         && picture->height / (mm ? ENT_UNITS_PER_MM : 1) > asked + 0.5;
}

static char *
describe_picture (const EntExportPicture *picture, const EntFigureOptions *options)
{
  gboolean mm = options->width_mm > 0;
  double unit = mm ? ENT_UNITS_PER_MM : 1;
  double width = picture->width / unit, height = picture->height / unit;
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, mm ? _ ("%.0f × %.0f mm") : _ ("%.0f × %.0f pixels"), width, height);
  if (mm && options->format == ENT_FIGURE_PNG)
    {
      double scale = options->dpi / 96;
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              _ ("%.0f × %.0f pixels"),
                              round (picture->width * scale),
                              round (picture->height * scale));
    }
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
 * ent_export_picture_describe:
 * @picture: a preview
 * @options: those of its figure; not read for a table
 *
 * Returns: (transfer full): how large it will be, for the line below it
 */
char *
ent_export_picture_describe (const EntExportPicture *picture, const EntFigureOptions *options)
{
  return picture->text != NULL ? describe_text (picture->text)
                               : describe_picture (picture, options);
}

static gboolean
find_world (EntExportJob *job, GError **error)
{
  if (ent_view_needs_world (&job->request) && !job->request.world)
    job->request.world = ent_shared_world (error);
  return !ent_view_needs_world (&job->request) || job->request.world;
}

static EntExportPicture *
preview_table (EntExportJob *job, GError **error)
{
  char *text = ent_table_write (&job->request, &job->table, job->choices.table_format, error);

  if (text == NULL)
    return NULL;
  EntExportPicture *picture = g_new0 (EntExportPicture, 1);
  picture->text = text;
  return picture;
}

static cairo_surface_t *
draw (const EntScene *figure, double scale, EntVision vision)
{
  const int width = MAX (1, (int)floor (ent_scene_width (figure) * scale));
  const int height = MAX (1, (int)floor (ent_scene_height (figure) * scale));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  ent_render_cairo (figure, cr, ENT_RENDER_ALL, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  guchar *data = cairo_image_surface_get_data (surface);
  if (data != NULL)
    ent_vision_apply (vision, (guint32 *)(gpointer)data, (gsize)stride / 4 * (gsize)height);
  cairo_surface_mark_dirty (surface);
  return surface;
}

/**
 * ent_export_job_preview:
 * @job: an EntExportJob with the size of the area, or a scale
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * Draws the figure, or writes the table.  For a worker.
 *
 * Returns: (transfer full) (type EntExportPicture): the preview, or %NULL
 */
gpointer
ent_export_job_preview (gpointer job, GCancellable *cancellable, GError **error)
{
  EntExportJob *self = job;
  EntFigureReport report = { 0 };

  if (self->choices.as_table)
    return preview_table (self, error);
  if (!find_world (self, error))
    return NULL;
  g_autoptr (EntScene) figure = ent_figure_build_reporting (
      &self->request, &self->choices.options, &report, cancellable, error);
  if (!figure)
    return NULL;
  EntExportPicture *picture = g_new0 (EntExportPicture, 1);
  picture->report = report;
  picture->width = ent_scene_width (figure);
  picture->height = ent_scene_height (figure);
  double scale = self->area_width > 0
                     ? MIN (self->area_width / picture->width, self->area_height / picture->height)
                     : self->scale;
  scale = MIN (scale, sqrt (MAX_PIXELS / (picture->width * picture->height)));
  picture->surface = draw (figure, scale, self->vision);
  return picture;
}

/**
 * ent_export_job_scene:
 * @job: an EntExportJob
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * Builds the figure, for a printer.  For a worker.
 *
 * Returns: (transfer full) (type EntScene): the figure, or %NULL
 */
gpointer
ent_export_job_scene (gpointer job, GCancellable *cancellable, GError **error)
{
  EntExportJob *self = job;

  return find_world (self, error)
             ? ent_figure_build (&self->request, &self->choices.options, cancellable, error)
             : NULL;
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
  const EntFigureChoices *choices = &self->choices;

  if (choices->as_table)
    return ent_table_export (
               &self->request, &self->table, choices->table_format, self->file, cancellable, error)
               ? g_object_ref (self->file)
               : NULL;
  if (!find_world (self, error))
    return NULL;
  const EntHtmlOptions html = { ENT_HTML_VIEW, self->library };
  if (choices->options.format == ENT_FIGURE_HTML
          ? !ent_html_export (
              &self->request, &choices->options, &html, self->file, cancellable, error)
          : !ent_figure_export (
              &self->request, &choices->options, NULL, self->file, cancellable, error))
    return NULL;
  return g_object_ref (self->file);
}
