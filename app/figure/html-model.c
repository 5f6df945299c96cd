/* What a page shows: figures in every language and theme, their marks and the passages of these. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dossier/citation.h"
#include "dossier/share.h"
#include "figure/figure-private.h"
#include "figure/html-private.h"
#include "views/words.h"

/* Figure units of a view: that of a window on a laptop's screen. */
#define WIDTH 1100.0
#define HEIGHT 700.0
#define TEXT_SCALE 1.12

static void
free_note (gpointer data)
{
  EntHtmlNote *note = data;

  ent_html_text_clear (&note->facts);
  g_free (note->quote);
  g_free (note);
}

static void
free_mark (gpointer data)
{
  EntHtmlMark *mark = data;

  g_free (mark->key);
  g_free (mark->name);
  g_ptr_array_unref (mark->things);
  ent_html_text_clear (&mark->title);
  ent_html_text_clear (&mark->description);
  g_array_unref (mark->notes);
  g_free (mark);
}

static void
free_figure (gpointer data)
{
  EntHtmlFigure *figure = data;

  for (guint i = 0; i < G_N_ELEMENTS (figure->scenes); i++)
    g_clear_pointer (&figure->scenes[i], ent_scene_unref);
  g_clear_pointer (&figure->filter, ent_filter_free);
  g_ptr_array_unref (figure->emphasised);
  g_ptr_array_unref (figure->marks);
  g_ptr_array_unref (figure->order);
  ent_html_text_clear (&figure->title);
  ent_html_text_clear (&figure->caption);
  ent_html_text_clear (&figure->source);
  ent_html_text_clear (&figure->remarks);
  g_free (figure);
}

/**
 * ent_html_page_clear:
 * @page: a page; empty after that
 */
void
ent_html_page_clear (EntHtmlPage *page)
{
  g_clear_pointer (&page->known_marks, g_hash_table_unref);
  g_clear_pointer (&page->known_notes, g_hash_table_unref);
  g_clear_pointer (&page->marks_of, g_hash_table_unref);
  g_clear_pointer (&page->figures, g_ptr_array_unref);
  g_clear_pointer (&page->marks, g_ptr_array_unref);
  g_clear_pointer (&page->notes, g_ptr_array_unref);
  g_clear_pointer (&page->hidden, g_ptr_array_unref);
  g_clear_pointer (&page->sheet, ent_svg_sheet_free);
}

/* ---- passages ---- */

static guint
hash_use (gconstpointer key)
{
  const EntHtmlNote *note = key;

  return g_direct_hash (note->passage) + (guint)note->disputes;
}

static gboolean
is_same_use (gconstpointer a, gconstpointer b)
{
  const EntHtmlNote *p = a, *q = b;

  return p->passage == q->passage && p->disputes == q->disputes
         && g_strcmp0 (p->grade, q->grade) == 0;
}

/* As the notes of a figure number them: those of a page with one figure are the same. */
static guint
number_note (EntHtmlPage *page, const EntFigureNote *use)
{
  EntHtmlNote key = { .passage = use->passage, .disputes = use->disputes, .grade = use->grade };
  EntHtmlNote *note = g_hash_table_lookup (page->known_notes, &key);

  if (note != NULL)
    return note->number;
  note = g_memdup2 (&key, sizeof key);
  note->number = page->notes->len + 1;
  note->quote = g_strdup (use->quote);
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    note->facts.in[l] = ent_passage_facts (
        use->passage, use->grade, page->options->library, ent_html_languages[l]);
  g_ptr_array_add (page->notes, note);
  g_hash_table_add (page->known_notes, note);
  return note->number;
}

/* ---- marks ---- */

static char *
key_of (const EntSceneItem *item)
{
  g_autofree char *things = item->things != NULL ? g_strjoinv ("\n", (char **)item->things) : NULL;

  return g_strconcat (item->id, things != NULL ? "\n" : NULL, things, NULL);
}

/**
 * ent_html_page_find_mark:
 * @page: a page
 * @item: an item of a scene of one of its figures
 *
 * Returns: (transfer none) (nullable): the mark it is drawn for
 */
EntHtmlMark *
ent_html_page_find_mark (const EntHtmlPage *page, const EntSceneItem *item)
{
  g_autofree char *key = key_of (item);

  return g_hash_table_lookup (page->known_marks, key);
}

