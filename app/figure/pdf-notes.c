/* The notes of a figure as pages: what each mark rests on, and how to get from one to the other. */
#include <string.h>

#include "figure/figure-private.h"
#include "figure/pdf-private.h"
#include "views/words.h"

/* A4, upright: the pages that follow a figure are for reading, whatever its own size. */
#define PAGE_WIDTH_MM 210
#define PAGE_HEIGHT_MM 297
/* Sizes of type, points. */
#define TITLE_PT 13.0
#define SUBTITLE_PT 9.0
#define NOTE_PT 9.0
#define SMALL_PT 8.0
/* Where the text of notes begins: room for four digits in front of it. */
#define INDENT_PT 30.0
#define GAP_PT 6.0

static char *
note_id (guint number)
{
  return g_strdup_printf ("note:%u", number);
}

/* Where something leads that rests on a note. */
static char *
lead (const EntFigureNotes *notes, const EntPdfNotes *how, const EntFigureNote *note)
{
  const EntDocument *document = note->passage->document;
  g_autofree char *id = note_id (note->number);

  if (how->appendix != ENT_APPENDIX_NONE)
    return ent_pdf_link (how->prefix, id);
  if (ent_scene_find_item (notes->scene, document->thing.mark_id) >= 0)
    return ent_pdf_link (how->prefix, document->thing.mark_id);
  return g_strdup (document->url);
}

/**
 * ent_pdf_figure_links:
 * @notes: the notes of a figure
 * @how: where they are
 *
 * A mark leads to its first note on the pages that follow; without them to the notes of its
 * document under the figure; without those to the document, if that has an address.  Where the
 * figure cites a document, that leads to the document.
 *
 * Returns: (transfer full) (element-type utf8): where each item of the figure leads
 */
GPtrArray *
ent_pdf_figure_links (const EntFigureNotes *notes, const EntPdfNotes *how)
{
  GPtrArray *links = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ent_scene_n_items (notes->scene); i++)
    {
      guint n;
      const guint *numbers = ent_figure_notes_of (notes, i, &n);
      g_ptr_array_add (links,
                       n > 0 ? lead (notes, how, ent_figure_notes_get (notes, numbers[0])) : NULL);
    }
  for (guint i = 0; i < notes->notes->len; i++)
    {
      const EntDocument *document = ent_figure_notes_get (notes, i + 1)->passage->document;
      const int cited = ent_scene_find_item (notes->scene, document->thing.mark_id);
      if (cited >= 0 && links->pdata[cited] == NULL)
        links->pdata[cited] = g_strdup (document->url);
    }
  return links;
}

typedef struct
{
  const EntFigureNotes *notes;
  const EntPdfNotes *how;
  EntFlow *flow;
  EntFlowStyle text, small, link;
} Writer;

/* "[Disputes] “The words” (para. 3; grade B2)" */
static char *
write_claim (const Writer *writer, const EntFigureNote *note, gboolean *quoted)
{
  const char *lang = writer->notes->lang;
  const char *digest = ent_figure_note_digest (writer->notes, note);
  const char *disputes = note->disputes ? ent_word ("table disputes", lang) : "";

  *quoted = writer->how->appendix == ENT_APPENDIX_QUOTES && note->quote != NULL;
  if (!*quoted)
    return g_strconcat (
        disputes, *digest != '\0' ? digest : note->passage->thing.id, note->facts, NULL);
  return g_strconcat (disputes, "“", note->quote, "”", note->facts, NULL);
}

/* Where the document is cited, and the marks that rest on the note, each leading back. */
static void
write_marks (const Writer *writer, const EntFigureNote *note, const char *id)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *run = g_strconcat (id, "/mark", NULL);

  if (note->same_as > 0)
    {
      g_autofree char *same = g_strdup_printf ("%u", note->same_as);
      g_autofree char *first = note_id (note->same_as);
      g_ptr_array_add (names, ent_word_format ("table as note", writer->notes->lang, same, NULL));
      g_ptr_array_add (links, ent_pdf_link (writer->how->prefix, first));
    }

  for (guint i = 0; i < note->items->len; i++)
    {
      const EntSceneItem *item
          = ent_scene_item (writer->notes->scene, g_array_index (note->items, guint, i));
      const char *name = item->title != NULL ? item->title : item->id;
      g_ptr_array_add (names, g_strconcat (i == 0 ? "← " : "", name, NULL));
      g_ptr_array_add (links, ent_pdf_link (writer->how->prefix, item->id));
    }
  ent_flow_run (writer->flow, names, links, &writer->small, run);
}

