/* Views: pure functions from a dossier and what is looked at to a scene.  A new kind of view is one
 * file with one build function, listed in view.c. */
#pragma once

#include <gio/gio.h>

#include "dossier/dossier.h"
#include "geo/world.h"
#include "scene/scene.h"
#include "views/layout-cache.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_VIEWS_ERROR_UNSUPPORTED, /* no builder for this kind, or the dossier has nothing for it */
  ENT_VIEWS_ERROR_OPTION, /* an option of the view that makes no sense; the message says which */
  ENT_VIEWS_ERROR_SIZE, /* a figure too small for its content at 6 pt; the message says how tall */
} EntViewsError;

#define ENT_VIEWS_ERROR (ent_views_error_quark ())
GQuark ent_views_error_quark (void);

typedef struct
{
  const EntDossier *dossier;
  const EntWorld *world;   /* where ent_view_needs_world () says so */
  EntLayoutCache *layouts; /* of networks, which it makes quicker; or NULL */
  EntViewKind kind;
  const EntView *view;     /* the saved view with its options, or NULL for the defaults of kind */
  const EntJson *options;  /* an object, instead of the view's own; NULL: the view's */
  const EntFilter *filter; /* on top of the view's own; NULL admits everything */
  const char *lang;        /* content language: "en", "zh-Hans", "zh-Hant" */
  const char *lang2;       /* of the second name on bilingual labels, or NULL */
  const char *font_family; /* before those of LOOK, or NULL */
  const EntTheme *theme;
  double width, height; /* figure units */
  double text_scale;    /* 1: labels of 8 pt */
  EntCamera camera;
  const char *const
      *emphasis; /* ids whose labels must show (selected ones); NULL-terminated or NULL */
  gboolean fit;  /* a figure: nothing may be left outside; text shrinks to 6 pt before that */
} EntViewRequest;

/* Whether the dossier has anything to show in a view of this kind. */
gboolean ent_view_is_supported (const EntDossier *dossier, EntViewKind kind);
/* Whether there is something to show of this kind without a saved view. */
gboolean ent_view_has_default (const EntDossier *dossier, EntViewKind kind);
/* Whether the request must have the world: maps, and networks laid out by the map. */
gboolean ent_view_needs_world (const EntViewRequest *request);
/* How a saved view is looked at when it is opened; NULL and one that does not say: all of it. */
EntCamera ent_view_camera (const EntView *view);
/* Builds the scene: ≤ 10 ms for a shipped dossier.  Errors: ENT_VIEWS_ERROR, G_IO_ERROR_CANCELLED.
 */
EntScene *ent_view_build (const EntViewRequest *request, GCancellable *cancellable, GError **error);
/* The height that everything takes at the request's width and text scale, in figure units: of
 * comparisons, timelines, quadrants, matrices and diagrams; 0 for views that fill whatever they
 * get. */
double ent_view_natural_height (const EntViewRequest *request);

/* One line of the legend, which is also one check box of the filter panel. */
typedef enum
{
  ENT_SWATCH_DISC,
  ENT_SWATCH_LINE,
  ENT_SWATCH_BOX,
  ENT_SWATCH_DISC_LINE, /* of a view with both */
  ENT_SWATCH_GLYPH,
  ENT_SWATCH_NONE,
} EntSwatch;

typedef struct
{
  const char *group; /* "kind", "type", "tag", "document", "modality", "verdict" */
  char *key;         /* what EntFilter.hidden takes: "kind:state" …; NULL: explains only */
  char *label;
  guint count; /* marks of it in the dossier */
  EntSwatch swatch;
  EntStyle style;     /* of the swatch */
  gboolean two_lines; /* ENT_SWATCH_LINE: hollow */
  double size;        /* ENT_SWATCH_DISC: share of the whole radius; 0: all of it */
  const char *glyph;  /* ENT_SWATCH_GLYPH: "verdict:escalates", "dots", "venue", "excluded party" */
} EntLegendEntry;

void ent_legend_entry_free (EntLegendEntry *entry);
/* Everything that can be filtered, whatever the view: for the panel. (element-type EntLegendEntry)
 */
GPtrArray *
ent_legend_for_dossier (const EntDossier *dossier, const EntTheme *theme, const char *lang);
/* What this view draws and a reader must be told: for figures. */
GPtrArray *ent_legend_for_view (const EntViewRequest *request);
/* Draws a swatch within rect on any layer of a builder. */
void ent_legend_draw_swatch (EntSceneBuilder *builder,
                             EntLayer layer,
                             const EntLegendEntry *entry,
                             const EntRect *rect);
/* Lays the entries out in columns within width; returns the height used. builder NULL: measure
 * only.  Of the request: text scale, language, font and theme. */
double ent_legend_draw (EntSceneBuilder *builder,
                        GPtrArray *entries,
                        double x,
                        double y,
                        double width,
                        const EntViewRequest *request);
/* The width that they take in so many columns. */
double ent_legend_width (GPtrArray *entries, guint columns, const EntViewRequest *request);

/* How a thing is drawn everywhere: its palette slot and its style, evidence and modality included.
 */
guint ent_view_actor_slot (const EntActor *actor);
EntStyle ent_view_relation_style (const EntRelation *relation, const EntTheme *theme);
EntStyle ent_view_actor_style (const EntActor *actor, const EntTheme *theme);
/* The scene item of a thing: id, name, one line of facts, passages.  Strings live in the builder.
 */
int ent_view_add_item (EntSceneBuilder *builder,
                       const EntViewRequest *request,
                       const EntThing *thing,
                       double importance);
/* One line of facts: "United States → China · visit · January 2026 · 3 passages" (transfer full).
 */
char *ent_thing_describe (const EntThing *thing, const char *lang);
/* How sure it is; disputed also when it only reports what some passage disputes. */
EntModality ent_thing_modality (const EntThing *thing);
/* Its name, or one made from what it consists of when it has none. */
char *ent_thing_title (const EntThing *thing, const char *lang);

G_END_DECLS
