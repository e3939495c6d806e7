/* cmd_outlet.c: what the knowledge base says of an outlet. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

/* The operands are one name: `citecheck outlet The Diplomat` needs no quotes. */
static bool join_operands(const struct settings *settings, struct buf *query)
{
    for (size_t i = 0; i < settings->n_operands; i++) {
        buf_add(query, i ? S(" ") : S(""));
        buf_add(query, str_from_z(settings->operands[i]));
    }
    buf_byte(query, 0);
    return !query->failed;
}

static bool show(struct run *run, const char *format, const struct cck_output *sink)
{
    struct buf query;
    buf_init(&query, 1 << 16);
    bool ok = join_operands(run->settings, &query) &&
              cck_session_outlet(run->session, query.p, format, sink, &run->error);
    buf_free(&query);
    return ok;
}

int cmd_outlet(struct settings *settings)
{
    return run_write(settings, "text", show);
}
