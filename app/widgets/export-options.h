/* The form of everything that can be chosen of a figure. */
#pragma once

#include <adwaita.h>

#include "figure/figure-choices.h"

G_BEGIN_DECLS

#define ENT_TYPE_EXPORT_OPTIONS (ent_export_options_get_type ())
G_DECLARE_FINAL_TYPE (EntExportOptions, ent_export_options, ENT, EXPORT_OPTIONS, AdwBin)

/* Signal "changed": something was chosen. */
void ent_export_options_set_request (EntExportOptions *self, const EntViewRequest *request);
void ent_export_options_set_choices (EntExportOptions *self, const EntFigureChoices *choices);
/* Title and caption are the form's, until it changes. */
const EntFigureChoices *ent_export_options_get_choices (EntExportOptions *self);
gboolean ent_export_options_set_format (EntExportOptions *self, const char *ending);
const char *ent_export_options_ending (EntExportOptions *self);
void ent_export_options_set_height (EntExportOptions *self, double height);

G_END_DECLS
