#include "scene/morph.h"

#include <math.h>

#include "scene/flight.h"
#include "scene/morph-private.h"
#include "scene/scene-private.h"

/* A camera that goes elsewhere is told from a layout that changes by how far the marks then are
 * from where it would have put them, as a share of how far they are from each other. */
#define FITS 0.2
#define MIN_LANDMARKS 3

/* A shift and a zoom that nobody sees. */
#define NO_SHIFT 0.5
#define NO_ZOOM 1e-3

struct _EntMorph
{
  EntScene *from, *to;
  GArray *pairs;        /* of EntMorphPair */
  guint *orders[2];     /* positions of the pairs as before, as after */
  GArray *leaders;      /* of int, by item: 1 + the pair of its shape; 0: none */
  GArray *items;        /* EntSceneItem, of both */
  GHashTable *item_ids; /* id → index + 1 */
  gboolean flies;
  EntFlight flight;  /* over the first figure */
  EntPlacement turn; /* from the first figure to the second */
  double way;
};

/* ---- what belongs together ---- */

static gboolean
is_shape (const EntMark *mark)
{
  return mark->kind == ENT_MARK_DISC || mark->kind == ENT_MARK_BOX;
}

static EntPoint
middle_of (const EntMark *mark)
{
  return mark->kind == ENT_MARK_DISC ? (EntPoint){ mark->disc.cx, mark->disc.cy }
                                     : (EntPoint){ mark->box.rect.x + mark->box.rect.width / 2,
                                                   mark->box.rect.y + mark->box.rect.height / 2 };
}

/* A ring of paper round a disc stands for nothing, but goes where the disc goes. */
static int
owner_of (const EntScene *scene, guint index)
{
  const EntMark *mark = ent_scene_mark (scene, index);

  if (mark->item != ENT_NO_ITEM || mark->kind != ENT_MARK_DISC
      || index + 1 == ent_scene_n_marks (scene))
    return mark->item;
  const EntMark *next = mark + 1;
  return next->kind == ENT_MARK_DISC && next->disc.cx == mark->disc.cx
                 && next->disc.cy == mark->disc.cy
             ? next->item
             : ENT_NO_ITEM;
}

/* Within one item: which of its marks this is. */
static char *
name_part (const EntScene *scene, const EntMark *mark, int owner, GHashTable *seen)
{
  const guint sort = mark->kind == ENT_MARK_PATH ? 2 + 2 * mark->layer + (mark->style.fill.a > 0)
                                                 : (is_shape (mark) ? 0 : 1);
  g_autofree char *stem = g_strdup_printf (
      "%u %d %s", sort, mark->item == ENT_NO_ITEM, ent_scene_item (scene, (guint)owner)->id);
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, stem));
  char *name = g_strdup_printf ("%u %s", n, stem);

  g_hash_table_insert (seen, g_steal_pointer (&stem), GUINT_TO_POINTER (n + 1));
  return name;
}

/* Axes, rules and notes stand for nothing: they are the same when they look the same. */
static char *
name_furniture (const EntMark *mark)
{
  const EntRect *r = &mark->bounds;

  return g_strdup_printf ("- %d %d %.1f %.1f %.1f %.1f %s",
                          mark->kind,
                          mark->layer,
                          r->x,
                          r->y,
                          r->width,
                          r->height,
                          mark->kind == ENT_MARK_TEXT ? mark->text.string : "");
}

static char *
name_mark (const EntScene *scene, guint index, GHashTable *seen)
{
  const EntMark *mark = ent_scene_mark (scene, index);
  const int owner = owner_of (scene, index);

  return owner == ENT_NO_ITEM ? name_furniture (mark) : name_part (scene, mark, owner, seen);
}

static gboolean
can_become (EntMorphPair *pair)
{
  if (pair->from->item == ENT_NO_ITEM && pair->from->kind != ENT_MARK_DISC)
    return ent_marks_equal (pair->from, pair->to);
  return pair->from->kind != ENT_MARK_PATH || ent_morph_pair_paths (pair);
}

static int
add_item (EntMorph *morph, const EntSceneItem *item)
{
  const int found = GPOINTER_TO_INT (g_hash_table_lookup (morph->item_ids, item->id));

  if (found > 0)
    return found - 1;
  g_array_append_val (morph->items, *item);
  g_hash_table_insert (
      morph->item_ids, (gpointer)item->id, GINT_TO_POINTER ((int)morph->items->len));
  return (int)morph->items->len - 1;
}

