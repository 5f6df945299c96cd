/* render-views DOSSIER FOLDER [OPTION=VALUE…]: every saved view of a dossier, or the default ones
 * of one without, as PNG, to look at. Options: view (id), lang, theme, size (WIDTHxHEIGHT; height
 * 0: what the view wants), scale (of text), zoom, x, y (camera), fit, pixels (per unit), repeat
 * (times; the fastest is told). */
#include <stdlib.h>
#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "render/render.h"
#include "views/view.h"

typedef struct
{
  const char *view, *lang, *theme, *folder;
  double pixels;
  int repeat;
  EntViewRequest request;
} Job;

static gboolean
draw (Job *job, const EntView *view, EntViewKind kind)
{
  g_autoptr (GError) error = NULL;
  EntViewRequest request = job->request;
  const char *id = view != NULL ? view->thing.id : ent_view_kind_name (kind);
  request.view = view;
  request.kind = kind;
  if (request.height <= 0)
    request.height = ent_view_natural_height (&request);
  g_autoptr (EntScene) scene = NULL;
  gint64 took = G_MAXINT64;
  for (int i = 0; i < job->repeat; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_clear_pointer (&scene, ent_scene_unref);
      g_clear_error (&error);
      scene = ent_view_build (&request, NULL, &error);
      took = MIN (took, g_get_monotonic_time () - start);
    }
  if (scene == NULL)
    {
      g_printerr ("%s: %s\n", id, error->message);
      return FALSE;
    }
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)(request.width * job->pixels), (int)(request.height * job->pixels));
  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, job->pixels, job->pixels);
  ent_render_cairo (scene, cr, ENT_RENDER_ALL, NULL);
  g_autofree char *name = g_strdup_printf (
      "%s/%s-%s-%s-%.0f.png", job->folder, id, job->lang, job->theme, request.width);
  cairo_surface_write_to_png (surface, name);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_print ("%s %.1f ms, %u marks, %u items",
           name,
           took / 1000.0,
           ent_scene_n_marks (scene),
           ent_scene_n_items (scene));
  for (const char *const *note = ent_scene_notes (scene); *note != NULL; note++)
    g_print (" | %s", *note);
  g_print ("\n");
  return TRUE;
}

static gboolean
set_option (Job *job, const char *option)
{
  const char *value = strchr (option, '=');
  if (value == NULL)
    return FALSE;
  value++;
  if (g_str_has_prefix (option, "view="))
    job->view = value;
  else if (g_str_has_prefix (option, "lang="))
    job->lang = value;
  else if (g_str_has_prefix (option, "theme="))
    job->theme = value;
  else if (g_str_has_prefix (option, "size="))
    return sscanf (value, "%lfx%lf", &job->request.width, &job->request.height) == 2;
  else if (g_str_has_prefix (option, "scale="))
    job->request.text_scale = g_ascii_strtod (value, NULL);
  else if (g_str_has_prefix (option, "zoom="))
    job->request.camera.zoom = g_ascii_strtod (value, NULL);
  else if (g_str_has_prefix (option, "x="))
    job->request.camera.x = g_ascii_strtod (value, NULL);
  else if (g_str_has_prefix (option, "y="))
    job->request.camera.y = g_ascii_strtod (value, NULL);
  else if (g_str_has_prefix (option, "pixels="))
    job->pixels = g_ascii_strtod (value, NULL);
  else if (g_str_has_prefix (option, "repeat="))
    job->repeat = MAX (atoi (value), 1);
  else if (g_str_has_prefix (option, "fit="))
    job->request.fit = atoi (value);
  else
    return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Job job
      = { .lang = "en",
          .theme = "light",
          .pixels = 1,
          .repeat = 1,
          .request = { .width = 1100, .height = 700, .text_scale = 1, .camera = ENT_CAMERA_FIT } };
  for (int i = 3; i < argc; i++)
    if (!set_option (&job, argv[i]))
      {
        g_printerr ("“%s” is no option\n", argv[i]);
        return 2;
      }
  if (argc < 3)
    return 2;
  job.folder = argv[2];
  g_mkdir_with_parents (job.folder, 0777);
  g_autoptr (GFile) file = g_file_new_for_path (argv[1]);
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_autofree char *path = ent_data_path ("world/world.bin");
  g_autoptr (EntWorld) world = dossier != NULL ? ent_world_open (path, &error) : NULL;
  EntThemeKind theme = ENT_THEME_LIGHT;
  if (world == NULL || !ent_theme_parse (job.theme, &theme))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "no such theme");
      return 1;
    }
  job.request.dossier = dossier;
  job.request.world = world;
  job.request.lang = job.lang;
  job.request.theme = ent_theme_get (theme);
  gboolean fine = TRUE;
  const GPtrArray *views = ent_dossier_views (dossier);
  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = views->pdata[i];
      if (job.view == NULL || g_str_equal (job.view, view->thing.id))
        fine &= draw (&job, view, view->kind);
    }
  for (int kind = 0; views->len == 0 && kind < ENT_N_VIEW_KINDS; kind++)
    if (ent_view_is_supported (dossier, kind))
      fine &= draw (&job, NULL, kind);
  return fine ? 0 : 1;
}
