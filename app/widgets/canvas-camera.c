#include "widgets/canvas-camera.h"

/* Of a plane, the content reaches at least this share of the frame from each side. */
#define KEEP_IN_SIGHT 0.25

/* Kept free around a mark that is brought into sight; figure units. */
#define SHOW_MARGIN 24.0

/* One axis of a lens. */
typedef struct
{
  double start, length;        /* of the frame */
  double content, content_end; /* without camera: zoom 1, shift 0 */
  gboolean moves, zooms;
  gboolean ends; /* scrolls from one end of the content to the other, no further */
} Axis;

static double
zoom_of (const Axis *axis, EntCamera camera)
{
  return axis->zooms ? camera.zoom : 1;
}

static double
centre_of (const Axis *axis)
{
  return axis->start + axis->length / 2;
}

/* Takes the camera that the scene was built for out of the content's extent. */
static void
neutralise (Axis *axis, EntCamera camera, double shift)
{
  const double centre = centre_of (axis), zoom = zoom_of (axis, camera);
  const double moved = axis->moves ? shift * axis->length : 0;

  axis->content = centre + (axis->content - centre - moved) / zoom;
  axis->content_end = centre + (axis->content_end - centre - moved) / zoom;
}

static Axis
axis_x (const EntLens *lens)
{
  Axis axis = { .start = lens->frame.x,
                .length = lens->frame.width,
                .content = lens->content.x,
                .content_end = lens->content.x + lens->content.width,
                .moves = (lens->flags & ENT_MOVES_X) != 0,
                .zooms = (lens->flags & ENT_ZOOMS_X) != 0,
                .ends = (lens->flags & ENT_ZOOMS_X) == 0 };
  neutralise (&axis, lens->camera, lens->camera.x);
  return axis;
}

static Axis
axis_y (const EntLens *lens)
{
  Axis axis = { .start = lens->frame.y,
                .length = lens->frame.height,
                .content = lens->content.y,
                .content_end = lens->content.y + lens->content.height,
                .moves = (lens->flags & ENT_MOVES_Y) != 0,
                .zooms = (lens->flags & ENT_ZOOMS_Y) != 0,
                .ends = ent_lens_scrolls (lens) };
  neutralise (&axis, lens->camera, lens->camera.y);
  return axis;
}

/* The shift, as a share of the frame, nearest to the wanted one that keeps content in sight. */
static double
limit_shift (const Axis *axis, EntCamera camera, double shift)
{
  if (!axis->moves || axis->length <= 0)
    return 0;

  const double centre = centre_of (axis), zoom = zoom_of (axis, camera);
  const double first = centre + (axis->content - centre) * zoom;
  const double last = centre + (axis->content_end - centre) * zoom;
  const double end = axis->start + axis->length;
  double low, high;

  if (!axis->ends)
    {
      low = axis->start + KEEP_IN_SIGHT * axis->length - last;
      high = end - KEEP_IN_SIGHT * axis->length - first;
      /* where it would be without a shift is always allowed */
      low = MIN (low, 0);
      high = MAX (high, 0);
    }
  else
    {
      high = MAX (0, axis->start - first);
      low = MIN (high, end - last);
    }
  return CLAMP (shift * axis->length, low, high) / axis->length;
}

/**
 * ent_lens_scrolls:
 * @lens: of a scene
 *
 * Returns: whether the wheel goes through it row by row: it moves up and down, but does not both
 *   move and grow in every direction as a map does
 */
gboolean
ent_lens_scrolls (const EntLens *lens)
{
  const EntSceneFlags plane = ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_Y;

  return (lens->flags & ENT_MOVES_Y) != 0 && (lens->flags & plane) != plane;
}

/**
 * ent_lens_of:
 * @scene: a scene
 *
 * Returns: what a camera on the scene looks at
 */
EntLens
ent_lens_of (const EntScene *scene)
{
  return (EntLens){ .camera = ent_scene_camera (scene),
                    .frame = ent_scene_frame (scene),
                    .content = ent_scene_content (scene),
                    .flags = ent_scene_flags (scene) };
}

/**
 * ent_lens_map:
 * @lens: of a scene
 * @camera: another camera on it
 *
 * Where what the scene shows is to be shown under another camera, until it is built anew.
 *
 * Returns: from the scene's figure units to those under @camera
 */
EntCanvasMap
ent_lens_map (const EntLens *lens, EntCamera camera)
{
  const Axis x = axis_x (lens), y = axis_y (lens);
  const double from_x = x.moves ? lens->camera.x * x.length : 0;
  const double from_y = y.moves ? lens->camera.y * y.length : 0;
  const double to_x = x.moves ? camera.x * x.length : 0;
  const double to_y = y.moves ? camera.y * y.length : 0;
  EntCanvasMap map;

  map.scale_x = zoom_of (&x, camera) / zoom_of (&x, lens->camera);
  map.scale_y = zoom_of (&y, camera) / zoom_of (&y, lens->camera);
  map.shift_x = centre_of (&x) + to_x - (centre_of (&x) + from_x) * map.scale_x;
  map.shift_y = centre_of (&y) + to_y - (centre_of (&y) + from_y) * map.scale_y;
  return map;
}