static int
item_of (EntMorph *morph, const EntScene *scene, int item)
{
  return item != ENT_NO_ITEM ? add_item (morph, ent_scene_item (scene, (guint)item)) : ENT_NO_ITEM;
}

static void
add_pair (EntMorph *morph, EntMorphPair *pair)
{
  const EntScene *scene = pair->from != NULL ? morph->from : morph->to;
  const EntMark *mark = pair->from != NULL ? pair->from : pair->to;

  pair->item = item_of (morph, scene, mark->item);
  pair->owner = item_of (morph, scene, owner_of (scene, (guint)(mark - ent_scene_mark (scene, 0))));
  g_array_append_vals (morph->pairs, pair, 1);
}

/* Pairs in the order of the first scene, then what only the second has. */
static void
match (EntMorph *morph)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) after = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ent_scene_n_marks (morph->to); i++)
    {
      const EntMark *mark = ent_scene_mark (morph->to, i);
      if (mark->layer != ENT_LAYER_GROUND)
        g_hash_table_insert (after, name_mark (morph->to, i, seen), (gpointer)mark);
    }
  g_hash_table_remove_all (seen);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < ent_scene_n_marks (morph->from); i++)
    {
      const EntMark *mark = ent_scene_mark (morph->from, i);
      g_autofree char *name
          = mark->layer != ENT_LAYER_GROUND ? name_mark (morph->from, i, seen) : NULL;
      const EntMark *other = name != NULL ? g_hash_table_lookup (after, name) : NULL;
      EntMorphPair pair = { .from = mark, .to = other };

      if (other != NULL && can_become (&pair) && g_hash_table_add (taken, (gpointer)other))
        add_pair (morph, &pair);
      else
        add_pair (morph, &(EntMorphPair){ .from = mark });
    }
  for (guint i = 0; i < ent_scene_n_marks (morph->to); i++)
    {
      const EntMark *mark = ent_scene_mark (morph->to, i);
      if (!g_hash_table_contains (taken, mark))
        add_pair (morph, &(EntMorphPair){ .to = mark });
    }
}

/* ---- the camera ---- */

/* Middles of the shapes that both have, before and after. */
static GArray *
landmarks (const EntMorph *morph)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (EntPoint));

  for (guint i = 0; i < morph->pairs->len; i++)
    {
      const EntMorphPair *pair = &g_array_index (morph->pairs, EntMorphPair, i);
      if (pair->from == NULL || pair->to == NULL || pair->item == ENT_NO_ITEM
          || !is_shape (pair->from) || pair->from->layer == ENT_LAYER_FRAME)
        continue;
      const EntPoint ends[] = { middle_of (pair->from), middle_of (pair->to) };
      g_array_append_vals (points, ends, 2);
    }
  return points;
}

/* The zoom and shift that bring the landmarks nearest to where they are after: least squares. */
static gboolean
fit_turn (const GArray *points, EntPlacement *turn)
{
  const guint n = points->len / 2;
  EntPoint mean[2] = { { 0, 0 }, { 0, 0 } };
  double spread = 0, spread_after = 0, common = 0, left = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const EntPoint *p = &g_array_index (points, EntPoint, i);
      mean[i % 2].x += p->x / n;
      mean[i % 2].y += p->y / n;
    }
  for (guint i = 0; i < n; i++)
    {
      const EntPoint *p = &g_array_index (points, EntPoint, 2 * i), *q = p + 1;
      const double px = p->x - mean[0].x, py = p->y - mean[0].y;
      const double qx = q->x - mean[1].x, qy = q->y - mean[1].y;
      spread += px * px + py * py;
      spread_after += qx * qx + qy * qy;
      common += px * qx + py * qy;
    }
  if (n < MIN_LANDMARKS || spread <= 0 || spread_after <= 0 || common <= 0)
    return FALSE;
  const double scale = common / spread;
  *turn = (EntPlacement){ scale, mean[1].x - scale * mean[0].x, mean[1].y - scale * mean[0].y };
  for (guint i = 0; i < n; i++)
    {
      const EntPoint *p = &g_array_index (points, EntPoint, 2 * i), *q = p + 1;
      const EntPoint at = ent_place (turn, p->x, p->y);
      left += (at.x - q->x) * (at.x - q->x) + (at.y - q->y) * (at.y - q->y);
    }
  return left <= FITS * FITS * spread_after;
}

static gboolean
is_plane (const EntScene *scene)
{
  const EntSceneFlags plane = ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y;

  return (ent_scene_flags (scene) & plane) == plane;
}

