	@BUILD=$(BUILD) bench/peers
	@BUILD=$(BUILD) bench/peers
# Makefile: one, non-recursive. `make help` lists the targets.
VERSION := 0.1.0
CC      ?= gcc
PREFIX  ?= /usr/local
DESTDIR ?=
LIBDIR  ?= $(PREFIX)/lib
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
BUILD   ?= build
CFLAGS  ?= -O2 -g
# -Werror in CI: make WERROR=-Werror
WERROR  ?=

PKGS := libcurl libxml-2.0 gumbo md4c yaml-0.1 icu-uc icu-i18n jansson sqlite3 libcares openssl zlib \
        libpcre2-8 libbrotlidec libzstd
# := asks pkg-config once, not at every use
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   := $(shell pkg-config --libs $(PKGS)) -lm

WARN := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wvla -Wformat=2 -Wwrite-strings -Wundef $(WERROR)
HARDEN := -fstack-protector-strong -fPIE
CPPFLAGS_ALL := -D_GNU_SOURCE -DCCK_VERSION='"$(VERSION)"' -Iinclude -Isrc $(PKG_CFLAGS) $(CPPFLAGS)
CFLAGS_ALL   := -std=c11 $(WARN) $(HARDEN) $(CFLAGS) -pthread
LDFLAGS_ALL  := -pie -Wl,-z,relro -Wl,-z,now -Wl,--as-needed -pthread $(LDFLAGS)

LIB_SRC   := $(sort $(filter-out src/cmd/%,$(wildcard src/*/*.c)))
CMD_SRC   := $(sort $(wildcard src/cmd/*.c))
TEST_SRC  := $(sort $(wildcard tests/test_*.c))
WEB_SRC   := $(sort $(wildcard tests/web/*.c))
FUZZ_SRC  := $(sort $(wildcard fuzz/fuzz_*.c))
BENCH_SRC := $(sort $(wildcard bench/bench_*.c))
RULES     := $(sort $(wildcard rules/*.yaml rules/*/*.yaml))
PAGES     := $(sort $(wildcard docs/checks/CC*.md))

GEN_OBJ := $(BUILD)/gen/rules_builtin.o $(BUILD)/gen/months_builtin.o $(BUILD)/gen/check_pages.o
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(GEN_OBJ)
CMD_OBJ := $(CMD_SRC:%.c=$(BUILD)/%.o)
LIB     := $(BUILD)/libcitecheck.a
BIN     := $(BUILD)/citecheck
TESTS   := $(TEST_SRC:tests/%.c=$(BUILD)/tests/%)
WEB     := $(BUILD)/tests/web/web
BENCHES := $(BENCH_SRC:%.c=$(BUILD)/%)
FUZZERS := $(FUZZ_SRC:%.c=$(BUILD)/%)

# The rule compiler needs of the library what loads rules: base, format, outlet.
RULEC_OBJ := $(BUILD)/tools/rulec.o \
             $(patsubst %.c,$(BUILD)/%.o,$(filter src/base/% src/format/% src/outlet/%,$(LIB_SRC)))

# make V=1 shows the commands
Q := $(if $(V),,@)
# the first word of MAKEFLAGS holds the short options: -s says nothing
say = $(if $(V)$(findstring s,$(filter-out --%,$(firstword $(MAKEFLAGS)))),@:,@printf '  %-6s %s\n' $(1) $@)

.PHONY: all help lib check test-programs asan ubsan valgrind layers docs-check rules-check format-check \
        format fuzz fuzz-smoke bench bench-page bench-repo bench-web accuracy deb install clean tidy \
        completions
.SECONDARY:

all: $(BIN) ## build the command and the library

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | expand -t 16

lib: $(LIB)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS_ALL) -std=c11 $(CFLAGS) -fPIE -c -o $@ $<

$(BUILD)/rulec: $(RULEC_OBJ)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)

$(BUILD)/gen/rules_builtin.c: $(BUILD)/rulec $(RULES)
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)$(BUILD)/rulec rules $@

$(BUILD)/monthc: $(BUILD)/tools/monthc.o $(patsubst %.c,$(BUILD)/%.o,$(filter src/base/%,$(LIB_SRC)))
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)

$(BUILD)/gen/months_builtin.c: $(BUILD)/monthc
	@mkdir -p $(@D)
	$(BUILD)/monthc $@

$(BUILD)/embed: $(BUILD)/tools/embed.o
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^

$(BUILD)/gen/check_pages.c: $(BUILD)/embed $(PAGES)
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)$(BUILD)/embed $@ $(PAGES)

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(call say,AR)
	$(Q)ar rcs $@ $^

$(BIN): $(CMD_OBJ) $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $(CMD_OBJ) $(LIB) $(PKG_LIBS)

$(BUILD)/tests/web/%.o: CPPFLAGS_ALL += -Itests/web
$(WEB): $(WEB_SRC:%.c=$(BUILD)/%.o) $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS) -lbrotlienc

