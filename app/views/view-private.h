/* What the builders of the kinds of view share, for view.c's table and among themselves. */
#pragma once

#include "scene/label-placer.h"
#include "views/view.h"
#include "views/words.h"

G_BEGIN_DECLS

gboolean ent_map_view_build (const EntViewRequest *request,
                             EntSceneBuilder *builder,
                             GCancellable *cancellable,
                             GError **error);
gboolean ent_network_view_build (const EntViewRequest *request,
                                 EntSceneBuilder *builder,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean ent_timeline_view_build (const EntViewRequest *request,
                                  EntSceneBuilder *builder,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean ent_comparison_view_build (const EntViewRequest *request,
                                    EntSceneBuilder *builder,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean ent_quadrant_view_build (const EntViewRequest *request,
                                  EntSceneBuilder *builder,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean ent_matrix_view_build (const EntViewRequest *request,
                                EntSceneBuilder *builder,
                                GCancellable *cancellable,
                                GError **error);
gboolean ent_diagram_view_build (const EntViewRequest *request,
                                 EntSceneBuilder *builder,
                                 GCancellable *cancellable,
                                 GError **error);

/* The height that the content takes at the request's width, figure units; 0: takes what it gets. */
double ent_comparison_view_height (const EntViewRequest *request);
double ent_quadrant_view_height (const EntViewRequest *request);
double ent_matrix_view_height (const EntViewRequest *request);
double ent_timeline_view_height (const EntViewRequest *request);
double ent_diagram_view_height (const EntViewRequest *request);

/* view-request.c: reading a request. */
double ent_request_pt (const EntViewRequest *request, double points);
double ent_request_mark_pt (const EntViewRequest *request, double points);
EntTextStyle ent_request_text (const EntViewRequest *request, double points, int weight);
/* Bilingual labels: both names of a thing. */
const char *ent_request_second (const EntViewRequest *request, const EntText *text);
char *ent_request_names (const EntViewRequest *request, const EntText *text, const char *between);
char *ent_request_titles (const EntViewRequest *request, const EntThing *thing);
double
ent_request_word_width (const EntViewRequest *request, const char *text, const EntTextStyle *style);
gboolean ent_request_admits (const EntViewRequest *request, gconstpointer thing);
gboolean ent_request_emphasises (const EntViewRequest *request, const EntThing *thing);
gboolean
ent_request_check_options (const EntViewRequest *request, const char *const *known, GError **error);
gboolean ent_request_choice (const EntViewRequest *request,
                             const char *key,
                             const char *const *choices,
                             const char **value,
                             GError **error);
gboolean ent_request_actor (const EntViewRequest *request,
                            const char *key,
                            const EntActor **actor,
                            GError **error);
EntJson *ent_request_option (const EntViewRequest *request, const char *key);
gboolean ent_option_words (const EntViewRequest *request,
                           const char *key,
                           EntJson *node,
                           const char **words,
                           GError **error);
gboolean
ent_request_number (const EntViewRequest *request, const char *key, double *value, GError **error);
gboolean ent_request_range (
    const EntViewRequest *request, const char *key, double *from, double *to, GError **error);
gboolean ent_option_error (GError **error, const char *key, EntJson *value, const char *expected);
void ent_request_message (const EntViewRequest *request, EntSceneBuilder *builder);

/* stroke.c: lines with their ends. */
typedef struct
{
  EntPoint p[4]; /* a cubic Bézier */
} EntCurve;

EntCurve ent_curve_bent (EntPoint from, EntPoint to, double bend);
EntPoint ent_curve_at (const EntCurve *curve, double t);
EntPoint ent_curve_tangent (const EntCurve *curve, double t);
EntCurve ent_curve_part (const EntCurve *curve, double t0, double t1);
double ent_curve_leave (const EntCurve *curve, gboolean at_end, double radius);
void ent_curve_add_to (const EntCurve *curve, EntPath *path, gboolean move);
double ent_arrow_length (double stroke_width);
void ent_draw_arrow (EntSceneBuilder *builder,
                     EntLayer layer,
                     int item,
                     EntPoint tip,
                     EntPoint direction,
                     const EntStyle *line);
void
ent_block_arrow (EntLabelPlacer *placer, EntPoint tip, EntPoint direction, const EntStyle *line);
double ent_line_width (const EntStyle *style, gboolean two_lines);
void ent_draw_line (EntSceneBuilder *builder,
                    EntLayer layer,
                    int item,
                    EntPath *path,
                    const EntStyle *style,
                    gboolean two_lines);
void ent_draw_disc (EntSceneBuilder *builder,
                    EntLayer layer,
                    int item,
                    double cx,
                    double cy,
                    double radius,
                    const EntStyle *style);
gboolean ent_relation_is_double (const EntRelation *relation);
EntStyle ent_view_kind_style (EntActorKind kind, const EntTheme *theme);
gboolean ent_thing_is_cited (const EntThing *thing);
void ent_style_set_modality (EntStyle *style, EntModality modality, const EntTheme *theme);

/* quadrant-view.c: whether there is anything to make one of without a saved view. */
gboolean ent_quadrant_view_is_possible (const EntDossier *dossier);

/* diagram-view.c: kinds of nodes and links, for the legend too. */
EntStyle ent_node_kind_style (EntNodeKind kind, const EntTheme *theme);
EntStyle ent_link_kind_style (EntLinkKind kind, const EntTheme *theme);

/* lines.c: lines of text one under the other. */
double ent_lines_height (char **lines, const EntTextStyle *style);
double ent_lines_width (char **lines, const EntTextStyle *style);
char *ent_lines_wrap (const char *name, const EntTextStyle *style, double width);
double ent_draw_lines (EntSceneBuilder *builder,
                       EntLayer layer,
                       int item,
                       double x,
                       double top,
                       char **lines,
                       const EntTextStyle *style,
                       EntColour colour,
                       const EntStyle *halo);

/* glyph.c: verdicts as drawings, the same in every font. */
void ent_draw_verdict (EntSceneBuilder *builder,
                       EntLayer layer,
                       int item,
                       EntVerdictKind kind,
                       gboolean cited,
                       EntModality modality,
                       double cx,
                       double cy,
                       double radius,
                       const EntTheme *theme);

G_END_DECLS
