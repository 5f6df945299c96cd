#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

typedef struct
{
  int width, height;        /* pixels */
  gboolean clear;           /* without ground */
  double dpi;               /* pixels per inch */
  const char *const *words; /* "Title", its value, …, NULL; empty values are left out */
  /* Paints the picture, in pixels; called for one part after another, cr clipped to it. */
  void (*paint) (cairo_t *cr, gconstpointer data);
  gconstpointer data;
} EntPngPicture;

GBytes *ent_png_encode (const EntPngPicture *picture, cairo_status_t *status);
gboolean ent_figure_check_status (cairo_status_t status, GError **error);
/* Title of the whole figure. */
char *ent_figure_title (const EntViewRequest *request);
/* " (para. 3; grade B2)" and the like, or "" (transfer full). */
char *ent_passage_facts (const EntPassage *passage,
                         const char *grade,
                         const EntLibrary *library,
                         const char *lang);

G_END_DECLS
