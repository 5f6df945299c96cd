#include "widgets/story-steps.h"

/**
 * ent_story_points:
 * @dossier: a dossier
 *
 * Returns: (transfer full) (element-type EntStoryPoint): the steps of its story; all its saved
 * views when it tells none
 */
GArray *
ent_story_points (const EntDossier *dossier)
{
  const GPtrArray *story = ent_dossier_story (dossier), *views = ent_dossier_views (dossier);
  GArray *points = g_array_new (FALSE, TRUE, sizeof (EntStoryPoint));

  for (guint i = 0; i < story->len; i++)
    {
      const EntStoryStep *step = g_ptr_array_index (story, i);
      const EntStoryPoint point
          = { .view = step->view,
              .title = ent_text_is_empty (&step->title) ? &step->view->thing.name : &step->title,
              .notes = ent_text_is_empty (&step->notes) ? NULL : &step->notes,
              .time = step->time.edtf,
              .select = (const char *const *)step->select };
      g_array_append_val (points, point);
    }
  for (guint i = 0; story->len == 0 && i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      const EntStoryPoint point = { .view = view, .title = &view->thing.name };
      g_array_append_val (points, point);
    }
  return points;
}

/**
 * ent_story_point_title:
 * @point: a point
 * @lang: language of the content
 *
 * Returns: (transfer full): its title, or the id of its view
 */
char *
ent_story_point_title (const EntStoryPoint *point, const char *lang)
{
  const char *title = ent_text_get (point->title, lang);

  return g_strdup (*title != '\0' ? title : point->view->thing.id);
}

/**
 * ent_story_point_apply:
 * @point: a point of the story that @session's dossier tells
 * @session: a session
 *
 * Sets the time and the selection of the point, on top of what its view says.
 */
void
ent_story_point_apply (const EntStoryPoint *point, EntSession *session)
{
  ent_session_set_time (session, point->time, NULL);
  ent_session_clear_selection (session);
  for (guint i = 0; point->select != NULL && point->select[i] != NULL; i++)
    {
      const EntThing *thing = ent_dossier_find (ent_session_dossier (session), point->select[i]);
      if (thing != NULL)
        ent_session_select (session, thing->mark_id, i == 0 ? ENT_SELECT_ONLY : ENT_SELECT_TOGGLE);
    }
}