/**
 * ent_canvas_map_point:
 * @map: a map
 * @x: in the scene
 * @y: in the scene
 *
 * Returns: where the point is shown
 */
EntPoint
ent_canvas_map_point (const EntCanvasMap *map, double x, double y)
{
  return (EntPoint){ x * map->scale_x + map->shift_x, y * map->scale_y + map->shift_y };
}

/**
 * ent_canvas_map_back:
 * @map: a map
 * @x: on the canvas
 * @y: on the canvas
 *
 * Returns: the point of the scene that is shown there
 */
EntPoint
ent_canvas_map_back (const EntCanvasMap *map, double x, double y)
{
  return (EntPoint){ (x - map->shift_x) / map->scale_x, (y - map->shift_y) / map->scale_y };
}

/**
 * ent_canvas_map_rect:
 * @map: a map
 * @rect: in the scene
 *
 * Returns: where the rectangle is shown
 */
EntRect
ent_canvas_map_rect (const EntCanvasMap *map, const EntRect *rect)
{
  const EntPoint at = ent_canvas_map_point (map, rect->x, rect->y);

  return ENT_RECT (at.x, at.y, rect->width * map->scale_x, rect->height * map->scale_y);
}

/**
 * ent_lens_limit:
 * @lens: of a scene
 * @camera: a camera
 *
 * Keeps the content from being lost: a plane always shows some of it in the middle half of the
 * frame; what scrolls ends where its content ends.
 *
 * Returns: the allowed camera nearest to @camera
 */
EntCamera
ent_lens_limit (const EntLens *lens, EntCamera camera)
{
  const Axis x = axis_x (lens), y = axis_y (lens);
  EntCamera limited = ENT_CAMERA_FIT;

  if (x.zooms || y.zooms)
    limited.zoom = CLAMP (camera.zoom, ENT_ZOOM_MIN, ENT_ZOOM_MAX);
  limited.x = limit_shift (&x, limited, camera.x);
  limited.y = limit_shift (&y, limited, camera.y);
  return limited;
}

/**
 * ent_lens_zoom_at:
 * @lens: of a scene
 * @camera: the camera now
 * @factor: how much larger
 * @x: the point of the canvas that stays where it is
 * @y: the same
 *
 * Returns: the camera, within its limits
 */
EntCamera
ent_lens_zoom_at (const EntLens *lens, EntCamera camera, double factor, double x, double y)
{
  const Axis ax = axis_x (lens), ay = axis_y (lens);
  EntCamera zoomed = camera;

  zoomed.zoom = CLAMP (camera.zoom * factor, ENT_ZOOM_MIN, ENT_ZOOM_MAX);
  const double ratio = zoomed.zoom / camera.zoom;
  if (ax.zooms && ax.length > 0)
    {
      const double from = x - centre_of (&ax);
      zoomed.x = (from - (from - camera.x * ax.length) * ratio) / ax.length;
    }
  if (ay.zooms && ay.length > 0)
    {
      const double from = y - centre_of (&ay);
      zoomed.y = (from - (from - camera.y * ay.length) * ratio) / ay.length;
    }
  return ent_lens_limit (lens, zoomed);
}

/**
 * ent_lens_pan:
 * @lens: of a scene
 * @camera: the camera now
 * @dx: how far the content is to move right, figure units
 * @dy: how far down
 *
 * Returns: the camera, within its limits
 */
EntCamera
ent_lens_pan (const EntLens *lens, EntCamera camera, double dx, double dy)
{
  EntCamera moved = camera;

  if (lens->frame.width > 0)
    moved.x += dx / lens->frame.width;
  if (lens->frame.height > 0)
    moved.y += dy / lens->frame.height;
  return ent_lens_limit (lens, moved);
}

/* How far [start, end) has to move to lie within the frame; its start counts more than its end. */
static double
shift_into (double start, double end, double frame_start, double frame_end)
{
  const double low = frame_start + SHOW_MARGIN, high = frame_end - SHOW_MARGIN;

  if (end - start > high - low)
    return (end < low || start > high) ? low - start : 0;
  if (start < low)
    return low - start;
  return end > high ? high - end : 0;
}

/**
 * ent_lens_show:
 * @lens: of a scene
 * @camera: the camera now
 * @rect: in the scene
 *
 * Returns: the camera that shows the rectangle and moves as little as possible
 */
EntCamera
ent_lens_show (const EntLens *lens, EntCamera camera, const EntRect *rect)
{
  const EntCanvasMap map = ent_lens_map (lens, camera);
  const EntRect shown = ent_canvas_map_rect (&map, rect);
  const EntRect *frame = &lens->frame;

  return ent_lens_pan (
      lens,
      camera,
      shift_into (shown.x, shown.x + shown.width, frame->x, frame->x + frame->width),
      shift_into (shown.y, shown.y + shown.height, frame->y, frame->y + frame->height));
}