/**
 * ent_html_page_marks_of:
 * @page: a page
 * @thing: a thing of the dossier
 *
 * Returns: (transfer none) (nullable) (element-type EntHtmlMark): the marks that stand for it
 */
const GPtrArray *
ent_html_page_marks_of (const EntHtmlPage *page, const EntThing *thing)
{
  return g_hash_table_lookup (page->marks_of, thing->mark_id);
}

static void
note_things (EntHtmlPage *page, EntHtmlMark *mark, const EntSceneItem *item)
{
  const char *only[] = { item->id, NULL };

  for (const char *const *id = item->things != NULL ? item->things : only; *id != NULL; id++)
    {
      const EntThing *thing = ent_dossier_find (page->request->dossier, *id);
      if (thing == NULL)
        continue;
      g_ptr_array_add (mark->things, (gpointer)thing);
      GPtrArray *marks = g_hash_table_lookup (page->marks_of, thing->mark_id);
      if (marks == NULL)
        {
          marks = g_ptr_array_new ();
          g_hash_table_insert (page->marks_of, (gpointer)thing->mark_id, marks);
        }
      g_ptr_array_add (marks, mark);
    }
}

/* The same item in the scenes of the other languages says the rest. */
static void
name_mark (EntHtmlMark *mark, const EntHtmlFigure *figure, const EntSceneItem *item)
{
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      const EntScene *scene = figure->scenes[l * ENT_HTML_N_THEMES];
      const int index = ent_scene_find_item (scene, item->id);
      const EntSceneItem *own = index >= 0 ? ent_scene_item (scene, (guint)index) : item;
      mark->title.in[l] = g_strdup (own->title != NULL ? own->title : own->id);
      mark->description.in[l] = g_strdup (own->description != NULL ? own->description : "");
    }
}

static EntHtmlMark *
add_mark (EntHtmlPage *page, const EntHtmlFigure *figure, const EntFigureNotes *notes, guint index)
{
  const EntSceneItem *item = ent_scene_item (notes->scene, index);
  EntHtmlMark *mark = ent_html_page_find_mark (page, item);
  guint n;

  if (mark != NULL)
    return mark;
  mark = g_new0 (EntHtmlMark, 1);
  mark->number = page->marks->len + 1;
  mark->key = key_of (item);
  mark->name = g_strdup_printf ("m%u", mark->number);
  mark->things = g_ptr_array_new ();
  mark->notes = g_array_new (FALSE, FALSE, sizeof (guint));
  name_mark (mark, figure, item);
  note_things (page, mark, item);
  const guint *numbers = ent_figure_notes_of (notes, index, &n);
  for (guint i = 0; i < n; i++)
    {
      const guint number = number_note (page, ent_figure_notes_get (notes, numbers[i]));
      g_array_append_val (mark->notes, number);
    }
  for (guint i = 0; i < notes->uncited->len; i++)
    mark->uncited |= g_array_index (notes->uncited, guint, i) == index;
  for (guint i = 0; i < notes->disputed->len; i++)
    mark->disputed |= g_array_index (notes->disputed, guint, i) == index;
  g_ptr_array_add (page->marks, mark);
  g_hash_table_insert (page->known_marks, mark->key, mark);
  return mark;
}

static char *
join_remarks (const EntScene *scene, const EntFigureNotes *notes)
{
  g_autoptr (GPtrArray) remarks = ent_figure_notes_remarks (notes, TRUE, 0);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    g_string_append_printf (lines, "%s\n", (const char *)g_ptr_array_index (remarks, i));
  for (const char *const *note = ent_scene_notes (scene); *note != NULL; note++)
    g_string_append_printf (lines, "%s\n", *note);
  return g_strdup (g_strchomp (lines->str));
}

typedef struct
{
  EntHtmlMark *mark;
  double importance;
  guint place;
} Rank;

static int
by_importance (gconstpointer a, gconstpointer b)
{
  const Rank *p = a, *q = b;

  if (p->importance != q->importance)
    return p->importance > q->importance ? -1 : 1;
  return p->place < q->place ? -1 : p->place > q->place;
}

