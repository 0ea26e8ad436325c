# BankBus: see README.md. Everything that these targets create lies under .bankbus/.

SHELL := /bin/bash
BUILD := .bankbus/build
# Where tests put what they throw away.
SCRATCH := $(CURDIR)/.bankbus/scratch
STRICT := --explicit-target-dependency-import-check error
# The tests that need nothing but the processor run beside each other; the others start brokers and take turns.
PURE := ^(CanonicalTests|FormatsTests|MappingTests)\.
# One module can be tested alone: make test ONLY=FormatsTests
ONLY ?=
DEMO ?=
WORKLOADS ?=
PREFIX ?= /usr/local
SETS ?=
PAIRS ?=
FILES ?=
MUTANTS ?= 10000
SECONDS ?= 60
FORMATS ?=

.PHONY: help demo test bench build install lint sanitize conformance pairs differential fuzz large-files clean

help:
	@echo "make demo      build, then tell the story: from SWIFT files to a booked ledger, with trouble on the way"
	@echo "make test      lint, build without warnings, sanitizers, every test"
	@echo "make bench     the formats against their peers, then the MT103 route against a minimal C forwarder"
	@echo "make conformance   the formats against the corpora that BANKBUS_CORPORA names; SETS=name chooses"
	@echo "make pairs     the mappings against the pairs of messages in BANKBUS_CORPORA; PAIRS=name chooses"
	@echo "make differential   MUTANTS (10000) of ISO 20022 messages: our verdict against libxml2's"
	@echo "make large-files   files of a gigabyte, and the memory that reading them takes"
	@echo "make fuzz      each format under libFuzzer and the address sanitizer for SECONDS (60); FORMATS=name chooses"
	@echo "make build     the release build of bankbus"
	@echo "make install   the program and its definitions, below PREFIX (/usr/local)"
	@echo "make clean     remove what the other targets made"

demo: build
	@$(BUILD)/release/bankbus demo --data .bankbus/demo $(DEMO)

build:
	@deploy/development/prepare
	@echo "bankbus: building (the first time takes some minutes)"
	@swift build --scratch-path $(BUILD) --configuration release --product bankbus $(STRICT)

lint:
	@echo "bankbus: checking the format"
	@swift format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

sanitize:
	@deploy/development/prepare --tests
	@mkdir -p $(SCRATCH)
	@echo "bankbus: the AMQP client under the address sanitizer"
	@LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/leak-suppressions.txt:print_suppressions=0 \
	    TMPDIR=$(SCRATCH) BANKBUS_TARGETS=AMQPTests \
	    swift test --no-parallel --scratch-path $(BUILD)-address --sanitize=address

test:
	@deploy/development/prepare --tests
	@deploy/development/python
	@mkdir -p $(SCRATCH)
	@$(MAKE) --no-print-directory lint
	@$(if $(ONLY),true,$(MAKE) --no-print-directory sanitize)
	@echo "bankbus: building the tests"
	@swift build --scratch-path $(BUILD) --build-tests $(STRICT)
	@$(if $(ONLY),true,TMPDIR=$(SCRATCH) swift test --scratch-path $(BUILD) --skip-build --filter '$(PURE)')
	@TMPDIR=$(SCRATCH) swift test --no-parallel --scratch-path $(BUILD) --skip-build \
	    $(if $(ONLY),--filter $(ONLY),--skip '$(PURE)')

bench: build
	@deploy/development/prepare --tests
	@swift build --scratch-path $(BUILD) --configuration release --product format-benchmarks $(STRICT)
	@$(BUILD)/release/format-benchmarks $(WORKLOADS)
	@$(if $(WORKLOADS),true,Benchmarks/run)

conformance:
	@deploy/development/prepare --tests
	@swift build --scratch-path $(BUILD) --product conformance $(STRICT)
	@$(BUILD)/debug/conformance $(SETS)

pairs:
	@deploy/development/prepare --tests
	@swift build --scratch-path $(BUILD) --product mapping-pairs $(STRICT)
	@$(BUILD)/debug/mapping-pairs $(PAIRS)

differential:
	@deploy/development/prepare --tests
	@swift build --scratch-path $(BUILD) --configuration release --product xml-differential $(STRICT)
	@$(BUILD)/release/xml-differential $(MUTANTS)

large-files: build
	@Benchmarks/large-files $(FILES)

fuzz:
	@deploy/development/prepare --tests
	@Tests/Fuzzing/run --seconds $(SECONDS) $(FORMATS)

install: build
	@install -D -m 0755 $(BUILD)/release/bankbus $(DESTDIR)$(PREFIX)/bin/bankbus
	@mkdir -p $(DESTDIR)$(PREFIX)/share/bankbus
	@cp -R schemas $(DESTDIR)$(PREFIX)/share/bankbus/
	@echo "bankbus: installed below $(DESTDIR)$(PREFIX)"

clean:
	@rm -rf .bankbus
