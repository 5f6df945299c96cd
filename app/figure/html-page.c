/* The page itself: a template that is filled, its style and its script, which alone may run. */
#include "figure/html-page.h"

#include <string.h>

#include "ent-resources-page.h"
#include "figure/figure-private.h"
#include "figure/html-private.h"
#include "views/words.h"

static const char *
find_resource (const char *name, gsize *length)
{
  g_autofree char *path = g_strconcat ("/org/entente/Page/", name, NULL);
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (ent_page_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  /* What is built in is there as long as the program. */
  return bytes != NULL ? g_bytes_get_data (bytes, length) : NULL;
}

/* A source that the policy lets through: this very text and no other. */
static char *
hash (const char *text, gsize length)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (sum, (const guchar *)text, (gssize)length);
  g_checksum_get_digest (sum, digest, &size);
  g_autofree char *coded = g_base64_encode (digest, size);
  return g_strdup_printf ("'sha256-%s'", coded);
}

static void
put_colours (const EntHtmlPage *page, guint theme, GString *out)
{
  const EntTheme *t = page->themes[theme];
  const struct
  {
    const char *name;
    EntColour colour;
  } roles[] = { { "paper", t->paper },        { "ink", t->ink }, { "muted", t->muted },
                { "hairline", t->hairline },  { "sea", t->sea }, { "accent", t->accent },
                { "highlight", t->highlight } };

  g_string_append_printf (out, "color-scheme:%s;", t->dark ? "dark" : "light");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *hex = ent_colour_to_hex (roles[i].colour);
      g_string_append_printf (out, "--%s:%s;", roles[i].name, hex);
    }
  ent_svg_sheet_write_colours (page->sheet, theme, out);
}

/* Colours of both themes, as the reader's system has it until the reader says otherwise. */
static char *
write_style (const EntHtmlPage *page)
{
  GString *out = g_string_new ("\n:root{");
  gsize length;
  const char *sheet = find_resource ("page.css", &length);

  put_colours (page, 0, out);
  g_string_append (out, "}\n@media (prefers-color-scheme:dark){:root:not([data-theme=light]){");
  put_colours (page, 1, out);
  g_string_append (out, "}}\n:root[data-theme=dark]{");
  put_colours (page, 1, out);
  g_string_append (out, "}\n@media print{:root:root{");
  put_colours (page, 0, out);
  g_string_append (out, "}}\n");
  ent_svg_sheet_write_rules (page->sheet, out);
  g_string_append_len (out, sheet, (gssize)length);
  return g_string_free (out, FALSE);
}

static char *
write_script (void)
{
  static const char *const parts[] = { "page-camera.js", "page-panel.js", "page.js" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gsize length;
      const char *part = find_resource (parts[i], &length);
      g_string_append_len (out, part, (gssize)length);
    }
  return g_string_free (out, FALSE);
}

/* What the template asks for, each written before the template is filled. */
typedef struct
{
  const EntHtmlPage *page;
  const char *style, *script, *policy, *figures, *story, *marks, *passages, *defs;
} Parts;

static void
put_title (const EntHtmlPage *page, GString *out, gboolean plain)
{
  EntHtmlText title = page->options->extent == ENT_HTML_VIEW
                          ? ((const EntHtmlFigure *)g_ptr_array_index (page->figures, 0))->title
                          : ent_html_text_of (ent_dossier_title (page->request->dossier));

  if (plain)
    ent_html_put (out, title.in[page->language]);
  else
    ent_html_put_text (out, &title);
  if (page->options->extent != ENT_HTML_VIEW)
    ent_html_text_clear (&title);
}

static void
put_licence (const EntHtmlPage *page, GString *out)
{
  const char *licence = ent_dossier_licence (page->request->dossier);

  if (licence == NULL || *licence == '\0')
    return;
  g_string_append (out, " · ");
  ent_html_put_word (out, "licence");
  g_string_append (out, " ");
  ent_html_put (out, licence);
}

