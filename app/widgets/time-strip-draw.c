/* How the time strip looks. */
#include <math.h>

#include "views/view.h"
#include "widgets/time-strip-private.h"

/**
 * ent_time_strip_get_range:
 * @self: a strip
 * @x0: (out): where the range of the filter begins, pixels
 * @x1: (out): where it ends
 *
 * Returns: whether there is one; otherwise all times are shown
 */
gboolean
ent_time_strip_get_range (EntTimeStrip *self, double *x0, double *x1)
{
  const EntFilter *filter = ent_session_filter (self->session);

  if (!filter->time || !self->scale)
    return FALSE;
  *x0 = filter->time_range.open_start ? MARGIN_X
                                      : ent_time_scale_x (self->scale, filter->time_range.first);
  *x1 = filter->time_range.open_end
            ? self->scale_width - MARGIN_X
            : ent_time_scale_x (self->scale, (double)filter->time_range.last + 1);
  return TRUE;
}

static void
set_source (cairo_t *cr, EntColour c)
{
  cairo_set_source_rgba (cr, c.r, c.g, c.b, c.a);
}

static void
draw_histogram (EntTimeStrip *self, cairo_t *cr, gboolean selected, EntColour colour)
{
  int n_bins = (self->scale_width - 2 * MARGIN_X) / BIN + 1;
  g_autofree guint *all = g_new0 (guint, n_bins), *some = g_new0 (guint, n_bins);
  guint most = 1;

  for (guint i = 0; i < self->bars->len; i++)
    {
      const EntTimeBar *bar = &g_array_index (self->bars, EntTimeBar, i);
      gboolean is_selected = ent_session_is_selected (self->session, bar->mark_id);
      int from = (int)(ent_time_scale_x (self->scale, bar->first) - MARGIN_X) / BIN;
      int to = (int)(ent_time_scale_x (self->scale, (double)bar->last + 1) - MARGIN_X) / BIN;
      for (int b = MAX (from, 0); b <= MIN (to, n_bins - 1); b++)
        {
          all[b]++;
          some[b] += is_selected;
        }
    }
  for (int b = 0; b < n_bins; b++)
    most = MAX (most, all[b]);
  set_source (cr, colour);
  for (int b = 0; b < n_bins; b++)
    {
      /* A tenth at least, so that one relation among fifty is seen. */
      double share = (selected ? some : all)[b] / (double)most;
      double height = share > 0 ? MAX (share, 0.1) * (AXIS_Y - TOP_Y - 8) : 0;
      cairo_rectangle (cr, MARGIN_X + b * BIN, AXIS_Y - height, BIN, height);
    }
  cairo_fill (cr);
}

static void
draw_range (EntTimeStrip *self, cairo_t *cr, const EntTheme *theme)
{
  double x0, x1;

  if (!ent_time_strip_get_range (self, &x0, &x1))
    return;
  set_source (cr, ent_colour_with_alpha (theme->category_line[0], theme->dark ? 0.28 : 0.14));
  cairo_rectangle (cr, x0, TOP_Y - 2, x1 - x0, AXIS_Y - TOP_Y + 2);
  cairo_fill (cr);
  set_source (cr, theme->category_line[0]);
  for (int i = 0; i < 2; i++)
    {
      double x = i ? x1 : x0;
      cairo_rectangle (cr, x - 1, TOP_Y - 2, 2, AXIS_Y - TOP_Y + 2);
      cairo_rectangle (cr, x - 3, (TOP_Y + AXIS_Y) / 2.0 - 9, 6, 18);
    }
  cairo_fill (cr);
}

static void
draw_axis (EntTimeStrip *self, cairo_t *cr, const EntTheme *theme)
{
  double gap0, gap1, from = MARGIN_X;
  guint n_gaps = ent_time_scale_n_gaps (self->scale);

  set_source (cr, ent_colour_mix (theme->hairline, theme->muted, 0.35));
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i <= n_gaps; i++)
    {
      if (i < n_gaps)
        ent_time_scale_gap (self->scale, i, &gap0, &gap1);
      else
        gap0 = self->scale_width - MARGIN_X;
      cairo_move_to (cr, from, AXIS_Y + 0.5);
      cairo_line_to (cr, gap0, AXIS_Y + 0.5);
      from = gap1;
      if (i == n_gaps)
        break;
      /* The break of an axis: two short strokes across it, and dots for what is left out. */
      for (int k = 0; k < 2; k++)
        {
          double x = k ? gap1 : gap0;
          cairo_move_to (cr, x - 2.5, AXIS_Y + 5.5);
          cairo_line_to (cr, x + 2.5, AXIS_Y - 4.5);
        }
      for (int k = -1; k <= 1; k++)
        cairo_rectangle (cr, (gap0 + gap1) / 2 + 7 * k - 0.5, AXIS_Y, 1, 1);
    }
  cairo_stroke (cr);
}

