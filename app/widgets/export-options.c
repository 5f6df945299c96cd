#include "widgets/export-options.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4

enum
{
  UNIT_MM,
  UNIT_PX,
  UNIT_INCH,
};

struct _EntExportOptions
{
  AdwBin parent;
  EntFigureChoices choices;
  EntViewKind kind;
  EntDossier *dossier;
  const EntView *view;
  const char *lang;      /* in which the views are looked at; interned */
  guint unit;            /* in which the size is told; pixels are told in pixels */
  gboolean filling;      /* the form follows the choices, not the other way round */
  char *title, *caption; /* as edited, or NULL */
  GtkWidget *size_group, *look_group, *dpi_row, *transparent_row, *outlines_row, *font_row,
      *text_row, *notes_row, *date_row, *projection_row, *worldview_row;
  AdwComboRow *format_row, *preset_row, *unit_row, *theme_row, *style_row, *language_row,
      *second_row, *legend_row, *appendix_row;
  AdwExpanderRow *title_row, *caption_row;
  GtkEditable *title_entry, *caption_entry;
  GtkDropDown *font_drop;
  GtkSpinButton *width_spin, *height_spin, *dpi_spin, *text_spin;
  GtkSwitch *source_switch, *notes_switch, *date_switch, *projection_switch, *worldview_switch,
      *transparent_switch, *outlines_switch;
};

G_DEFINE_FINAL_TYPE (EntExportOptions, ent_export_options, ADW_TYPE_BIN)

static guint changed_signal;

/* Widths of columns in journals, of paper and of slides. */
static const struct
{
  const char *label, *size;
} presets[] = { { N_ ("One column · 89 mm"), "89mm" },
                { N_ ("Column and a half · 120 mm"), "120mm" },
                { N_ ("Two columns · 183 mm"), "183mm" },
                { N_ ("A4, landscape"), "297mmx210mm" },
                { N_ ("Slide, 16 : 9"), "1920x1080" },
                { N_ ("Slide, 4 : 3"), "1440x1080" },
                { N_ ("A4, portrait"), "210mmx297mm" },
                { N_ ("Square"), "120mmx120mm" },
                { N_ ("Custom"), NULL } };

static const char *const languages[] = { NULL, "en", "zh-Hans", "zh-Hant" };

/* Sizes */

static gboolean
is_same_size (const EntFigureOptions *a, const EntFigureOptions *b)
{
  return a->width_mm == b->width_mm && a->height_mm == b->height_mm && a->width_px == b->width_px
         && a->height_px == b->height_px;
}

static guint
preset_of (const EntFigureOptions *options)
{
  guint i = 0;

  for (; presets[i].size; i++)
    {
      EntFigureOptions preset = *options;
      if (ent_figure_parse_size (presets[i].size, &preset, NULL) && is_same_size (&preset, options))
        break;
    }
  return i;
}

static void
show_size (EntExportOptions *self)
{
  const EntFigureOptions *options = &self->choices.options;
  const gboolean mm = options->width_mm > 0;
  const gboolean inch = mm && self->unit == UNIT_INCH;
  const double unit = inch ? MM_PER_INCH : 1;

  self->unit = mm ? (inch ? UNIT_INCH : UNIT_MM) : UNIT_PX;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->preset_row, preset_of (options));
  adw_combo_row_set_selected (self->unit_row, self->unit);
  gtk_spin_button_set_digits (self->width_spin, inch ? 2 : 0);
  gtk_spin_button_set_digits (self->height_spin, inch ? 2 : 0);
  /* What the field would round to nothing. */
  gtk_adjustment_set_lower (gtk_spin_button_get_adjustment (self->width_spin), inch ? 0.5 : 1);
  gtk_spin_button_set_value (self->width_spin, (mm ? options->width_mm : options->width_px) / unit);
  gtk_spin_button_set_value (self->height_spin,
                             (mm ? options->height_mm : options->height_px) / unit);
  self->filling = FALSE;
}

/* Format */

/* The place of a format in the list: those of figures, then those of tables. */
static guint
place_of (const EntFigureChoices *choices)
{
  return choices->as_table ? ENT_N_FIGURE_FORMATS + (guint)choices->table_format
                           : (guint)choices->options.format;
}

static gboolean
find_format (EntExportOptions *self, const char *name, guint *place)
{
  EntFigureFormat figure;
  EntTableFormat table;

  if (ent_figure_format_parse (name, &figure))
    *place = figure;
  else if (ent_grid_is_possible (self->kind) && ent_table_format_parse (name, &table))
    *place = ENT_N_FIGURE_FORMATS + table;
  else
    return FALSE;
  return TRUE;
}

