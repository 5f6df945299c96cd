/* The scene: what a picture consists of, before anybody draws it.  A flat, immutable, refcounted
 * list of marks in figure units (1/96 inch, y down), each with a style, a layer and the item it
 * stands for. Screen, exports, hit test, keyboard, screen reader and golden tests all read the same
 * scene. */
#pragma once

#include "base/path.h"
#include "scene/text.h"
#include "scene/theme.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_LAYER_GROUND, /* paper, sea, land, borders, grid: cached apart on screen */
  ENT_LAYER_HULL,
  ENT_LAYER_LINE,
  ENT_LAYER_NODE,
  ENT_LAYER_LABEL,
  ENT_LAYER_FRAME, /* axes over the data, title, legend, notes */
  ENT_N_LAYERS,
} EntLayer;

typedef enum
{
  ENT_MARK_PATH,
  ENT_MARK_DISC,
  ENT_MARK_BOX,
  ENT_MARK_TEXT,
} EntMarkKind;

typedef struct
{
  EntColour fill, stroke; /* alpha 0: none */
  double stroke_width;
  double dash[4]; /* lengths on, off, …; n_dash 0: solid */
  guint n_dash;
  gboolean round;    /* round caps and joins */
  gboolean hatched;  /* no evidence: the fill is hatched in the stroke's colour */
  EntColour stroke2; /* disputed: alternates with the stroke along the line; alpha 0: none */
  double fade_start, fade_end; /* boxes: this share of the width fades out at the uncertain end */
  EntColour halo;              /* text */
  double halo_width;
  gboolean keeps_colour; /* not repainted when selected (a legend's swatch, a dark hub) */
} EntStyle;

/* The thing a group of marks stands for. */
typedef struct
{
  const char *id;              /* "relation:jpn-phl-raa"; unique in the scene */
  const char *title;           /* its name, for <title>, tooltip and screen reader */
  const char *description;     /* one line of facts, for <desc>; may be NULL */
  const char *const *evidence; /* passage ids, NULL-terminated; may be NULL */
  const char *const *things;   /* ids of several things that it stands for, which are selected
                                  together; NULL: of the one that id is of */
  double importance;           /* 0–1: the outline's first are the greatest */
} EntSceneItem;

/* No item: ground, axes, notes. */
#define ENT_NO_ITEM (-1)

typedef struct
{
  EntMarkKind kind;
  EntLayer layer;
  int item; /* index, or ENT_NO_ITEM */
  EntStyle style;
  EntRect bounds;      /* of the geometry with its stroke; text: its ink box by metrics */
  const EntRect *clip; /* what is outside is not drawn; NULL: not clipped */
  union
  {
    const EntPath *path;
    struct
    {
      double cx, cy, radius;
    } disc;
    struct
    {
      EntRect rect;
      double radius;
    } box;
    struct
    {
      double x, y;
      const char *string;
      EntTextStyle style;
      EntColour colour;
    } text; /* y: baseline */
  };
} EntMark;

/* How a view was looked at: its content magnified by zoom about its centre, then moved by (x, y) ×
 * the size of the frame, so that a resized window keeps its place.  1, 0, 0 fits. */
typedef struct
{
  double zoom, x, y;
} EntCamera;

#define ENT_CAMERA_FIT ((EntCamera){ 1, 0, 0 })

typedef enum
{
  ENT_MOVES_X = 1 << 0,
  ENT_MOVES_Y = 1 << 1,
  ENT_ZOOMS_X = 1 << 2,
  ENT_ZOOMS_Y = 1 << 3,
  ENT_FADES = 1 << 4, /* marks unrelated to the selection fade to a quarter */
} EntSceneFlags;

/* What a note is about. */
typedef enum
{
  ENT_NOTE_GAPS,   /* what is not there, and why */
  ENT_NOTE_METHOD, /* how the picture came about: projection, layout */
  ENT_NOTE_WORLDVIEW,
} EntNoteKind;

typedef struct _EntScene EntScene;
typedef struct _EntSceneBuilder EntSceneBuilder;

EntSceneBuilder *ent_scene_builder_new (double width, double height, const EntTheme *theme);
void ent_scene_builder_free (EntSceneBuilder *builder);
void ent_scene_builder_set_camera (EntSceneBuilder *builder,
                                   EntCamera camera,
                                   const EntRect *frame,
                                   EntSceneFlags flags);
void ent_scene_builder_set_content (EntSceneBuilder *builder, const EntRect *content);
void ent_scene_builder_add_note (EntSceneBuilder *builder, const char *note);
void ent_scene_builder_add_note_of (EntSceneBuilder *builder, EntNoteKind kind, const char *note);
const EntTheme *ent_scene_builder_theme (const EntSceneBuilder *builder);
int ent_scene_builder_item (EntSceneBuilder *builder, const EntSceneItem *item);
/* Takes the path. */
void ent_scene_builder_path (
    EntSceneBuilder *builder, EntLayer layer, int item, EntPath *path, const EntStyle *style);
void ent_scene_builder_disc (EntSceneBuilder *builder,
                             EntLayer layer,
                             int item,
                             double cx,
                             double cy,
                             double radius,
                             const EntStyle *style);
void ent_scene_builder_box (EntSceneBuilder *builder,
                            EntLayer layer,
                            int item,
                            const EntRect *rect,
                            double radius,
                            const EntStyle *style);
EntTextSize ent_scene_builder_text (EntSceneBuilder *builder,
                                    EntLayer layer,
                                    int item,
                                    double x,
                                    double y,
                                    const char *string,
                                    const EntTextStyle *text,
                                    EntColour colour,
                                    const EntStyle *style);
void
ent_scene_builder_append (EntSceneBuilder *builder, const EntScene *scene, double dx, double dy);
/* The builder is empty after that; it is still to be freed. */
EntScene *ent_scene_builder_finish (EntSceneBuilder *builder);

EntScene *ent_scene_ref (EntScene *scene);
void ent_scene_unref (EntScene *scene);
double ent_scene_width (const EntScene *scene);
double ent_scene_height (const EntScene *scene);
const EntTheme *ent_scene_theme (const EntScene *scene);
EntCamera ent_scene_camera (const EntScene *scene);
EntRect ent_scene_frame (const EntScene *scene); /* the part the camera moves and clips */
EntRect ent_scene_content (
    const EntScene *scene); /* of everything, before clipping: for scrolling limits */
EntSceneFlags ent_scene_flags (const EntScene *scene);
guint ent_scene_n_marks (const EntScene *scene);
const EntMark *ent_scene_mark (const EntScene *scene, guint index);
guint ent_scene_n_items (const EntScene *scene);
const EntSceneItem *ent_scene_item (const EntScene *scene, guint index);
/* Whether what it stands for is in a set of ids: all of it, if it is several things. */
gboolean ent_scene_item_is_in (const EntSceneItem *item, GHashTable *ids);
int ent_scene_find_item (const EntScene *scene, const char *id);
/* Of its marks without their labels (of its labels if it has nothing else), before clipping. */
EntRect ent_scene_item_bounds (const EntScene *scene, guint index);
const char *const *
ent_scene_notes (const EntScene *scene); /* "Azimuthal equal-area, fitted", NULL-terminated */
EntNoteKind ent_scene_note_kind (const EntScene *scene, guint index);

/* The path a mark is drawn, bounded and hit by; NULL for text (transfer full). */
EntPath *ent_mark_path (const EntMark *mark);
/* A stable text form, two decimals, one mark a line, for tests and for reading. */
char *ent_scene_dump (const EntScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntScene, ent_scene_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSceneBuilder, ent_scene_builder_free)

G_END_DECLS
