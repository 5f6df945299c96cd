/* What the tests of views share. */
#pragma once

#include "views/view.h"

/* A dossier from the text of a file; a problem in it fails the test. */
EntDossier *parse (const char *text);
/* Of the view's default options, in English, light, 700 by 500. */
EntViewRequest request_for (const EntDossier *dossier, EntViewKind kind);
/* An error fails the test. */
EntScene *build (const EntViewRequest *request);
/* Fails the test for text that is cut off, or over other text or the nodes of other things. */
void check_labels (const EntScene *scene, const char *what);
