/* What is written above and below a view. */
#include "figure/figure-page.h"

#include <string.h>

#include "figure/figure-notes.h"
#include "views/words.h"

/* Sizes of type at text scale 1, points (LOOK). */
#define TITLE_PT 11.0
#define SUBTITLE_PT 8.5
#define CAPTION_PT 8.0
#define SOURCE_PT 7.0
/* Marks named in a note before the rest is only counted. */
#define MAX_NAMED 3

/**
 * ent_page_block_free:
 * @block: (transfer full): a block
 */
void
ent_page_block_free (EntPageBlock *block)
{
  g_strfreev (block->lines);
  g_free (block);
}

/**
 * ent_page_pt:
 * @page: a page
 * @points: a length at text scale 1
 *
 * Returns: the length on this page, figure units
 */
double
ent_page_pt (const EntPage *page, double points)
{
  return points * ENT_UNITS_PER_PT * page->request.text_scale;
}

/**
 * ent_page_column:
 * @page: a page
 *
 * Returns: its width between the margins, figure units
 */
double
ent_page_column (const EntPage *page)
{
  return page->width - 2 * page->margin;
}

static void
add_block_in (EntPage *page,
              GPtrArray *blocks,
              const char *text,
              double size_pt,
              int weight,
              EntColour colour,
              const char *lang)
{
  if (!text || !*text)
    return;
  EntPageBlock *block = g_new0 (EntPageBlock, 1);
  block->style = (EntTextStyle){ .size = ent_page_pt (page, size_pt),
                                 .weight = weight,
                                 .align = ENT_ALIGN_START,
                                 .lang = g_intern_string (lang),
                                 .family = page->request.font_family };
  block->lines = ent_text_wrap (text, &block->style, ent_page_column (page), 0);
  block->colour = colour;
  block->gap = blocks->len ? ent_page_pt (page, ENT_PAGE_GAP_PT / 2) : 0;
  g_ptr_array_add (blocks, block);
}

static void
add_block (EntPage *page,
           GPtrArray *blocks,
           const char *text,
           double size_pt,
           int weight,
           EntColour colour)
{
  add_block_in (page, blocks, text, size_pt, weight, colour, page->request.lang);
}

static double
block_height (const EntPageBlock *block)
{
  return block->gap + g_strv_length (block->lines) * ent_text_line_height (&block->style);
}

/**
 * ent_page_blocks_height:
 * @blocks: (element-type EntPageBlock): paragraphs
 *
 * Returns: their height, one below the other, figure units
 */
double
ent_page_blocks_height (GPtrArray *blocks)
{
  double height = 0;

  for (guint i = 0; i < blocks->len; i++)
    height += block_height (g_ptr_array_index (blocks, i));
  return height;
}

/**
 * ent_page_draw_blocks:
 * @page: a page
 * @builder: its scene
 * @blocks: (element-type EntPageBlock): paragraphs
 * @y: top of the first
 *
 * Returns: the bottom of the last
 */
double
ent_page_draw_blocks (const EntPage *page, EntSceneBuilder *builder, GPtrArray *blocks, double y)
{
  EntStyle none = { 0 };

  for (guint i = 0; i < blocks->len; i++)
    {
      const EntPageBlock *block = g_ptr_array_index (blocks, i);
      double line = ent_text_line_height (&block->style);
      int item = ENT_NO_ITEM;
      if (block->notes_on != NULL)
        {
          const char *cite = ent_text_get (&block->notes_on->thing.name, page->request.lang);
          const EntSceneItem notes = { .id = block->notes_on->thing.mark_id, .title = cite };
          item = ent_scene_builder_item (builder, &notes);
        }
      y += block->gap;
      for (char **text = block->lines; *text; text++, y += line)
        {
          EntTextSize size = ent_text_measure (*text, &block->style);
          double baseline = y + (line + size.ascent - size.descent) / 2;
          ent_scene_builder_text (builder,
                                  ENT_LAYER_FRAME,
                                  item,
                                  page->margin,
                                  baseline,
                                  *text,
                                  &block->style,
                                  block->colour,
                                  &none);
        }
    }
  return y;
}

/**
 * ent_figure_title:
 * @request: what is drawn
 *
 * Returns: (transfer full): the title of the saved view, or of the dossier
 */
char *
ent_figure_title (const EntViewRequest *request)
{
  const char *title = request->view ? ent_text_get (&request->view->thing.name, request->lang) : "";

  if (!*title)
    title = ent_text_get (ent_dossier_title (request->dossier), request->lang);
  return g_strdup (title);
}

/**
 * ent_figure_shown_title:
 * @request: what is drawn
 * @options: how
 *
 * Returns: (transfer full): the title as it was edited, or else ent_figure_title()
 */
