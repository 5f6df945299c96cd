/* One scene with every kind of mark and style, for the tests of scene and renderers. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

EntScene *demo_scene_new (EntThemeKind theme, const char *lang);

G_END_DECLS
