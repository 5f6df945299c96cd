/* Pages as a PDF (ISO 32000-1), with metadata, outline and links. */
#include <cairo-pdf.h>

#include "figure/figure-private.h"
#include "figure/pdf-private.h"

static void
free_part (gpointer data)
{
  EntPdfPart *part = data;

  ent_scene_unref (part->scene);
  g_clear_pointer (&part->links, g_ptr_array_unref);
  g_clear_pointer (&part->placed, g_hash_table_unref);
  g_free (part->prefix);
  g_free (part);
}

/**
 * ent_pdf_page_new:
 * @width: figure units
 * @height: figure units
 * @outline: (nullable): its entry in the outline
 * @level: 0 for a chapter, 1 for what belongs to the last one
 *
 * Returns: (transfer full): an empty page
 */
EntPdfPage *
ent_pdf_page_new (double width, double height, const char *outline, guint level)
{
  EntPdfPage *page = g_new0 (EntPdfPage, 1);

  page->width = width;
  page->height = height;
  page->outline = g_strdup (outline);
  page->level = level;
  page->parts = g_ptr_array_new_with_free_func (free_part);
  return page;
}

/**
 * ent_pdf_page_free:
 * @page: (nullable) (transfer full): a page
 */
void
ent_pdf_page_free (EntPdfPage *page)
{
  if (page == NULL)
    return;
  g_ptr_array_unref (page->parts);
  g_free (page->outline);
  g_free (page);
}

/**
 * ent_pdf_page_add:
 * @page: a page
 * @scene: what is drawn on it, whole and in its corner unless the caller changes that
 * @prefix: (nullable): of the destinations of its items
 *
 * Returns: (transfer none): the part
 */
EntPdfPart *
ent_pdf_page_add (EntPdfPage *page, const EntScene *scene, const char *prefix)
{
  EntPdfPart *part = g_new0 (EntPdfPart, 1);

  part->scene = ent_scene_ref ((EntScene *)scene);
  part->prefix = g_strdup (prefix);
  part->scale = 1;
  part->bottom = ent_scene_height (scene);
  g_ptr_array_add (page->parts, part);
  return part;
}

/**
 * ent_pdf_link:
 * @prefix: (nullable): of a part
 * @id: of an item of its scene
 *
 * Returns: (transfer full): what an item says that leads there
 */
char *
ent_pdf_link (const char *prefix, const char *id)
{
  return g_strconcat ("#", prefix != NULL ? prefix : "", id, NULL);
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *pdf, const EntPdfInfo *info)
{
  const struct
  {
    cairo_pdf_metadata_t key;
    const char *value;
  } fields[] = { { CAIRO_PDF_METADATA_TITLE, info->title },
                 { CAIRO_PDF_METADATA_AUTHOR, info->author },
                 { CAIRO_PDF_METADATA_SUBJECT, info->subject },
                 { CAIRO_PDF_METADATA_KEYWORDS, info->keywords },
                 { CAIRO_PDF_METADATA_CREATOR, "Entente " ENT_VERSION },
                 { CAIRO_PDF_METADATA_MOD_DATE, info->date } };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL && *fields[i].value != '\0')
      cairo_pdf_surface_set_metadata (pdf, fields[i].key, fields[i].value);
  /* Cairo writes the time of day unless it is given a date; it takes what is no date as none.  The
   * same figure is the same file. */
  cairo_pdf_surface_set_metadata (
      pdf, CAIRO_PDF_METADATA_CREATE_DATE, info->date != NULL ? info->date : "");
}

static void
draw_part (cairo_t *cr, const EntPdfPart *part)
{
  const EntRenderTags tags
      = { .prefix = part->prefix,
          .links = part->links != NULL ? (const char *const *)part->links->pdata : NULL,
          .placed = part->placed };

  cairo_save (cr);
  cairo_translate (cr, part->x, part->y - part->top * part->scale);
  cairo_scale (cr, part->scale, part->scale);
  if (part->top > 0 || part->bottom < ent_scene_height (part->scene))
    {
      cairo_rectangle (cr, 0, part->top, ent_scene_width (part->scene), part->bottom - part->top);
      cairo_clip (cr);
    }
  ent_render_tagged (part->scene, cr, part->emphasis, &tags);
  cairo_restore (cr);
}

/* Chapters lie under the root; a reader opens them. */
static void
add_outline (cairo_surface_t *pdf, const EntPdfPage *page, guint number, int *chapter)
{
  g_autofree char *target = g_strdup_printf ("page=%u pos=[0 0]", number);

  if (page->outline == NULL)
    return;
  const int parent = page->level == 0 ? CAIRO_PDF_OUTLINE_ROOT : *chapter;
  const int entry = cairo_pdf_surface_add_outline (
      pdf, parent, page->outline, target, CAIRO_PDF_OUTLINE_FLAG_OPEN);
  if (page->level == 0)
    *chapter = entry;
}

static void
draw_pages (cairo_surface_t *pdf, const GPtrArray *pages, GCancellable *cancellable)
{
  cairo_t *cr = cairo_create (pdf);
  int chapter = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < pages->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const EntPdfPage *page = pages->pdata[i];
      cairo_pdf_surface_set_size (
          pdf, page->width / ENT_UNITS_PER_PT, page->height / ENT_UNITS_PER_PT);
      /* A section, because cairo 1.16 loses the elements of links that lie in none, and the file
       * then refers to what is not in it. */
      cairo_tag_begin (cr, "Sect", NULL);
      cairo_save (cr);
      cairo_scale (cr, 1 / ENT_UNITS_PER_PT, 1 / ENT_UNITS_PER_PT);
      for (guint k = 0; k < page->parts->len; k++)
        draw_part (cr, page->parts->pdata[k]);
      cairo_restore (cr);
      cairo_tag_end (cr, "Sect");
      add_outline (pdf, page, i + 1, &chapter);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

/**
 * ent_pdf_write:
 * @pages: (element-type EntPdfPage): the pages, at least one
 * @info: what is said of the document
 * @cancellable: (nullable): checked before each page
 * @error: return location
 *
 * Writes pages as a PDF: vectors, text that can be selected in subsets of its fonts, links between
 * the pages.  A link must lead to an item that is seen on one of them.  Identical input gives
 * identical bytes.
 *
 * Errors: %ENT_FIGURE_ERROR_WRITE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the file's bytes, or %NULL
 */
GBytes *
ent_pdf_write (const GPtrArray *pages,
               const EntPdfInfo *info,
               GCancellable *cancellable,
               GError **error)
{
  const EntPdfPage *first = pages->pdata[0];
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream (
      write_bytes, out, first->width / ENT_UNITS_PER_PT, first->height / ENT_UNITS_PER_PT);

  set_metadata (pdf, info);
  draw_pages (pdf, pages, cancellable);
  cairo_surface_finish (pdf);
  const cairo_status_t status = cairo_surface_status (pdf);
  cairo_surface_destroy (pdf);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (out);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !ent_figure_check_status (status, error))
    return NULL;
  return g_steal_pointer (&bytes);
}
