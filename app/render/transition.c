#include "render/transition.h"

#include <math.h>
#include <string.h>

#include "render/paint-private.h"
#include "scene/morph.h"

/* Marks on a clear image, put where they lie. */
typedef struct
{
  cairo_surface_t *image;  /* NULL: there are none */
  double x, y;             /* figure units */
  cairo_region_t *covered; /* where there is anything, in pixels of the image */
} Layer;

/* What is told apart of a layer: tiles of so many pixels. */
#define TILE_WIDTH 64
#define TILE_HEIGHT 16

/* An opacity that changes no pixel. */
#define LEAST (1.0 / 512)

struct _EntTransition
{
  gatomicrefcount refs;
  EntMorph *morph;
  double scale;
  int width, height; /* pixels */
  EntColour outside; /* of the plane beyond both grounds */
  cairo_surface_t *grounds[2];
  cairo_surface_t *base; /* the first ground with all that is still, or NULL */
  gboolean one_ground;   /* both look the same */
  gboolean moves;        /* any mark is drawn anew each time */
  Layer still, leaving, under, coming;
};

typedef struct
{
  const EntScene *scene;
  const EntEmphasis *emphasis;
} Emphasised;

static void
bake (EntMark *mark, gpointer data)
{
  const Emphasised *emphasised = data;
  const double scale = ent_scene_theme (emphasised->scene)->stroke_scale;
  const EntPaint paint = ent_paint_mark (emphasised->scene, mark, emphasised->emphasis);

  mark->style.fill = paint.fill;
  mark->style.stroke = paint.stroke;
  mark->style.stroke2 = paint.stroke2;
  mark->style.stroke_width = paint.stroke_width / scale;
  mark->style.halo = paint.halo;
  if (mark->kind == ENT_MARK_TEXT)
    mark->text.colour = paint.text;
}

/**
 * ent_scene_with_emphasis:
 * @scene: a scene
 * @emphasis: (nullable): what stands out
 *
 * Returns: (transfer full): a scene that looks without emphasis as @scene does with it
 */
EntScene *
ent_scene_with_emphasis (EntScene *scene, const EntEmphasis *emphasis)
{
  if (emphasis == NULL)
    return ent_scene_ref (scene);
  return ent_scene_restyle (scene, bake, &(Emphasised){ scene, emphasis });
}

/* ---- one picture over another ---- */

static void
paint_image (
    cairo_t *cr, cairo_surface_t *image, const EntPlacement *at, double x, double y, double opacity)
{
  if (image == NULL || opacity < LEAST)
    return;
  cairo_save (cr);
  cairo_translate (cr, at->x, at->y);
  cairo_scale (cr, at->scale, at->scale);
  cairo_set_source_surface (cr, image, x, y);
  if (at->scale != 1 || at->x != 0 || at->y != 0)
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  if (opacity < 1)
    cairo_paint_with_alpha (cr, opacity);
  else
    cairo_paint (cr);
  cairo_restore (cr);
}

static void
clip_to_covered (cairo_t *cr, const Layer *layer, double scale)
{
  for (int i = 0; i < cairo_region_num_rectangles (layer->covered); i++)
    {
      cairo_rectangle_int_t r;
      cairo_region_get_rectangle (layer->covered, i, &r);
      cairo_rectangle (
          cr, layer->x + r.x / scale, layer->y + r.y / scale, r.width / scale, r.height / scale);
    }
  cairo_clip (cr);
}

static void
paint_layer (cairo_t *cr, const Layer *layer, const EntPlacement *at, double opacity)
{
  double scale_x, scale_y;

  if (layer->image == NULL || opacity < LEAST)
    return;
  cairo_save (cr);
  cairo_surface_get_device_scale (layer->image, &scale_x, &scale_y);
  if (at->scale == 1)
    clip_to_covered (cr, layer, scale_x);
  paint_image (cr, layer->image, at, layer->x, layer->y, opacity);
  cairo_restore (cr);
}

static void
clear_layer (Layer *layer)
{
  g_clear_pointer (&layer->image, cairo_surface_destroy);
  g_clear_pointer (&layer->covered, cairo_region_destroy);
}

/* ---- what is painted once ---- */

static EntRect
bounds_of (const EntScene *scene)
{
  EntRect all = ENT_RECT_EMPTY;

  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    all = ent_rect_union (&all, &ent_scene_mark (scene, i)->bounds);
  return all;
}

