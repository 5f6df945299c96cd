#include "picture.h"

#include <stdlib.h>

/**
 * picture_draw:
 * @scene: a scene
 * @scale: pixels per figure unit
 * @emphasis: (nullable): what stands out
 *
 * Returns: (transfer full): the scene as pixels
 */
cairo_surface_t *
picture_draw (const EntScene *scene, double scale, const EntEmphasis *emphasis)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int)(ent_scene_width (scene) * scale),
                                                         (int)(ent_scene_height (scene) * scale));
  cairo_t *cr = cairo_create (picture);
  cairo_scale (cr, scale, scale);
  ent_render_cairo (scene, cr, ENT_RENDER_ALL, emphasis);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  return picture;
}

/**
 * picture_load:
 * @path: a PNG file
 *
 * Returns: (transfer full): its pixels, on white where it is clear
 */
cairo_surface_t *
picture_load (const char *path)
{
  cairo_surface_t *file = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (file), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         cairo_image_surface_get_width (file),
                                                         cairo_image_surface_get_height (file));
  cairo_t *cr = cairo_create (picture);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_surface (cr, file, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (file);
  return picture;
}

/**
 * picture_save:
 * @picture: pixels
 * @path: of a PNG file to write
 */
void
picture_save (cairo_surface_t *picture, const char *path)
{
  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
}

static const guint32 *
row_of (cairo_surface_t *picture, int y)
{
  const guchar *data = cairo_image_surface_get_data (picture);
  return (const guint32 *)(gconstpointer)(data
                                          + (gssize)y * cairo_image_surface_get_stride (picture));
}

/**
 * picture_pixel:
 * @picture: pixels
 * @x: column
 * @y: row
 *
 * Returns: 0xRRGGBB
 */
guint32
picture_pixel (cairo_surface_t *picture, int x, int y)
{
  cairo_surface_flush (picture);
  return row_of (picture, y)[x] & 0xffffff;
}

static int
step (guint32 a, guint32 b, guint shift)
{
  return abs ((int)((a >> shift) & 0xff) - (int)((b >> shift) & 0xff));
}

/**
 * picture_difference:
 * @a: pixels
 * @b: as many pixels
 * @threshold: 0–255
 * @n_beyond: (out): how many pixels have a channel that differs by more than that
 * @shown: (out) (optional) (transfer full): a picture of the differences
 *
 * Returns: the mean difference of a channel, 0–255
 */
double
picture_difference (
    cairo_surface_t *a, cairo_surface_t *b, int threshold, guint *n_beyond, cairo_surface_t **shown)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  g_assert_cmpint (cairo_image_surface_get_width (b), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (b), ==, height);
  cairo_surface_t *map = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  double sum = 0;
  *n_beyond = 0;
  cairo_surface_flush (a);
  cairo_surface_flush (b);
  for (int y = 0; y < height; y++)
    {
      const guint32 *p = row_of (a, y), *q = row_of (b, y);
      guint32 *out = (guint32 *)row_of (map, y);
      for (int x = 0; x < width; x++)
        {
          int red = step (p[x], q[x], 16), green = step (p[x], q[x], 8),
              blue = step (p[x], q[x], 0);
          sum += red + green + blue;
          if (MAX (MAX (red, green), blue) > threshold)
            (*n_beyond)++;
          out[x] = (guint32)red << 16 | (guint32)green << 8 | (guint32)blue;
        }
    }
  cairo_surface_mark_dirty (map);
  if (shown != NULL)
    *shown = map;
  else
    cairo_surface_destroy (map);
  return sum / 3 / width / height;
}
