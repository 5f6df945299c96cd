/* A story on A4: each step with its figure, what is said to it, and its sources. */
#include "figure/handout.h"

#include <glib/gi18n-lib.h>

#include "figure/figure-private.h"
#include "figure/pdf-private.h"
#include "views/words.h"

#define PAGE_WIDTH_MM 210
#define PAGE_HEIGHT_MM 297
/* Sizes of type, points. */
#define LEAD_PT 8.5
#define TITLE_PT 15.0
#define TEXT_PT 10.0
#define SMALL_PT 8.5
#define GAP_PT 7.0
/* Room for the numbers of sources. */
#define INDENT_PT 20.0
/* What is left of a page below a figure must hold at least so much of it, points. */
#define LEAST_SLICE_PT 120.0

/* Over all steps. */
typedef struct
{
  const EntViewRequest *request;
  const EntFigureOptions *options;
  GPtrArray *pages;    /* EntPdfPage */
  GHashTable *sources; /* EntDocument → its number */
  GPtrArray *figures;  /* EntScene, which the notes of steps refer to */
  guint n_steps;
} Handout;

/* One step while it is laid out. */
typedef struct
{
  const EntStoryStep *step;
  guint number;
  EntViewRequest request;
  EntFigureOptions options;
  EntFilter *filter;
  GHashTable *selected, *related; /* of mark ids, borrowed from the dossier */
  GPtrArray *emphasised;          /* the same as selected, in the step's order */
  EntEmphasis emphasis;
  char *title;
} Step;

/* A piece of a figure that is on a page of its own. */
typedef struct
{
  guint page;
  double y, top, bottom;
} Slice;

static void
clear_step (Step *step)
{
  g_clear_pointer (&step->filter, ent_filter_free);
  g_clear_pointer (&step->selected, g_hash_table_unref);
  g_clear_pointer (&step->related, g_hash_table_unref);
  g_clear_pointer (&step->emphasised, g_ptr_array_unref);
  g_free (step->title);
}

static void
free_page (gpointer page)
{
  ent_pdf_page_free (page);
}

static void
free_scene (gpointer scene)
{
  ent_scene_unref (scene);
}

/* Time and selection of the step, on top of what its view says. */
static void
read_step (const Handout *handout, Step *step)
{
  const EntDossier *dossier = handout->request->dossier;

  step->request = *handout->request;
  step->request.view = step->step->view;
  step->request.kind = step->step->view->kind;
  if (step->step->time.edtf != NULL)
    {
      step->filter = handout->request->filter != NULL ? ent_filter_copy (handout->request->filter)
                                                      : ent_filter_new ();
      ent_filter_set_time (step->filter, step->step->time.edtf, NULL);
      step->request.filter = step->filter;
    }
  step->selected = g_hash_table_new (g_str_hash, g_str_equal);
  step->related = g_hash_table_new (g_str_hash, g_str_equal);
  step->emphasised = g_ptr_array_new ();
  for (guint i = 0; step->step->select != NULL && step->step->select[i] != NULL; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, step->step->select[i]);
      if (thing == NULL)
        continue;
      g_hash_table_add (step->selected, (gpointer)thing->mark_id);
      g_ptr_array_add (step->emphasised, (gpointer)thing->mark_id);
      ent_dossier_add_related (dossier, thing, step->related);
    }
  g_ptr_array_add (step->emphasised, NULL);
  step->request.emphasis = (const char *const *)step->emphasised->pdata;
  if (g_hash_table_size (step->selected) > 0)
    step->emphasis = (EntEmphasis){ .selected = step->selected, .related = step->related };
  const char *title = ent_text_get (&step->step->title, handout->request->lang);
  step->title = *title != '\0' ? g_strdup (title) : ent_figure_title (&step->request);
}

static void
set_options (const Handout *handout, Step *step, double width)
{
  step->options = *handout->options;
  step->options.format = ENT_FIGURE_PDF;
  step->options.width_mm = width / ENT_UNITS_PER_MM;
  step->options.height_mm = 0;
  step->options.width_px = step->options.height_px = 0;
  /* The step has a title, and its sources are listed below. */
  step->options.show_title = FALSE;
  step->options.show_source = FALSE;
  step->options.show_notes = FALSE;
  step->options.show_date = TRUE;
}

/* The lowest place down to the limit where nothing is cut: between rows of a table or time line. */
static double
find_cut (const EntScene *figure, double top, double limit)
{
  double y = limit;
  gboolean moved = TRUE;

  while (moved && y > top)
    {
      moved = FALSE;
      for (guint i = 0; i < ent_scene_n_marks (figure); i++)
        {
          const EntMark *mark = ent_scene_mark (figure, i);
          const double from = mark->bounds.y, to = from + mark->bounds.height;
          /* What is taller than half of the page is a frame or an axis. */
          if (from < y && to > y && to - from < (limit - top) / 2
              && mark->layer != ENT_LAYER_GROUND)
            {
              y = from - 0.5;
              moved = TRUE;
            }
        }
    }
  return y > top + (limit - top) / 3 ? y : limit;
}

