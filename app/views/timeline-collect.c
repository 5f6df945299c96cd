/* What is dated, and in which lane it lies. */
#include "views/timeline-private.h"

#include <string.h>

/* As one interval where both ends are simple dates, so that it reads "27–28 Feb 2019". */
static char *
range_text (const EntWhen *start, const EntWhen *end, const char *lang)
{
  if (g_strcmp0 (start->edtf, end->edtf) == 0)
    return ent_date_format (start->edtf, ENT_DATE_SHORT, lang);
  if ((start->edtf == NULL || strchr (start->edtf, '/') == NULL)
      && (end->edtf == NULL || strchr (end->edtf, '/') == NULL))
    {
      g_autofree char *interval = g_strconcat (start->edtf != NULL ? start->edtf : "..",
                                               "/",
                                               end->edtf != NULL ? end->edtf : "..",
                                               NULL);
      return ent_date_format (interval, ENT_DATE_SHORT, lang);
    }
  g_autofree char *from
      = start->edtf != NULL ? ent_date_format (start->edtf, ENT_DATE_SHORT, lang) : NULL;
  g_autofree char *to
      = end->edtf != NULL ? ent_date_format (end->edtf, ENT_DATE_SHORT, lang) : NULL;
  return g_strconcat (from != NULL ? from : "…", " – ", to != NULL ? to : "…", NULL);
}

static double
fade_of (const EntDate *date, gint32 earliest, gint32 latest)
{
  if (date->approximate || date->uncertain)
    return ENT_TIMELINE_FADE;
  return earliest != latest ? ENT_TIMELINE_FADE_COARSE : 0;
}

/* From the earliest day of the start to the latest of the end; what is open keeps its flag. */
static gboolean
set_extent (EntTimeSpan *span, const EntWhen *start, const EntWhen *end)
{
  const EntWhen *from = start->edtf != NULL ? start : end, *to = end->edtf != NULL ? end : start;
  if (from->edtf == NULL)
    return FALSE;
  span->open_start = start->edtf == NULL || start->date.open_start;
  span->open_end = end->edtf == NULL || end->date.open_end;
  gboolean from_known = !from->date.open_start, to_known = !to->date.open_end;
  if (!from_known && !to_known)
    return FALSE;
  span->first = from_known ? from->date.first : to->date.last_earliest;
  span->last = (to_known ? to->date.last : from->date.first_latest) + 1.0;
  span->last = MAX (span->last, span->first + 1);
  if (from_known)
    span->fade_start = fade_of (&from->date, from->date.first, from->date.first_latest);
  if (to_known)
    span->fade_end = fade_of (&to->date, to->date.last_earliest, to->date.last);
  span->exact = span->fade_start <= 0 && span->fade_end <= 0;
  if (span->open_start)
    span->fade_start = ENT_TIMELINE_FADE;
  if (span->open_end)
    span->fade_end = ENT_TIMELINE_FADE;
  return TRUE;
}

/* A view of some years ends with them, though what it shows goes on: there it is drawn as open. */
static void
cut_to_view (EntTimeSpan *span, const EntViewRequest *request)
{
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  if (own == NULL || own->time == NULL)
    return;
  const EntDate *range = &own->time_range;
  if (!range->open_start && span->first < range->first && span->last > range->first)
    {
      span->first = range->first;
      span->open_start = TRUE;
      span->fade_start = 0;
    }
  if (!range->open_end && span->last > range->last + 1.0 && span->first <= range->last)
    {
      span->last = range->last + 1.0;
      span->open_end = TRUE;
      span->fade_end = 0;
    }
}

static const char *
actor_name (const EntActor *actor, gboolean brief, const char *lang)
{
  return brief && !ent_text_is_empty (&actor->short_name) ? ent_text_get (&actor->short_name, lang)
                                                          : ent_text_get (&actor->thing.name, lang);
}

static char *
relation_name (const EntRelation *relation, gboolean brief, const char *lang)
{
  const EntText *name = &relation->thing.name;
  return g_strconcat (actor_name (relation->from, brief, lang),
                      relation->type->directed ? " → " : " – ",
                      actor_name (relation->to, brief, lang),
                      ent_text_is_empty (name) ? NULL : ent_word ("colon", lang),
                      ent_text_get (name, lang),
                      NULL);
}

/* In both languages, unless they read the same; without room the brief name stands alone. */
static char *
relation_names (const EntRelation *relation, const EntViewRequest *request)
{
  g_autofree char *first = relation_name (relation, FALSE, request->lang);
  if (request->lang2 == NULL)
    return g_steal_pointer (&first);
  g_autofree char *second = relation_name (relation, FALSE, request->lang2);
  return g_str_equal (first, second) ? g_steal_pointer (&first)
                                     : g_strconcat (first, " · ", second, NULL);
}

