# rows.sh: rows that need more than one look, another machine, or no network at all. Sourced by run.

# The verdict and detail of the one link of the draft, after a check with these options.
verdict() {
    check "$@"
    verdicts | head -n 1 | cut -f2-
}

# The severity of the finding of that kind.
severity() {
    sed -n 's/.*"kind":"'"$1"'","severity":"\([a-z]*\)".*/\1/p' "$work/report.json"
}

# Requests that the servers saw for a host and path.
asked() {
    grep -c " $1 [A-Z]* $2 " "$work/web.log"
}

# Many slow look-ups at a time: no thread for each, and each ends with its verdict.
row_F007() {
    local rows=(F007 http://status.example/200) i pid now most=0
    for i in $(seq 1000); do
        rows+=("L$i" "http://l$i.silent.example/a")
    done
    draft "${rows[@]}"
    timeout 120 "$citecheck" check --no-config --no-cache --retries 0 --host-interval 0 --concurrency 1000 \
        --format json "$work/draft.md" >"$work/report.json" 2>"$work/errors" &
    pid=$!
    for i in $(seq 20); do
        sleep 0.1
        now=$(cat /proc/"$(cat /proc/$pid/task/$pid/children 2>/dev/null | cut -d' ' -f1)"/status 2>/dev/null |
            awk '/^Threads/ { print $2 }')
        [ "${now:-0}" -gt "$most" ] && most=$now
    done
    wait $pid
    judge F007 yes "$([ "$most" -ge 1 ] && [ "$most" -le 64 ] && echo yes || echo "no: $most threads")"
    judge F007 "1000 1" "$(verdicts | grep -c '	dns-fail	') $(verdicts | grep -c '	ok	')"
}

# Every fault of the list is a row here, or told of in elsewhere.tsv.
row_all() {
    local id left=
    for id in $(seq -f F%03g 144); do
        grep -q "^$id" $faults/faults.tsv $faults/elsewhere.tsv ||
            grep -qE "judge \"?$id|^row_$id" $faults/rows.sh $faults/ssrf.sh || left="$left $id"
    done
    judge "rows asserted nowhere" "" "$left"
}

# A 304 proves that the page is there.
row_F035() {
    draft F035 http://status.example/304
    local cache=(--cache "$work/F035.db" --retries 0)
    judge F035 "ok	-" "$(verdict "${cache[@]}" --now 2026-01-01T00:00:00Z)"
    judge F035 "ok	not modified" "$(verdict "${cache[@]}" --now 2026-01-03T00:00:00Z)"
    judge F035 "ok	not modified" "$(verdict "${cache[@]}" --now 2026-01-05T00:00:00Z)"
}

# Dead is history: three looks that fail, three days apart each.
row_F040dead() {
    local day cache=(--cache "$work/dead.db" --retries 0)
    draft F040 http://status.example/404
    for day in 01 02 05; do
        judge F040dead "gone	HTTP 404" "$(verdict "${cache[@]}" --now 2026-01-${day}T00:00:00Z)"
    done
    judge F040dead "gone	HTTP 404; dead: failing since 2026-01-01" \
        "$(verdict "${cache[@]}" --now 2026-01-08T12:00:00Z)"
    cp "$work/report.json" "$work/online.json"
    judge F040dead "gone	HTTP 404; dead: failing since 2026-01-01" \
        "$(verdict "${cache[@]}" --now 2026-01-08T12:00:00Z --offline)"
    judge F040dead same "$(cmp -s "$work/online.json" "$work/report.json" && echo same)"
}

row_F047dead() {
    local cache=(--cache "$work/dead5.db" --retries 0)
    draft F047 http://status.example/503
    judge F047dead "server-error	HTTP 503" "$(verdict "${cache[@]}" --now 2026-01-01T00:00:00Z)"
    judge F047dead warning "$(severity unreachable)"
    verdict "${cache[@]}" --now 2026-01-04T00:00:00Z >/dev/null
    judge F047dead "server-error	HTTP 503; dead: failing since 2026-01-01" \
        "$(verdict "${cache[@]}" --now 2026-01-07T00:00:00Z)"
    judge F047dead error "$(severity unreachable)"
    draft F001 http://f001.example/a
    for day in 01 04 07; do
        verdict "${cache[@]}" --now 2026-01-${day}T00:00:00Z >"$work/last"
    done
    judge F001dead "dns-gone	dead: failing since 2026-01-01" "$(cat "$work/last")"
    judge F001dead error "$(severity dns-gone)"
    draft F022 https://f022.example/a
    for day in 01 04 07 10; do
        verdict "${cache[@]}" --now 2026-01-${day}T00:00:00Z >"$work/last"
    done
    judge F022dead "tls-problem	expired" "$(cat "$work/last")"
}

# robots.txt is asked for once a day, and counts as a request to the host.
row_F122cache() {
    local cache=(--cache "$work/robots.db" --retries 0) before
    draft F124 http://f124.example/a1
    : >"$work/web.log"
    verdict "${cache[@]}" --now 2026-01-01T00:00:00Z >/dev/null
    draft F124 http://f124.example/private/a2
    judge F122cache "robots-disallowed	-" "$(verdict "${cache[@]}" --now 2026-01-01T23:00:00Z)"
    judge F122cache 1 "$(asked f124.example /robots.txt)"
    judge F122cache "robots-disallowed	-" "$(verdict "${cache[@]}" --now 2026-01-02T23:00:00Z)"
    judge F122cache 2 "$(asked f124.example /robots.txt)"
    judge F122cache 0 "$(asked f124.example /private/a2)"
    judge F122ignored "ok	-" "$(verdict --no-cache --ignore-robots --now 2026-01-02T23:00:00Z)"
    judge F122ignored 2 "$(asked f124.example /robots.txt)"
}

# After 30 days without an answer a site is taken to have no rules.
row_F123later() {
    local cache=(--cache "$work/later.db" --retries 0)
    draft F123 http://f123.example/a
    judge F123later "robots-disallowed	robots.txt: HTTP 503" \
        "$(verdict "${cache[@]}" --now 2026-01-01T00:00:00Z)"
    judge F123later "robots-disallowed	robots.txt: HTTP 503" \
        "$(verdict "${cache[@]}" --now 2026-01-20T00:00:00Z)"
    judge F123later "ok	-" "$(verdict "${cache[@]}" --now 2026-02-02T00:00:00Z)"
}

# Office documents are not unpacked at all: told as such, and the draft beside them is still checked.
row_F120() {
    local status
    mkdir "$work/office"
    printf '\nA fact that is told here [%s](%s).\n' F120 http://status.example/200 >"$work/office/draft.md"
    {
        printf 'PK\3\4'
        head -c 1000000 /dev/zero
    } >"$work/office/bomb.docx"
    printf 'PK\3\4..word\\document.xml' >"$work/office/evil.docx"
    timeout 60 "$citecheck" check --no-config "${route[@]}" --no-cache --host-interval 0 --format json "$work/office/draft.md" \
        "$work/office/bomb.docx" "$work/office/evil.docx" >"$work/report.json" 2>"$work/errors"
    status=$?
    judge F120 2 "$status"
    judge F121 2 "$(grep -c 'docx: is not a text file (looks like a zip archive' "$work/errors")"
    judge F120 "F120	ok	-" "$(verdicts)"
    judge F121 3 "$(find "$work/office" -type f | wc -l)"
}

# Pages that are read and kept, so that a run writes its cache all the time.
draft_of_many() {
    local rows=() i
    for i in $(seq "$1"); do
        rows+=("K$i" "http://many.example/page/$i")
    done
    draft "${rows[@]}"
}

# A kill at any moment loses nothing that was kept, and the next run goes on from there.
row_F136() {
    local i pid lost=0 damaged=0 during=0 cache=$work/killed.db n=0 before
    draft_of_many 400
    : >"$work/kept.before"
    for i in $(seq 60); do
        "$citecheck" check --no-config "${route[@]}" --cache "$cache" --host-interval 0 --host-concurrency 8 --retries 0 \
            --now 2026-01-01T00:00:00Z --format json "$work/draft.md" >/dev/null 2>&1 &
        pid=$!
        sleep "0.$(printf '%03d' $((40 + i * 37 % 90)))"
        kill -9 $pid 2>/dev/null # it may be through
        wait $pid 2>/dev/null
        "$citecheck" cache export --cache "$cache" 2>"$work/errors" | sort >"$work/kept"
        [ -s "$work/errors" ] && damaged=$((damaged + 1))
        [ "$(comm -23 "$work/kept.before" "$work/kept" | wc -l)" -eq 0 ] || lost=$((lost + 1))
        before=$n n=$(wc -l <"$work/kept")
        [ "$n" -gt "$before" ] && during=$((during + 1))
        mv "$work/kept" "$work/kept.before"
        [ "$n" -lt 400 ] || { rm -f "$cache"* && : >"$work/kept.before" && n=0; }
    done
    judge "F136 lost" 0 $lost
    judge "F136 damaged" 0 $damaged
    judge "F136 killed while it wrote" yes "$([ $during -ge 3 ] && echo yes || echo "no: $during")"
    check --cache "$cache" --host-concurrency 8 --retries 0 --now 2026-01-01T00:00:00Z
    judge F136 400 "$(verdicts | grep -c '	ok	')"
}

# Several runs that make the same cache at the same moment.
row_F136new() {
    local i k pids
    for i in $(seq 30); do
        rm -f "$work/new.db"* && pids=()
        for k in 1 2 3 4 5 6 7 8; do
            "$citecheck" cache export --cache "$work/new.db" 2>>"$work/errors.new" &
            pids+=($!)
        done
        wait "${pids[@]}"
    done
    judge F136new "" "$(sort -u "$work/errors.new")"
}

# Two runs over the same cache at the same time: both end, and say the same.
row_F136two() {
    local i first second cache=$work/shared.db
    draft_of_many 200
    for i in 1 2; do
        timeout 120 "$citecheck" check --no-config "${route[@]}" --cache "$cache" --host-interval 0 --retries 0 \
            --now 2026-01-01T00:00:00Z --format json "$work/draft.md" >"$work/two.$i" 2>"$work/errors.$i" &
        [ $i = 1 ] && first=$! || second=$!
    done
    wait $first
    judge F136two 0 $?
    wait $second
    judge F136two 0 $?
    judge F136two same "$(cmp -s "$work/two.1" "$work/two.2" && echo same)"
    check --cache "$cache" --offline --now 2026-01-01T00:00:00Z
    judge F136offline same "$(cmp -s "$work/two.1" "$work/report.json" && echo same)"
}

# Nobody is asked whether HEAD is enough.
row_F057() {
    judge F057 0 "$(grep -c ' HEAD ' "$work/web.log")"
}

# With a clock that cannot be right certificates are not judged.
row_F137() {
    draft F022 https://f022.example/a
    judge F137 "local-error	clock" "$(verdict --no-cache --retries 0 --now 2040-01-01T00:00:00Z)"
}

# Few descriptors: fewer at a time, and no verdict lost.
row_F135() {
    local rows=() i
    for i in $(seq 200); do
        rows+=("F$i" "http://many$i.example/a")
    done
    draft "${rows[@]}"
    (
        ulimit -n 64
        check --no-cache --retries 0 --concurrency 64
    )
    judge F135 200 "$(verdicts | grep -c '	gone	HTTP 404$')"
}

# A disk that is full: told, nothing half written, and the next run goes on.
row_F134() {
    local status
    mkdir -p "$work/small" && mount -t tmpfs -o size=192k none "$work/small" || return
    draft F134a http://body.example/close-delimited F134b http://big.example/a \
        F134c http://status.example/200
    check --cache "$work/small/cache.db" --retries 0
    status=$?
    judge F134 "2 told" "$status $(grep -q 'full' "$work/errors" && echo told)"
    umount "$work/small"
}

# A machine without a network: said once, and no verdict on anybody.
row_F138() {
    local want
    for want in "local-error" "local-error local-error"; do
        draft F138a http://status.example/200
        [ "$want" = local-error ] || draft F138a http://status.example/200 F138b http://f122.example/a
        "$tools/netns" -- timeout 60 "$citecheck" check --no-config "${route[@]}" --no-cache --retries 0 \
            --format json "$work/draft.md" >"$work/report.json" 2>"$work/errors"
        judge F138 0 $?
        judge F138 "$want" "$(verdicts | cut -f2 | xargs)"
    done
}

# A wall that answers 200 hides the page and says nothing against it: what was seen before stays, look for look.
row_F062sticky() {
    local day cache=(--cache "$work/sticky.db" --retries 0) repeated='"repeated":{"because":"forbidden-to-bots"'
    draft F062 http://sticky.example/a
    judge F062sticky "ok	-" "$(verdict "${cache[@]}" --now 2026-01-01T00:00:00Z)"
    for day in 03 05 07; do
        judge F062sticky ok "$(verdict "${cache[@]}" --now 2026-01-${day}T00:00:00Z | cut -f1)"
        judge F062sticky 1 "$(grep -c "$repeated" "$work/report.json")"
        judge F062sticky 1 "$(grep -c 'The pier is open again' "$work/report.json")"
    done
    cp "$work/report.json" "$work/online.json"
    judge F062sticky ok "$(verdict "${cache[@]}" --now 2026-01-07T00:00:00Z --offline | cut -f1)"
    judge F062sticky same "$(cmp -s "$work/online.json" "$work/report.json" && echo same)"
    draft F062 http://sticky.example/never-seen
    judge F062sticky forbidden-to-bots "$(verdict "${cache[@]}" --now 2026-01-07T00:00:00Z | cut -f1)"
    cp "$work/report.json" "$work/online.json"
    verdict "${cache[@]}" --now 2026-01-07T00:00:00Z --offline >/dev/null
    judge F062sticky same "$(cmp -s "$work/online.json" "$work/report.json" && echo same)"
}

# Of the server's log: how many requests a host got, and the least time between two of them, in ms.
gaps() {
    awk -v host="$1" '$2 == host { if (n++ && (!least || $6 - at < least)) least = $6 - at; at = $6 }
        END { print n + 0, least + 0 }' "$work/web.log"
}

# Never more at a host at a time, nor sooner, than allowed: robots.txt, each hop of a redirect and the second look
# at what is missing count. Every answer takes 300 ms, so that one at a time are 300 ms apart.
row_polite() {
    local n least
    draft P1 http://polite.example/moved P2 http://polite.example/gone P3 http://polite.example/1 \
        P4 http://polite.example/2
    : >"$work/web.log"
    check --no-cache
    read -r n least < <(gaps polite.example)
    judge "polite requests" 8 "$n"
    judge "polite one at a time" yes "$([ "$least" -ge 300 ] && echo yes || echo "no: $least ms")"
    : >"$work/web.log"
    check --no-cache --host-concurrency 8 --host-interval 0.5
    read -r n least < <(gaps polite.example)
    judge "polite requests" 8 "$n"
    # a busy machine may hold up one request, and not the next
    judge "polite interval" yes "$([ "$least" -ge 450 ] && echo yes || echo "no: $least ms")"
}