char *
ent_figure_shown_title (const EntViewRequest *request, const EntFigureOptions *options)
{
  return options->title != NULL ? g_strdup (options->title) : ent_figure_title (request);
}

/**
 * ent_figure_shown_caption:
 * @request: what is drawn
 * @options: how
 *
 * Returns: (transfer none): the caption as it was edited, or that of the saved view, or ""
 */
const char *
ent_figure_shown_caption (const EntViewRequest *request, const EntFigureOptions *options)
{
  if (options->caption != NULL)
    return options->caption;
  return request->view ? ent_text_get (&request->view->caption, request->lang) : "";
}

/* The same request for readers of the second language. */
static EntViewRequest
in_second_language (const EntViewRequest *request)
{
  EntViewRequest second = *request;

  second.lang = request->lang2;
  second.lang2 = NULL;
  return second;
}

static void
write_time (EntPage *page)
{
  const EntViewRequest *request = &page->request;
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  const char *time = request->filter != NULL ? request->filter->time : NULL;

  if (time == NULL && own != NULL)
    time = own->time;
  if (!page->options->show_date || time == NULL)
    return;
  g_autofree char *date = ent_date_format (time, ENT_DATE_LONG, request->lang);
  g_autofree char *stamp = ent_word_format ("figure time", request->lang, date, NULL);
  add_block (page, page->head, stamp, SUBTITLE_PT, 600, request->theme->muted);
}

/**
 * ent_page_write_head:
 * @page: a page
 *
 * Title, in both languages if labels are; the dossier's, if that is another; and the time shown.
 */
void
ent_page_write_head (EntPage *page)
{
  const EntViewRequest *request = &page->request;
  const EntTheme *theme = request->theme;
  const EntText *whole = ent_dossier_title (request->dossier);
  g_autofree char *title = ent_figure_shown_title (request, page->options);
  const char *dossier = ent_text_get (whole, request->lang);

  if (page->options->show_title)
    {
      add_block (page, page->head, title, TITLE_PT, 600, theme->ink);
      if (request->lang2 != NULL && page->options->title == NULL)
        {
          const EntViewRequest second = in_second_language (request);
          g_autofree char *again = ent_figure_title (&second);
          if (!g_str_equal (again, title))
            add_block_in (
                page, page->head, again, SUBTITLE_PT + 1, 400, theme->ink, request->lang2);
        }
      if (!g_str_equal (title, dossier))
        {
          const char *other
              = request->lang2 != NULL ? ent_text_get (whole, request->lang2) : dossier;
          g_autofree char *both
              = g_str_equal (other, dossier) ? NULL : g_strconcat (dossier, " · ", other, NULL);
          add_block (page, page->head, both ? both : dossier, SUBTITLE_PT, 400, theme->muted);
        }
    }
  write_time (page);
}

/* Documents that the marks of the scene rest on, in the dossier's order. */
static GPtrArray *
cited_documents (const EntScene *scene, const EntDossier *dossier)
{
  const GPtrArray *all = ent_dossier_documents (dossier);
  g_autoptr (GHashTable) cited = g_hash_table_new (NULL, NULL);
  GPtrArray *documents = g_ptr_array_new ();

  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    for (const char *const *id = ent_scene_item (scene, i)->evidence; id && *id; id++)
      {
        const EntThing *passage = ent_dossier_find (dossier, *id);
        if (passage && passage->kind == ENT_THING_PASSAGE)
          g_hash_table_add (cited, (gpointer)((const EntPassage *)passage)->document);
      }
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (cited, g_ptr_array_index (all, i)))
      g_ptr_array_add (documents, g_ptr_array_index (all, i));
  return documents;
}

/**
 * ent_figure_sources:
 * @scene: a view, or a figure with it
 * @request: what it was made from
 *
 * Returns: (transfer full): "Source: …", all documents that its marks rest on; "" if there are none
 */
char *
ent_figure_sources (const EntScene *scene, const EntViewRequest *request)
{
  g_autoptr (GPtrArray) documents = cited_documents (scene, request->dossier);
  g_autoptr (GString) list = g_string_new (NULL);

  if (documents->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < documents->len; i++)
    {
      g_autofree char *cite = ent_figure_cite (g_ptr_array_index (documents, i), request->lang);
      if (i > 0)
        g_string_append (list, ent_word ("citation separator", request->lang));
      g_string_append (list, cite);
    }
  return ent_word_format (
      documents->len > 1 ? "figure sources" : "figure source", request->lang, list->str, NULL);
}

