# Makefile: one, non-recursive. `make help` lists the targets.
VERSION := 0.1.0
CC      ?= gcc
PREFIX  ?= /usr/local
BUILD   ?= build
CFLAGS  ?= -O2 -g
WERROR  ?=

PKGS := libcurl libxml-2.0 gumbo md4c yaml-0.1 icu-uc icu-i18n jansson sqlite3 libcares openssl zlib libpcre2-8
# In a recursive ?= these would ask pkg-config at every use.
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   := $(shell pkg-config --libs $(PKGS))

WARN := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wvla -Wformat=2 -Wwrite-strings -Wundef $(WERROR)
HARDEN := -fstack-protector-strong -fPIE
CPPFLAGS_ALL := -D_GNU_SOURCE -DCCK_VERSION='"$(VERSION)"' -Iinclude -Isrc $(PKG_CFLAGS) $(CPPFLAGS)
CFLAGS_ALL   := -std=c11 $(WARN) $(HARDEN) $(CFLAGS) -pthread
LDFLAGS_ALL  := -pie -Wl,-z,relro -Wl,-z,now -pthread $(LDFLAGS)

LIB_SRC := $(sort $(filter-out src/cmd/%,$(wildcard src/*/*.c)))
CMD_SRC := $(sort $(wildcard src/cmd/*.c))
TEST_SRC := $(sort $(wildcard tests/test_*.c))
RULES   := $(sort $(wildcard rules/*.yaml rules/*/*.yaml))

LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(BUILD)/gen/rules_builtin.o
CMD_OBJ := $(CMD_SRC:%.c=$(BUILD)/%.o)
LIB     := $(BUILD)/libcitecheck.a
BIN     := $(BUILD)/citecheck
TESTS   := $(TEST_SRC:tests/%.c=$(BUILD)/tests/%)

# What the rule compiler needs of the library: everything below the stages.
RULEC_SRC := tools/rulec.c $(filter src/base/% src/format/% src/outlet/%,$(LIB_SRC))
RULEC_OBJ := $(RULEC_SRC:%.c=$(BUILD)/%.o)

.PHONY: all help check clean
all: $(BIN)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(CC) $(CPPFLAGS_ALL) -std=c11 $(CFLAGS) -fPIE -c -o $@ $<

$(BUILD)/rulec: $(RULEC_OBJ)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)

$(BUILD)/gen/rules_builtin.c: $(BUILD)/rulec $(RULES)
	@mkdir -p $(@D)
	$(BUILD)/rulec rules $@

$(LIB): $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $^

$(BIN): $(CMD_OBJ) $(LIB)
	$(CC) $(LDFLAGS_ALL) -o $@ $(CMD_OBJ) $(LIB) $(PKG_LIBS)

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS) -lcmocka

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
