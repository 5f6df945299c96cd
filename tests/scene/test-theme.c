#include <math.h>

#include "scene/theme.h"

/* Machado, Oliveira, Fernandes 2009, severity 1.0. */
static const struct
{
  const char *name;
  double matrix[9];
} deficiencies[] = {
  { "none", { 1, 0, 0, 0, 1, 0, 0, 0, 1 } },
  { "protanopia",
    { 0.152286,
      1.052583,
      -0.204868,
      0.114503,
      0.786281,
      0.099216,
      -0.003882,
      -0.048116,
      1.051998 } },
  { "deuteranopia",
    { 0.367322,
      0.860646,
      -0.227968,
      0.280085,
      0.672501,
      0.047413,
      -0.011820,
      0.042940,
      0.968881 } },
  { "tritanopia",
    { 1.255528,
      -0.076749,
      -0.178779,
      -0.078411,
      0.930809,
      0.147602,
      0.004733,
      0.691367,
      0.303900 } },
};

static double
closest_pair (const EntTheme *theme, const double matrix[9])
{
  EntColour colours[ENT_N_CATEGORIES + 1];
  double closest = G_MAXDOUBLE;
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      EntColour colour = i < ENT_N_CATEGORIES ? theme->category[i] : theme->accent;
      colours[i] = ent_colour_simulate (colour, matrix);
      for (guint k = 0; k < i; k++)
        closest = MIN (closest, ent_colour_difference (colours[i], colours[k]));
    }
  return closest;
}

/* The categories and the accent stay apart for every reader; grey has lightness alone for it. */
static void
test_categories_apart (void)
{
  static const EntThemeKind kinds[]
      = { ENT_THEME_LIGHT, ENT_THEME_PRINT, ENT_THEME_GREY, ENT_THEME_CONTRAST };
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint d = 0; d < G_N_ELEMENTS (deficiencies); d++)
      {
        const EntTheme *theme = ent_theme_get (kinds[k]);
        double closest = closest_pair (theme, deficiencies[d].matrix);
        g_test_message ("%s, %s: %.4f", theme->name, deficiencies[d].name, closest);
        g_assert_cmpfloat (closest, >=, 0.10);
      }
}

/* The dark set is the light one mirrored; what the gamut takes from it must not merge two slots. */
static void
test_dark_categories_apart (void)
{
  static const EntThemeKind kinds[] = { ENT_THEME_DARK, ENT_THEME_CONTRAST_DARK };
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint d = 0; d < G_N_ELEMENTS (deficiencies); d++)
      {
        const EntTheme *theme = ent_theme_get (kinds[k]);
        double closest = closest_pair (theme, deficiencies[d].matrix);
        g_test_message ("%s, %s: %.4f", theme->name, deficiencies[d].name, closest);
        g_assert_cmpfloat (closest, >=, 0.04);
      }
}

static void
test_dark_mirrored (void)
{
  const EntTheme *light = ent_theme_get (ENT_THEME_LIGHT), *dark = ent_theme_get (ENT_THEME_DARK);
  double paper = ent_colour_to_oklab (dark->paper).L;
  for (guint i = 0; i < ENT_N_CATEGORIES; i++)
    {
      EntOklab a = ent_colour_to_oklab (light->category[i]);
      EntOklab b = ent_colour_to_oklab (dark->category[i]);
      g_assert_cmpfloat_with_epsilon (1 - a.L, b.L - paper, 0.01);
      double turn = atan2 (a.b, a.a) - atan2 (b.b, b.a); /* the hue stays */
      g_assert_cmpfloat_with_epsilon (remainder (turn, 2 * G_PI), 0, 0.06);
    }
}

