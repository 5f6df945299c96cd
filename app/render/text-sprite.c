#include "render/text-sprite-private.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Places between two pixels that a line of text can start at. */
#define PHASES 4

/* Larger letters, as of a print at 600 dpi, are rare and their masks big: they are drawn anew. */
#define MAX_EM 48.0

/* Sprites kept per generation and thread; with the above, some 20 MB at the very most. */
#define CACHE_SIZE 1024

typedef struct
{
  const char *string;
  const char *lang, *family; /* interned */
  int weight;
  gboolean italic;
  double em, halo_width; /* pixels */
  int phase;
} Key;

typedef struct
{
  Key key;
  char *string;
  cairo_surface_t *ink, *halo; /* A8; halo may be NULL */
  int left, top;               /* of the masks, pixels from the start of the baseline */
} Sprite;

typedef struct
{
  GHashTable *young, *old; /* Sprite → itself; the old ones go when there are many young */
} Cache;

static void
free_sprite (gpointer data)
{
  Sprite *sprite = data;
  g_clear_pointer (&sprite->ink, cairo_surface_destroy);
  g_clear_pointer (&sprite->halo, cairo_surface_destroy);
  g_free (sprite->string);
  g_free (sprite);
}

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;
  return g_str_hash (key->string) * 31 + g_double_hash (&key->em) + (guint)key->weight * 7
         + (guint)key->phase;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *p = a, *q = b;
  return p->em == q->em && p->phase == q->phase && p->weight == q->weight
         && p->halo_width == q->halo_width && p->italic == q->italic && p->lang == q->lang
         && p->family == q->family && g_str_equal (p->string, q->string);
}

static void
free_cache (gpointer data)
{
  Cache *cache = data;
  g_hash_table_unref (cache->young);
  g_hash_table_unref (cache->old);
  g_free (cache);
}

static GPrivate cache_key = G_PRIVATE_INIT (free_cache);

static Cache *
get_cache (void)
{
  Cache *cache = g_private_get (&cache_key);
  if (cache != NULL)
    return cache;
  cache = g_new0 (Cache, 1);
  cache->young = g_hash_table_new_full (hash_key, equal_keys, NULL, free_sprite);
  cache->old = g_hash_table_new_full (hash_key, equal_keys, NULL, free_sprite);
  g_private_set (&cache_key, cache);
  return cache;
}

/**
 * ent_text_line_trace:
 * @cr: a context; its path is replaced, and its user space made that of the letters
 * @line: a line of text
 * @scale: (out): units of before per unit of the new user space
 *
 * Makes the outlines of a line's letters the current path, from the origin of user space on.
 */
void
ent_text_line_trace (cairo_t *cr, const EntTextLine *line, double *scale)
{
  g_autoptr (PangoLayout) layout = ent_text_layout (line->string, line->style, scale);
  cairo_scale (cr, *scale, *scale);
  cairo_translate (cr, 0, -(double)pango_layout_get_baseline (layout) / PANGO_SCALE);
  cairo_new_path (cr);
  cairo_move_to (cr, 0, 0);
  pango_cairo_layout_path (cr, layout);
}

/* A mask of the letters, or of the band round them. */
static cairo_surface_t *
draw_mask (const Sprite *sprite, const EntTextLine *line, int width, int height, gboolean band)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (mask);
  double pixels = sprite->key.em / line->style->size, scale;
  cairo_translate (cr, (double)sprite->key.phase / PHASES - sprite->left, -sprite->top);
  cairo_scale (cr, pixels, pixels);
  ent_text_line_trace (cr, line, &scale);
  if (band)
    {
      cairo_set_line_width (cr, 2 * line->halo_width / scale);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke_preserve (cr);
    }
  cairo_fill (cr);
  cairo_destroy (cr);
  return mask;
}