static gboolean
is_clear (const guint8 *pixels, int stride, int width, int height)
{
  static const guint8 nothing[4 * TILE_WIDTH];

  for (int y = 0; y < height; y++)
    if (memcmp (pixels + (gsize)y * (gsize)stride, nothing, 4 * (gsize)width) != 0)
      return FALSE;
  return TRUE;
}

/* Most of a diagram is paper: what is clear need not be laid over the rest in every frame. */
static cairo_region_t *
find_covered (cairo_surface_t *image)
{
  const int width = cairo_image_surface_get_width (image);
  const int height = cairo_image_surface_get_height (image);
  const int stride = cairo_image_surface_get_stride (image);
  const guint8 *pixels = cairo_image_surface_get_data (image);
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_int_t));

  for (int y = 0; y < height; y += TILE_HEIGHT)
    for (int x = 0; x < width; x += TILE_WIDTH)
      {
        const cairo_rectangle_int_t tile
            = { x, y, MIN (TILE_WIDTH, width - x), MIN (TILE_HEIGHT, height - y) };
        const guint8 *first = pixels + (gsize)y * (gsize)stride + 4 * (gsize)x;
        if (!is_clear (first, stride, tile.width, tile.height))
          g_array_append_val (tiles, tile);
      }
  return cairo_region_create_rectangles ((const cairo_rectangle_int_t *)(gpointer)tiles->data,
                                         (int)tiles->len);
}

/* The part of the picture where there are marks, in whole pixels. */
static Layer
new_layer (const EntTransition *transition, double t, EntMorphParts part)
{
  g_autoptr (EntScene) scene = ent_morph_scene (transition->morph, t, part);
  const EntRect all = bounds_of (scene);
  const double scale = transition->scale;
  /* halos and wide lines reach a little beyond the bounds */
  const double left = MAX (floor ((all.x - 4) * scale), 0);
  const double top = MAX (floor ((all.y - 4) * scale), 0);
  const double right = MIN (ceil ((all.x + all.width + 4) * scale), transition->width);
  const double bottom = MIN (ceil ((all.y + all.height + 4) * scale), transition->height);
  Layer layer = { .x = left / scale, .y = top / scale };

  if (ent_rect_is_empty (&all) || right <= left || bottom <= top)
    return layer;
  layer.image
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)(right - left), (int)(bottom - top));
  cairo_surface_set_device_scale (layer.image, scale, scale);
  cairo_t *cr = cairo_create (layer.image);
  cairo_translate (cr, -layer.x, -layer.y);
  ent_render_cairo (scene, cr, ENT_RENDER_MARKS | ENT_RENDER_FAST, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (layer.image);
  layer.covered = find_covered (layer.image);
  return layer;
}

static gboolean
same_pixels (cairo_surface_t *a, cairo_surface_t *b)
{
  const int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  const int stride = cairo_image_surface_get_stride (a);

  if (a == b)
    return TRUE;
  return width == cairo_image_surface_get_width (b) && height == cairo_image_surface_get_height (b)
         && stride == cairo_image_surface_get_stride (b)
         && memcmp (cairo_image_surface_get_data (a),
                    cairo_image_surface_get_data (b),
                    (gsize)stride * (gsize)height)
                == 0;
}

static void
drop_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

/* The same pixels as another surface: one and the same must not be painted from on two threads at a
 * time. */
static cairo_surface_t *
alias (cairo_surface_t *surface)
{
  static const cairo_user_data_key_t owner;
  double scale_x, scale_y;
  cairo_surface_t *copy
      = cairo_image_surface_create_for_data (cairo_image_surface_get_data (surface),
                                             cairo_image_surface_get_format (surface),
                                             cairo_image_surface_get_width (surface),
                                             cairo_image_surface_get_height (surface),
                                             cairo_image_surface_get_stride (surface));

  cairo_surface_get_device_scale (surface, &scale_x, &scale_y);
  cairo_surface_set_device_scale (copy, scale_x, scale_y);
  cairo_surface_set_user_data (copy, &owner, cairo_surface_reference (surface), drop_surface);
  return copy;
}

/* What never changes is one picture. */
static cairo_surface_t *
lay_still (EntTransition *transition)
{
  const EntPlacement here = { 1, 0, 0 };
  cairo_surface_t *base
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, transition->width, transition->height);

  cairo_surface_set_device_scale (base, transition->scale, transition->scale);
  cairo_t *cr = cairo_create (base);
  paint_image (cr, transition->grounds[0], &here, 0, 0, 1);
  paint_layer (cr, &transition->still, &here, 1);
  cairo_destroy (cr);
  cairo_surface_flush (base);
  clear_layer (&transition->still);
  return base;
}

