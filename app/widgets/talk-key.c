#include "widgets/talk-key.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "render/render.h"

/* Points, times the talk's text scale. */
#define TEXT_PT 7.5
#define SWATCH_PT 15.0
#define GAP_PT 4.0
#define BETWEEN_PT 14.0
#define ROW_PT 12.0

struct _EntTalkKey
{
  GtkWidget parent;
  const EntTheme *theme;
  EntTextStyle text;
  double point; /* figure units */
  GPtrArray *steps;
  guint step;
  cairo_surface_t *image; /* of the step, in the width; NULL: to be painted */
  double width;
};

G_DEFINE_FINAL_TYPE (EntTalkKey, ent_talk_key, GTK_TYPE_WIDGET)

static GPtrArray *
entries_of (EntTalkKey *key, guint step)
{
  return key->steps != NULL && step < key->steps->len ? g_ptr_array_index (key->steps, step) : NULL;
}

static void
draw_entry (EntTalkKey *key, EntSceneBuilder *builder, const EntLegendEntry *entry, EntPoint at)
{
  const double row = ROW_PT * key->point;
  const EntRect swatch = ENT_RECT (at.x, at.y + 0.1 * row, SWATCH_PT * key->point, row - 0.2 * row);

  ent_legend_draw_swatch (builder, ENT_LAYER_FRAME, entry, &swatch);
  ent_scene_builder_text (builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          at.x + (SWATCH_PT + GAP_PT) * key->point,
                          at.y + row / 2 + ent_text_middle (&key->text),
                          entry->label,
                          &key->text,
                          key->theme->ink,
                          NULL);
}

/* One after the other, as words in a line.  Returns the height; builder NULL: measures only. */
static double
flow (EntTalkKey *key, const GPtrArray *entries, double width, EntSceneBuilder *builder)
{
  const double row = ROW_PT * key->point;
  EntPoint at = { 0, 0 };

  for (guint i = 0; i < entries->len; i++)
    {
      const EntLegendEntry *entry = g_ptr_array_index (entries, i);
      const double wide
          = (SWATCH_PT + GAP_PT) * key->point + ent_text_measure (entry->label, &key->text).width;
      if (at.x > 0 && at.x + wide > width)
        at = (EntPoint){ 0, at.y + row };
      if (builder != NULL)
        draw_entry (key, builder, entry, at);
      at.x += wide + BETWEEN_PT * key->point;
    }
  return entries->len > 0 ? at.y + row : 0;
}

static GtkSizeRequestMode
request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  EntTalkKey *key = ENT_TALK_KEY (widget);
  /* until it is known, one line */
  double height = key->steps == NULL ? ROW_PT * key->point : 0;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  for (guint i = 0; key->steps != NULL && i < key->steps->len; i++)
    height
        = MAX (height, flow (key, entries_of (key, i), for_size > 0 ? for_size : G_MAXINT, NULL));
  *minimum = *natural = (int)ceil (height);
}

static void
forget (EntTalkKey *key)
{
  g_clear_pointer (&key->image, cairo_surface_destroy);
}

static void
paint (EntTalkKey *key, double width, double height)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (key));
  g_autoptr (EntSceneBuilder) builder = ent_scene_builder_new (width, height, key->theme);

  flow (key, entries_of (key, key->step), width, builder);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  forget (key);
  key->width = width;
  key->image
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)width * scale, (int)height * scale);
  cairo_surface_set_device_scale (key->image, scale, scale);
  cairo_t *cr = cairo_create (key->image);
  ent_render_cairo (scene, cr, ENT_RENDER_MARKS, NULL);
  cairo_destroy (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *target)
{
  EntTalkKey *key = ENT_TALK_KEY (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const GPtrArray *entries = entries_of (key, key->step);

  if (entries == NULL || entries->len == 0 || width <= 0 || height <= 0)
    return;
  if (key->image == NULL || key->width != width)
    paint (key, width, height);
  cairo_t *cr
      = gtk_snapshot_append_cairo (target, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  cairo_set_source_surface (cr, key->image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
finalize (GObject *object)
{
  EntTalkKey *key = ENT_TALK_KEY (object);

  forget (key);
  g_clear_pointer (&key->steps, g_ptr_array_unref);
  G_OBJECT_CLASS (ent_talk_key_parent_class)->finalize (object);
}

static void
ent_talk_key_class_init (EntTalkKeyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->get_request_mode = request_mode;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "talkkey");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ent_talk_key_init (EntTalkKey *key)
{
  g_signal_connect (key, "notify::scale-factor", G_CALLBACK (forget), NULL);
}

/**
 * ent_talk_key_new:
 * @theme: of the figures
 * @lang: language of the content
 * @text_scale: 1: letters of 7.5 pt
 *
 * Returns: (transfer floating): a key without entries, one line high
 */
GtkWidget *
ent_talk_key_new (const EntTheme *theme, const char *lang, double text_scale)
{
  EntTalkKey *key = g_object_new (ENT_TYPE_TALK_KEY, NULL);

  key->theme = theme;
  key->point = text_scale * ENT_UNITS_PER_PT;
  key->text = (EntTextStyle){ .size = TEXT_PT * key->point,
                              .weight = 400,
                              .lang = g_intern_string (lang) };
  return GTK_WIDGET (key);
}

/* What a screen reader says of it. */
static void
describe (EntTalkKey *key)
{
  const GPtrArray *entries = entries_of (key, key->step);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    g_string_append_printf (words,
                            "%s%s",
                            i > 0 ? ", " : "",
                            ((const EntLegendEntry *)g_ptr_array_index (entries, i))->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Legend"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str,
                                  -1);
}

/**
 * ent_talk_key_set_entries:
 * @key: a key
 * @steps: (transfer full) (element-type GPtrArray): the entries of each step
 */
void
ent_talk_key_set_entries (EntTalkKey *key, GPtrArray *steps)
{
  g_clear_pointer (&key->steps, g_ptr_array_unref);
  key->steps = steps;
  forget (key);
  describe (key);
  gtk_widget_queue_resize (GTK_WIDGET (key));
}

/**
 * ent_talk_key_set_step:
 * @key: a key
 * @step: the step that is shown
 */
void
ent_talk_key_set_step (EntTalkKey *key, guint step)
{
  key->step = step;
  forget (key);
  describe (key);
  gtk_widget_queue_draw (GTK_WIDGET (key));
}