/* In which the keyboard goes through the marks. */
static void
order_marks (EntHtmlPage *page, EntHtmlFigure *figure)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (Rank));
  const EntScene *scene = figure->scenes[0];

  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      const EntSceneItem *item = ent_scene_item (scene, i);
      Rank rank = { ent_html_page_find_mark (page, item), item->importance, 0 };
      if (rank.mark != NULL && g_ptr_array_find (figure->marks, rank.mark, &rank.place))
        g_array_append_val (ranks, rank);
    }
  g_array_sort (ranks, by_importance);
  for (guint i = 0; i < ranks->len; i++)
    g_ptr_array_add (figure->order, g_array_index (ranks, Rank, i).mark);
}

/* Numbers its marks and passages, as far as no figure before it has. */
static void
collect (EntHtmlPage *page, EntHtmlFigure *figure)
{
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      const EntScene *scene = figure->scenes[l * ENT_HTML_N_THEMES];
      g_autoptr (EntFigureNotes) notes
          = ent_figure_notes_new (scene, &figure->requests[l], page->options->library);
      figure->source.in[l] = ent_figure_sources (scene, &figure->requests[l]);
      figure->remarks.in[l] = join_remarks (scene, notes);
      for (guint i = 0; i < notes->order->len; i++)
        {
          EntHtmlMark *mark
              = add_mark (page, figure, notes, g_array_index (notes->order, guint, i));
          if (!g_ptr_array_find (figure->marks, mark, NULL))
            g_ptr_array_add (figure->marks, mark);
        }
    }
  order_marks (page, figure);
}

/* ---- figures ---- */

/**
 * ent_html_page_find_figure:
 * @page: a page
 * @view: (nullable): a saved view
 * @time: (nullable): EDTF, what a step of the story lets through
 * @index: (out) (optional): its place
 *
 * Returns: (transfer none) (nullable): the figure that shows them
 */
EntHtmlFigure *
ent_html_page_find_figure (const EntHtmlPage *page,
                           const EntView *view,
                           const char *time,
                           guint *index)
{
  for (guint i = 0; i < page->figures->len; i++)
    {
      EntHtmlFigure *figure = g_ptr_array_index (page->figures, i);
      if (figure->view != view || g_strcmp0 (figure->time, time) != 0)
        continue;
      if (index != NULL)
        *index = i;
      return figure;
    }
  return NULL;
}

static EntHtmlFigure *
add_figure (EntHtmlPage *page, const EntView *view, EntViewKind kind, const char *time)
{
  EntHtmlFigure *figure = ent_html_page_find_figure (page, view, time, NULL);

  if (figure != NULL)
    return figure;
  figure = g_new0 (EntHtmlFigure, 1);
  figure->view = view;
  figure->kind = kind;
  figure->time = time;
  figure->emphasised = g_ptr_array_new ();
  figure->marks = g_ptr_array_new ();
  figure->order = g_ptr_array_new ();
  g_ptr_array_add (page->figures, figure);
  return figure;
}

static void
emphasise (EntHtmlFigure *figure, const char *const *ids)
{
  for (; ids != NULL && *ids != NULL; ids++)
    g_ptr_array_add (figure->emphasised, (gpointer)*ids);
}

/* The steps' figures come first, as the story tells them. */
static void
list_figures (EntHtmlPage *page)
{
  const EntViewRequest *request = page->request;
  const GPtrArray *story = ent_dossier_story (request->dossier);
  const GPtrArray *views = ent_dossier_views (request->dossier);

  for (guint i = 0; page->options->extent == ENT_HTML_STORY && i < story->len; i++)
    {
      const EntStoryStep *step = g_ptr_array_index (story, i);
      emphasise (add_figure (page, step->view, step->view->kind, step->time.edtf),
                 (const char *const *)step->select);
    }
  for (guint i = 0; page->options->extent != ENT_HTML_VIEW && i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      add_figure (page, view, view->kind, NULL);
    }
  if (page->figures->len == 0)
    emphasise (add_figure (page, request->view, request->kind, NULL), request->emphasis);
  for (guint i = 0; i < page->figures->len; i++)
    g_ptr_array_add (((EntHtmlFigure *)g_ptr_array_index (page->figures, i))->emphasised, NULL);
}

