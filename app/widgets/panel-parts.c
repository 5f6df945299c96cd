#include "widgets/panel-parts.h"

#include "render/render.h"

/* Side of an icon that stands for a thing or a line of the legend, in pixels: as high as a line of
 * text, and wide enough for a dash pattern to be recognised. */
#define ICON_WIDTH 22
#define ICON_HEIGHT 16
/* A label of several lines is told its least width: to find it, the label would break its text
 * after every character, which takes a millisecond for two lines. */
#define MIN_CHARS 12

/**
 * ent_rgba:
 * @colour: a colour, straight alpha
 *
 * Returns: the same colour as GTK takes it.
 */
GdkRGBA
ent_rgba (EntColour colour)
{
  return (GdkRGBA){ colour.r, colour.g, colour.b, colour.a };
}

static void
draw_scene (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer scene)
{
  cairo_translate (
      cr, (width - ent_scene_width (scene)) / 2, (height - ent_scene_height (scene)) / 2);
  ent_render_cairo (scene, cr, ENT_RENDER_MARKS | ENT_RENDER_FAST, NULL);
}

/**
 * ent_scene_icon_new:
 * @scene: (transfer full): a small scene
 *
 * A widget as large as @scene that shows it; nothing to a screen reader, for the label beside it
 * says what it stands for.
 *
 * Returns: (transfer floating): the widget.
 */
GtkWidget *
ent_scene_icon_new (EntScene *scene)
{
  GtkWidget *area = g_object_new (
      GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), (int)ent_scene_width (scene));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int)ent_scene_height (scene));
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (
      GTK_DRAWING_AREA (area), draw_scene, scene, (GDestroyNotify)ent_scene_unref);
  return area;
}

/**
 * ent_legend_icon_new:
 * @entry: a line of the legend
 * @theme: the theme to draw it in
 *
 * The swatch of @entry, drawn by the same renderer as the views.
 *
 * Returns: (transfer floating): the widget.
 */
GtkWidget *
ent_legend_icon_new (const EntLegendEntry *entry, EntThemeKind theme)
{
  EntRect rect = ENT_RECT (1, 1, ICON_WIDTH - 2, ICON_HEIGHT - 2);
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (ICON_WIDTH, ICON_HEIGHT, ent_theme_get (theme));

  ent_legend_draw_swatch (builder, ENT_LAYER_NODE, entry, &rect);
  return ent_scene_icon_new (ent_scene_builder_finish (builder));
}

static EntStyle
box_style (const EntTheme *theme, EntColour fill, EntColour stroke)
{
  return (EntStyle){ .fill = fill, .stroke = stroke, .stroke_width = theme->stroke_scale };
}

/**
 * ent_thing_icon_new:
 * @thing: any thing of a dossier
 * @theme: the theme to draw it in
 *
 * A small picture of how @thing is drawn: the line of a relation, the disc of an actor, the glyph
 * of a verdict.
 *
 * Returns: (transfer floating): the widget.
 */
GtkWidget *
ent_thing_icon_new (const EntThing *thing, EntThemeKind theme)
{
  const EntTheme *colours = ent_theme_get (theme);
  EntLegendEntry entry = { .swatch = ENT_SWATCH_BOX };
  g_autofree char *glyph = NULL;

  switch (thing->kind)
    {
    case ENT_THING_ACTOR:
      entry.swatch = ENT_SWATCH_DISC;
      entry.style = ent_view_actor_style ((const EntActor *)thing, colours);
      break;
    case ENT_THING_RELATION:
      entry.swatch = ENT_SWATCH_LINE;
      entry.style = ent_view_relation_style ((const EntRelation *)thing, colours);
      entry.two_lines = ((const EntRelation *)thing)->type->line == ENT_LINE_DOUBLE;
      break;
    case ENT_THING_EVENT:
      entry.swatch = ENT_SWATCH_DISC;
      entry.style = box_style (colours, colours->ink, ENT_COLOUR_NONE);
      break;
    case ENT_THING_VERDICT:
      entry.swatch = ENT_SWATCH_GLYPH;
      glyph = g_strdup_printf ("verdict:%s", ent_verdict_name (((const EntVerdict *)thing)->kind));
      entry.glyph = glyph;
      entry.style = box_style (colours, colours->paper, colours->muted);
      break;
    case ENT_THING_LINK:
      entry.swatch = ENT_SWATCH_LINE;
      entry.style = box_style (colours, ENT_COLOUR_NONE, colours->muted);
      break;
    case ENT_THING_PASSAGE:
    case ENT_THING_DOCUMENT:
      entry.style = box_style (colours, colours->highlight, ENT_COLOUR_NONE);
      break;
    case ENT_THING_CELL:
    case ENT_THING_SUBJECT:
    case ENT_THING_DIMENSION:
    case ENT_THING_COMPARISON:
    case ENT_THING_NODE:
    case ENT_THING_DIAGRAM:
    case ENT_THING_VIEW:
    case ENT_THING_RELATION_TYPE:
    case ENT_THING_NONE:
    default:
      entry.style = box_style (colours, colours->paper, colours->muted);
      break;
    }
  return ent_legend_icon_new (&entry, theme);
}

/**
 * ent_thing_colour:
 * @thing: any thing of a dossier
 * @theme: the colours
 *
 * The one colour that stands for @thing beside its name.
 *
 * Returns: an opaque colour that stands out from the paper.
 */
