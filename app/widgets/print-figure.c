#include "widgets/print-figure.h"

#include "render/render.h"

static void
unref_figure (gpointer figure, GClosure *closure)
{
  ent_scene_unref (figure);
}

/* At its true size, smaller only where the paper is; in the middle, at the top. */
static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  const EntScene *figure = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double width = ent_scene_width (figure), height = ent_scene_height (figure);
  const double true_scale = 1 / ENT_UNITS_PER_PT;
  const double scale = MIN (true_scale,
                            MIN (gtk_print_context_get_width (context) / width,
                                 gtk_print_context_get_height (context) / height));

  cairo_translate (cr, (gtk_print_context_get_width (context) - width * scale) / 2, 0);
  cairo_scale (cr, scale, scale);
  ent_render_cairo (figure, cr, ENT_RENDER_ALL, NULL);
}

/**
 * ent_print_figure_new:
 * @figure: what to print
 * @name: of the job, for the printer's queue
 *
 * A wide figure is printed on paper that lies.  The system's dialog has a preview.
 *
 * Returns: (transfer full): an operation to run; with an export file set it writes a PDF instead
 */
GtkPrintOperation *
ent_print_figure_new (EntScene *figure, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  if (ent_scene_width (figure) > ent_scene_height (figure))
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (
      operation, "draw-page", G_CALLBACK (draw_page), ent_scene_ref (figure), unref_figure, 0);
  return operation;
}