static void
put_part (const Parts *parts, const char *name, GString *out)
{
  const EntHtmlPage *page = parts->page;
  const struct
  {
    const char *name, *text;
  } texts[] = {
    { "style", parts->style },
    { "script", parts->script },
    { "policy", parts->policy },
    { "figures", parts->figures },
    { "story", parts->story },
    { "marks", parts->marks },
    { "passages", parts->passages },
    { "defs", parts->defs },
    { "lang", ent_html_languages[page->language] },
    { "class", ent_html_classes[page->language] },
    { "theme", page->request->theme->dark ? " data-theme=\"dark\"" : "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].name, name))
      {
        g_string_append (out, texts[i].text);
        return;
      }
  if (g_str_has_prefix (name, "word:"))
    ent_html_put_word (out, name + strlen ("word:"));
  else if (g_str_has_prefix (name, "label:"))
    ent_html_put_label (out, name + strlen ("label:"), page->language);
  else if (g_str_equal (name, "licence"))
    put_licence (page, out);
  else
    put_title (page, out, g_str_equal (name, "plain title"));
}

/* "{{name}}" stands for a part; what a part says is not looked at again. */
static void
fill_template (const Parts *parts, GString *out)
{
  gsize length;
  const char *text = find_resource ("page.html", &length), *end = text + length;

  while (text < end)
    {
      const char *open = g_strstr_len (text, end - text, "{{");
      const char *close = open != NULL ? g_strstr_len (open, end - open, "}}") : NULL;
      if (close == NULL)
        break;
      g_autofree char *name = g_strndup (open + 2, (gsize)(close - open - 2));
      g_string_append_len (out, text, open - text);
      put_part (parts, name, out);
      text = close + 2;
    }
  g_string_append_len (out, text, end - text);
}

static GBytes *
assemble (EntHtmlPage *page)
{
  g_autoptr (GString) figures = g_string_new (NULL);
  g_autoptr (GString) story = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autoptr (GString) passages = g_string_new (NULL);
  g_autoptr (GString) defs = g_string_new (NULL);
  GString *out = g_string_new (NULL);
  gsize length;

  ent_html_put_figures (page, figures);
  ent_html_put_story (page, story);
  ent_html_put_marks (page, marks);
  ent_html_put_passages (page, passages);
  ent_svg_sheet_write_defs (page->sheet, defs);
  g_autofree char *style = write_style (page);
  g_autofree char *script = write_script ();
  g_autofree char *style_hash = hash (style, strlen (style));
  g_autofree char *script_hash = hash (script, strlen (script));
  g_autofree char *policy = g_strdup_printf (
      "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'",
      style_hash,
      script_hash);
  const Parts parts = { page,       style,      script,        policy,   figures->str,
                        story->str, marks->str, passages->str, defs->str };
  fill_template (&parts, out);
  length = out->len;
  return g_bytes_new_take (g_string_free (out, FALSE), length);
}

static guint
choose_language (const char *lang)
{
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    if (g_strcmp0 (lang, ent_html_languages[l]) == 0)
      return l;
  return 0;
}

/**
 * ent_html_needs_world:
 * @request: what is to be shown
 * @extent: how much of it
 *
 * Returns: whether anything is among it that is drawn by the world, so that the request must have
 * the world
 */
gboolean
ent_html_needs_world (const EntViewRequest *request, EntHtmlExtent extent)
{
  const GPtrArray *views = ent_dossier_views (request->dossier);

  for (guint i = 0; extent != ENT_HTML_VIEW && i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      const EntViewRequest of_view
          = { .dossier = request->dossier, .kind = view->kind, .view = view };
      if (ent_view_needs_world (&of_view))
        return TRUE;
    }
  return (extent == ENT_HTML_VIEW || views->len == 0) && ent_view_needs_world (request);
}

/**
 * ent_html_write:
 * @request: the dossier, the language that the page opens in, and the view where only one is asked
 *   for; a dark theme opens a dark page
 * @figure: title, caption and what is to be shown
 * @options: how much, and the texts at hand
 * @cancellable: (nullable): checked between figures
 * @error: return location
 *
 * Writes a page that needs nothing else: every figure in three languages, light and dark; the marks
 * and the passages they rest on; the story.  No text of the dossier is markup in it, and its policy
 * lets nothing run and nothing be fetched but what stands in it.  Identical input, identical bytes.
 *
 * Errors: those of ent_view_build()
 *
 * Returns: (transfer full): the page, or %NULL
 */
GBytes *
ent_html_write (const EntViewRequest *request,
                const EntFigureOptions *figure,
                const EntHtmlOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  const gboolean contrast = request->theme->kind == ENT_THEME_CONTRAST
                            || request->theme->kind == ENT_THEME_CONTRAST_DARK;
  EntHtmlPage page = {
    .request = request,
    .figure = figure,
    .options = options,
    .language = choose_language (request->lang),
    .themes
    = { request->theme->dark ? ent_theme_get (contrast ? ENT_THEME_CONTRAST : ENT_THEME_LIGHT)
                             : request->theme,
        ent_theme_get (contrast ? ENT_THEME_CONTRAST_DARK : ENT_THEME_DARK) },
  };
  GBytes *bytes = ent_html_page_fill (&page, cancellable, error) ? assemble (&page) : NULL;

  ent_html_page_clear (&page);
  return bytes;
}

/**
 * ent_html_export:
 * @request: as for ent_html_write()
 * @figure: as for ent_html_write()
 * @options: as for ent_html_write()
 * @file: where to; replaced whole or not at all
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * Writes a page into a file.  Errors: those of ent_html_write() and of #GFile
 *
 * Returns: whether it was written
 */
gboolean
ent_html_export (const EntViewRequest *request,
                 const EntFigureOptions *figure,
                 const EntHtmlOptions *options,
                 GFile *file,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GBytes) bytes = ent_html_write (request, figure, options, cancellable, error);

  return bytes != NULL && ent_figure_write (file, bytes, cancellable, error);
}