static void
write_note (const Writer *writer, const EntFigureNote *note)
{
  const char *lang = writer->notes->lang, *url = note->passage->document->url;
  g_autofree char *id = note_id (note->number);
  g_autofree char *number = g_strdup_printf ("%u", note->number);
  g_autofree char *source_id = g_strconcat (id, "/source", NULL);
  g_autofree char *url_id = g_strconcat (id, "/url", NULL);
  gboolean quoted;
  g_autofree char *claim = write_claim (writer, note, &quoted);
  EntFlowStyle style = writer->text;

  style.mark = number;
  /* With the first line of what follows it. */
  ent_flow_keep (writer->flow, 5 * NOTE_PT * ENT_UNITS_PER_PT);
  ent_flow_text (writer->flow, claim, &style, id, url);
  /* Of words that are quoted, the digest says what they come to. */
  if (quoted)
    ent_flow_text (
        writer->flow, ent_figure_note_digest (writer->notes, note), &writer->small, NULL, NULL);
  if (note->said != NULL)
    ent_flow_text (writer->flow, ent_text_get (note->said, lang), &writer->small, NULL, NULL);
  if (note->same_as == 0)
    {
      ent_flow_text (writer->flow, note->citation, &writer->small, source_id, url);
      ent_flow_text (writer->flow, url, &writer->link, url_id, url);
    }
  write_marks (writer, note, id);
}

static void
write_head (const Writer *writer)
{
  const EntTheme *theme = ent_scene_theme (writer->notes->scene);
  const EntFlowStyle title = { .size_pt = TITLE_PT, .weight = 600, .colour = theme->ink };
  const EntFlowStyle subtitle = { .size_pt = SUBTITLE_PT, .weight = 400, .colour = theme->muted };
  const EntFlowStyle remark = {
    .size_pt = NOTE_PT, .weight = 400, .colour = theme->ink, .above = GAP_PT * ENT_UNITS_PER_PT
  };
  g_autoptr (GPtrArray) remarks = ent_figure_notes_remarks (writer->notes, TRUE, 0);
  gboolean quotes = FALSE;

  ent_flow_text (writer->flow, ent_word ("table notes", writer->notes->lang), &title, NULL, NULL);
  ent_flow_text (writer->flow, writer->how->title, &subtitle, NULL, NULL);
  for (guint i = 0; i < remarks->len; i++)
    ent_flow_text (writer->flow, remarks->pdata[i], &remark, NULL, NULL);
  for (guint i = 0; i < writer->notes->notes->len; i++)
    quotes = quotes
             || (writer->how->appendix == ENT_APPENDIX_QUOTES
                 && ent_figure_notes_get (writer->notes, i + 1)->quote != NULL);
  if (!quotes && writer->notes->notes->len > 0)
    ent_flow_text (
        writer->flow, ent_word ("table digests", writer->notes->lang), &remark, NULL, NULL);
  ent_flow_skip (writer->flow, GAP_PT * ENT_UNITS_PER_PT);
}

static void
append_pages (
    GPtrArray *pages, EntFlow *flow, const char *foot, const char *prefix, const char *name)
{
  g_autoptr (GPtrArray) written = ent_flow_finish (flow, foot, pages->len + 1);

  for (guint i = 0; i < written->len; i++)
    {
      const EntFlowPage *each = written->pdata[i];
      EntPdfPage *page = ent_pdf_page_new (
          ent_scene_width (each->scene), ent_scene_height (each->scene), i == 0 ? name : NULL, 1);
      EntPdfPart *part = ent_pdf_page_add (page, each->scene, prefix);
      part->links = g_ptr_array_ref (each->links);
      g_ptr_array_add (pages, page);
    }
}

/**
 * ent_pdf_add_notes:
 * @pages: (element-type EntPdfPage): the pages so far, the figure's own among them
 * @notes: the notes of a figure
 * @how: what of them is written
 *
 * Appends the pages that say what each mark of the figure rests on; nothing if that is not asked
 * for or if there is nothing to say.
 */
void
ent_pdf_add_notes (GPtrArray *pages, const EntFigureNotes *notes, const EntPdfNotes *how)
{
  const EntTheme *theme = ent_scene_theme (notes->scene);
  const double indent = INDENT_PT * ENT_UNITS_PER_PT;
  g_autoptr (GPtrArray) remarks = ent_figure_notes_remarks (notes, TRUE, 1);

  if (how->appendix == ENT_APPENDIX_NONE || notes->notes->len + remarks->len == 0)
    return;
  g_autoptr (EntFlow) flow = ent_flow_new (PAGE_WIDTH_MM, PAGE_HEIGHT_MM, theme, notes->lang);
  const Writer writer = {
    .notes = notes,
    .how = how,
    .flow = flow,
    .text = { .size_pt = NOTE_PT,
              .weight = 400,
              .colour = theme->ink,
              .indent = indent,
              .above = GAP_PT * ENT_UNITS_PER_PT },
    .small = { .size_pt = SMALL_PT, .weight = 400, .colour = theme->muted, .indent = indent },
    .link = { .size_pt = SMALL_PT, .weight = 400, .colour = theme->accent, .indent = indent },
  };
  write_head (&writer);
  for (guint i = 0; i < notes->notes->len; i++)
    write_note (&writer, ent_figure_notes_get (notes, i + 1));
  append_pages (pages, flow, how->title, how->prefix, ent_word ("table notes", notes->lang));
}
