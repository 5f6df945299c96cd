/* Export Web Page: the story and all views on one page for the browser. */
#include <glib/gi18n-lib.h>

#include "figure/html-page.h"
#include "widgets/file-chooser.h"
#include "widgets/shared-world.h"
#include "widgets/window-private.h"

/* A page to be written. */
typedef struct
{
  EntDossier *dossier;
  EntLibrary *library; /* or NULL */
  const char *lang;    /* static */
  const EntTheme *theme;
  GFile *file;
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  ent_dossier_unref (order->dossier);
  g_clear_pointer (&order->library, ent_library_unref);
  g_clear_object (&order->file);
  g_free (order);
}

static gpointer
write_page (gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;
  const EntFigureOptions figure = ENT_FIGURE_OPTIONS_DEFAULT;
  const EntHtmlOptions html = { ENT_HTML_STORY, order->library };
  EntViewRequest request = {
    .dossier = order->dossier, .lang = order->lang, .theme = order->theme, .camera = ENT_CAMERA_FIT
  };

  if (ent_html_needs_world (&request, html.extent)
      && (request.world = ent_shared_world (error)) == NULL)
    return NULL;
  if (!ent_html_export (&request, &figure, &html, order->file, cancellable, error))
    return NULL;
  return g_file_get_basename (order->file);
}

static void
page_written (gpointer owner, gpointer result, const GError *error)
{
  g_autofree char *name = result;
  g_autofree char *text = NULL;

  if (name == NULL)
    {
      ent_window_toast (owner, error->message);
      return;
    }
  text = g_strdup_printf (_ ("Saved “%s”"), name);
  ent_window_toast (owner, text);
}

static void
on_file_chosen (GtkWindow *parent, GFile *file)
{
  EntWindow *window = ENT_WINDOW (parent);
  EntDossier *dossier = window->session != NULL ? ent_session_dossier (window->session) : NULL;
  EntLibrary *library = window->session != NULL ? ent_session_library (window->session) : NULL;

  if (dossier == NULL)
    return;
  Order *order = g_new0 (Order, 1);
  order->dossier = ent_dossier_ref (dossier);
  order->library = library != NULL ? ent_library_ref (library) : NULL;
  order->lang = g_intern_string (ent_session_language (window->session));
  order->theme = ent_theme_get (ENT_THEME_LIGHT);
  order->file = g_object_ref (file);
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "page",
                   write_page,
                   order,
                   free_order,
                   g_free,
                   page_written);
}

/**
 * ent_export_page_present:
 * @window: a window with a dossier open
 *
 * Asks where to write the page, and writes it: the story with its notes and all saved views.
 */
void
ent_export_page_present (EntWindow *window)
{
  const EntDossier *dossier = ent_session_dossier (window->session);
  GFile *own = ent_session_file (window->session);
  g_autoptr (GFile) folder = own != NULL ? g_file_get_parent (own) : NULL;
  g_autofree char *name = g_strdup_printf ("%s.html", ent_dossier_id (dossier));
  g_autoptr (GFile) start
      = folder != NULL ? g_file_get_child (folder, name) : g_file_new_for_path (name);

  ent_choose_file (
      GTK_WINDOW (window), ENT_CHOOSE_FIGURE, _ ("Export Web Page"), start, on_file_chosen);
}
