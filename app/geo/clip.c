/* Cuts lines and polygons at the edge of the map.  Lines fall into pieces; the pieces of a polygon
 * are joined again along the edge: as the polygon lies on the left of its rings and the map on the
 * left of its edge, what leaves the map is followed counterclockwise along the edge to the next
 * piece that comes in. Source: the idea is d3-geo's (Bostock) and Weiler and Atherton 1977. */
#include "geo/pipeline-private.h"

#include <math.h>
#include <string.h>

/* Positions on the edge nearer than this are one: a spike that leaves and comes back on the same
 * way must not send the polygon once round the map. */
#define SAME_POSITION 1e-9

/**
 * ent_lines_new:
 *
 * Returns: (transfer full): no lines
 */
EntLines *
ent_lines_new (void)
{
  EntLines *lines = g_new (EntLines, 1);
  lines->vertices = g_array_new (FALSE, FALSE, sizeof (EntVertex));
  lines->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  return lines;
}

/**
 * ent_lines_free:
 * @lines: (transfer full): lines
 */
void
ent_lines_free (EntLines *lines)
{
  g_array_unref (lines->vertices);
  g_array_unref (lines->ends);
  g_free (lines);
}

/**
 * ent_lines_clear:
 * @lines: lines to forget, keeping the memory
 */
void
ent_lines_clear (EntLines *lines)
{
  g_array_set_size (lines->vertices, 0);
  g_array_set_size (lines->ends, 0);
}

/**
 * ent_lines_end:
 * @lines: lines whose last one is complete
 */
void
ent_lines_end (EntLines *lines)
{
  g_array_append_val (lines->ends, lines->vertices->len);
}

/**
 * ent_lines_first:
 * @lines: lines
 * @index: which line
 *
 * Returns: its first vertex
 */
guint
ent_lines_first (const EntLines *lines, guint index)
{
  return index > 0 ? g_array_index (lines->ends, guint, index - 1) : 0;
}

/**
 * ent_clip_stretches:
 * @clip: the edge of the map
 * @vertex: a point
 *
 * Returns: whether the map stretches there so much that even the shortest segment may come out long
 * and bent
 */
gboolean
ent_clip_stretches (const EntClip *clip, const EntVertex *vertex)
{
  double vector[3];
  if (clip->kind != ENT_CLIP_CIRCLE)
    return FALSE;
  ent_geo_to_vector (vertex->lambda, vertex->phi, vector);
  return ent_geo_dot (vector, clip->centre) < clip->stretched_cos;
}

static EntPiece *
last_piece (EntPieces *pieces)
{
  return &g_array_index (pieces->pieces, EntPiece, pieces->pieces->len - 1);
}

/**
 * ent_pieces_begin:
 * @pieces: pieces
 * @cut: whether the new piece begins at the edge
 * @position: where on the edge
 */
void
ent_pieces_begin (EntPieces *pieces, gboolean cut, double position)
{
  const EntPiece piece = { .first = pieces->vertices->len, .cut_start = cut, .start = position };
  g_array_append_val (pieces->pieces, piece);
  pieces->open = TRUE;
}

/**
 * ent_pieces_add:
 * @pieces: pieces, the last one open
 * @vertex: its next point
 */
void
ent_pieces_add (EntPieces *pieces, EntVertex vertex)
{
  g_array_append_val (pieces->vertices, vertex);
}

/**
 * ent_pieces_end:
 * @pieces: pieces, the last one open
 * @cut: whether it ends at the edge
 * @position: where on the edge
 */
void
ent_pieces_end (EntPieces *pieces, gboolean cut, double position)
{
  EntPiece *piece = last_piece (pieces);
  piece->end = pieces->vertices->len;
  piece->cut_end = cut;
  piece->stop = position;
  pieces->open = FALSE;
}

/* A ring that begins inside is cut into a last piece that runs into the first: one piece. */
static void
join_seam (EntPieces *pieces, guint first_piece)
{
  EntPiece *first = &g_array_index (pieces->pieces, EntPiece, first_piece),
           *last = last_piece (pieces);
  if (first == last || first->cut_start || last->cut_end)
    return;
  /* The last piece ends with the first one's first point. */
  const guint begin = first->first + 1, n = first->end - begin;
  g_array_set_size (pieces->vertices, last->end + n);
  EntVertex *vertices = (EntVertex *)pieces->vertices->data;
  for (guint i = 0; i < n; i++)
    vertices[last->end + i] = vertices[begin + i];
  last->end += n;
  last->cut_end = TRUE;
  last->stop = first->stop;
  g_array_remove_index (pieces->pieces, first_piece);
}