static gboolean
set_filter (const EntHtmlPage *page, EntHtmlFigure *figure, GError **error)
{
  const EntFilter *before = page->request->filter;

  if (before == NULL && figure->time == NULL)
    return TRUE;
  figure->filter = before != NULL ? ent_filter_copy (before) : ent_filter_new ();
  return figure->time == NULL || ent_filter_set_time (figure->filter, figure->time, error);
}

static gboolean
is_single (const EntHtmlPage *page)
{
  return page->options->extent == ENT_HTML_VIEW;
}

static void
write_titles (const EntHtmlPage *page, EntHtmlFigure *figure)
{
  const EntFigureOptions *options = page->figure;

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      const char *caption = figure->view != NULL
                                ? ent_text_get (&figure->view->caption, ent_html_languages[l])
                                : "";
      figure->title.in[l] = is_single (page) && options->title != NULL
                                ? g_strdup (options->title)
                                : ent_figure_title (&figure->requests[l]);
      if (is_single (page) && options->caption != NULL)
        caption = options->caption;
      figure->caption.in[l] = g_strdup (options->show_caption ? caption : "");
    }
}

static gboolean
build (EntHtmlPage *page, EntHtmlFigure *figure, GCancellable *cancellable, GError **error)
{
  double height = 0;

  if (!set_filter (page, figure, error))
    return FALSE;
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      EntViewRequest *request = &figure->requests[l];
      *request = *page->request;
      request->kind = figure->kind;
      request->view = figure->view;
      /* what is tried out on one view is no option of the others */
      if (!is_single (page))
        request->options = NULL;
      request->filter = figure->filter;
      request->lang = ent_html_languages[l];
      request->lang2 = NULL;
      request->theme = page->themes[0];
      request->width = WIDTH;
      request->height = HEIGHT;
      request->text_scale = TEXT_SCALE;
      request->camera = ENT_CAMERA_FIT;
      request->fit = TRUE;
      request->emphasis = (const char *const *)figure->emphasised->pdata;
      height = MAX (height, ent_view_natural_height (request));
    }
  for (guint i = 0; i < G_N_ELEMENTS (figure->scenes); i++)
    {
      EntViewRequest *request = &figure->requests[i / ENT_HTML_N_THEMES];
      request->height = height > 0 ? height : HEIGHT;
      request->theme = page->themes[i % ENT_HTML_N_THEMES];
      figure->scenes[i] = ent_view_build (request, cancellable, error);
      if (figure->scenes[i] == NULL)
        return FALSE;
    }
  write_titles (page, figure);
  collect (page, figure);
  return TRUE;
}

/**
 * ent_html_page_note_key:
 * @page: a page
 * @key: what a line of a legend hides, "type:visit"
 *
 * Returns: the number by which the marks that it hides know it
 */
guint
ent_html_page_note_key (EntHtmlPage *page, const char *key)
{
  for (guint i = 0; i < page->hidden->len; i++)
    if (g_str_equal (g_ptr_array_index (page->hidden, i), key))
      return i;
  g_ptr_array_add (page->hidden, g_strdup (key));
  return page->hidden->len - 1;
}

/**
 * ent_html_page_fill:
 * @page: a page with its request and options
 * @cancellable: (nullable): checked between figures
 * @error: return location
 *
 * Builds the figures in every language and theme and collects what can be asked of them.  A view of
 * a page of several that cannot be drawn is left out.
 *
 * Errors: those of ent_view_build() when nothing can be drawn, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether there is anything to show
 */
gboolean
ent_html_page_fill (EntHtmlPage *page, GCancellable *cancellable, GError **error)
{
  page->figures = g_ptr_array_new_with_free_func (free_figure);
  page->marks = g_ptr_array_new_with_free_func (free_mark);
  page->notes = g_ptr_array_new_with_free_func (free_note);
  page->hidden = g_ptr_array_new_with_free_func (g_free);
  page->known_marks = g_hash_table_new (g_str_hash, g_str_equal);
  page->known_notes = g_hash_table_new (hash_use, is_same_use);
  page->marks_of
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  page->sheet = ent_svg_sheet_new (ent_html_classes, ENT_HTML_N_LANGUAGES, ENT_HTML_N_THEMES);
  list_figures (page);
  for (guint i = 0; i < page->figures->len; i++)
    if (!build (page, g_ptr_array_index (page->figures, i), cancellable, error))
      return FALSE;
  return TRUE;
}