/* The sea on maps, the paper elsewhere. */
static EntColour
colour_outside (const EntScene *scene)
{
  const EntTheme *theme = ent_scene_theme (scene);

  return ent_scene_n_marks (scene) > 0 && ent_scene_mark (scene, 0)->layer == ENT_LAYER_GROUND
             ? theme->sea
             : theme->paper;
}

/**
 * ent_transition_new:
 * @from: the picture before
 * @to: the picture after
 * @scale: pixels per figure unit, of both grounds
 *
 * Prepares the way from one picture to another.  May be called on any thread; cost: at most that of
 * painting the marks of both.
 *
 * Returns: (transfer full): the transition; one thread at a time may paint it
 */
EntTransition *
ent_transition_new (const EntTransitionEnd *from, const EntTransitionEnd *to, double scale)
{
  EntTransition *transition = g_new0 (EntTransition, 1);
  g_autoptr (EntScene) before = ent_scene_with_emphasis (from->scene, from->emphasis);
  g_autoptr (EntScene) after = ent_scene_with_emphasis (to->scene, to->emphasis);

  g_atomic_ref_count_init (&transition->refs);
  transition->morph = ent_morph_new (before, after);
  transition->scale = scale;
  transition->width = MAX (cairo_image_surface_get_width (from->ground),
                           cairo_image_surface_get_width (to->ground));
  transition->height = MAX (cairo_image_surface_get_height (from->ground),
                            cairo_image_surface_get_height (to->ground));
  transition->outside = colour_outside (after);
  transition->grounds[0] = alias (from->ground);
  transition->grounds[1] = alias (to->ground);
  transition->one_ground
      = !ent_morph_flies (transition->morph) && same_pixels (from->ground, to->ground);
  transition->moves = ent_morph_has (transition->morph, ENT_MORPH_MOVING);
  transition->still = new_layer (transition, 0, ENT_MORPH_STILL);
  if (transition->one_ground && transition->still.image != NULL)
    transition->base = lay_still (transition);
  transition->leaving = new_layer (transition, 0, ENT_MORPH_LEAVING);
  transition->under = new_layer (transition, 1, ENT_MORPH_UNDER);
  transition->coming = new_layer (transition, 1, ENT_MORPH_COMING);
  return transition;
}

/**
 * ent_transition_ref:
 * @transition: a transition
 *
 * Returns: (transfer full): @transition; safe on any thread
 */
EntTransition *
ent_transition_ref (EntTransition *transition)
{
  g_atomic_ref_count_inc (&transition->refs);
  return transition;
}

/**
 * ent_transition_unref:
 * @transition: (nullable) (transfer full): a transition
 *
 * Gives a reference back; safe on any thread.
 */
void
ent_transition_unref (EntTransition *transition)
{
  if (transition == NULL || !g_atomic_ref_count_dec (&transition->refs))
    return;
  ent_morph_free (transition->morph);
  cairo_surface_destroy (transition->grounds[0]);
  cairo_surface_destroy (transition->grounds[1]);
  g_clear_pointer (&transition->base, cairo_surface_destroy);
  clear_layer (&transition->still);
  clear_layer (&transition->leaving);
  clear_layer (&transition->under);
  clear_layer (&transition->coming);
  g_free (transition);
}

/**
 * ent_transition_way:
 * @transition: a transition
 *
 * Returns: how far the mark that moves most goes, figure units
 */
double
ent_transition_way (const EntTransition *transition)
{
  return ent_morph_way (transition->morph);
}

/**
 * ent_transition_size:
 * @transition: a transition
 * @width: (out): pixels
 * @height: (out): pixels
 *
 * How large an image has to be that a moment is painted on.
 */
void
ent_transition_size (const EntTransition *transition, int *width, int *height)
{
  *width = transition->width;
  *height = transition->height;
}

/* ---- moments ---- */

static void
fill_outside (const EntTransition *transition, cairo_t *cr)
{
  const EntColour c = transition->outside;

  cairo_set_source_rgb (cr, c.r, c.g, c.b);
  cairo_paint (cr);
}