static void
split (const EntClip *clip, EntVertex *vertices, guint n, gboolean closed, EntPieces *pieces)
{
  if (n == 0)
    return;
  const guint first_piece = pieces->pieces->len;
  if (clip->kind == ENT_CLIP_ANTIMERIDIAN)
    ent_antimeridian_settle (vertices, n);
  if (clip->kind == ENT_CLIP_ANTIMERIDIAN || ent_circle_shows (clip, &vertices[0]))
    {
      ent_pieces_begin (pieces, FALSE, 0);
      ent_pieces_add (pieces, vertices[0]);
    }
  for (guint i = 0; i + (closed ? 0 : 1) < n; i++)
    {
      const EntVertex *a = &vertices[i], *b = &vertices[(i + 1) % n];
      if (clip->kind == ENT_CLIP_ANTIMERIDIAN)
        ent_antimeridian_segment (a, b, pieces);
      else
        ent_circle_segment (clip, a, b, pieces);
    }
  if (pieces->open)
    ent_pieces_end (pieces, FALSE, 0);
  if (!closed || pieces->pieces->len == first_piece)
    return;
  EntPiece *piece = last_piece (pieces);
  if (pieces->pieces->len == first_piece + 1 && !piece->cut_start && !piece->cut_end)
    piece->end--; /* the first point again */
  else
    join_seam (pieces, first_piece);
}

static EntPieces
new_pieces (void)
{
  return (EntPieces){ g_array_new (FALSE, FALSE, sizeof (EntVertex)),
                      g_array_new (FALSE, FALSE, sizeof (EntPiece)),
                      FALSE };
}

static void
drop_pieces (EntPieces *pieces)
{
  g_array_unref (pieces->vertices);
  g_array_unref (pieces->pieces);
}

static void
add_piece (const EntPieces *pieces, const EntPiece *piece, EntLines *out)
{
  g_array_append_vals (out->vertices,
                       &g_array_index (pieces->vertices, EntVertex, piece->first),
                       piece->end - piece->first);
}

/**
 * ent_clip_line:
 * @clip: the edge of the map
 * @in: turned lines; points on the cut are moved to one side of it
 * @out: gets the lines' visible pieces
 */
void
ent_clip_line (const EntClip *clip, EntLines *in, EntLines *out)
{
  EntPieces pieces = new_pieces ();
  for (guint i = 0; i < in->ends->len; i++)
    {
      const guint first = ent_lines_first (in, i), end = g_array_index (in->ends, guint, i);
      split (clip, &g_array_index (in->vertices, EntVertex, first), end - first, FALSE, &pieces);
    }
  for (guint i = 0; i < pieces.pieces->len; i++)
    {
      add_piece (&pieces, &g_array_index (pieces.pieces, EntPiece, i), out);
      ent_lines_end (out);
    }
  drop_pieces (&pieces);
}

static double
edge_length (const EntClip *clip)
{
  return clip->kind == ENT_CLIP_CIRCLE ? 2 * G_PI : 6 * G_PI;
}

/* The next corner of the map, or the end; a circle has none. */
static double
next_corner (const EntClip *clip, double position)
{
  static const double corners[] = { 1, 3, 4 };
  for (guint i = 0; i < G_N_ELEMENTS (corners) && clip->kind == ENT_CLIP_ANTIMERIDIAN; i++)
    if (corners[i] * G_PI > position + SAME_POSITION)
      return corners[i] * G_PI;
  return edge_length (clip);
}

/* Adds points along the edge, ends excluded; to may be once round beyond the length. */
static void
walk (const EntClip *clip, double from, double to, EntLines *out)
{
  const double length = edge_length (clip);
  double turns = 0, position = from;
  for (;;)
    {
      position = MIN (position + clip->step, next_corner (clip, position));
      if (turns + position > to - SAME_POSITION)
        return;
      const EntVertex vertex = clip->kind == ENT_CLIP_CIRCLE ? ent_circle_edge (clip, position)
                                                             : ent_antimeridian_edge (position);
      g_array_append_val (out->vertices, vertex);
      if (position >= length)
        {
          turns += length;
          position = 0;
        }
    }
}

/**
 * ent_clip_outline:
 * @clip: the edge of the map
 * @out: gets the edge as a ring, counterclockwise
 */
void
ent_clip_outline (const EntClip *clip, EntLines *out)
{
  const EntVertex first
      = clip->kind == ENT_CLIP_CIRCLE ? ent_circle_edge (clip, 0) : ent_antimeridian_edge (0);
  g_array_append_val (out->vertices, first);
  walk (clip, 0, edge_length (clip), out);
  ent_lines_end (out);
}