static void
find_flight (EntMorph *morph)
{
  g_autoptr (GArray) points = landmarks (morph);
  const double width = ent_scene_width (morph->from), height = ent_scene_height (morph->from);
  EntPlacement turn;

  for (guint i = 0; i + 1 < points->len; i += 2)
    {
      const EntPoint *p = &g_array_index (points, EntPoint, i), *q = p + 1;
      morph->way = MAX (morph->way, hypot (q->x - p->x, q->y - p->y));
    }
  if (!is_plane (morph->from) || !is_plane (morph->to) || !fit_turn (points, &turn)
      || (fabs (turn.scale - 1) < NO_ZOOM && hypot (turn.x, turn.y) < NO_SHIFT))
    return;
  morph->flies = TRUE;
  morph->turn = turn;
  morph->flight
      = ent_flight_new ((EntOutlook){ width / 2, height / 2, width },
                        (EntOutlook){ (ent_scene_width (morph->to) / 2 - turn.x) / turn.scale,
                                      (ent_scene_height (morph->to) / 2 - turn.y) / turn.scale,
                                      width / turn.scale });
}

/* ---- parts and order ---- */

/* The shape that a mark goes along with. */
static const EntMorphPair *
leader_of (const EntMorph *morph, const EntMorphPair *pair)
{
  const int leader = pair->owner != ENT_NO_ITEM && (guint)pair->owner < morph->leaders->len
                         ? g_array_index (morph->leaders, int, pair->owner)
                         : 0;

  return leader > 0 ? &g_array_index (morph->pairs, EntMorphPair, leader - 1) : NULL;
}

static void
find_leaders (EntMorph *morph)
{
  g_array_set_size (morph->leaders, morph->items->len);
  for (guint i = 0; i < morph->pairs->len; i++)
    {
      const EntMorphPair *pair = &g_array_index (morph->pairs, EntMorphPair, i);
      if (pair->from == NULL || pair->to == NULL || pair->item == ENT_NO_ITEM
          || !is_shape (pair->from))
        continue;
      int *leader = &g_array_index (morph->leaders, int, pair->item);
      if (*leader == 0)
        *leader = (int)i + 1;
    }
}

static EntMorphParts
part_of (const EntMorph *morph, const EntMorphPair *pair)
{
  const EntMark *mark = pair->from != NULL ? pair->from : pair->to;

  if (mark->layer == ENT_LAYER_GROUND)
    return ENT_MORPH_GROUND;
  if (pair->from != NULL && pair->to != NULL)
    return (!morph->flies || mark->layer == ENT_LAYER_FRAME)
                   && ent_marks_equal (pair->from, pair->to)
               ? ENT_MORPH_STILL
               : ENT_MORPH_MOVING;
  if ((morph->flies && mark->layer == ENT_LAYER_FRAME) || leader_of (morph, pair) != NULL)
    return ENT_MORPH_MOVING;
  if (pair->from != NULL)
    return ENT_MORPH_LEAVING;
  return mark->layer < ENT_LAYER_NODE ? ENT_MORPH_UNDER : ENT_MORPH_COMING;
}

typedef struct
{
  guint pair, layer;
  gsize place;
} Rank;

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const Rank *p = a, *q = b;

  if (p->layer != q->layer)
    return p->layer < q->layer ? -1 : 1;
  return (p->place > q->place) - (p->place < q->place);
}

/* Layer by layer, as one scene has them; what it has not lies below (leaving) or above (coming). */
static guint *
order_as (const EntMorph *morph, gboolean after)
{
  const guint n = morph->pairs->len, many = G_MAXINT;
  g_autofree Rank *ranks = g_new (Rank, n + 1);
  guint *order = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const EntMorphPair *pair = &g_array_index (morph->pairs, EntMorphPair, i);
      const EntMark *own = after ? pair->to : pair->from, *other = after ? pair->from : pair->to;
      const EntScene *scene = after ? morph->to : morph->from;
      const EntMark *mark = own != NULL ? own : other;

      ranks[i] = (Rank){ .pair = i, .layer = mark->layer };
      if (own != NULL)
        ranks[i].place = many + (gsize)(own - ent_scene_mark (scene, 0));
      else
        ranks[i].place = i + (after ? 0 : 2 * (gsize)many);
    }
  qsort (ranks, n, sizeof (Rank), compare_ranks);
  for (guint i = 0; i < n; i++)
    order[i] = ranks[i].pair;
  return order;
}