static GArray *
place_figure (EntFlow *flow, const EntScene *figure)
{
  const double height = ent_scene_height (figure);
  GArray *slices = g_array_new (FALSE, FALSE, sizeof (Slice));

  for (double top = 0; top < height - 0.5;)
    {
      ent_flow_keep (flow, MIN (height - top, LEAST_SLICE_PT * ENT_UNITS_PER_PT));
      const double room = ent_flow_room (flow);
      const double bottom = height - top <= room ? height : find_cut (figure, top, top + room);
      const Slice slice = { ent_flow_page (flow), ent_flow_y (flow), top, bottom };
      g_array_append_val (slices, slice);
      ent_flow_skip (flow, bottom - top);
      if (bottom < height)
        ent_flow_break (flow);
      top = bottom;
    }
  return slices;
}

static void
write_head (const Handout *handout, const Step *step, EntFlow *flow)
{
  const char *lang = handout->request->lang;
  const EntTheme *theme = handout->request->theme;
  const EntFlowStyle lead = { .size_pt = LEAD_PT, .weight = 400, .colour = theme->muted };
  const EntFlowStyle title = { .size_pt = TITLE_PT, .weight = 600, .colour = theme->ink };
  g_autofree char *number = g_strdup_printf ("%u", step->number);
  g_autofree char *all = g_strdup_printf ("%u", handout->n_steps);
  g_autofree char *which = ent_word_format ("handout step", lang, number, all, NULL);

  ent_flow_text (flow, which, &lead, NULL, NULL);
  ent_flow_text (flow, step->title, &title, NULL, NULL);
  ent_flow_skip (flow, GAP_PT * ENT_UNITS_PER_PT);
}

/* The same document has the same number in all steps. */
static guint
number_source (Handout *handout, const EntDocument *document)
{
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (handout->sources, document));
  const guint number = known > 0 ? known : g_hash_table_size (handout->sources) + 1;

  g_hash_table_insert (handout->sources, (gpointer)document, GUINT_TO_POINTER (number));
  return number;
}

static void
write_source (Handout *handout,
              EntFlow *flow,
              const EntFigureNotes *notes,
              const EntDocument *document)
{
  const char *lang = handout->request->lang;
  g_autofree char *number = g_strdup_printf ("%u", number_source (handout, document));
  g_autofree char *cite = ent_figure_cite (document, lang);
  const EntFlowStyle style = { .size_pt = SMALL_PT,
                               .weight = 400,
                               .colour = handout->request->theme->ink,
                               .indent = INDENT_PT * ENT_UNITS_PER_PT,
                               .above = GAP_PT / 3 * ENT_UNITS_PER_PT,
                               .mark = number };
  guint n_passages = 0;

  for (guint i = 0; i < notes->notes->len; i++)
    n_passages += ent_figure_notes_get (notes, i + 1)->passage->document == document;
  g_autofree char *count = ent_word_count ("passages", n_passages, lang);
  g_autofree char *line = g_strconcat (cite, ent_word ("citation separator", lang), count, NULL);
  g_autofree char *id = g_strdup_printf ("source:%s", number);
  ent_flow_text (flow, line, &style, id, document->url);
}

/* What is said to the step, what its marks rest on, and what is to be known of them. */
static void
write_text (Handout *handout, const Step *step, EntFlow *flow, const EntFigureNotes *notes)
{
  const char *lang = handout->request->lang;
  const EntTheme *theme = handout->request->theme;
  const double gap = GAP_PT * ENT_UNITS_PER_PT;
  const EntFlowStyle text
      = { .size_pt = TEXT_PT, .weight = 400, .colour = theme->ink, .above = gap };
  const EntFlowStyle heading
      = { .size_pt = SMALL_PT, .weight = 600, .colour = theme->ink, .above = gap };
  const EntFlowStyle small
      = { .size_pt = SMALL_PT, .weight = 400, .colour = theme->muted, .above = gap / 2 };
  g_autoptr (GPtrArray) remarks
      = ent_figure_notes_remarks (notes, handout->options->appendix != ENT_APPENDIX_NONE, 0);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  ent_flow_text (flow, ent_text_get (&step->step->notes, lang), &text, NULL, NULL);
  if (notes->notes->len > 0)
    {
      /* Not alone at the foot of a page. */
      ent_flow_keep (flow, 4 * TEXT_PT * ENT_UNITS_PER_PT);
      ent_flow_text (flow, ent_word ("handout sources", lang), &heading, NULL, NULL);
    }
  for (guint i = 0; i < notes->notes->len; i++)
    {
      const EntDocument *document = ent_figure_notes_get (notes, i + 1)->passage->document;
      if (g_hash_table_add (told, (gpointer)document))
        write_source (handout, flow, notes, document);
    }
  for (guint i = 0; i < remarks->len; i++)
    ent_flow_text (flow, remarks->pdata[i], &small, NULL, NULL);
}