/* A text has no size, no colours and no legend; a figure cites in its own way.  What only some
 * formats or views have is not asked for with the others. */
static void
show_rows (EntExportOptions *self)
{
  const EntFigureOptions *options = &self->choices.options;
  const gboolean table = self->choices.as_table;
  const EntFigureFormat format = options->format;
  GtkWidget *const of_figures[] = { self->size_group,
                                    GTK_WIDGET (self->theme_row),
                                    self->font_row,
                                    self->text_row,
                                    GTK_WIDGET (self->second_row),
                                    GTK_WIDGET (self->legend_row),
                                    self->notes_row,
                                    self->date_row,
                                    self->projection_row };

  /* A page has the size of the reader's window, and says all there is to say in three languages. */
  const gboolean page = !table && format == ENT_FIGURE_HTML;

  for (guint i = 0; i < G_N_ELEMENTS (of_figures); i++)
    gtk_widget_set_visible (of_figures[i], !table && !page);
  gtk_widget_set_visible (GTK_WIDGET (self->theme_row), !table);
  gtk_widget_set_visible (GTK_WIDGET (self->legend_row), !table);
  gtk_widget_set_visible (self->worldview_row, !table && !page && self->kind == ENT_VIEW_MAP);
  gtk_widget_set_visible (GTK_WIDGET (self->style_row), table);
  gtk_widget_set_visible (self->dpi_row, !table && format == ENT_FIGURE_PNG);
  gtk_widget_set_sensitive (self->dpi_row, format == ENT_FIGURE_PNG && options->width_mm > 0);
  gtk_widget_set_visible (self->transparent_row,
                          !table && (format == ENT_FIGURE_PNG || format == ENT_FIGURE_SVG));
  gtk_widget_set_visible (self->outlines_row, !table && format == ENT_FIGURE_SVG);
  gtk_widget_set_visible (GTK_WIDGET (self->appendix_row), !table && format == ENT_FIGURE_PDF);
}

/* Words */

static EntViewRequest
request_of (EntExportOptions *self)
{
  EntViewRequest request
      = { .dossier = self->dossier, .view = self->view, .kind = self->kind, .lang = self->lang };

  ent_figure_choices_apply (&self->choices, &request);
  return request;
}

/* The words of the view in the figure's language, where nobody has edited them. */
static void
show_words (EntExportOptions *self)
{
  const EntViewRequest request = request_of (self);
  const EntFigureOptions own = { 0 };
  g_autofree char *title = ent_figure_shown_title (&request, &own);
  const char *caption = ent_figure_shown_caption (&request, &own);

  self->filling = TRUE;
  gtk_editable_set_text (self->title_entry, self->title != NULL ? self->title : title);
  gtk_editable_set_text (self->caption_entry, self->caption != NULL ? self->caption : caption);
  self->filling = FALSE;
}

static void
edited (EntExportOptions *self)
{
  const EntViewRequest request = request_of (self);
  const EntFigureOptions own = { 0 };
  g_autofree char *title = ent_figure_shown_title (&request, &own);
  const char *caption = ent_figure_shown_caption (&request, &own);
  const char *new_title = gtk_editable_get_text (self->title_entry);
  const char *new_caption = gtk_editable_get_text (self->caption_entry);

  if (self->filling)
    return;
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->caption, g_free);
  if (!g_str_equal (new_title, title))
    self->title = g_strdup (new_title);
  if (!g_str_equal (new_caption, caption))
    self->caption = g_strdup (new_caption);
  g_signal_emit (self, changed_signal, 0);
}

/* Form → choices */

static const char *
chosen_font (EntExportOptions *self)
{
  const guint place = gtk_drop_down_get_selected (self->font_drop);
  GListModel *model = gtk_drop_down_get_model (self->font_drop);

  /* The first is that of LOOK. */
  return place > 0 && place < g_list_model_get_n_items (model)
             ? g_intern_string (gtk_string_list_get_string (GTK_STRING_LIST (model), place))
             : NULL;
}

