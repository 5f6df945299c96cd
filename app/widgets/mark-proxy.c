#include "widgets/mark-proxy.h"

#include <math.h>

/* Smallest side of a proxy, so that its focus outline can be seen; pixels. */
#define MIN_SIDE 14.0

struct _EntMarkProxy
{
  GtkWidget parent;
  const char *id; /* interned */
  guint position;
  char *name, *description;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (EntMarkProxy, ent_mark_proxy, GTK_TYPE_WIDGET)

enum
{
  SELECT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
select_only (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SELECT], 0, FALSE);
}

static gboolean
select_more (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  g_signal_emit (widget, signals[SELECT], 0, TRUE);
  return GDK_EVENT_STOP;
}

static void
finalize (GObject *object)
{
  EntMarkProxy *proxy = ENT_MARK_PROXY (object);

  g_free (proxy->name);
  g_free (proxy->description);
  G_OBJECT_CLASS (ent_mark_proxy_parent_class)->finalize (object);
}

static void
ent_mark_proxy_class_init (EntMarkProxyClass *klass)
{
  static const guint keys[]
      = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  /* class actions become the actions that AT-SPI offers */
  gtk_widget_class_install_action (widget_class, "mark.select", NULL, select_only);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "mark.select", NULL);
      gtk_widget_class_add_binding (widget_class, keys[i], GDK_SHIFT_MASK, select_more, NULL);
    }
  signals[SELECT] = g_signal_new ("select",
                                  ENT_TYPE_MARK_PROXY,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_BOOLEAN);
}

static void
ent_mark_proxy_init (EntMarkProxy *proxy)
{
  gtk_widget_set_focusable (GTK_WIDGET (proxy), TRUE);
  /* the pointer goes to the canvas, which knows the shape of the mark */
  gtk_widget_set_can_target (GTK_WIDGET (proxy), FALSE);
}

/**
 * ent_mark_proxy_new:
 * @id: of the scene's item, "relation:jpn-phl-raa"
 *
 * Returns: (transfer floating): the proxy of a mark
 */
GtkWidget *
ent_mark_proxy_new (const char *id)
{
  EntMarkProxy *proxy = g_object_new (ENT_TYPE_MARK_PROXY, NULL);

  proxy->id = g_intern_string (id);
  /* not selected, but selectable */
  gtk_accessible_update_state (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
  return GTK_WIDGET (proxy);
}

/**
 * ent_mark_proxy_id:
 * @proxy: a proxy
 *
 * Returns: (transfer none): the id of its mark, interned
 */
const char *
ent_mark_proxy_id (EntMarkProxy *proxy)
{
  return proxy->id;
}

/**
 * ent_mark_proxy_position:
 * @proxy: a proxy
 *
 * Returns: its position in the outline
 */
guint
ent_mark_proxy_position (EntMarkProxy *proxy)
{
  return proxy->position;
}

/**
 * ent_mark_proxy_set_position:
 * @proxy: a proxy
 * @position: in the outline of the scene shown
 */
void
ent_mark_proxy_set_position (EntMarkProxy *proxy, guint position)
{
  proxy->position = position;
}

/**
 * ent_mark_proxy_describe:
 * @proxy: a proxy
 * @name: of the mark
 * @description: one line of facts
 *
 * What a screen reader says.  Costs nothing when nothing changed.
 */
void
ent_mark_proxy_describe (EntMarkProxy *proxy, const char *name, const char *description)
{
  if (g_strcmp0 (proxy->name, name) == 0 && g_strcmp0 (proxy->description, description) == 0)
    return;
  g_free (proxy->name);
  g_free (proxy->description);
  proxy->name = g_strdup (name);
  proxy->description = g_strdup (description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (proxy),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
}

/**
 * ent_mark_proxy_set_selected:
 * @proxy: a proxy
 * @selected: whether its mark is selected
 */
void
ent_mark_proxy_set_selected (EntMarkProxy *proxy, gboolean selected)
{
  if (proxy->selected == selected)
    return;
  proxy->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

/**
 * ent_mark_proxy_allocate:
 * @proxy: a proxy
 * @bounds: of its mark, in pixels of the canvas
 */
void
ent_mark_proxy_allocate (EntMarkProxy *proxy, const EntRect *bounds)
{
  GtkWidget *widget = GTK_WIDGET (proxy);
  const double width = MAX (MIN_SIDE, bounds->width), height = MAX (MIN_SIDE, bounds->height);
  int min_width, min_height;

  /* a widget has to be measured before it is allocated */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &min_height, NULL, NULL, NULL);
  const graphene_point_t at
      = GRAPHENE_POINT_INIT ((float)floor (bounds->x + (bounds->width - width) / 2),
                             (float)floor (bounds->y + (bounds->height - height) / 2));
  gtk_widget_allocate (widget,
                       MAX (min_width, (int)ceil (width)),
                       MAX (min_height, (int)ceil (height)),
                       -1,
                       gsk_transform_translate (NULL, &at));
}