static void
add_pages (Handout *handout,
           const Step *step,
           EntFlow *flow,
           const EntScene *figure,
           const GArray *slices,
           const EntFigureNotes *notes,
           const EntPdfNotes *how)
{
  const char *foot
      = ent_text_get (ent_dossier_title (handout->request->dossier), handout->request->lang);
  const double left = ent_flow_left (flow);
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) written = ent_flow_finish (flow, foot, handout->pages->len + 1);

  for (guint i = 0; i < written->len; i++)
    {
      const EntFlowPage *each = written->pdata[i];
      EntPdfPage *page = ent_pdf_page_new (ent_scene_width (each->scene),
                                           ent_scene_height (each->scene),
                                           i == 0 ? step->title : NULL,
                                           0);
      /* Text and figure have items of one name, such as notes. */
      g_autofree char *prefix = g_strconcat (how->prefix, "text/", NULL);
      EntPdfPart *text = ent_pdf_page_add (page, each->scene, prefix);
      text->links = g_ptr_array_ref (each->links);
      for (guint k = 0; k < slices->len; k++)
        {
          const Slice *slice = &g_array_index (slices, Slice, k);
          if (slice->page != i)
            continue;
          EntPdfPart *part = ent_pdf_page_add (page, figure, how->prefix);
          part->placed = g_hash_table_ref (placed);
          part->emphasis = step->emphasis.selected != NULL ? &step->emphasis : NULL;
          part->links = ent_pdf_figure_links (notes, how);
          part->x = left;
          part->y = slice->y;
          part->top = slice->top;
          part->bottom = slice->bottom;
        }
      g_ptr_array_add (handout->pages, page);
    }
}

static gboolean
write_step (Handout *handout, Step *step, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntFlow) flow = ent_flow_new (
      PAGE_WIDTH_MM, PAGE_HEIGHT_MM, handout->request->theme, handout->request->lang);
  g_autofree char *prefix = g_strdup_printf ("%u/", step->number);

  read_step (handout, step);
  set_options (handout, step, ent_flow_column (flow));
  EntScene *figure = ent_figure_build (&step->request, &step->options, cancellable, error);
  if (figure == NULL)
    {
      g_prefix_error (error, "%s: ", step->title);
      return FALSE;
    }
  g_ptr_array_add (handout->figures, figure);
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (figure, &step->request, handout->options->library);
  const EntPdfNotes how
      = { .appendix = handout->options->appendix, .prefix = prefix, .title = step->title };
  write_head (handout, step, flow);
  g_autoptr (GArray) slices = place_figure (flow, figure);
  write_text (handout, step, flow, notes);
  add_pages (handout, step, flow, figure, slices, notes, &how);
  ent_pdf_add_notes (handout->pages, notes, &how);
  return TRUE;
}

static GBytes *
write_steps (Handout *handout, Step *steps, GCancellable *cancellable, GError **error)
{
  const EntDossier *dossier = handout->request->dossier;
  const GPtrArray *story = ent_dossier_story (dossier);
  const char **authors = ent_dossier_authors (dossier);
  g_autofree char *by = authors != NULL ? g_strjoinv (", ", (char **)authors) : NULL;
  const EntPdfInfo info
      = { .title = ent_text_get (ent_dossier_title (dossier), handout->request->lang),
          .author = by,
          .subject = ent_text_get (ent_dossier_description (dossier), handout->request->lang),
          .date = handout->options->date };

  for (guint i = 0; i < story->len; i++)
    {
      steps[i].step = story->pdata[i];
      steps[i].number = i + 1;
      if (!write_step (handout, steps + i, cancellable, error))
        return NULL;
    }
  return ent_pdf_write (handout->pages, &info, cancellable, error);
}

/**
 * ent_handout_encode:
 * @request: the dossier, the world, the language, the theme, and a filter on top of the steps'
 * @options: font, legend, texts at hand, and what follows each step
 * @cancellable: (nullable): checked now and then
 * @error: return location
 *
 * Writes the story of a dossier on paper: each step on A4 with its title, its figure with what is
 * selected standing out, what is said to it, and its sources, numbered through the handout.  A
 * figure that is longer than a page goes on on the next one, between its rows.
 *
 * Errors: %ENT_FIGURE_ERROR_EMPTY without a story, and those of the figures and of ent_pdf_write()
 *
 * Returns: (transfer full): a PDF, or %NULL
 */
GBytes *
ent_handout_encode (const EntViewRequest *request,
                    const EntFigureOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  const GPtrArray *story = ent_dossier_story (request->dossier);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (free_page);
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (free_scene);
  g_autoptr (GHashTable) sources = g_hash_table_new (NULL, NULL);
  Handout handout = { .request = request,
                      .options = options,
                      .pages = pages,
                      .sources = sources,
                      .figures = figures,
                      .n_steps = story->len };

  if (story->len == 0)
    {
      g_set_error (error,
                   ENT_FIGURE_ERROR,
                   ENT_FIGURE_ERROR_EMPTY,
                   _ ("“%s” has no story"),
                   ent_dossier_id (request->dossier));
      return NULL;
    }
  g_autofree Step *steps = g_new0 (Step, story->len);
  GBytes *bytes = write_steps (&handout, steps, cancellable, error);
  for (guint i = 0; i < story->len; i++)
    clear_step (steps + i);
  return bytes;
}