static Sprite *
new_sprite (const Key *key, const EntTextLine *line)
{
  EntTextSize size = ent_text_measure (line->string, line->style);
  double pixels = key->em / line->style->size, margin = key->halo_width + 2;
  Sprite *sprite = g_new0 (Sprite, 1);
  sprite->string = g_strdup (key->string);
  sprite->key = *key;
  sprite->key.string = sprite->string;
  /* Letters lean out of their width by up to a third of an em. */
  sprite->left = (int)floor (-margin - key->em / 3);
  sprite->top = (int)floor (-size.ascent * pixels - margin);
  int width = (int)ceil (size.width * pixels + margin + key->em / 3) + 1 - sprite->left;
  int height = (int)ceil (size.descent * pixels + margin) + 1 - sprite->top;
  sprite->ink = draw_mask (sprite, line, width, height, FALSE);
  if (key->halo_width > 0)
    sprite->halo = draw_mask (sprite, line, width, height, TRUE);
  return sprite;
}

static const Sprite *
look_up (const Key *key, const EntTextLine *line)
{
  Cache *cache = get_cache ();
  Sprite *sprite = g_hash_table_lookup (cache->young, key);
  if (sprite != NULL)
    return sprite;
  if (g_hash_table_size (cache->young) >= CACHE_SIZE)
    {
      g_hash_table_unref (cache->old);
      cache->old = g_steal_pointer (&cache->young);
      cache->young = g_hash_table_new_full (hash_key, equal_keys, NULL, free_sprite);
    }
  gpointer found = NULL;
  if (g_hash_table_steal_extended (cache->old, key, &found, NULL))
    sprite = found;
  else
    sprite = new_sprite (key, line);
  g_hash_table_add (cache->young, sprite);
  return sprite;
}

static void
blit (cairo_t *cr, cairo_surface_t *mask, EntColour colour, double x, double y)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, colour.a);
  cairo_mask_surface (cr, mask, x, y);
}

/**
 * ent_text_sprite_draw:
 * @cr: a context
 * @line: a line of text, figure units
 *
 * Draws a line of text on pixels from its cached masks: upright and not too large, starting at a
 * quarter of a pixel, on a whole one.
 *
 * Returns: %FALSE if it cannot be done so and nothing was drawn
 */
gboolean
ent_text_sprite_draw (cairo_t *cr, const EntTextLine *line)
{
  cairo_surface_t *target = cairo_get_target (cr);
  cairo_matrix_t matrix;
  double device_x, device_y;
  cairo_get_matrix (cr, &matrix);
  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE || matrix.xy != 0
      || matrix.yx != 0 || matrix.xx <= 0 || fabs (matrix.xx - matrix.yy) > 1e-9)
    return FALSE;
  cairo_surface_get_device_scale (target, &device_x, &device_y);
  double pixels = matrix.xx * device_x, em = line->style->size * pixels;
  if (em > MAX_EM || device_x != device_y)
    return FALSE;

  double x = line->x, y = line->y;
  cairo_user_to_device (cr, &x, &y);
  double quarters = round (x * device_x * PHASES), column = floor (quarters / PHASES);
  const Key key = {
    .string = line->string,
    .lang = line->style->lang != NULL ? g_intern_string (line->style->lang) : NULL,
    .family = line->style->family != NULL ? g_intern_string (line->style->family) : NULL,
    .weight = line->style->weight,
    .italic = line->style->italic,
    .em = em,
    .halo_width = line->halo.a > 0 ? line->halo_width * pixels : 0,
    .phase = (int)(quarters - column * PHASES),
  };
  const Sprite *sprite = look_up (&key, line);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_scale (cr, 1 / device_x, 1 / device_x);
  double left = column + sprite->left, top = round (y * device_x) + sprite->top;
  if (sprite->halo != NULL)
    blit (cr, sprite->halo, line->halo, left, top);
  blit (cr, sprite->ink, line->ink, left, top);
  cairo_restore (cr);
  return TRUE;
}
