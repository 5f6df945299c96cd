#include "base/colour-vision.h"

#include <math.h>

/* Steps of linear light; more than twice what 8 bits of sRGB tell apart where they are finest. */
#define STEPS 8192

static const double matrices[ENT_N_VISIONS][9] = {
  [ENT_VISION_NORMAL] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  [ENT_VISION_PROTAN]
  = { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
  [ENT_VISION_DEUTAN]
  = { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
  [ENT_VISION_TRITAN]
  = { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
};

/**
 * ent_vision_matrix:
 * @vision: how somebody sees colours
 *
 * Source: G. Machado, M. Oliveira, L. Fernandes, “A Physiologically-based Model for Simulation of
 * Color Vision Deficiency”, 2009, severity 1.0.
 *
 * Returns: (transfer none): the matrix for ent_colour_simulate(), 3 × 3, row by row
 */
const double *
ent_vision_matrix (EntVision vision)
{
  g_return_val_if_fail (vision < ENT_N_VISIONS, matrices[ENT_VISION_NORMAL]);
  return matrices[vision];
}

static guint8
look_up (const guint8 *bytes, double linear)
{
  return bytes[(int)(CLAMP (linear, 0, 1) * (STEPS - 1) + 0.5)];
}

/**
 * ent_vision_apply:
 * @vision: how somebody sees colours
 * @pixels: (inout) (array length=n_pixels): 0xffRRGGBB, opaque
 * @n_pixels: how many
 *
 * Shows a picture as somebody with that vision sees it: ent_colour_simulate() for many pixels.
 */
void
ent_vision_apply (EntVision vision, guint32 *pixels, gsize n_pixels)
{
  const double *m = ent_vision_matrix (vision);
  double linear[256];
  g_autofree guint8 *bytes = g_new (guint8, STEPS);

  if (vision == ENT_VISION_NORMAL)
    return;
  for (guint i = 0; i < 256; i++)
    linear[i] = i <= 10 ? i / 255.0 / 12.92 : pow ((i / 255.0 + 0.055) / 1.055, 2.4);
  for (guint i = 0; i < STEPS; i++)
    {
      const double x = i / (double)(STEPS - 1);
      bytes[i]
          = (guint8)round (255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * pow (x, 1 / 2.4) - 0.055));
    }
  for (gsize i = 0; i < n_pixels; i++)
    {
      const guint32 pixel = pixels[i];
      const double r = linear[pixel >> 16 & 0xff], g = linear[pixel >> 8 & 0xff],
                   b = linear[pixel & 0xff];
      pixels[i] = 0xff000000u | (guint32)look_up (bytes, m[0] * r + m[1] * g + m[2] * b) << 16
                  | (guint32)look_up (bytes, m[3] * r + m[4] * g + m[5] * b) << 8
                  | look_up (bytes, m[6] * r + m[7] * g + m[8] * b);
    }
}