/**
 * ent_morph_new:
 * @from: the scene before
 * @to: the scene after
 *
 * Finds what the two have in common: marks of the same item and kind, in the order that the item
 * has them.  Cost: a few hash look-ups a mark.
 *
 * Returns: (transfer full): the way from the one to the other
 */
EntMorph *
ent_morph_new (EntScene *from, EntScene *to)
{
  EntMorph *morph = g_new0 (EntMorph, 1);

  morph->from = ent_scene_ref (from);
  morph->to = ent_scene_ref (to);
  morph->pairs = g_array_new (FALSE, FALSE, sizeof (EntMorphPair));
  morph->leaders = g_array_new (FALSE, TRUE, sizeof (int));
  morph->items = g_array_new (FALSE, FALSE, sizeof (EntSceneItem));
  morph->item_ids = g_hash_table_new (g_str_hash, g_str_equal);
  match (morph);
  find_leaders (morph);
  find_flight (morph);
  for (guint i = 0; i < morph->pairs->len; i++)
    {
      EntMorphPair *pair = &g_array_index (morph->pairs, EntMorphPair, i);
      pair->part = part_of (morph, pair);
    }
  morph->orders[0] = order_as (morph, FALSE);
  morph->orders[1] = order_as (morph, TRUE);
  return morph;
}

/**
 * ent_morph_free:
 * @morph: (nullable) (transfer full): a morph; scenes made of it stay
 */
void
ent_morph_free (EntMorph *morph)
{
  if (morph == NULL)
    return;
  for (guint i = 0; i < morph->pairs->len; i++)
    {
      EntMorphPair *pair = &g_array_index (morph->pairs, EntMorphPair, i);
      ent_path_free (pair->paths[0]);
      ent_path_free (pair->paths[1]);
    }
  g_array_unref (morph->pairs);
  g_array_unref (morph->leaders);
  g_free (morph->orders[0]);
  g_free (morph->orders[1]);
  g_array_unref (morph->items);
  g_hash_table_unref (morph->item_ids);
  ent_scene_unref (morph->from);
  ent_scene_unref (morph->to);
  g_free (morph);
}

/**
 * ent_morph_way:
 * @morph: a morph
 *
 * Returns: how far the mark that moves most goes, figure units; 0 when the layout stays
 */
double
ent_morph_way (const EntMorph *morph)
{
  return morph->way;
}

/**
 * ent_morph_has:
 * @morph: a morph
 * @part: one part
 *
 * Returns: whether any mark belongs to it
 */
gboolean
ent_morph_has (const EntMorph *morph, EntMorphParts part)
{
  for (guint i = 0; i < morph->pairs->len; i++)
    if (g_array_index (morph->pairs, EntMorphPair, i).part == part)
      return TRUE;
  return FALSE;
}

/* ---- moments ---- */

/**
 * ent_morph_ease:
 * @t: 0–1
 *
 * Returns: how far everything has got: slowly at both ends
 */
double
ent_morph_ease (double t)
{
  t = CLAMP (t, 0, 1);
  return t < 0.5 ? 4 * t * t * t : 1 - 4 * (1 - t) * (1 - t) * (1 - t);
}

static double
smooth (double t)
{
  t = CLAMP (t, 0, 1);
  return t * t * (3 - 2 * t);
}

/**
 * ent_morph_leaving:
 * @t: 0–1
 *
 * Returns: the opacity of what leaves: it is gone before all has arrived
 */
double
ent_morph_leaving (double t)
{
  return 1 - smooth (t / 0.55);
}

/**
 * ent_morph_coming:
 * @t: 0–1
 *
 * Returns: the opacity of what comes: it waits for room
 */
double
ent_morph_coming (double t)
{
  return smooth ((t - 0.45) / 0.55);
}

/**
 * ent_morph_flies:
 * @morph: a morph
 *
 * Returns: whether the camera goes to another place of the same plane
 */
gboolean
ent_morph_flies (const EntMorph *morph)
{
  return morph->flies;
}

/**
 * ent_morph_from:
 * @morph: a morph
 * @t: 0–1
 *
 * Returns: where the first figure is put
 */
EntPlacement
ent_morph_from (const EntMorph *morph, double t)
{
  if (!morph->flies || t <= 0)
    return (EntPlacement){ 1, 0, 0 };
  const double e = ent_morph_ease (t);
  const EntOutlook look = ent_flight_at (&morph->flight, e);
  const double scale = morph->flight.from.width / look.width;
  const double x = ent_tween (ent_scene_width (morph->from), ent_scene_width (morph->to), e) / 2;
  const double y = ent_tween (ent_scene_height (morph->from), ent_scene_height (morph->to), e) / 2;

  return (EntPlacement){ scale, x - look.x * scale, y - look.y * scale };
}

