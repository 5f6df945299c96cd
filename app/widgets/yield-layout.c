#include "widgets/yield-layout.h"

/* Between two children, pixels. */
#define SPACING 9

struct _EntYieldLayout
{
  GtkLayoutManager parent;
};

G_DEFINE_FINAL_TYPE (EntYieldLayout, ent_yield_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
measure (GtkLayoutManager *layout,
         GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  const gboolean along = orientation == GTK_ORIENTATION_HORIZONTAL;
  GtkWidget *first = gtk_widget_get_first_child (widget);

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      if (child == first || !along)
        *minimum = MAX (*minimum, least);
      *natural
          = along ? *natural + wanted + (child != first ? SPACING : 0) : MAX (*natural, wanted);
    }
}

static void
allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int x = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const int space = child != first ? SPACING : 0;
      int wanted;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL, NULL);
      const gboolean fits = x + space + wanted <= width;
      gtk_widget_set_child_visible (child, fits || child == first);
      if (!fits && child != first)
        continue;
      wanted = MIN (wanted, width - x - space);
      gtk_widget_size_allocate (child, &(GtkAllocation){ x + space, 0, wanted, height }, -1);
      x += space + wanted;
    }
}

static void
ent_yield_layout_class_init (EntYieldLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = measure;
  layout_class->allocate = allocate;
}

static void
ent_yield_layout_init (EntYieldLayout *layout)
{
}