/* The one that shows more lies below; the other one, sharper where it is, fades over it. */
static void
paint_flying_grounds (const EntTransition *transition,
                      cairo_surface_t *const grounds[2],
                      cairo_t *cr,
                      double t)
{
  const EntPlacement from = ent_morph_from (transition->morph, t);
  const EntPlacement to = ent_morph_to (transition->morph, t);
  const double ease = ent_morph_ease (t);

  fill_outside (transition, cr);
  if (to.scale > from.scale)
    {
      paint_image (cr, grounds[1], &to, 0, 0, 1);
      paint_image (cr, grounds[0], &from, 0, 0, 1 - ease);
    }
  else
    {
      paint_image (cr, grounds[0], &from, 0, 0, 1);
      paint_image (cr, grounds[1], &to, 0, 0, ease);
    }
}

static void
paint_grounds (const EntTransition *transition,
               cairo_surface_t *const grounds[2],
               cairo_t *cr,
               double t)
{
  const EntPlacement here = { 1, 0, 0 };
  const gboolean same_size
      = cairo_image_surface_get_width (grounds[0]) == cairo_image_surface_get_width (grounds[1])
        && cairo_image_surface_get_height (grounds[0])
               == cairo_image_surface_get_height (grounds[1]);

  if (ent_morph_flies (transition->morph))
    {
      paint_flying_grounds (transition, grounds, cr, t);
      return;
    }
  if (!same_size)
    fill_outside (transition, cr);
  if (t < 1 || transition->one_ground)
    paint_image (cr, grounds[0], &here, 0, 0, 1);
  if (!transition->one_ground)
    paint_image (cr, grounds[1], &here, 0, 0, ent_morph_ease (t));
}

/**
 * ent_transition_paint:
 * @transition: a transition
 * @t: 0–1: the moment
 * @image: of ent_transition_size()
 *
 * Paints one moment.  Cost at 1920 × 1080: a few milliseconds.
 */
void
ent_transition_paint (const EntTransition *transition, double t, cairo_surface_t *image)
{
  const EntPlacement here = { 1, 0, 0 };
  const EntPlacement from = ent_morph_from (transition->morph, t);
  const EntPlacement to = ent_morph_to (transition->morph, t);
  cairo_surface_t *const grounds[]
      = { transition->base != NULL ? transition->base : transition->grounds[0],
          transition->grounds[1] };

  cairo_surface_set_device_scale (image, transition->scale, transition->scale);
  cairo_t *cr = cairo_create (image);
  paint_grounds (transition, grounds, cr, t);
  paint_layer (cr, &transition->still, &here, 1);
  paint_layer (cr, &transition->leaving, &from, ent_morph_leaving (t));
  paint_layer (cr, &transition->under, &to, ent_morph_coming (t));
  if (transition->moves)
    {
      g_autoptr (EntScene) moving = ent_morph_scene (transition->morph, t, ENT_MORPH_MOVING);
      ent_render_cairo (moving, cr, ENT_RENDER_MARKS | ENT_RENDER_FAST, NULL);
    }
  paint_layer (cr, &transition->coming, &to, ent_morph_coming (t));
  cairo_destroy (cr);
  cairo_surface_flush (image);
}

/**
 * ent_transition_scene:
 * @transition: a transition
 * @t: 0–1: the moment
 *
 * Returns: (transfer full): all marks but those of the ground as they are at that moment
 */
EntScene *
ent_transition_scene (const EntTransition *transition, double t)
{
  return ent_morph_scene (transition->morph, t, ENT_MORPH_ALL & ~(guint)ENT_MORPH_GROUND);
}

/**
 * ent_transition_ground:
 * @transition: a transition
 * @t: 0–1: the moment
 *
 * May be called while another thread paints the transition.
 *
 * Returns: (transfer full): an opaque image of the ground as it is at that moment
 */
cairo_surface_t *
ent_transition_ground (const EntTransition *transition, double t)
{
  cairo_surface_t *grounds[] = { alias (transition->grounds[0]), alias (transition->grounds[1]) };
  cairo_surface_t *image
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, transition->width, transition->height);

  cairo_surface_set_device_scale (image, transition->scale, transition->scale);
  cairo_t *cr = cairo_create (image);
  paint_grounds (transition, grounds, cr, t);
  cairo_destroy (cr);
  cairo_surface_destroy (grounds[0]);
  cairo_surface_destroy (grounds[1]);
  cairo_surface_flush (image);
  return image;
}
