#include "widgets/view-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "figure/table.h"
#include "widgets/settings.h"
#include "widgets/shared-world.h"
#include "widgets/window-private.h"

/* What a view is on the clipboard, the best first: a program takes the first type that it knows.  A
 * table comes before its picture, so that word processors and spreadsheets, which know both, get
 * cells to work on; those that draw ask for pictures by name. */
static const struct
{
  const char *mime_type;
  gboolean of_table;
  int format;
} types[] = {
  { "text/html", TRUE, ENT_TABLE_HTML },
  { "text/tab-separated-values", TRUE, ENT_TABLE_TSV },
  { "text/plain;charset=utf-8", TRUE, ENT_TABLE_TEXT },
  { "text/plain", TRUE, ENT_TABLE_TEXT },
  { "image/png", FALSE, ENT_FIGURE_PNG },
  { "image/svg+xml", FALSE, ENT_FIGURE_SVG },
};

typedef struct
{
  EntPictureOrder *order;
  EntLibrary *library; /* or NULL */
  EntTableOptions table;
} Job;

static void
free_job (Job *job)
{
  ent_picture_order_free (job->order);
  g_clear_pointer (&job->library, ent_library_unref);
  g_free (job);
}

static void
free_file (gpointer file)
{
  if (file != NULL)
    g_bytes_unref (file);
}

/* Without rows there is no table, but still the picture that says so. */
static GBytes *
write_table (const Job *job, EntTableFormat format)
{
  char *text = ent_table_write (&job->order->request, &job->table, format, NULL);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

/* The files of the types, NULL where the view is none of that type; a figure has the size of the
 * screen. */
static gpointer
encode (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  EntPictureOrder *order = job->order;
  EntFigureOptions options = ENT_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_file);

  options.width_mm = options.height_mm = 0;
  options.width_px = (int)order->request.width;
  options.height_px = (int)order->request.height;
  options.dpi = 96 * order->scale;
  order->request.world = ent_shared_world (error);
  if (order->request.world == NULL)
    return NULL;
  g_autoptr (EntScene) figure = ent_figure_build (&order->request, &options, cancellable, error);
  for (guint i = 0; figure != NULL && i < G_N_ELEMENTS (types); i++)
    {
      GBytes *bytes;
      options.format = types[i].of_table ? ENT_FIGURE_PNG : (EntFigureFormat)types[i].format;
      if (types[i].of_table)
        bytes = write_table (job, (EntTableFormat)types[i].format);
      else
        bytes = ent_figure_encode (
            figure, &order->request, &options, &order->emphasis, cancellable, error);
      if (bytes == NULL && !types[i].of_table)
        return NULL;
      g_ptr_array_add (files, bytes);
    }
  return figure != NULL ? g_steal_pointer (&files) : NULL;
}

static void
encoded (gpointer owner, gpointer result, const GError *error)
{
  g_autoptr (GPtrArray) files = result;
  GdkContentProvider *providers[G_N_ELEMENTS (types)];
  gsize n = 0;

  if (files == NULL)
    {
      ent_window_toast (owner, error->message);
      return;
    }
  for (guint i = 0; i < files->len; i++)
    if (g_ptr_array_index (files, i) != NULL)
      providers[n++]
          = gdk_content_provider_new_for_bytes (types[i].mime_type, g_ptr_array_index (files, i));
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_union (providers, n);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (owner), content);
  ent_window_toast (owner, _ ("View copied"));
}

/**
 * ent_view_copy:
 * @window: the window
 * @canvas: the canvas in it that shows the view
 *
 * Puts the view on the clipboard, as it is shown: as PNG and SVG, and a view that is a table as
 * HTML with notes, as fields with tabs and as plain text as well.
 */
void
ent_view_copy (EntWindow *window, EntCanvas *canvas)
{
  g_autofree char *style = g_settings_get_string (ent_settings (), "export-style");
  EntLibrary *library = ent_session_library (window->session);
  Job *job = g_new0 (Job, 1);

  job->order = ent_canvas_order (canvas);
  job->library = library != NULL ? ent_library_ref (library) : NULL;
  job->table = ENT_TABLE_OPTIONS_DEFAULT;
  job->table.library = job->library;
  ent_citation_style_parse (style, &job->table.style);
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "copy-view",
                   encode,
                   job,
                   (GDestroyNotify)free_job,
                   (GDestroyNotify)g_ptr_array_unref,
                   encoded);
}
