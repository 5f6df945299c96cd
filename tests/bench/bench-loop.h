/* What the benchmarks of the window share: programs that are started over and over, and how long
 * the main thread is busy at a time in them. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The longest that the main thread may be busy. */
#define BENCH_MAX_BUSY_MS 8.0

typedef void (*BenchRealized) (GtkWidget *window);

double bench_thread_ms (void);
double bench_ms_since_start (void);
double bench_resident_mb (void);
double bench_median (double *runs, guint n);

void bench_watch_loop (void);
double bench_busiest (void);

GtkWidget *bench_find (GtkWidget *root, GType type);
void bench_settle (guint milliseconds);

int bench_run_empty (BenchRealized realized);
int bench_run_window (const char *path, BenchRealized realized, GSourceFunc look);
char *bench_run_child (const char *self, const char *mode, const char *path);

G_END_DECLS
