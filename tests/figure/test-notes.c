/* The notes of figures: their numbers, what they say, and the links of PDF and SVG to them. */
#include <string.h>

#include "dossier/dossier-file.h"
#include "figure/figure-notes.h"

static const char text[]
    = "{'format':'entente-dossier','version':1,'id':'d','title':'D','authors':['Ann','Ben'],"
      "'licence':'CC-BY-4.0','documents':["
      "{'id':'open','title':'Open','url':'https://example.org/a_(b)','rights':'CC-BY-4.0'},"
      "{'id':'shut','title':'Shut','rights':'All rights reserved'}],"
      "'passages':[{'id':'p','document':'open','digest':'P says a thing.'},"
      "{'id':'q','document':'shut','digest':'Q denies it.'},"
      "{'id':'o','document':'open','digest':'O says more.','quote':'The\\nvery words.'}],"
      "'actors':[{'id':'a','kind':'state','name':'A'},{'id':'b','kind':'state','name':'B'},"
      "{'id':'c','kind':'state','name':'C','evidence':['o']}],"
      "'relation_types':[{'id':'t','name':'T'}],"
      "'relations':[{'id':'r','type':'t','from':'a','to':'b','label':'Bare'},"
      "{'id':'s','type':'t','from':'b','to':'a','evidence':['p'],'label':'Backed'},"
      "{'id':'v','type':'t','from':'b','to':'c','label':'Disputed',"
      "'evidence':['p',{'passage':'q','stance':'disputes','grade':'B2'}]}]}";

typedef struct
{
  EntDossier *dossier;
  EntViewRequest request;
  EntFigureOptions options;
  EntScene *figure;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;

  fixture->dossier = ent_dossier_parse (json, strlen (json), "test", NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->request = (EntViewRequest){ .dossier = fixture->dossier,
                                       .kind = ENT_VIEW_NETWORK,
                                       .lang = "en",
                                       .theme = ent_theme_get (ENT_THEME_LIGHT),
                                       .camera = ENT_CAMERA_FIT };
  fixture->options = ENT_FIGURE_OPTIONS_DEFAULT;
  fixture->figure = ent_figure_build (&fixture->request, &fixture->options, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ent_scene_unref (fixture->figure);
  ent_dossier_unref (fixture->dossier);
}

static const EntFigureNote *
find_note (const EntFigureNotes *notes, const char *passage)
{
  for (guint i = 1; i <= notes->notes->len; i++)
    if (g_str_equal (ent_figure_notes_get (notes, i)->passage->thing.id, passage))
      return ent_figure_notes_get (notes, i);
  g_error ("%s has no note", passage);
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (fixture->figure, &fixture->request, NULL);
  const EntFigureNote *p = find_note (notes, "p"), *q = find_note (notes, "q");
  const int item = ent_scene_find_item (fixture->figure, "relation:v");
  guint n;

  g_assert_cmpuint (notes->notes->len, ==, 3);
  for (guint i = 1; i <= 3; i++)
    g_assert_cmpuint (ent_figure_notes_get (notes, i)->number, ==, i);
  const guint *numbers = ent_figure_notes_of (notes, (guint)item, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (numbers[0], ==, MIN (p->number, q->number));
  g_assert_cmpuint (numbers[1], ==, MAX (p->number, q->number));
  g_assert_true (q->disputes);
  g_assert_false (p->disputes);
  g_assert_cmpstr (q->facts, ==, " (grade B2)");
  g_assert_cmpstr (ent_figure_note_digest (notes, p), ==, "P says a thing.");
  g_assert_cmpuint (p->items->len, ==, 2);
  ent_figure_notes_of (notes, (guint)ent_scene_find_item (fixture->figure, "relation:r"), &n);
  g_assert_cmpuint (n, ==, 0);
  /* The second note on a document says where the first is. */
  const EntFigureNote *o = find_note (notes, "o");
  g_assert_cmpuint (MAX (o->number, p->number) == o->number ? o->same_as : p->same_as,
                    ==,
                    MIN (o->number, p->number));
  g_assert_cmpuint (q->same_as, ==, 0);
}

/* The dossier's own copy of the words; of a document that may not be passed on, none. */
static void
test_quotes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (fixture->figure, &fixture->request, NULL);

  g_assert_cmpstr (find_note (notes, "o")->quote, ==, "The very words.");
  g_assert_null (find_note (notes, "p")->quote);
  g_assert_null (find_note (notes, "q")->quote);
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  static const guint numbers[] = { 1, 2, 3, 5, 8, 9, 11, 12, 13, 14 };
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (fixture->figure, &fixture->request, NULL);
  g_autofree char *all = ent_figure_notes_range (notes, numbers, G_N_ELEMENTS (numbers));
  g_autofree char *one = ent_figure_notes_range (notes, numbers, 1);

  g_assert_cmpstr (all, ==, "1–3, 5, 8, 9, 11–14");
  g_assert_cmpstr (one, ==, "1");
}

/* What rests on nothing, what is disputed and what has moved is named; of many, the first. */
static void
test_remarks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntFigureNotes) notes
      = ent_figure_notes_new (fixture->figure, &fixture->request, NULL);
  EntFigureNote *o = (EntFigureNote *)find_note (notes, "o");
  EntFigureNote *q = (EntFigureNote *)find_note (notes, "q");
  g_autoptr (GPtrArray) plain = ent_figure_notes_remarks (notes, FALSE, 0);

  g_assert_cmpuint (plain->len, ==, 2);
  g_assert_cmpstr (plain->pdata[0], ==, "1 mark rests on no passage: Bare");
  g_assert_cmpstr (plain->pdata[1], ==, "1 mark is disputed: Disputed");
  o->state = ENT_ANCHOR_MOVED;
  q->state = ENT_ANCHOR_LOST;
  g_autoptr (GPtrArray) named = ent_figure_notes_remarks (notes, FALSE, 0);
  g_autoptr (GPtrArray) numbered = ent_figure_notes_remarks (notes, TRUE, 0);
  g_autofree char *moved = g_strdup_printf ("Moved passages: notes %u", o->number);
  g_assert_cmpuint (named->len, ==, 4);
  g_assert_cmpstr (named->pdata[2], ==, "Moved passages: O says more.");
  g_assert_cmpstr (
      named->pdata[3], ==, "Passages that are not surely found in the text at hand: Q denies it.");
  g_assert_cmpstr (numbered->pdata[2], ==, moved);
}