static void
read_form (EntExportOptions *self)
{
  EntFigureChoices *choices = &self->choices;
  EntFigureOptions *options = &choices->options;

  if (self->filling)
    return;
  const guint place = adw_combo_row_get_selected (self->format_row);
  const char *before = choices->lang;
  choices->as_table = place >= ENT_N_FIGURE_FORMATS;
  if (choices->as_table)
    choices->table_format = place - ENT_N_FIGURE_FORMATS;
  else
    options->format = place;
  choices->theme = adw_combo_row_get_selected (self->theme_row);
  choices->style = adw_combo_row_get_selected (self->style_row);
  choices->lang = languages[MIN (adw_combo_row_get_selected (self->language_row), 3)];
  choices->lang2 = languages[MIN (adw_combo_row_get_selected (self->second_row), 3)];
  options->dpi = gtk_spin_button_get_value (self->dpi_spin);
  options->text_scale = gtk_spin_button_get_value (self->text_spin) / 100;
  options->font_family = chosen_font (self);
  options->legend = adw_combo_row_get_selected (self->legend_row);
  options->appendix = adw_combo_row_get_selected (self->appendix_row);
  options->show_title = adw_expander_row_get_enable_expansion (self->title_row);
  options->show_caption = adw_expander_row_get_enable_expansion (self->caption_row);
  options->show_source = gtk_switch_get_active (self->source_switch);
  options->show_notes = gtk_switch_get_active (self->notes_switch);
  options->show_date = gtk_switch_get_active (self->date_switch);
  options->show_projection = gtk_switch_get_active (self->projection_switch);
  options->show_worldview = gtk_switch_get_active (self->worldview_switch);
  options->transparent = gtk_switch_get_active (self->transparent_switch);
  options->outlines = gtk_switch_get_active (self->outlines_switch);
  show_rows (self);
  if (before != choices->lang)
    show_words (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
read_preset (EntExportOptions *self)
{
  guint preset = adw_combo_row_get_selected (self->preset_row);

  if (self->filling || preset >= G_N_ELEMENTS (presets) || !presets[preset].size)
    return;
  ent_figure_parse_size (presets[preset].size, &self->choices.options, NULL);
  show_size (self);
  read_form (self);
}

static void
read_size (EntExportOptions *self)
{
  EntFigureOptions *options = &self->choices.options;
  const double width = gtk_spin_button_get_value (self->width_spin);
  const double height = gtk_spin_button_get_value (self->height_spin);
  const double unit = self->unit == UNIT_INCH ? MM_PER_INCH : 1;
  const gboolean px = self->unit == UNIT_PX;

  if (self->filling)
    return;
  options->width_mm = px ? 0 : width * unit;
  options->height_mm = px ? 0 : height * unit;
  options->width_px = px ? (int)width : 0;
  options->height_px = px ? (int)height : 0;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->preset_row, preset_of (options));
  self->filling = FALSE;
  read_form (self);
}

/* The same size in the other unit. */
static void
read_unit (EntExportOptions *self)
{
  EntFigureOptions *options = &self->choices.options;
  const guint unit = adw_combo_row_get_selected (self->unit_row);
  const gboolean px = unit == UNIT_PX, was_px = options->width_mm == 0;

  if (self->filling || unit == self->unit)
    return;
  if (px)
    {
      options->width_px = (int)round (options->width_mm * ENT_UNITS_PER_MM);
      options->height_px = (int)round (options->height_mm * ENT_UNITS_PER_MM);
      options->width_mm = options->height_mm = 0;
    }
  else if (was_px)
    {
      options->width_mm = round (options->width_px / ENT_UNITS_PER_MM);
      options->height_mm = round (options->height_px / ENT_UNITS_PER_MM);
      options->width_px = options->height_px = 0;
    }
  self->unit = unit;
  show_size (self);
  read_form (self);
}

/* Choices → form */

static guint
place_of_font (EntExportOptions *self, const char *family)
{
  GListModel *model = gtk_drop_down_get_model (self->font_drop);

  for (guint i = 1; family != NULL && i < g_list_model_get_n_items (model); i++)
    if (g_ascii_strcasecmp (gtk_string_list_get_string (GTK_STRING_LIST (model), i), family) == 0)
      return i;
  if (family == NULL)
    return 0;
  /* A preset's font that is not installed here is kept, and the preview says so. */
  gtk_string_list_append (GTK_STRING_LIST (model), family);
  return g_list_model_get_n_items (model) - 1;
}

static guint
place_of_language (const char *lang)
{
  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i], lang) == 0)
      return i;
  return 0;
}

