# ssrf.sh: addresses that must not be asked, in every way to write them. Sourced by run. The kernel counts the
# connections that are opened; each one must be found in the log of the servers, and none may be to these.

# Connections that this network has opened so far.
opened() {
    awk '$1 == "Tcp:" && $6 != "ActiveOpens" { print $6 }' /proc/net/snmp
}

# spellings A B C D: hosts that some resolver, browser or library takes for that address.
spellings() {
    local a=$1 b=$2 c=$3 d=$4
    local n=$(((a << 24) | (b << 16) | (c << 8) | d)) high low
    high=$(printf '%x' $(((a << 8) | b))) low=$(printf '%x' $(((c << 8) | d)))
    printf '%s\n' "$a.$b.$c.$d" "$a.$b.$c.$d." "$n" "$(printf '0x%x' $n)" "$(printf '0X%X' $n)" \
        "$(printf '0%o' $n)" "$(printf '0x%x.0x%x.0x%x.0x%x' "$a" "$b" "$c" "$d")" \
        "$(printf '0%o.0%o.0%o.0%o' "$a" "$b" "$c" "$d")" "$(printf '00000%o.0%o.0%o.0%o' "$a" "$b" "$c" "$d")" \
        "$a.$(((b << 16) | (c << 8) | d))" "$a.$b.$(((c << 8) | d))" "$(printf '0x%x.%d' "$a" $((n & 0xffffff)))" \
        "$(printf '0%o.%d.0x%x.%d' "$a" "$b" "$c" "$d")" "[::ffff:$a.$b.$c.$d]" "[::ffff:$high:$low]" \
        "[0:0:0:0:0:ffff:$a.$b.$c.$d]" "[::$a.$b.$c.$d]" "[::$high:$low]" "[64:ff9b::$high:$low]" \
        "[64:ff9b::$a.$b.$c.$d]" "[2002:$high:$low::]" "[2002:$high:$low::1]" "[::ffff:0:$a.$b.$c.$d]" \
        "%3$(printf '%s' "$a" | cut -c1)$(printf '%s' "$a" | cut -c2-).$b.$c.$d" "$a%2E$b%2E$c%2E$d" "$a。$b。$c。$d" \
        "$(printf '%s' "$a.$b.$c.$d" | sed 'y/0123456789/０１２３４５６７８９/')" \
        "$(printf '%s' "$a.$b.$c.$d" | sed 'y/123456789/①②③④⑤⑥⑦⑧⑨/')" "good.example@$a.$b.$c.$d" \
        "$a.$b.$c.$d:8080"
}

other_spellings() {
    printf '%s\n' '[::1]' '[::]' '[0:0:0:0:0:0:0:1]' '[::1%25lo]' '[fe80::1]' '[fe80::1%25lo]' '[fc00::1]' \
        '[fd12:3456::1]' '[ff02::1]' '[2001:db8::1]' '[2001::1]' '[2001:0:7f00:1::]' '[3fff::1]' '[fec0::1]' \
        '[100::1]' '[5f00::1]' '[64:ff9b:1::7f00:1]' localhost LOCALHOST localhost. 0 0x0 00 0.0 127.0.0.255 \
        224.0.0.1 255.255.255.255 240.0.0.1 198.18.0.1 198.51.100.1 203.0.113.9 192.0.2.1 192.0.0.1 192.88.99.1 \
        172.16.0.1 172.31.255.255 status.example:22 status.example:25 status.example:6379 status.example:11211
}

all_spellings() {
    spellings 127 0 0 1
    spellings 10 0 0 5
    spellings 169 254 169 254
    spellings 192 168 1 1
    spellings 100 64 0 1
    other_spellings
}

# A site that redirects to each of them, and names that lead to addresses that are not public.
ssrf_sites() {
    local n=0 host
    printf 'host ssrf.example\n'
    while read -r host; do
        n=$((n + 1))
        printf 'page /%d\nstatus 302\nheader Location: http://%s/\n' $n "$host"
    done < <(all_spellings)
}

# judge_ssrf ROW: no draft's link was answered, and each connection is in the servers' log.
judge_ssrf() {
    local connections=$(($(opened) - before)) logged answered
    logged=$(wc -l <"$work/web.log")
    answered=$(verdicts | cut -f2 | grep -cvE '^(blocked-by-policy|invalid-url|dns-gone|dns-fail|protocol-error)$')
    judge "$1 connections" "$logged" "$connections"
    judge "$1 answered" 0 "$answered"
}

