#include "shapes.h"

#include <math.h>

EntProjection *
make (const char *kind, double lon_deg, double lat_deg)
{
  g_autoptr (GError) error = NULL;
  const EntProjectionSpec spec = { .kind = kind, .centre = { lon_deg, lat_deg } };
  EntProjection *projection = ent_projection_new (&spec, &error);
  g_assert_no_error (error);
  g_assert_true (ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, WIDTH, HEIGHT), 0, NULL));
  return projection;
}

/* The longest segment in units, closing ones too. */
double
longest_segment (const EntPath *path)
{
  EntPoint start = { 0, 0 }, at = { 0, 0 };
  double longest = 0;
  const EntPoint *next = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPoint to = path->verbs[i] == ENT_PATH_CLOSE ? start : *next++;
      if (path->verbs[i] == ENT_PATH_MOVE)
        start = to;
      else
        longest = MAX (longest, hypot (to.x - at.x, to.y - at.y));
      at = to;
    }
  return longest;
}

/* Square units, by the shoelace; holes count against. */
double
area (const EntPath *path)
{
  double sum = 0;
  EntPoint start = { 0, 0 }, at = { 0, 0 };
  const EntPoint *next = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPoint to = path->verbs[i] == ENT_PATH_CLOSE ? start : *next++;
      if (path->verbs[i] == ENT_PATH_MOVE)
        start = to;
      else
        sum += at.x * to.y - to.x * at.y;
      at = to;
    }
  return fabs (sum) / 2;
}

guint
count (const EntPath *path, EntPathVerb verb)
{
  guint n = 0;
  for (gsize i = 0; i < path->n_verbs; i++)
    n += path->verbs[i] == verb;
  return n;
}

EntPath *
polygon (EntProjection *projection, const EntLonLat *points, gsize n)
{
  g_autoptr (GError) error = NULL;
  EntPath *path = ent_path_new ();
  ent_project_polygon (projection, points, &n, 1, path, &error);
  g_assert_no_error (error);
  return path;
}

gboolean
covers (const EntPath *path, EntProjection *projection, double lon_deg, double lat_deg)
{
  double x, y;
  g_assert_true (ent_projection_point (projection, lon_deg, lat_deg, &x, &y));
  return ent_path_contains (path, x, y);
}

double
sphere_area (EntProjection *projection)
{
  g_autoptr (EntPath) path = ent_path_new ();
  ent_project_sphere (projection, path);
  return area (path);
}