static void
fill_form (EntExportOptions *self)
{
  const EntFigureChoices *choices = &self->choices;
  const EntFigureOptions *options = &choices->options;

  self->filling = TRUE;
  adw_combo_row_set_selected (self->format_row, place_of (choices));
  adw_combo_row_set_selected (self->theme_row, choices->theme);
  adw_combo_row_set_selected (self->style_row, choices->style);
  adw_combo_row_set_selected (self->language_row, place_of_language (choices->lang));
  adw_combo_row_set_selected (self->second_row, place_of_language (choices->lang2));
  adw_combo_row_set_selected (self->legend_row, options->legend);
  adw_combo_row_set_selected (self->appendix_row, options->appendix);
  gtk_drop_down_set_selected (self->font_drop, place_of_font (self, options->font_family));
  gtk_spin_button_set_value (self->dpi_spin, options->dpi);
  gtk_spin_button_set_value (self->text_spin, round (options->text_scale * 100));
  adw_expander_row_set_enable_expansion (self->title_row, options->show_title);
  adw_expander_row_set_enable_expansion (self->caption_row, options->show_caption);
  gtk_switch_set_active (self->source_switch, options->show_source);
  gtk_switch_set_active (self->notes_switch, options->show_notes);
  gtk_switch_set_active (self->date_switch, options->show_date);
  gtk_switch_set_active (self->projection_switch, options->show_projection);
  gtk_switch_set_active (self->worldview_switch, options->show_worldview);
  gtk_switch_set_active (self->transparent_switch, options->transparent);
  gtk_switch_set_active (self->outlines_switch, options->outlines);
  adw_expander_row_set_expanded (self->title_row, FALSE);
  adw_expander_row_set_expanded (self->caption_row, FALSE);
  self->filling = FALSE;
  show_size (self);
  show_words (self);
  show_rows (self);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

static void
list_fonts (EntExportOptions *self)
{
  PangoFontMap *map = pango_context_get_font_map (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree PangoFontFamily **families = NULL;
  g_autoptr (GtkExpression) string
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  int n = 0;

  pango_font_map_list_families (map, &families, &n);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (sorted, (gpointer)pango_font_family_get_name (families[i]));
  g_ptr_array_sort (sorted, by_name);
  gtk_string_list_append (names, _ ("Noto Sans (default)"));
  for (guint i = 0; i < sorted->len; i++)
    gtk_string_list_append (names, sorted->pdata[i]);
  gtk_drop_down_set_expression (self->font_drop, string);
  gtk_drop_down_set_model (self->font_drop, G_LIST_MODEL (names));
}

static void
connect_form (EntExportOptions *self)
{
  GObject *const combos[]
      = { G_OBJECT (self->format_row),   G_OBJECT (self->theme_row),  G_OBJECT (self->style_row),
          G_OBJECT (self->language_row), G_OBJECT (self->second_row), G_OBJECT (self->legend_row),
          G_OBJECT (self->appendix_row), G_OBJECT (self->font_drop) };
  GObject *const switches[]
      = { G_OBJECT (self->source_switch),    G_OBJECT (self->notes_switch),
          G_OBJECT (self->date_switch),      G_OBJECT (self->projection_switch),
          G_OBJECT (self->worldview_switch), G_OBJECT (self->transparent_switch),
          G_OBJECT (self->outlines_switch) };
  GObject *const expanders[] = { G_OBJECT (self->title_row), G_OBJECT (self->caption_row) };
  GObject *const entries[] = { G_OBJECT (self->title_entry), G_OBJECT (self->caption_entry) };

  for (gsize i = 0; i < G_N_ELEMENTS (combos); i++)
    g_signal_connect_swapped (combos[i], "notify::selected", G_CALLBACK (read_form), self);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_signal_connect_swapped (switches[i], "notify::active", G_CALLBACK (read_form), self);
  for (gsize i = 0; i < G_N_ELEMENTS (expanders); i++)
    g_signal_connect_swapped (
        expanders[i], "notify::enable-expansion", G_CALLBACK (read_form), self);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_swapped (entries[i], "changed", G_CALLBACK (edited), self);
  g_signal_connect_swapped (self->preset_row, "notify::selected", G_CALLBACK (read_preset), self);
  g_signal_connect_swapped (self->unit_row, "notify::selected", G_CALLBACK (read_unit), self);
  g_signal_connect_swapped (self->width_spin, "value-changed", G_CALLBACK (read_size), self);
  g_signal_connect_swapped (self->height_spin, "value-changed", G_CALLBACK (read_size), self);
  g_signal_connect_swapped (self->dpi_spin, "value-changed", G_CALLBACK (read_form), self);
  g_signal_connect_swapped (self->text_spin, "value-changed", G_CALLBACK (read_form), self);
}

static void
ent_export_options_dispose (GObject *object)
{
  EntExportOptions *self = ENT_EXPORT_OPTIONS (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_pointer (&self->dossier, ent_dossier_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EXPORT_OPTIONS);
  G_OBJECT_CLASS (ent_export_options_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EntExportOptions, name)
  BIND (size_group);
  BIND (look_group);
  BIND (dpi_row);
  BIND (transparent_row);
  BIND (outlines_row);
  BIND (font_row);
  BIND (text_row);
  BIND (notes_row);
  BIND (date_row);
  BIND (projection_row);
  BIND (worldview_row);
  BIND (format_row);
  BIND (preset_row);
  BIND (unit_row);
  BIND (theme_row);
  BIND (style_row);
  BIND (language_row);
  BIND (second_row);
  BIND (legend_row);
  BIND (appendix_row);
  BIND (title_row);
  BIND (caption_row);
  BIND (title_entry);
  BIND (caption_entry);
  BIND (font_drop);
  BIND (width_spin);
  BIND (height_spin);
  BIND (dpi_spin);
  BIND (text_spin);
  BIND (source_switch);
  BIND (notes_switch);
  BIND (date_switch);
  BIND (projection_switch);
  BIND (worldview_switch);
  BIND (transparent_switch);
  BIND (outlines_switch);
#undef BIND
}

static void
ent_export_options_class_init (EntExportOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_export_options_dispose;
  changed_signal = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/export-options.ui");
  bind_rows (widget_class);
}

static void
ent_export_options_init (EntExportOptions *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->choices = ENT_FIGURE_CHOICES_DEFAULT;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    gtk_string_list_append (names, _ (presets[i].label));
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
  list_fonts (self);
  connect_form (self);
}

/**
 * ent_export_options_set_request:
 * @self: the form
 * @request: what is to be drawn: decides what there is to choose, and the words that can be edited
 */
void
ent_export_options_set_request (EntExportOptions *self, const EntViewRequest *request)
{
  static const char *const names[ENT_N_TABLE_FORMATS]
      = { N_ ("CSV table"), N_ ("HTML table"), N_ ("Markdown table"), N_ ("LaTeX table") };
  GtkStringList *model = GTK_STRING_LIST (adw_combo_row_get_model (self->format_row));

  g_clear_pointer (&self->dossier, ent_dossier_unref);
  self->dossier = ent_dossier_ref ((EntDossier *)request->dossier);
  self->kind = request->kind;
  self->view = request->view;
  self->lang = g_intern_string (request->lang);
  for (guint i = 0; ent_grid_is_possible (self->kind) && i < G_N_ELEMENTS (names); i++)
    gtk_string_list_append (model, _ (names[i]));
}

/**
 * ent_export_options_set_choices:
 * @self: a form with a request
 * @choices: what it is to show; a format that the view has not is left out
 */
void
ent_export_options_set_choices (EntExportOptions *self, const EntFigureChoices *choices)
{
  self->choices = *choices;
  self->choices.options.title = self->choices.options.caption = NULL;
  if (!ent_grid_is_possible (self->kind))
    self->choices.as_table = FALSE;
  fill_form (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * ent_export_options_get_choices:
 * @self: the form
 *
 * Returns: (transfer none): what is chosen, until something else is
 */
const EntFigureChoices *
ent_export_options_get_choices (EntExportOptions *self)
{
  self->choices.options.title = self->title;
  self->choices.options.caption = self->caption;
  return &self->choices;
}

/**
 * ent_export_options_ending:
 * @self: the form
 *
 * Returns: (transfer none): the ending of the format's files; a page and a table of HTML have the
 *          same
 */
const char *
ent_export_options_ending (EntExportOptions *self)
{
  return self->choices.as_table ? ent_table_format_name (self->choices.table_format)
                                : ent_figure_format_name (self->choices.options.format);
}

/**
 * ent_export_options_set_format:
 * @self: the form
 * @ending: of a file
 *
 * The ending that is typed says which format is meant.
 *
 * Returns: whether the view has a format with that ending
 */
gboolean
ent_export_options_set_format (EntExportOptions *self, const char *ending)
{
  guint place;

  if (g_ascii_strcasecmp (ending, ent_export_options_ending (self)) == 0)
    return TRUE;
  if (!find_format (self, ending, &place))
    return FALSE;
  adw_combo_row_set_selected (self->format_row, place);
  return TRUE;
}

/**
 * ent_export_options_set_height:
 * @self: the form
 * @height: figure units
 *
 * Gives the figure the height that it needs, in whole millimetres or pixels.
 */
void
ent_export_options_set_height (EntExportOptions *self, double height)
{
  EntFigureOptions *options = &self->choices.options;

  if (options->width_mm > 0)
    options->height_mm = ceil (height / ENT_UNITS_PER_MM - 0.01);
  else
    options->height_px = (int)ceil (height - 0.01);
  show_size (self);
  read_form (self);
}