static void
draw_ticks (EntTimeStrip *self, cairo_t *cr, const EntTheme *theme)
{
  g_autoptr (GArray) ticks
      = ent_time_scale_ticks (self->scale, TICK_GAP, ent_session_language (self->session));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();
  double free_x = 0;

  pango_attr_list_insert (attrs, pango_attr_scale_new (0.82));
  pango_layout_set_attributes (layout, attrs);
  for (guint i = 0; i < ticks->len; i++)
    {
      const EntTimeTick *tick = &g_array_index (ticks, EntTimeTick, i);
      int width, height;
      set_source (cr, ent_colour_mix (theme->hairline, theme->muted, 0.35));
      cairo_rectangle (cr, floor (tick->x), AXIS_Y, 1, 5);
      cairo_fill (cr);
      pango_layout_set_text (layout, tick->label, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      double x = CLAMP (tick->x - width / 2.0, 2, MAX (2, self->scale_width - width - 2));
      if (x < free_x)
        continue;
      free_x = x + width + 10;
      set_source (cr, theme->muted);
      cairo_move_to (cr, floor (x), AXIS_Y + 8);
      pango_cairo_show_layout (cr, layout);
    }
}

static void
draw_dots (EntTimeStrip *self, cairo_t *cr, const EntTheme *theme)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const EntFilter *filter = ent_session_filter (self->session);

  for (guint i = 0; i < self->dots->len; i++)
    {
      const EntTimeDot *dot = &g_array_index (self->dots, EntTimeDot, i);
      gboolean selected = ent_session_is_selected (self->session, dot->mark_id);
      gboolean hovered = g_strcmp0 (self->hovered, dot->mark_id) == 0;
      if (dot->covered && !selected && !hovered)
        continue;
      const EntThing *thing = ent_dossier_find (dossier, dot->mark_id);
      gboolean shown = thing && ent_filter_admits (filter, dossier, thing);
      gboolean hollow = thing && thing->n_evidence == 0;
      EntColour colour = selected ? theme->accent : theme->category_line[0];
      double radius = DOT_RADIUS + (selected ? 1.5 : 0) + (hovered ? 1 : 0);
      if (dot->last - dot->first > VAGUE_DAYS && !selected)
        colour = ent_colour_mix (colour, theme->paper, 0.45);
      if (!shown)
        colour = ent_colour_with_alpha (colour, 0.25);
      cairo_new_sub_path (cr);
      cairo_arc (cr, dot->x, dot->y, radius, 0, 2 * G_PI);
      set_source (cr, hollow ? theme->paper : colour);
      cairo_fill_preserve (cr);
      set_source (cr, hollow ? colour : theme->paper);
      cairo_set_line_width (cr, hollow ? 1.5 : 1);
      cairo_stroke (cr);
    }
}

/**
 * ent_time_strip_draw:
 * @self: a strip with a scale
 * @cr: where
 *
 * Draws how many relations there are over time, the events, the range and the axis.
 */
void
ent_time_strip_draw (EntTimeStrip *self, cairo_t *cr)
{
  const EntTheme *theme = ent_theme_get (ent_session_theme (self->session));

  /* Twice as strong in high contrast, as strokes are twice as wide there. */
  draw_histogram (
      self, cr, FALSE, ent_colour_mix (theme->paper, theme->muted, 0.22 * theme->stroke_scale));
  draw_histogram (self, cr, TRUE, ent_colour_with_alpha (theme->accent, 0.55));
  draw_range (self, cr, theme);
  draw_axis (self, cr, theme);
  draw_ticks (self, cr, theme);
  draw_dots (self, cr, theme);
}