static void
add_span (EntTimeline *timeline, const EntThing *thing, const EntRelation *relation, guint lane)
{
  const EntViewRequest *request = timeline->request;
  const EntEvent *event = (const EntEvent *)thing;
  const EntWhen *start = relation != NULL ? &relation->start : &event->when;
  const EntWhen *end = relation != NULL ? &relation->end : &event->when;
  if (!ent_request_admits (request, thing))
    return;
  EntTimeSpan span = { .thing = thing, .relation = relation, .lane = lane };
  if (!set_extent (&span, start, end))
    {
      timeline->undated++;
      return;
    }
  cut_to_view (&span, request);
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  span.n_evidence = evidence->len;
  span.emphasised = ent_request_emphasises (request, thing);
  if (relation != NULL)
    {
      span.name = relation_names (relation, request);
      span.brief = relation_name (relation, TRUE, request->lang);
      span.date = range_text (start, end, request->lang);
    }
  else
    {
      span.name = ent_request_titles (request, thing);
      span.brief = request->lang2 != NULL ? ent_thing_title (thing, request->lang) : NULL;
      span.date = ent_date_format (start->edtf, ENT_DATE_SHORT, request->lang);
    }
  g_array_append_val (timeline->spans, span);
}

static guint
add_lane (EntTimeline *timeline, const char *name, EntColour colour)
{
  EntTimeLane lane = { .name = g_strdup (name), .colour = colour };
  g_array_append_val (timeline->lanes, lane);
  return timeline->lanes->len - 1;
}

static EntColour
head_colour (const EntViewRequest *request, guint slot)
{
  const EntTheme *theme = request->theme;
  return ent_colour_against (theme->category_line[slot % ENT_N_CATEGORIES], theme->paper, 4.5);
}

/* The first that takes part: those who were left out come in under the others. */
static const EntActor *
first_participant (const EntEvent *event)
{
  for (guint i = 0; i < event->n_participants; i++)
    if (g_strcmp0 (event->participants[i].role, "excluded") != 0)
      return event->participants[i].actor;
  return NULL;
}

/* Events first, then a lane for each type of relation. */
static void
add_by_type (EntTimeline *timeline)
{
  const EntViewRequest *request = timeline->request;
  const GPtrArray *events = ent_dossier_events (request->dossier);
  const GPtrArray *relations = ent_dossier_relations (request->dossier);
  const GPtrArray *types = ent_dossier_relation_types (request->dossier);
  for (guint i = 0; i < types->len; i++)
    {
      const EntRelationType *type = types->pdata[i];
      g_autofree char *name = ent_request_titles (request, &type->thing);
      add_lane (timeline, name, head_colour (request, type->colour));
    }
  for (guint i = 0; i < events->len; i++)
    add_span (timeline, events->pdata[i], NULL, 0);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      add_span (timeline, &relation->thing, relation, 1 + relation->type->index);
    }
}

/* Events without anybody first, then a lane for each actor who does something. */
static void
add_by_actor (EntTimeline *timeline)
{
  const EntViewRequest *request = timeline->request;
  const GPtrArray *events = ent_dossier_events (request->dossier);
  const GPtrArray *relations = ent_dossier_relations (request->dossier);
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = actors->pdata[i];
      g_autofree char *name = ent_request_names (request, &actor->thing.name, " · ");
      add_lane (timeline, name, head_colour (request, ent_view_actor_slot (actor)));
    }
  for (guint i = 0; i < events->len; i++)
    {
      const EntActor *actor = first_participant (events->pdata[i]);
      add_span (timeline, events->pdata[i], NULL, actor != NULL ? 1 + actor->index : 0);
    }
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      add_span (timeline, &relation->thing, relation, 1 + relation->from->index);
    }
}

static int
by_lane_and_time (gconstpointer a, gconstpointer b)
{
  const EntTimeSpan *left = a, *right = b;
  if (left->lane != right->lane)
    return left->lane < right->lane ? -1 : 1;
  if (left->first != right->first)
    return left->first < right->first ? -1 : 1;
  if (left->last != right->last)
    return left->last > right->last ? -1 : 1;
  return strcmp (left->date, right->date); /* then in file order: the sort is stable */
}

/**
 * ent_timeline_collect:
 * @timeline: with its request
 * @error: where to put an error
 *
 * Adds the lanes and, in their order, everything dated that the filters admit.  Errors:
 * %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: whether the option “lanes” makes sense
 */
gboolean
ent_timeline_collect (EntTimeline *timeline, GError **error)
{
  static const char *const choices[] = { "type", "actor", NULL };
  const EntViewRequest *request = timeline->request;
  const char *lanes;
  if (!ent_request_choice (request, "lanes", choices, &lanes, error))
    return FALSE;
  const char *events = ent_word ("events", request->lang);
  g_autofree char *both
      = request->lang2 != NULL
            ? g_strconcat (events, " · ", ent_word ("events", request->lang2), NULL)
            : NULL;
  add_lane (timeline, both != NULL ? both : events, request->theme->muted);
  if (g_str_equal (lanes, "actor"))
    add_by_actor (timeline);
  else
    add_by_type (timeline);
  g_array_sort (timeline->spans, by_lane_and_time);
  return TRUE;
}
