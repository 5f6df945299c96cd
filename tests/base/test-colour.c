/* Colours: notation, OKLab, contrast. */
#include "base/colour.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *written; /* NULL: no colour */
  } cases[] = {
    { "#000000", "#000000" },
    { "#FFffFF", "#ffffff" },
    { "#1a2b3c", "#1a2b3c" },
    { "#1a2b3c80", "#1a2b3c80" },
    { "#1a2b3cff", "#1a2b3c" },
    { "1a2b3c", NULL },
    { "#fff", NULL },
    { "#1a2b3", NULL },
    { "#1a2b3c4", NULL },
    { "#1a2b3c4d5", NULL },
    { "#1a2b3g", NULL },
    { "", NULL },
    { "#", NULL },
    { "red", NULL },
    { NULL, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntColour colour = { 9, 9, 9, 9 };
      g_assert_cmpint (ent_colour_parse (cases[i].text, &colour), ==, cases[i].written != NULL);
      if (cases[i].written == NULL)
        {
          g_assert_cmpfloat (colour.r, ==, 9);
          continue;
        }
      g_autofree char *written = ent_colour_to_hex (colour);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_oklab (void)
{
  /* Values of the paper's page. */
  const EntOklab white = ent_colour_to_oklab (ent_colour_hex (0xffffff));
  const EntOklab red = ent_colour_to_oklab (ent_colour_hex (0xff0000));
  g_assert_cmpfloat_with_epsilon (white.L, 1, 1e-3);
  g_assert_cmpfloat_with_epsilon (white.a, 0, 1e-3);
  g_assert_cmpfloat_with_epsilon (red.L, 0.62796, 1e-3);
  g_assert_cmpfloat_with_epsilon (red.a, 0.22486, 1e-3);
  g_assert_cmpfloat_with_epsilon (red.b, 0.12585, 1e-3);

  for (guint32 rgb = 0; rgb <= 0xffffff; rgb += 0x010d31) /* there and back, all over the cube */
    {
      const EntColour colour = ent_colour_hex (rgb);
      g_autofree char *before = ent_colour_to_hex (colour);
      g_autofree char *after
          = ent_colour_to_hex (ent_colour_from_oklab (ent_colour_to_oklab (colour), 1));
      g_assert_cmpstr (before, ==, after);
    }

  /* A colour sRGB does not have keeps its lightness. */
  const EntColour fitted = ent_colour_from_oklab ((EntOklab){ 0.7, 0.4, 0.1 }, 0.5);
  g_assert_cmpfloat_with_epsilon (ent_colour_to_oklab (fitted).L, 0.7, 0.01);
  g_assert_cmpfloat_with_epsilon (fitted.a, 0.5, 1e-6);
}

static void
test_mix (void)
{
  const EntColour black = ent_colour_hex (0), white = ent_colour_hex (0xffffff);
  g_autofree char *grey = ent_colour_to_hex (ent_colour_mix (black, white, 0.5));
  g_autofree char *start
      = ent_colour_to_hex (ent_colour_mix (black, ent_colour_with_alpha (white, 0), 0));
  const EntColour half = ent_colour_mix (black, ent_colour_with_alpha (white, 0), 0.5);

  g_assert_cmpstr (grey, ==, "#636363"); /* OKLab lightness 0.5 */
  g_assert_cmpstr (start, ==, "#000000");
  g_assert_cmpfloat_with_epsilon (half.a, 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (ent_colour_difference (black, white), 1, 1e-3);
  g_assert_cmpfloat_with_epsilon (ent_colour_difference (white, white), 0, 1e-9);
}

static void
test_contrast (void)
{
  const EntColour black = ent_colour_hex (0), white = ent_colour_hex (0xffffff);
  g_assert_cmpfloat_with_epsilon (ent_colour_contrast (black, white), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (ent_colour_contrast (white, black), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      ent_colour_contrast (ent_colour_hex (0x777777), white), 4.48, 0.005);
  g_assert_cmpfloat_with_epsilon (
      ent_colour_contrast (ent_colour_with_alpha (black, 0), white), 1, 1e-6);
}

static void
test_simulate (void)
{
  static const double same[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  static const double swapped[] = { 0, 1, 0, 1, 0, 0, 0, 0, 2 };
  const EntColour colour = ent_colour_with_alpha (ent_colour_hex (0x204080), 0.5);
  g_autofree char *unchanged = ent_colour_to_hex (ent_colour_simulate (colour, same));
  g_autofree char *changed = ent_colour_to_hex (ent_colour_simulate (colour, swapped));

  g_assert_cmpstr (unchanged, ==, "#20408080");
  g_assert_true (g_str_has_prefix (changed, "#4020b0")); /* twice the light of 0x80 is 0xb0 */
}

static void
test_against (void)
{
  static const struct
  {
    guint32 colour, ground;
    double ratio;
    int way; /* lighter, darker, or unchanged */
  } cases[] = {
    { 0x000000, 0xffffff, 4.5, 0 }, { 0xffee88, 0xffffff, 4.5, -1 }, { 0x202040, 0x101010, 3, 1 },
    { 0x336699, 0x336699, 3, 1 },   { 0xcc0000, 0xbb0000, 3, 1 },    { 0xeeeeee, 0xffffff, 20, -1 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntColour from = ent_colour_with_alpha (ent_colour_hex (cases[i].colour), 0.25);
      const EntColour ground = ent_colour_hex (cases[i].ground);
      const EntColour to = ent_colour_against (from, ground, cases[i].ratio);
      const EntColour opaque = ent_colour_with_alpha (to, 1);
      const double change = ent_colour_to_oklab (to).L - ent_colour_to_oklab (from).L;

      g_assert_cmpfloat (ent_colour_contrast (opaque, ground), >=, cases[i].ratio - 1e-3);
      g_assert_cmpfloat (to.a, ==, 0.25f);
      if (cases[i].way == 0)
        g_assert_cmpfloat (change, ==, 0);
      else
        g_assert_cmpfloat (change * cases[i].way, >, 0);
      if (cases[i].way != 0) /* and no more than needed */
        g_assert_cmpfloat (ent_colour_contrast (opaque, ground), <, cases[i].ratio + 0.1);
    }

  /* Beyond reach: the better of black and white. */
  const EntColour grey = ent_colour_hex (0x808080);
  g_autofree char *best = ent_colour_to_hex (ent_colour_against (grey, grey, 21));
  g_assert_cmpstr (best, ==, "#000000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/colour/parse", test_parse);
  g_test_add_func ("/base/colour/oklab", test_oklab);
  g_test_add_func ("/base/colour/mix", test_mix);
  g_test_add_func ("/base/colour/contrast", test_contrast);
  g_test_add_func ("/base/colour/simulate", test_simulate);
  g_test_add_func ("/base/colour/against", test_against);
  return g_test_run ();
}
