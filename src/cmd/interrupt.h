/* interrupt.h: Ctrl-C. The first asks the run to finish with what there is, the second ends it at once. */
#ifndef CMD_INTERRUPT_H
#define CMD_INTERRUPT_H

enum { STATUS_INTERRUPTED = 130 };

/* stop_install: handlers for SIGINT and SIGTERM; SIGPIPE becomes an error of write(). */
void stop_install(void);

/* stop_flag: for cck_options.stop; non-zero once a signal came. */
const volatile int *stop_flag(void);

#endif