/* A view has the numbers that it has in a figure, wherever it stands on the page. */
static void
test_same_numbers (Fixture *fixture, gconstpointer data)
{
  for (guint shift = 1; shift < 40; shift++)
    {
      g_autoptr (EntSceneBuilder) builder
          = ent_scene_builder_new (900, 900, fixture->request.theme);
      ent_scene_builder_append (builder, fixture->figure, 0, shift * 0.37);
      g_autoptr (EntScene) moved = ent_scene_builder_finish (builder);
      g_autoptr (EntFigureNotes) here
          = ent_figure_notes_new (fixture->figure, &fixture->request, NULL);
      g_autoptr (EntFigureNotes) there = ent_figure_notes_new (moved, &fixture->request, NULL);
      g_assert_cmpuint (here->notes->len, ==, there->notes->len);
      for (guint i = 1; i <= here->notes->len; i++)
        g_assert_true (ent_figure_notes_get (here, i)->passage
                       == ent_figure_notes_get (there, i)->passage);
    }
}

static gboolean
contains (GBytes *bytes, const char *words)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return memmem (data, length, words, strlen (words)) != NULL;
}

static GBytes *
encode (Fixture *fixture, const EntFigureOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntScene) figure = ent_figure_build (&fixture->request, options, NULL, &error);
  GBytes *bytes = ent_figure_encode (figure, &fixture->request, options, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

/* Marks lead to notes, notes to marks and to the address of the document; with the notes on the
 * figure there, and without any straight to the address. */
static void
test_pdf_links (Fixture *fixture, gconstpointer data)
{
  EntFigureOptions options = fixture->options;

  options.format = ENT_FIGURE_PDF;
  g_autoptr (GBytes) alone = encode (fixture, &options);
  options.show_notes = TRUE;
  g_autoptr (GBytes) under = encode (fixture, &options);
  options.appendix = ENT_APPENDIX_DIGESTS;
  g_autoptr (GBytes) followed = encode (fixture, &options);

  g_assert_true (contains (alone, "/URI (https://example.org/a_%28b%29)"));
  g_assert_false (contains (alone, "/Dest (note:"));
  g_assert_true (contains (under, "/Dest (document:open)"));
  g_assert_true (contains (under, "(document:open) ["));
  g_assert_true (contains (under, "/URI (https://example.org/a_%28b%29)"));
  g_assert_true (contains (followed, "/Dest (note:1)"));
  g_assert_true (contains (followed, "(note:1) ["));
  g_assert_true (contains (followed, "(note:3) ["));
  g_assert_true (contains (followed, "/Dest (relation:v)"));
  g_assert_true (contains (followed, "/Count 2\n")); /* pages */
  g_assert_true (contains (alone, "/Author (Ann, Ben)"));
  g_assert_true (contains (alone, "/Keywords (D, "));
}

static void
test_svg_links (Fixture *fixture, gconstpointer data)
{
  EntFigureOptions options = fixture->options;

  options.format = ENT_FIGURE_SVG;
  g_autoptr (GBytes) alone = encode (fixture, &options);
  options.show_notes = TRUE;
  g_autoptr (GBytes) under = encode (fixture, &options);
  g_assert_true (contains (alone, "<a href=\"https://example.org/a_(b)\""));
  g_assert_true (contains (under, "<a href=\"#document:open\""));
  g_assert_true (contains (under, "<g id=\"document:open\""));
  g_assert_true (contains (alone, "<dc:rights>CC-BY-4.0</dc:rights>"));
}

static void
test_png_words (Fixture *fixture, gconstpointer data)
{
  EntFigureOptions options = fixture->options;

  options.dpi = 60;
  g_autoptr (GBytes) ground = encode (fixture, &options);
  options.transparent = TRUE;
  g_autoptr (GBytes) clear = encode (fixture, &options);
  gsize length;
  g_assert_true (contains (ground, "iTXtCopyright"));
  g_assert_true (contains (ground, "CC-BY-4.0"));
  g_assert_true (contains (ground, "Ann, Ben"));
  /* The kind of colour is the 26th byte: 2 without, 6 with alpha. */
  g_assert_cmpint (((const char *)g_bytes_get_data (ground, &length))[25], ==, 2);
  g_assert_cmpint (((const char *)g_bytes_get_data (clear, &length))[25], ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/figure/notes/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("numbers", test_numbers);
  ADD ("quotes", test_quotes);
  ADD ("ranges", test_ranges);
  ADD ("remarks", test_remarks);
  ADD ("same-numbers", test_same_numbers);
  ADD ("pdf-links", test_pdf_links);
  ADD ("svg-links", test_svg_links);
  ADD ("png-words", test_png_words);
  return g_test_run ();
}
