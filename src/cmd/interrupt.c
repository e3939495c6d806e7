/* interrupt.c: the one variable of the program that outlives a call: a signal handler reaches nothing else. */
#include "cmd/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include "base/banned.h"

static volatile sig_atomic_t stop_requested;

_Static_assert(sizeof(sig_atomic_t) == sizeof(int), "the library looks at it as an int");

static void on_signal(int number)
{
    (void)number;
    if (__atomic_exchange_n(&stop_requested, 1, __ATOMIC_RELAXED)) /* other threads read it */
        _exit(STATUS_INTERRUPTED);
}

void stop_install(void)
{
    struct sigaction action = { .sa_handler = on_signal }; /* no SA_RESTART: a read is ended */
    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &action, NULL);
}

const volatile int *stop_flag(void)
{
    return &stop_requested;
}
