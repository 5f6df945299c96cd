#include "support.h"

#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"

EntDossier *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntDossier *dossier = ent_dossier_parse (text, strlen (text), "test", NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

static const EntWorld *
world (void)
{
  static EntWorld *shared = NULL;
  if (shared == NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = ent_data_path ("world/world.bin");
      shared = ent_world_open (path, &error);
      g_assert_no_error (error);
    }
  return shared;
}

EntViewRequest
request_for (const EntDossier *dossier, EntViewKind kind)
{
  return (EntViewRequest){ .dossier = dossier,
                           .world = world (),
                           .kind = kind,
                           .lang = "en",
                           .theme = ent_theme_get (ENT_THEME_LIGHT),
                           .width = 700,
                           .height = 500,
                           .text_scale = 1,
                           .camera = ENT_CAMERA_FIT };
}

EntScene *
build (const EntViewRequest *request)
{
  g_autoptr (GError) error = NULL;
  EntScene *scene = ent_view_build (request, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (scene);
  return scene;
}

static gboolean
overlap (const EntRect *a, const EntRect *b)
{
  /* Half a unit: what rounding may do. */
  EntRect inner = ent_rect_inset (a, 0.5, 0.5);
  return ent_rect_intersects (&inner, b);
}

/* A bar that is half scrolled under the axis ends where the axis begins. */
static EntRect
shown_part (const EntScene *scene, const EntMark *mark)
{
  EntRect frame = mark->clip != NULL
                      ? *mark->clip
                      : ENT_RECT (0, 0, ent_scene_width (scene), ent_scene_height (scene));
  const EntRect *bounds = &mark->bounds;
  double left = MAX (bounds->x, frame.x), top = MAX (bounds->y, frame.y);
  double right = MIN (bounds->x + bounds->width, frame.x + frame.width);
  double bottom = MIN (bounds->y + bounds->height, frame.y + frame.height);
  return ENT_RECT (left, top, MAX (right - left, 0), MAX (bottom - top, 0));
}

static gboolean
is_shown (const EntScene *scene, const EntMark *mark)
{
  EntRect part = shown_part (scene, mark);
  return part.width > 0 && part.height > 0;
}

/* Text against text, and against the nodes of other things; what is clipped by the frame scrolls.
 */
void
check_labels (const EntScene *scene, const char *what)
{
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *text = ent_scene_mark (scene, i);
      if (text->kind != ENT_MARK_TEXT || !is_shown (scene, text))
        continue;
      if (text->bounds.x < -0.5
          || text->bounds.x + text->bounds.width > ent_scene_width (scene) + 0.5)
        g_test_fail_printf ("%s: “%s” is cut off", what, text->text.string);
      for (guint j = 0; j < ent_scene_n_marks (scene); j++)
        {
          const EntMark *other = ent_scene_mark (scene, j);
          gboolean both = other->kind == ENT_MARK_TEXT && j > i && other->layer == text->layer;
          gboolean node = other->kind != ENT_MARK_TEXT && other->layer == ENT_LAYER_NODE
                          && other->item != ENT_NO_ITEM && other->item != text->item;
          EntRect a = shown_part (scene, text), b = shown_part (scene, other);
          if ((both || node) && is_shown (scene, other) && overlap (&a, &b))
            g_test_fail_printf ("%s: “%s” covers “%s”",
                                what,
                                text->text.string,
                                both ? other->text.string
                                : other->item != ENT_NO_ITEM
                                    ? ent_scene_item (scene, other->item)->id
                                    : "a node");
        }
    }
}