EntColour
ent_thing_colour (const EntThing *thing, const EntTheme *theme)
{
  if (thing->kind == ENT_THING_ACTOR)
    return theme->category_line[ent_view_actor_slot ((const EntActor *)thing) % ENT_N_CATEGORIES];
  if (thing->kind == ENT_THING_RELATION)
    return theme->category_line[((const EntRelation *)thing)->type->colour % ENT_N_CATEGORIES];
  return theme->accent;
}

/**
 * ent_heading_new:
 * @text: a few words
 *
 * Returns: (transfer floating): the heading of a part of a panel.
 */
GtkWidget *
ent_heading_new (const char *text)
{
  GtkWidget *label = g_object_new (
      GTK_TYPE_LABEL, "label", text, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_CHARS);
  gtk_widget_add_css_class (label, "panel-heading");
  return label;
}

/**
 * ent_text_label_new:
 * @text: what it says
 * @css_class: (nullable): a style class
 *
 * A label of several lines, from the left, whose text can be selected and copied.
 *
 * Returns: (transfer floating): the label.
 */
GtkWidget *
ent_text_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_CHARS);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * ent_widget_remove_children:
 * @widget: a box
 *
 * Empties the box.
 */
void
ent_widget_remove_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)))
    gtk_box_remove (GTK_BOX (widget), child);
}

/**
 * ent_select_mode_now:
 * @widget: where something was clicked or activated
 *
 * Returns: adding when Shift or Control is held, else selecting that alone.
 */
EntSelectMode
ent_select_mode_now (GtkWidget *widget)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  GdkDevice *keyboard = seat ? gdk_seat_get_keyboard (seat) : NULL;
  GdkModifierType held = keyboard ? gdk_device_get_modifier_state (keyboard) : 0;

  return held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK) ? ENT_SELECT_TOGGLE : ENT_SELECT_ONLY;
}

static void
select_clicked (GtkButton *button, EntSession *session)
{
  const char *mark_id = g_object_get_data (G_OBJECT (button), "ent-mark");

  ent_session_select (session, mark_id, ent_select_mode_now (GTK_WIDGET (button)));
}

static void
hover_entered (GtkEventController *controller, double x, double y, EntSession *session)
{
  GtkWidget *button = gtk_event_controller_get_widget (controller);

  ent_session_hover (session, g_object_get_data (G_OBJECT (button), "ent-mark"));
}

static void
hover_left (GtkEventController *controller, EntSession *session)
{
  ent_session_hover (session, NULL);
}

/**
 * ent_connect_select:
 * @button: a button
 * @session: the session
 * @mark_id: the mark it stands for; copied, so the button may outlive the dossier
 *
 * Clicking @button selects the mark (Shift adds it), pointing at it makes the views show it.
 */
void
ent_connect_select (GtkWidget *button, EntSession *session, const char *mark_id)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_object_set_data_full (G_OBJECT (button), "ent-mark", g_strdup (mark_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (select_clicked), session, 0);
  g_signal_connect_object (motion, "enter", G_CALLBACK (hover_entered), session, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (hover_left), session, 0);
  gtk_widget_add_controller (button, motion);
}

/**
 * ent_mark_link_new:
 * @session: the session
 * @thing: a thing
 *
 * A line with the icon and the name of @thing that selects it.
 *
 * Returns: (transfer floating): a button.
 */
GtkWidget *
ent_mark_link_new (EntSession *session, const EntThing *thing)
{
  g_autofree char *title = ent_thing_title (thing, ent_session_language (session));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *grid = gtk_grid_new (); /* a box would try many widths of the label for its height */
  GtkWidget *label = gtk_label_new (title);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (
      GTK_GRID (grid), ent_thing_icon_new (thing, ent_session_theme (session)), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), label, 1, 0, 1, 1);
  gtk_button_set_child (GTK_BUTTON (button), grid);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "mark-link");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  ent_connect_select (button, session, thing->mark_id);
  return button;
}

/**
 * ent_mark_chip_new:
 * @session: the session
 * @thing: a thing
 *
 * The icon of @thing alone, with its name as tooltip; clicking it selects.  There can be hundreds,
 * so the Tab key passes them by: what stands beside them takes Enter for all its marks.
 *
 * Returns: (transfer floating): a button.
 */
GtkWidget *
ent_mark_chip_new (EntSession *session, const EntThing *thing)
{
  g_autofree char *title = ent_thing_title (thing, ent_session_language (session));
  GtkWidget *chip = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (chip), ent_thing_icon_new (thing, ent_session_theme (session)));
  gtk_widget_add_css_class (chip, "flat");
  gtk_widget_add_css_class (chip, "mark-chip");
  gtk_widget_set_focusable (chip, FALSE);
  gtk_widget_set_tooltip_text (chip, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  ent_connect_select (chip, session, thing->mark_id);
  ent_mark_chip_update (chip, session);
  return chip;
}

/**
 * ent_mark_chip_update:
 * @chip: a chip; one that stands for no mark stays as it is
 * @session: the session
 *
 * Shows whether the chip's mark is selected.
 */
void
ent_mark_chip_update (GtkWidget *chip, EntSession *session)
{
  const char *mark_id = g_object_get_data (G_OBJECT (chip), "ent-mark");

  if (mark_id && ent_session_is_selected (session, mark_id))
    gtk_widget_add_css_class (chip, "selected");
  else
    gtk_widget_remove_css_class (chip, "selected");
}