/**
 * ent_morph_to:
 * @morph: a morph
 * @t: 0–1
 *
 * Returns: where the second figure is put
 */
EntPlacement
ent_morph_to (const EntMorph *morph, double t)
{
  if (!morph->flies || t >= 1)
    return (EntPlacement){ 1, 0, 0 };
  const EntPlacement from = ent_morph_from (morph, t);
  const double scale = from.scale / morph->turn.scale;

  return (EntPlacement){ scale, from.x - scale * morph->turn.x, from.y - scale * morph->turn.y };
}

typedef struct
{
  const EntMorph *morph;
  EntScene *scene;
  double t, ease;
  EntPlacement from, to;
} Moment;

static void
add_mark (Moment *moment, EntMark mark, int item)
{
  const EntMorph *morph = moment->morph;

  mark.item = item;
  if (mark.clip == &morph->from->frame || mark.clip == &morph->to->frame)
    mark.clip = &moment->scene->frame;
  g_array_append_val (moment->scene->marks, mark);
}

static void
shift (Moment *moment, EntMark *mark, double dx, double dy)
{
  ent_mark_place (mark, &(EntPlacement){ 1, dx, dy }, moment->scene->paths);
}

/* A mark of one scene only stays where it is, or goes along with the shape of its item. */
static void
follow (Moment *moment, const EntMorphPair *pair, EntMark *mark)
{
  const EntMorphPair *leader = leader_of (moment->morph, pair);
  const gboolean after = pair->from == NULL;
  const gboolean flies = moment->morph->flies && mark->layer != ENT_LAYER_FRAME;

  if (flies)
    ent_mark_place (mark, after ? &moment->to : &moment->from, moment->scene->paths);
  if (leader == NULL)
    return;
  EntPoint a = middle_of (leader->from), b = middle_of (leader->to);
  if (flies)
    {
      a = ent_place (&moment->from, a.x, a.y);
      b = ent_place (&moment->to, b.x, b.y);
    }
  const double share = after ? moment->ease - 1 : moment->ease;
  shift (moment, mark, share * (b.x - a.x), share * (b.y - a.y));
}

static void
add_faded (Moment *moment, const EntMorphPair *pair, double opacity)
{
  EntMark mark = pair->from != NULL ? *pair->from : *pair->to;

  if (opacity <= 0)
    return;
  if (moment->t > 0 && moment->t < 1)
    follow (moment, pair, &mark);
  if (opacity < 1)
    ent_mark_fade (&mark, opacity);
  add_mark (moment, mark, pair->item);
}

/* Words that give way to others, or take their place, on the way from where the ones stand to where
 * the others do. */
static void
add_words (
    Moment *moment, EntMark mark, const EntMark *other, double share, double opacity, int item)
{
  const double dx
      = share * (other->bounds.x + other->bounds.width / 2 - mark.bounds.x - mark.bounds.width / 2);
  const double dy = share * (other->text.y - mark.text.y);

  if (opacity <= 0)
    return;
  shift (moment, &mark, dx, dy);
  ent_mark_fade (&mark, opacity);
  add_mark (moment, mark, item);
}

static void
add_moving (Moment *moment, const EntMorphPair *pair)
{
  const double t = moment->t, ease = moment->ease;
  GPtrArray *paths = moment->scene->paths;
  EntMark a = *pair->from, b = *pair->to;
  const gboolean flies = moment->morph->flies && a.layer != ENT_LAYER_FRAME;

  if (pair->paths[0] != NULL)
    {
      a.path = pair->paths[0];
      b.path = pair->paths[1];
    }
  if (flies)
    {
      ent_mark_place (&a, &moment->from, paths);
      ent_mark_place (&b, &moment->to, paths);
    }
  if (a.kind == ENT_MARK_TEXT && !ent_texts_equal (&a, &b))
    {
      add_words (moment, a, &b, ease, ent_morph_leaving (t), pair->item);
      add_words (moment, b, &a, 1 - ease, ent_morph_coming (t), pair->item);
      return;
    }
  EntMark mark = ent_mark_tween (&a, &b, ease, paths);
  ent_mark_bound (&mark, moment->scene->theme->stroke_scale);
  add_mark (moment, mark, pair->item);
}