/* How far along the edge from a position to the piece that comes in; a hair before counts as there.
 */
static double
way_to (const EntClip *clip, double from, double to)
{
  const double length = edge_length (clip), way = fmod (to - from + 2 * length, length);
  return way > length - SAME_POSITION ? 0 : way;
}

static void
join_pieces (const EntClip *clip, const EntPieces *pieces, EntLines *out)
{
  g_autofree gboolean *used = g_new0 (gboolean, pieces->pieces->len + 1);
  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      guint current = i;
      if (!g_array_index (pieces->pieces, EntPiece, i).cut_start)
        continue;
      while (!used[current])
        {
          const EntPiece *piece = &g_array_index (pieces->pieces, EntPiece, current);
          used[current] = TRUE;
          add_piece (pieces, piece, out);
          double least = G_MAXDOUBLE;
          for (guint k = 0; k < pieces->pieces->len; k++)
            {
              const EntPiece *other = &g_array_index (pieces->pieces, EntPiece, k);
              /* Taken ones too, or a wrong input would be joined across the map; the ring's own
               * first ends it. */
              const double way
                  = other->cut_start ? way_to (clip, piece->stop, other->start) : G_MAXDOUBLE;
              if (way < least && (k == i || !used[k]))
                {
                  least = way;
                  current = k;
                }
            }
          walk (clip, piece->stop, piece->stop + least, out);
        }
      if (out->vertices->len > ent_lines_first (out, out->ends->len))
        ent_lines_end (out);
    }
}

/* What the way from a to b sweeps of the sphere, seen from a point, in steradians.
 * Source: Van Oosterom and Strackee 1983, the solid angle of a triangle. */
static double
swept (const double from[3], const double a[3], const double b[3])
{
  const double cross[3]
      = { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0] };
  return 2
         * atan2 (ent_geo_dot (from, cross),
                  1 + ent_geo_dot (from, a) + ent_geo_dot (a, b) + ent_geo_dot (b, from));
}

/* The area within the rings, counterclockwise ones positive, holes and rings walked inside out
 * negative. */
static double
area (const EntLines *lines, const double from[3])
{
  double sum = 0, a[3], b[3];
  for (guint i = 0; i < lines->ends->len; i++)
    {
      const guint first = ent_lines_first (lines, i),
                  n = g_array_index (lines->ends, guint, i) - first;
      const EntVertex *vertices = &g_array_index (lines->vertices, EntVertex, first);
      for (guint k = 0; k <= n && n > 2; k++)
        {
          ent_geo_to_vector (vertices[k % n].lambda, vertices[k % n].phi, b);
          sum += k > 0 ? swept (from, a, b) : 0;
          memcpy (a, b, sizeof a);
        }
    }
  return sum;
}

/* Whether a polygon whose rings all stay clear of the edge of the map lies round that edge.  Rings
 * on the map are seen from its middle, or from the pole where it is cut open from pole to pole;
 * others from behind. */
static gboolean
holds_edge (const EntClip *clip, const EntLines *in, const EntLines *shown)
{
  static const double pole[3] = { 0, 0, 1 };
  const double behind[3] = { -clip->centre[0], -clip->centre[1], -clip->centre[2] };
  if (clip->kind == ENT_CLIP_ANTIMERIDIAN)
    return area (shown, pole) < 0;
  return shown->ends->len > 0 ? area (shown, clip->centre) < 0 : area (in, behind) < 0;
}

/**
 * ent_clip_polygon:
 * @clip: the edge of the map
 * @in: the turned rings of one polygon, which lies on their left; points on the cut are moved to
 * one side of it
 * @out: gets the rings of the visible part; must be empty
 *
 * Linear in the points and quadratic in the crossings.
 */
void
ent_clip_polygon (const EntClip *clip, EntLines *in, EntLines *out)
{
  EntPieces pieces = new_pieces ();
  gboolean cut = FALSE;
  for (guint i = 0; i < in->ends->len; i++)
    {
      const guint first = ent_lines_first (in, i), end = g_array_index (in->ends, guint, i);
      split (clip, &g_array_index (in->vertices, EntVertex, first), end - first, TRUE, &pieces);
    }
  for (guint i = 0; i < pieces.pieces->len; i++)
    {
      const EntPiece *piece = &g_array_index (pieces.pieces, EntPiece, i);
      cut |= piece->cut_start;
      if (piece->cut_start)
        continue;
      add_piece (&pieces, piece, out);
      ent_lines_end (out);
    }
  if (cut)
    join_pieces (clip, &pieces, out);
  else if (holds_edge (clip, in, out))
    ent_clip_outline (clip, out);
  drop_pieces (&pieces);
}