row_ssrf() {
    local rows=() n=0 host before
    while read -r host; do
        n=$((n + 1))
        rows+=("S$n" "http://$host/")
    done < <(all_spellings)
    judge "ssrf spellings" yes "$([ $n -ge 120 ] && echo yes)"
    draft "${rows[@]}"
    : >"$work/web.log"
    before=$(opened)
    check --no-cache --retries 0 --timeout 3
    judge_ssrf ssrf-direct
    judge "ssrf-direct asked" 0 "$(wc -l <"$work/web.log")"

    rows=()
    for ((i = 1; i <= n; i++)); do
        rows+=("S$i" "http://ssrf.example/$i")
    done
    draft "${rows[@]}"
    : >"$work/web.log"
    before=$(opened)
    check --no-cache --retries 0 --timeout 3
    judge_ssrf ssrf-redirect
    judge "ssrf-redirect asked" $((n + 1)) "$(wc -l <"$work/web.log")"

    draft N1 http://f008.example/ N2 http://f009.example/ N3 http://f011a.example/ N4 http://f011b.example/ \
        N5 http://n1.private.example/ N6 http://n2.private.example/ N7 http://n3.private.example/ \
        N8 http://n4.private.example/ N9 http://n5.private.example/ N10 http://n6.private.example/
    : >"$work/web.log"
    before=$(opened)
    check --no-cache --retries 0 --timeout 3
    judge_ssrf ssrf-names
    judge "ssrf-names asked" 0 "$(wc -l <"$work/web.log")"

    draft N1 http://rebind.example/a N2 http://rebind.example/b N3 http://rebind.example/c
    : >"$work/web.log"
    before=$(opened)
    check --no-cache --retries 0 --timeout 3
    judge "ssrf-rebind connections" "$(wc -l <"$work/web.log")" $(($(opened) - before))
    judge "ssrf-rebind verdicts" "ok ok ok" "$(verdicts | cut -f2 | xargs)"
}

# What an address hides stays hidden: in the report, on the terminal, in the cache and in its list.
row_secrets() {
    local secret=geheim77 url
    draft X1 "http://reader:${secret}@status.example/200?token=${secret}&page=1" \
        X2 "http://status.example/404?api_key=${secret}" X3 "http://keyed.example/a?sig=${secret}"
    check --cache "$work/secret.db" --retries 0
    judge secrets-report 0 "$(grep -c $secret "$work/report.json" "$work/errors" | awk -F: '{s += $2} END {print s}')"
    timeout 60 "$citecheck" check --no-config "${route[@]}" --cache "$work/secret.db" --offline -vv "$work/draft.md" \
        >"$work/text" 2>&1
    judge secrets-text 0 "$(grep -c $secret "$work/text")"
    judge secrets-cache 0 "$(cat "$work"/secret.db* | grep -ac $secret)"
    "$citecheck" cache stats --cache "$work/secret.db" >"$work/text" 2>&1
    "$citecheck" cache export --cache "$work/secret.db" >>"$work/text" 2>&1
    judge secrets-list 0 "$(grep -c $secret "$work/text")"
}

# A page's title does not write on the terminal.
row_F141() {
    draft F141 http://parse.example/f141
    timeout 60 "$citecheck" check --no-config "${route[@]}" --no-cache --retries 0 --host-interval 0 -vv "$work/draft.md" \
        >"$work/text" 2>"$work/errors"
    judge F141 0 "$(LC_ALL=C grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' "$work/text")"
}

# Nor does it become a formula where a report opens as a table.
row_F142() {
    draft "=F142" http://parse.example/f142
    timeout 60 "$citecheck" check --no-config "${route[@]}" --no-cache --retries 0 --host-interval 0 --format csv \
        "$work/draft.md" >"$work/text" 2>"$work/errors"
    judge F142 "yes 0" "$([ "$(wc -l <"$work/text")" -ge 2 ] && echo yes) $(grep -cE '(^|,)"?[=+@]' "$work/text")"
}

# Bombs: no page makes the checker grow by more than 64 MiB over a harmless one, or last.
row_bombs() {
    local page peak most=$((96 * 1024))
    grep -q __asan_init "$citecheck" && most=$((4 * most)) # whose shadow takes room of its own
    for page in body.example/f083a body.example/f084 body.example/f084-deflate body.example/f084-br \
        body.example/f084-zstd body.example/f093b body.example/f093c parse.example/f114 wide.example/f115 \
        parse.example/f116 parse.example/f117 wide.example/f118; do
        draft B1 "http://$page"
        peak=$("$tools/peak" timeout 20 "$citecheck" check --no-config "${route[@]}" --no-cache --retries 0 --host-interval 0 \
            --timeout 10 --format json "$work/draft.md" 2>&1 >"$work/report.json" | tail -n 1)
        judge "bomb $page" yes "$([ "${peak:-999999}" -lt $most ] && echo yes || echo "no: $peak KiB")"
    done
}