static void
add_at (Moment *moment, const EntMorphPair *pair)
{
  const double t = moment->t;

  if (pair->part == ENT_MORPH_GROUND)
    {
      if (pair->from != NULL ? t < 1 : t > 0)
        add_faded (moment, pair, pair->from != NULL ? 1 : moment->ease);
    }
  else if (pair->from == NULL)
    add_faded (moment, pair, ent_morph_coming (t));
  else if (pair->to == NULL)
    add_faded (moment, pair, ent_morph_leaving (t));
  else if (t <= 0)
    add_mark (moment, *pair->from, pair->item);
  else if (t >= 1 || pair->part == ENT_MORPH_STILL)
    add_mark (moment, *pair->to, pair->item);
  else
    add_moving (moment, pair);
}

static EntRect
tween_frames (const EntMorph *morph, double share)
{
  const EntRect a = morph->from->frame, b = morph->to->frame;

  return ENT_RECT (ent_tween (a.x, b.x, share),
                   ent_tween (a.y, b.y, share),
                   ent_tween (a.width, b.width, share),
                   ent_tween (a.height, b.height, share));
}

/* A scene of nothing yet, which holds on to what its marks point to. */
static EntScene *
new_moment (const EntMorph *morph, double t)
{
  const EntScene *like = t < 0.5 ? morph->from : morph->to;
  EntScene *scene = ent_scene_new_empty (t <= 0   ? morph->from->width
                                         : t >= 1 ? morph->to->width
                                                  : MAX (morph->from->width, morph->to->width),
                                         t <= 0   ? morph->from->height
                                         : t >= 1 ? morph->to->height
                                                  : MAX (morph->from->height, morph->to->height),
                                         like->theme);

  ent_scene_keep (scene, morph->from);
  ent_scene_keep (scene, morph->to);
  scene->camera = like->camera;
  scene->flags = like->flags;
  scene->content = like->content;
  scene->frame = tween_frames (morph, ent_morph_ease (t));
  g_array_unref (scene->items);
  scene->items = g_array_ref (morph->items);
  g_hash_table_unref (scene->item_ids);
  scene->item_ids = g_hash_table_ref (morph->item_ids);
  return scene;
}

/**
 * ent_morph_scene:
 * @morph: a morph
 * @t: 0–1: the moment, before it is eased
 * @parts: which marks
 *
 * Returns: (transfer full): the marks of that moment; at 0 those of the first scene, at 1 those of
 *   the second
 */
EntScene *
ent_morph_scene (const EntMorph *morph, double t, EntMorphParts parts)
{
  const guint *order = morph->orders[t < 0.5 ? 0 : 1];
  Moment moment = { .morph = morph,
                    .scene = new_moment (morph, t),
                    .t = CLAMP (t, 0, 1),
                    .ease = ent_morph_ease (t),
                    .from = ent_morph_from (morph, t),
                    .to = ent_morph_to (morph, t) };

  for (guint i = 0; i < morph->pairs->len; i++)
    {
      const EntMorphPair *pair = &g_array_index (morph->pairs, EntMorphPair, order[i]);
      if (pair->part & parts)
        add_at (&moment, pair);
    }
  ent_scene_bound_items (moment.scene);
  g_ptr_array_add (moment.scene->notes, NULL);
  return moment.scene;
}

/**
 * ent_scene_restyle:
 * @scene: a scene
 * @restyle: (scope call): may change the style and the colour of a mark
 * @data: for @restyle
 *
 * Returns: (transfer full): a scene of the same marks, which keeps the other alive
 */
EntScene *
ent_scene_restyle (EntScene *scene, void (*restyle) (EntMark *mark, gpointer data), gpointer data)
{
  EntScene *copy = ent_scene_new_empty (scene->width, scene->height, scene->theme);

  ent_scene_keep (copy, scene);
  copy->camera = scene->camera;
  copy->flags = scene->flags;
  copy->content = scene->content;
  copy->frame = scene->frame;
  g_array_unref (copy->items);
  copy->items = g_array_ref (scene->items);
  g_array_unref (copy->item_bounds);
  copy->item_bounds = g_array_ref (scene->item_bounds);
  g_hash_table_unref (copy->item_ids);
  copy->item_ids = g_hash_table_ref (scene->item_ids);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      EntMark mark = g_array_index (scene->marks, EntMark, i);
      if (mark.clip == &scene->frame)
        mark.clip = &copy->frame;
      restyle (&mark, data);
      g_array_append_val (copy->marks, mark);
    }
  g_ptr_array_add (copy->notes, NULL);
  return copy;
}
