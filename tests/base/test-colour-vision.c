/* Colours as seen with each deficiency, against published values and the exact formula. */
#include <math.h>

#include "base/colour-vision.h"
#include "base/colour.h"

static guint32
see (EntVision vision, guint32 rrggbb)
{
  guint32 pixel = 0xff000000u | rrggbb;

  ent_vision_apply (vision, &pixel, 1);
  g_assert_cmphex (pixel >> 24, ==, 0xff);
  return pixel & 0xffffff;
}

/* Pure red as DaltonLens and colour-science publish it for the matrices of Machado et al.; greys
 * stay what they are for everybody. */
static void
test_published (void)
{
  static const struct
  {
    EntVision vision;
    guint32 colour, seen;
  } cases[] = {
    { ENT_VISION_PROTAN, 0xff0000, 0x6d5f00 }, { ENT_VISION_DEUTAN, 0xff0000, 0xa39000 },
    { ENT_VISION_TRITAN, 0xff0000, 0xff000f }, { ENT_VISION_NORMAL, 0x123456, 0x123456 },
    { ENT_VISION_PROTAN, 0x808080, 0x808080 }, { ENT_VISION_DEUTAN, 0x808080, 0x808080 },
    { ENT_VISION_TRITAN, 0x808080, 0x808080 }, { ENT_VISION_DEUTAN, 0xffffff, 0xffffff },
    { ENT_VISION_TRITAN, 0x000000, 0x000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmphex (see (cases[i].vision, cases[i].colour), ==, cases[i].seen);
}

#define N_COLOURS 5000

/* The table is as good as the formula: at most one step of 255 off. */
static void
test_exact (void)
{
  for (guint vision = ENT_VISION_PROTAN; vision < ENT_N_VISIONS; vision++)
    {
      guint32 pixels[N_COLOURS];
      for (guint32 i = 0; i < N_COLOURS; i++)
        pixels[i] = 0xff000000u | (i * 3331u & 0xffffff);
      ent_vision_apply (vision, pixels, N_COLOURS);
      for (guint32 i = 0; i < N_COLOURS; i++)
        {
          const guint32 seen = pixels[i];
          const EntColour exact = ent_colour_simulate (ent_colour_hex (i * 3331u & 0xffffff),
                                                       ent_vision_matrix (vision));
          g_assert_cmpfloat (fabs (255 * (double)exact.r - (seen >> 16 & 0xff)), <, 1.1);
          g_assert_cmpfloat (fabs (255 * (double)exact.g - (seen >> 8 & 0xff)), <, 1.1);
          g_assert_cmpfloat (fabs (255 * (double)exact.b - (seen & 0xff)), <, 1.1);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colour-vision/published", test_published);
  g_test_add_func ("/colour-vision/exact", test_exact);
  return g_test_run ();
}