/* "12 para. 3: United States → China, Visit" */
static void
append_note (GString *text, const EntFigureNotes *notes, const EntFigureNote *note)
{
  const char *lang = notes->lang;

  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  g_string_append_printf (text, "[%u] ", note->number);
  for (guint i = 0; i < note->items->len; i++)
    {
      const guint item = g_array_index (note->items, guint, i);
      const char *title = ent_scene_item (notes->scene, item)->title;
      if (!g_ptr_array_find_with_equal_func (titles, title, g_str_equal, NULL))
        g_ptr_array_add (titles, (gpointer)title);
    }
  for (guint i = 0; i < MIN (titles->len, MAX_NAMED); i++)
    {
      const char *title = titles->pdata[i];
      g_string_append_printf (text, "%s%s", i > 0 ? ent_word ("list separator", lang) : "", title);
    }
  if (titles->len > MAX_NAMED)
    g_string_append (text, "…");
  g_string_append (text, note->facts);
}

/* A paragraph for each document: what it is, then the passages of it by their numbers. */
static void
write_notes (EntPage *page, const EntScene *view)
{
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (view, &page->request, page->options->library);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  const char *lang = page->request.lang;

  for (guint i = 0; i < notes->notes->len; i++)
    {
      const EntFigureNote *first = notes->notes->pdata[i];
      if (!g_hash_table_add (told, (gpointer)first->passage->document))
        continue;
      g_autofree char *cite = ent_figure_cite (first->passage->document, lang);
      g_autoptr (GString) text = g_string_new (cite);
      g_string_append (text, ent_word ("colon", lang));
      for (guint k = i; k < notes->notes->len; k++)
        {
          const EntFigureNote *note = notes->notes->pdata[k];
          if (note->passage->document != first->passage->document)
            continue;
          g_string_append (text, k > i ? ent_word ("citation separator", lang) : "");
          append_note (text, notes, note);
        }
      add_block (page, page->foot, text->str, SOURCE_PT, 400, page->request.theme->muted);
      ((EntPageBlock *)page->foot->pdata[page->foot->len - 1])->notes_on = first->passage->document;
    }
}

static gboolean
is_wanted (const EntFigureOptions *options, EntNoteKind kind)
{
  switch (kind)
    {
    case ENT_NOTE_METHOD:
      return options->show_projection;
    case ENT_NOTE_WORLDVIEW:
      return options->show_worldview;
    case ENT_NOTE_GAPS:
      break;
    }
  return options->show_source;
}

static void
write_remarks (EntPage *page, const EntScene *view)
{
  g_autoptr (GString) remarks = g_string_new (NULL);
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (view, &page->request, page->options->library);
  g_autoptr (GPtrArray) of_notes
      = ent_figure_notes_remarks (notes, page->options->show_notes, MAX_NAMED);

  for (guint i = 0; page->options->show_source && i < of_notes->len; i++)
    g_string_append_printf (
        remarks, "%s%s", remarks->len ? " · " : "", (const char *)of_notes->pdata[i]);
  for (guint i = 0; ent_scene_notes (view)[i] != NULL; i++)
    if (is_wanted (page->options, ent_scene_note_kind (view, i)))
      g_string_append_printf (
          remarks, "%s%s", remarks->len ? " · " : "", ent_scene_notes (view)[i]);
  add_block (page, page->foot, remarks->str, SOURCE_PT, 400, page->request.theme->muted);
}

/**
 * ent_page_write_foot:
 * @page: a page
 * @view: the view as it is drawn on it
 *
 * Caption and sources; what the view itself has to say (projection, borders, what is not drawn)
 * stands with the sources.
 */
void
ent_page_write_foot (EntPage *page, const EntScene *view)
{
  const EntViewRequest *request = &page->request;
  const EntFigureOptions *options = page->options;

  g_ptr_array_set_size (page->foot, 0);
  if (options->show_caption)
    {
      const char *caption = ent_figure_shown_caption (request, options);
      add_block (page, page->foot, caption, CAPTION_PT, 400, request->theme->ink);
      if (request->lang2 != NULL && options->caption == NULL)
        {
          const EntViewRequest second = in_second_language (request);
          const char *again = ent_figure_shown_caption (&second, options);
          if (!g_str_equal (again, caption))
            add_block_in (
                page, page->foot, again, CAPTION_PT, 400, request->theme->muted, request->lang2);
        }
    }
  /* The notes cite the documents themselves. */
  if (options->show_notes)
    write_notes (page, view);
  else if (options->show_source)
    {
      g_autofree char *sources = ent_figure_sources (view, request);
      add_block (page, page->foot, sources, SOURCE_PT, 400, request->theme->muted);
    }
  write_remarks (page, view);
}
