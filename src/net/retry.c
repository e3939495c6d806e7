/* retry.c: one function for each reason to look again. */
#include "net/retry.h"

#include "base/banned.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

struct retry_policy retry_policy_default(uint32_t retries)
{
    return (struct retry_policy){ .retries = retries,
                                  .delays_ms = { 1000, 5000 },
                                  .backoff_ms = MINUTE_MS,
                                  .longest_wait_ms = MINUTE_MS };
}

static bool is_transient(const struct retry_look *look)
{
    switch (look->code) {
    case VERDICT_CONN_RESET:
    case VERDICT_TRUNCATED:
    case VERDICT_TIMEOUT:
        return true;
    case VERDICT_SERVER_ERROR:
        return look->status >= 500 || look->status == 425;
    default:
        return false;
    }
}

/* The host asks for a pause, in so many seconds or by throttling alone. */
static int64_t pause_ms(const struct retry_policy *policy, const struct retry_look *look,
                        uint32_t throttled)
{
    if (look->asked_wait_s)
        return (int64_t)look->asked_wait_s * 1000;
    if (look->code != VERDICT_RATE_LIMITED)
        return 0;
    int64_t pause = policy->backoff_ms;
    for (uint32_t i = 0; i < throttled && pause < HOUR_MS; i++)
        pause *= 2;
    return pause < HOUR_MS ? pause : HOUR_MS;
}

static bool is_too_long(const struct retry_policy *policy, const struct retry_look *look,
                        int64_t wait_ms)
{
    return wait_ms > policy->longest_wait_ms || wait_ms > look->left_ms;
}

static struct retry_plan plan_transient(const struct retry_policy *policy,
                                        const struct retry_look *look, struct retry_state *state)
{
    bool throttled = look->code == VERDICT_RATE_LIMITED;
    struct retry_plan plan = { .hold_ms = pause_ms(policy, look, state->throttled) };
    state->throttled += throttled;
    if (state->failures >= policy->retries)
        return plan;
    plan.delay_ms = throttled ? plan.hold_ms : policy->delays_ms[state->failures > 0];
    if (plan.delay_ms < plan.hold_ms)
        plan.delay_ms = plan.hold_ms;
    plan.too_long = is_too_long(policy, look, plan.delay_ms);
    plan.again = !plan.too_long;
    state->failures += plan.again;
    state->patient |= look->code == VERDICT_TIMEOUT;
    return plan;
}

struct retry_plan retry_plan(const struct retry_policy *policy, const struct retry_look *look,
                             struct retry_state *state)
{
    const struct retry_plan stop = { 0 }, now = { .again = true }, behind = { .behind = true };
    if (look->code == VERDICT_RATE_LIMITED || is_transient(look))
        return plan_transient(policy, look, state);
    if (look->code == VERDICT_GONE && !state->second)
        return behind;
    if (policy->retries == 0)
        return stop;
    if (look->cookies_may_help && !state->jar) {
        state->jar = true;
        return now;
    }
    if (look->plain_may_help && !state->identity) {
        state->identity = true;
        return now;
    }
    return stop;
}