# What tests/faults/run works with: a network and a name server of its own.
FAULT_TOOLS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/faults/*.c))
$(BUILD)/tests/faults/%: $(BUILD)/tests/faults/%.o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)

# Scores the checks of prose on the drafts of tests/corpus.
SCORE := $(BUILD)/tests/corpus/score
$(BUILD)/tests/corpus/%.o: CPPFLAGS_ALL += -Itests
$(SCORE): $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/corpus/*.c)) $(BUILD)/tests/draft.o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)

# A test may use the command's own files (test_opt) and the fixtures beside it.
FIXTURE_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(TEST_SRC),$(wildcard tests/*.c)))
CMD_TESTABLE := $(filter-out %/main.o,$(CMD_OBJ))
$(BUILD)/tests/test_%: $(BUILD)/tests/test_%.o $(FIXTURE_OBJ) $(CMD_TESTABLE) $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS) -lcmocka -lbrotlienc

test-programs: $(TESTS) $(WEB) $(FAULT_TOOLS) $(BIN)

check: test-programs ## run all tests
	@BUILD=$(BUILD) tests/run $(TESTS)

asan: ## all tests under AddressSanitizer and UBSan, each object its own malloc
	$(MAKE) BUILD=$(BUILD)/asan CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined" CPPFLAGS=-DARENA_DEBUG LDFLAGS=-fsanitize=address,undefined check

ubsan: ## all tests under UBSan with clang
	$(MAKE) BUILD=$(BUILD)/ubsan CC=clang CFLAGS="-O1 -g -fsanitize=undefined,integer-divide-by-zero \
	-fno-sanitize-recover=undefined" LDFLAGS=-fsanitize=undefined check

valgrind: test-programs ## all unit tests under valgrind
	@BUILD=$(BUILD) tests/run --valgrind $(TESTS)

layers: ## every include is on a lower floor
	@ci/layers

docs-check: $(BIN) ## tables, help, man page and docs agree
	@BUILD=$(BUILD) ci/docs-check

rules-check: $(BIN) ## run every example of the rule files
	@$(BIN) rules test --no-config

SOURCES := $(wildcard src/*/*.[ch] include/*/*.h tests/*.[ch] tests/web/*.[ch] tests/faults/*.c tools/*.c fuzz/*.[ch] \
           bench/*.[ch])
format-check: ## the layout is clang-format's
	@clang-format --dry-run -Werror $(SOURCES) && echo "format: as clang-format has it"

format: ## make it so
	clang-format -i $(SOURCES)

tidy: ## clang-tidy, one file a process
	@for f in $(LIB_SRC) $(CMD_SRC); do clang-tidy --quiet $$f -- $(CPPFLAGS_ALL) -std=c11 || exit 1; done

$(BUILD)/bench/%: $(BUILD)/bench/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(LIB) $(PKG_LIBS)

BENCH_WEB_OBJ := $(BUILD)/bench/web_host.o $(BUILD)/bench/web_client.o
$(BUILD)/bench/%.o: CPPFLAGS_ALL += -Ibench
$(BUILD)/bench/bench_web: $(BENCH_WEB_OBJ)

bench: $(BIN) $(BENCHES) ## measure
	@BUILD=$(BUILD) bench/run

ACCURACY := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard bench/accuracy_*.c)))
accuracy: $(BIN) $(ACCURACY) $(SCORE) $(BUILD)/tests/test_quoted ## measure accuracy on the data in DATA, into docs/accuracy.md
	@BUILD=$(BUILD) ci/accuracy

bench-repo: $(BIN) $(BENCHES) ## measure on a repository of 20,000 articles
	@BUILD=$(BUILD) bench/repo

bench-page: $(BUILD)/bench/bench_page ## measure the reading of pages on the pages in DATA
	@BUILD=$(BUILD) bench/page

bench-web: $(BIN) $(BUILD)/bench/bench_web $(BUILD)/bench/bench_time ## measure the fetcher against a web on loopback
	@for each in mixed think tls sockets slow polite queue; do $(BUILD)/bench/bench_web $$each || exit 1; done

# Fuzz targets are built by clang with libFuzzer, the library along with them.
FUZZ_SECONDS ?= 60
$(BUILD)/fuzz/%: $(BUILD)/fuzz/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS)

fuzz: ## build the fuzz targets
	$(MAKE) BUILD=$(BUILD)/fuzz CC=clang CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined" CPPFLAGS=-DARENA_DEBUG LDFLAGS="-fsanitize=address,undefined" \
	fuzz-programs

.PHONY: fuzz-programs
fuzz-programs: $(FUZZERS)

fuzz-smoke: fuzz ## each fuzz target for FUZZ_SECONDS
	@BUILD=$(BUILD)/fuzz fuzz/smoke $(FUZZ_SECONDS)

man/citecheck.1: $(BIN)
	$(BIN) --generate man > $@

man/citecheck.yaml.5: $(BIN)
	$(BIN) --generate config-man > $@

install: $(BIN) $(LIB) ## install below PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(LIBDIR)/pkgconfig \
	    $(DESTDIR)$(PREFIX)/include/citecheck $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/man/man5 $(DESTDIR)$(ZSHDIR) \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/citecheck
	install -m 644 $(LIB) $(DESTDIR)$(LIBDIR)/libcitecheck.a
	install -m 644 include/citecheck/*.h $(DESTDIR)$(PREFIX)/include/citecheck/
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@REQUIRES@|$(PKGS)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	    ci/citecheck.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/citecheck.pc
	install -m 644 man/citecheck.1 $(DESTDIR)$(PREFIX)/share/man/man1/citecheck.1
	install -m 644 man/citecheck.yaml.5 $(DESTDIR)$(PREFIX)/share/man/man5/citecheck.yaml.5
	for f in $(RULES); do install -D -m 644 $$f $(DESTDIR)$(PREFIX)/share/citecheck/$$f || exit 1; done
	$(BIN) --generate bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/citecheck
	$(BIN) --generate zsh > $(DESTDIR)$(ZSHDIR)/_citecheck
	$(BIN) --generate fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/citecheck.fish

deb: ## build the Debian packages, hold them against lintian, below $(BUILD)/deb
	@ci/deb $(BUILD)/deb

clean: ## remove what was built
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -type f -name '*.d' -not -path '$(BUILD)/deb/*' -not -path '$(BUILD)/asan/*' -not -path '$(BUILD)/ubsan/*' \
           -not -path '$(BUILD)/fuzz/src/*' 2>/dev/null)