static void
test_contrast (void)
{
  for (EntThemeKind kind = 0; kind < ENT_N_THEMES; kind++)
    {
      const EntTheme *t = ent_theme_get (kind);
      g_test_message ("%s", t->name);
      g_assert_cmpint (t->kind, ==, kind);
      g_assert_cmpfloat (ent_colour_contrast (t->ink, t->paper), >=, 4.5);
      g_assert_cmpfloat (ent_colour_contrast (t->ink, t->land), >=, 4.5);
      g_assert_cmpfloat (ent_colour_contrast (t->ink, t->sea), >=, 4.5);
      g_assert_cmpfloat (ent_colour_contrast (t->ink, t->highlight), >=, 4.5);
      g_assert_cmpfloat (ent_colour_contrast (t->muted, t->paper), >=, 4.5);
      g_assert_cmpfloat (ent_colour_contrast (t->accent, t->paper), >=, 4.5);
      for (guint i = 0; i < ENT_N_CATEGORIES; i++)
        {
          /* Half a step of 8 bits, which colours lose when they are written as #rrggbb. */
          g_assert_cmpfloat (ent_colour_contrast (t->category_line[i], t->paper), >=, 2.99);
          g_assert_cmpfloat (ent_colour_contrast (t->category_rim[i], t->paper), >=, 2.99);
          g_assert_cmpfloat (ent_colour_contrast (t->category_text[i], t->paper), >=, 4.49);
          g_assert_cmpfloat (ent_colour_contrast (t->category_ink[i], t->category[i]), >=, 4.49);
        }
    }
}

/* The ground stays near the paper: the data is the darkest thing. */
static void
test_calm_ground (void)
{
  const EntTheme *t = ent_theme_get (ENT_THEME_LIGHT);
  const EntColour ground[] = { t->hairline, t->sea, t->land, t->border };
  for (guint i = 0; i < G_N_ELEMENTS (ground); i++)
    g_assert_cmpfloat (ent_colour_to_oklab (ground[i]).L, >=, 0.88);
}

static void
test_values (void)
{
  const EntTheme *light = ent_theme_get (ENT_THEME_LIGHT), *dark = ent_theme_get (ENT_THEME_DARK);
  g_autofree char *first = ent_colour_to_hex (light->category[0]);
  g_autofree char *accent = ent_colour_to_hex (dark->accent);
  g_assert_cmpstr (first, ==, "#2f6690");
  g_assert_cmpstr (accent, ==, "#f0826c");
  g_assert_true (dark->dark);
  g_assert_false (light->dark);
  g_assert_cmpfloat (ent_theme_get (ENT_THEME_CONTRAST)->stroke_scale, ==, 2);
  g_assert_cmpfloat (light->stroke_scale, ==, 1);
}

static void
test_grey_is_grey (void)
{
  const EntTheme *t = ent_theme_get (ENT_THEME_GREY);
  for (guint i = 0; i < ENT_N_CATEGORIES; i++)
    {
      g_assert_cmpfloat_with_epsilon (t->category[i].r, t->category[i].g, 0.002);
      g_assert_cmpfloat_with_epsilon (t->category_line[i].g, t->category_line[i].b, 0.002);
    }
}

static void
test_parse (void)
{
  for (EntThemeKind kind = 0; kind < ENT_N_THEMES; kind++)
    {
      EntThemeKind found = ENT_N_THEMES;
      g_assert_true (ent_theme_parse (ent_theme_get (kind)->name, &found));
      g_assert_cmpint (found, ==, kind);
    }
  EntThemeKind kind = ENT_THEME_GREY;
  g_assert_false (ent_theme_parse ("Light", &kind));
  g_assert_false (ent_theme_parse ("", &kind));
  g_assert_false (ent_theme_parse (NULL, &kind));
  g_assert_cmpint (kind, ==, ENT_THEME_GREY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/scene/theme/categories-apart", test_categories_apart);
  g_test_add_func ("/scene/theme/dark-categories-apart", test_dark_categories_apart);
  g_test_add_func ("/scene/theme/dark-mirrored", test_dark_mirrored);
  g_test_add_func ("/scene/theme/contrast", test_contrast);
  g_test_add_func ("/scene/theme/calm-ground", test_calm_ground);
  g_test_add_func ("/scene/theme/values", test_values);
  g_test_add_func ("/scene/theme/grey-is-grey", test_grey_is_grey);
  g_test_add_func ("/scene/theme/parse", test_parse);
  return g_test_run ();
}
