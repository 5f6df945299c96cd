#include "widgets/export-preview.h"

#include <math.h>

/* Room round the paper, and the reach of its shadow, pixels. */
#define MARGIN 28
#define SHADOW 9

struct _EntExportPreview
{
  AdwBin parent;
  EntExportPicture *picture;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkDrawingArea *area;
  GtkTextView *text_view;
  GtkLabel *size_label;
  GtkToggleButton *true_size;
  GtkDropDown *vision;
  GtkWidget *tools;
};

G_DEFINE_FINAL_TYPE (EntExportPreview, ent_export_preview, ADW_TYPE_BIN)

static guint redraw_signal;

static void
draw_shadow (cairo_t *cr, double x, double y, double width, double height)
{
  for (int i = SHADOW; i > 0; i--)
    {
      /* Each ring adds to those inside it: the shadow fades out as the square of the distance. */
      cairo_set_source_rgba (cr, 0, 0, 0, 0.006 * (SHADOW + 1 - i));
      cairo_rectangle (cr, x - i, y - i + 2, width + 2 * i, height + 2 * i);
      cairo_fill (cr);
    }
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  EntExportPreview *self = data;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (area));

  if (!self->picture || !self->picture->surface)
    return;
  double w = cairo_image_surface_get_width (self->picture->surface) / (double)factor;
  double h = cairo_image_surface_get_height (self->picture->surface) / (double)factor;
  double x = floor ((width - w) / 2), y = floor ((height - h) / 2);
  draw_shadow (cr, x, y, w, h);
  cairo_translate (cr, x, y);
  cairo_scale (cr, 1.0 / factor, 1.0 / factor);
  cairo_set_source_surface (cr, self->picture->surface, 0, 0);
  cairo_paint (cr);
}

static void
ask (EntExportPreview *self)
{
  g_signal_emit (self, redraw_signal, 0);
}

/* Which magnification is shown decides whether there is anything to scroll. */
static void
follow_zoom (EntExportPreview *self)
{
  const gboolean true_size = gtk_toggle_button_get_active (self->true_size);

  gtk_scrolled_window_set_policy (self->scroller,
                                  true_size ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  true_size ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  if (!true_size)
    {
      gtk_drawing_area_set_content_width (self->area, 0);
      gtk_drawing_area_set_content_height (self->area, 0);
    }
  ask (self);
}

static void
on_resize (EntExportPreview *self)
{
  if (!gtk_toggle_button_get_active (self->true_size))
    ask (self);
}

static void
ent_export_preview_dispose (GObject *object)
{
  EntExportPreview *self = ENT_EXPORT_PREVIEW (object);

  g_clear_pointer (&self->picture, ent_export_picture_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EXPORT_PREVIEW);
  G_OBJECT_CLASS (ent_export_preview_parent_class)->dispose (object);
}

static void
ent_export_preview_class_init (EntExportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_export_preview_dispose;
  redraw_signal = g_signal_new (
      "redraw", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/export-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, area);
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, text_view);
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, size_label);
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, true_size);
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, vision);
  gtk_widget_class_bind_template_child (widget_class, EntExportPreview, tools);
}

static void
ent_export_preview_init (EntExportPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->area, draw, self, NULL);
  g_signal_connect_swapped (self->area, "resize", G_CALLBACK (on_resize), self);
  g_signal_connect_swapped (self->true_size, "toggled", G_CALLBACK (follow_zoom), self);
  g_signal_connect_swapped (self->vision, "notify::selected", G_CALLBACK (ask), self);
}

/**
 * ent_export_preview_size_job:
 * @self: a preview
 * @job: told how large to draw, and for whom
 */
void
ent_export_preview_size_job (EntExportPreview *self, EntExportJob *job)
{
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const gboolean true_size = gtk_toggle_button_get_active (self->true_size);
  const int width = gtk_widget_get_width (GTK_WIDGET (self->scroller)) - 2 * MARGIN;
  const int height = gtk_widget_get_height (GTK_WIDGET (self->scroller)) - 2 * MARGIN;

  job->area_width = true_size ? 0 : MAX (width, 16) * factor;
  job->area_height = true_size ? 0 : MAX (height, 16) * factor;
  job->scale = factor;
  job->vision = gtk_drop_down_get_selected (self->vision);
}

/**
 * ent_export_preview_show:
 * @self: a preview
 * @picture: (transfer full): what to show
 * @options: those it was made with
 */
void
ent_export_preview_show (EntExportPreview *self,
                         EntExportPicture *picture,
                         const EntFigureOptions *options)
{
  const gboolean is_text = picture->text != NULL;
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autofree char *size = ent_export_picture_describe (picture, options);

  g_clear_pointer (&self->picture, ent_export_picture_free);
  self->picture = picture;
  gtk_stack_set_visible_child_name (self->stack, is_text ? "text" : "picture");
  gtk_widget_set_sensitive (self->tools, !is_text);
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (self->text_view), is_text ? picture->text : "", -1);
  gtk_label_set_label (self->size_label, size);
  if (!is_text && gtk_toggle_button_get_active (self->true_size))
    {
      gtk_drawing_area_set_content_width (
          self->area, cairo_image_surface_get_width (picture->surface) / factor + 2 * MARGIN);
      gtk_drawing_area_set_content_height (
          self->area, cairo_image_surface_get_height (picture->surface) / factor + 2 * MARGIN);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}
