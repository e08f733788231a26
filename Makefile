# relgraph: "make" builds the command and writes the files of the built-in dossier; "make help" lists what else there is.

export CGO_ENABLED = 0

# A machine without a home folder keeps Go's caches in the build folder.
ifeq ($(strip $(HOME)),)
export GOCACHE    = $(CURDIR)/build/cache/go-build
export GOPATH     = $(CURDIR)/build/cache/go
export XDG_CACHE_HOME = $(CURDIR)/build/cache
endif

# Property tests draw the same cases in every run, so that the gate says the same of the same code; "make properties"
# is where new cases are looked for.
export RAPID_SEED       ?= 1
export RAPID_NOFAILFILE ?= true

VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
FUZZTIME ?= 30s
FIGURES  := $(addprefix build/syria-contacts,.svg .pdf .png .dot .graphml)

.PHONY: all
all: build ## build bin/relgraph and write build/syria-contacts.svg, .pdf, .png, .dot and .graphml
	@mkdir -p build
	bin/relgraph export syria-contacts $(addprefix -o ,$(FIGURES))

.PHONY: build
build: ## build bin/relgraph and its layout helper
	@mkdir -p bin
	go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/ ./cmd/relgraph ./cmd/relgraph-layout

.PHONY: test
test: ## run the tests
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test ./...

.PHONY: slowest
slowest: ## run all tests, one package after the other, and list the 30 that take longest, in seconds by the clock
	@mkdir -p build/_tmp
	@TMPDIR=$(CURDIR)/build/_tmp go test -p 1 -count=1 -json ./... | sed -nE \
		's/.*"Action":"(pass|fail)","Package":"([^"]*)","Test":"([^"/]*)","Elapsed":([0-9.]+).*/\4\t\1\t\2\t\3/p' | sort -rn | head -30

AXE := build/browser/node_modules/axe-core/axe.min.js

.PHONY: browser
browser: $(AXE) ## try figures and pages in Chromium, and check the types of the page's script (needs Chromium and npm)
	@test -n "$(CHROMIUM)" || command -v chromium chromium-browser google-chrome >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -q && apt-get install -q -y chromium; } || { \
		echo 'no Chromium found: install it, such as by "apt-get install chromium", or give its path in CHROMIUM' >&2; exit 1; }
	@mkdir -p build/_tmp
	node build/browser/node_modules/typescript/bin/tsc -p out/page/script/tsconfig.json
	node build/browser/node_modules/typescript/bin/tsc -p cmd/relgraph/workbench/static/tsconfig.json
	TMPDIR=$(CURDIR)/build/_tmp go test -tags browser -timeout 25m -count=1 ./out/internal/browser
	TMPDIR=$(CURDIR)/build/_tmp go test -tags browser -timeout 10m -count=1 ./cmd/relgraph -run TestBrowserPictures

$(AXE): out/internal/browser/package-lock.json
	@command -v npm >/dev/null || { echo 'no npm found: install Node.js, such as by "apt-get install npm"' >&2; exit 1; }
	@mkdir -p build/browser
	cp out/internal/browser/package.json out/internal/browser/package-lock.json build/browser
	npm ci --prefix build/browser --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: check
check: ## check formatting, vet, staticcheck, go.mod and generated files
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo 'run "gofmt -w" on these files' >&2; exit 1; }
	go vet ./...
	go vet -tags processors,reliability,library ./cmd/relgraph
	go vet -tags browser ./out/internal/browser ./cmd/relgraph
	go vet -tags interop ./graph
	go vet -tags dist ./cmd/internal/release
	go vet -tags mutants ./cmd/internal/mutants
	go tool staticcheck ./...
	go tool staticcheck -tags browser ./out/internal/browser ./cmd/relgraph
	go tool staticcheck -tags interop ./graph
	$(MAKE) dead
	go mod tidy -diff
	go mod verify
	$(MAKE) stale

# Functions that no program calls, and who does: library users, tests that write pages of docs, and the packages below
# internal that are made for tests.
UNCALLED = graph.Must out/answers.Measure out/figure.PlaceColumns out/internal/positions.Columns \
	sources.DossierKeys sources.StepColumns sources.SyriaContacts sources/change/agreement.Cohen
FOR_TESTS = cmd/internal/walkthrough|out/internal/(golden|made|effort)

.PHONY: dead
dead: ## fail if a function is called by nobody
	@mkdir -p build
	go tool deadcode -f '{{range .Funcs}}{{printf "%s.%s called by nobody, at %s\n" $$.Path .Name .Position}}{{end}}' ./... > build/dead.txt
	@! grep -vE '^relgraph/($(FOR_TESTS))\.' build/dead.txt | grep -vE '^relgraph/($(subst $(eval ) ,|,$(subst .,\.,$(strip $(UNCALLED))))) ' || \
	{ echo 'take these functions away, or say in UNCALLED of the Makefile who calls them' >&2; false; }

.PHONY: stale
stale: all ## fail if a generated file is not what "make update" would write
	cmp docs/syria-contacts.svg build/syria-contacts.svg || { echo 'docs/syria-contacts.svg is stale: run "make update" and commit what changes' >&2; exit 1; }
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test ./cmd/relgraph -run TestGallery

# The packages whose tests write files anew with -update. The catalogues come first: what others write is worded by them.
WRITERS = $(filter-out ./graph/words,$(shell grep -rlE --include='*_test.go' 'golden\.Compare|[*]update\b' cmd graph out sources | xargs -n1 dirname | sort -u | sed 's,^,./,'))

.PHONY: update
update: ## rewrite whatever is generated: golden files, catalogues, tables and pictures of the documentation
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test ./graph/words -run TestLanguages -update -count=1
	TMPDIR=$(CURDIR)/build/_tmp go test $(WRITERS) -update -count=1
	$(MAKE) all
	cp build/syria-contacts.svg docs/syria-contacts.svg
	@test -z "$(CHROMIUM)$$(command -v chromium chromium-browser google-chrome)" || \
		TMPDIR=$(CURDIR)/build/_tmp go test -tags browser -count=1 ./cmd/relgraph -run TestBrowserPictures -update

.PHONY: gallery
gallery: ## write the pictures of docs/gallery anew, by the commands in its README
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test ./cmd/relgraph -run 'TestGallery|TestPages' -update -count=1

.PHONY: compare
compare: build ## draw and count docs/gallery/compare.md's pictures (needs Graphviz, and PYTHON with networkx and matplotlib)
	docs/gallery/compare/draw.sh

# Packages in which something runs beside something else, as far as the detector lets them end in a minute or two.
RACED ?= ./sources ./sources/check ./sources/edtf ./sources/evidence/verify ./out/rows ./out/graphs ./out/page \
	./out/internal/layout/ledger ./cmd/relgraph/files ./cmd/relgraph/terminal ./cmd/relgraph/watch

.PHONY: race
race: ## run tests with the race detector: of what works in several goroutines, or of RACED=./... (needs a C compiler)
	@mkdir -p build/_tmp
	@if ! command -v "$$(go env CC)" >/dev/null && test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
		{ apt-get update -q && apt-get install -q -y --no-install-recommends gcc libc6-dev; } >/dev/null 2>&1; \
	fi; \
	if ! command -v "$$(go env CC)" >/dev/null; then \
		echo 'race: no C compiler, so the race detector was not run' >&2; exit 0; \
	fi; \
	TMPDIR=$(CURDIR)/build/_tmp CGO_ENABLED=1 go test -race -timeout 30m $(RACED)

# Seeds of an order: the gate shuffles in the same way each time; SHUFFLE=on looks for an order that nobody tried.
SHUFFLE ?= 20261127
# All packages but those whose tests take longest, which SHUFFLED=./... has too.
SHUFFLED ?= $(shell go list ./... | grep -vE '/(cmd/relgraph|cmd/internal/(release|bench)|out|out/figure|out/graphviz|out/internal/(layout|places)|sources/(change|evidence/verify))$$')

.PHONY: shuffled
shuffled: ## run tests three times each in another order: SHUFFLE is the order's seed, SHUFFLED the packages
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test -shuffle=$(SHUFFLE) -count=3 -timeout 60m $(SHUFFLED)

QEMU_AARCH64 ?= $(shell command -v qemu-aarch64-static)

.PHONY: processors
processors: ## write every format as other processors do, and compare (arm64 needs qemu-user-static)
	@mkdir -p build/_tmp
	GOARCH=386 go vet ./...
	@qemu="$(QEMU_AARCH64)"; \
	if test -z "$$qemu" && test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
		{ apt-get update -q && apt-get install -q -y --no-install-recommends qemu-user-static; } >/dev/null 2>&1; \
		qemu=$$(command -v qemu-aarch64-static); \
	fi; \
	test -n "$$qemu" || echo 'processors: arm64 is not tried: no qemu-aarch64-static, and it cannot be installed' >&2; \
	QEMU_AARCH64=$$qemu TMPDIR=$(CURDIR)/build/_tmp go test -tags processors -timeout 60m -count=1 -v -run TestSameBytesOnEveryProcessor ./cmd/relgraph

.PHONY: reliability
reliability: ## kill commands at random moments (RELGRAPH_KILLS, 50 times each) and end them by signals
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test -tags reliability -timeout 60m -count=1 -v -run 'TestKilled|TestSignals|TestFullDisk|TestReadOnlyDisk|TestExportsAtOnce|TestNetwork' ./cmd/relgraph

BENCH_CLAIMS ?= 100,1000,10000,100000,1000000

.PHONY: bench
bench: build ## measure single parts (for benchstat), then whole commands on made dossiers of BENCH_CLAIMS claims
	@mkdir -p build/bench
	go test -run '^$$' -bench . -benchtime 5x ./cmd/internal/bench | tee build/bench/parts.txt
	go run -trimpath ./cmd/internal/bench -claims $(BENCH_CLAIMS) | tee build/bench/commands.md

.PHONY: library
library: ## take relgraph into a module of its own as docs/library.md says, without a network, and run what stands there
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test -tags library -timeout 20m -count=1 ./cmd/relgraph -run TestLibraryFromAnotherModule

.PHONY: offline
offline: ## see that commands open no socket, say the same without a network, and keep what was there on a full disk (Linux, root)
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test -tags reliability -count=1 -v -run 'TestNetwork|TestFullDisk|TestReadOnlyDisk' ./cmd/relgraph

.PHONY: mutants
mutants: ## take out each rule of check, and of what makes a contact, one at a time, and see that a test fails
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp go test -tags mutants -timeout 180m -count=1 -v ./cmd/internal/mutants

VULNDB ?= https://vuln.go.dev

.PHONY: vulnerabilities
vulnerabilities: ## ask the database of Go's vulnerabilities (VULNDB) about what is linked; where there is none, say so
	@mkdir -p build
	@go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 -db "$(VULNDB)" ./... >build/vulnerabilities.txt 2>&1; code=$$?; \
	cat build/vulnerabilities.txt; \
	if grep -q '^govulncheck: fetching vulnerabilities:' build/vulnerabilities.txt; then \
		echo 'vulnerabilities: nothing was asked, since $(VULNDB) cannot be reached' >&2; exit 0; \
	fi; exit $$code

# Without -fuzzminimizetime, each input that reaches further is made smaller for a minute, in which nothing else is tried.
.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME (30s)
	@for pkg in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg || exit 1; \
		done; \
	done

RAPID_CHECKS ?= 2000
PROPERTIES   := go list -f '{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}}' ./... | grep -E ' (pgregory.net/rapid|relgraph/out/internal/made)( |$$)' | cut -d' ' -f1

.PHONY: properties
properties: ## run the property tests on RAPID_CHECKS (2000) new cases each, other ones in every run
	@mkdir -p build/_tmp
	TMPDIR=$(CURDIR)/build/_tmp RAPID_SEED=0 RAPID_CHECKS=$(RAPID_CHECKS) go test -count=1 -timeout 120m $$($(PROPERTIES))

.PHONY: programs
programs:
	@command -v dot >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -q && apt-get install -q -y graphviz; } || { \
		echo 'no dot found: install Graphviz, such as by "apt-get install graphviz"' >&2; exit 1; }
	@test -n "$(CHROMIUM)" || command -v chromium chromium-browser google-chrome >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -q && apt-get install -q -y chromium; } || { \
		echo 'no Chromium found: install it, such as by "apt-get install chromium", or give its path in CHROMIUM' >&2; exit 1; }

.PHONY: first-sight
first-sight: build programs ## write docs/gallery/first-sight.md: what other programs show of the built-in dossier at first
	go run ./out/internal/interop first-sight

.PHONY: interop
interop: build programs ## read the exports with Gephi, NetworkX and others (needs python3, node, a JDK, maven, Graphviz, Chromium)
	go run ./out/internal/interop
	PYTHON=$(CURDIR)/build/interop/venv/bin/python go test -tags interop -run NetworkX -count=1 ./graph

PYTHON_TOOLS := build/python/bin/python

.PHONY: python
python: build $(PYTHON_TOOLS) ## test the Python package with pandas and NetworkX, and its types (needs python3)
	$(PYTHON_TOOLS) -m mypy --strict --cache-dir build/python/mypy cmd/python/relgraph
	RELGRAPH=$(CURDIR)/bin/relgraph PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=cmd/python $(PYTHON_TOOLS) -m unittest discover -s cmd/python/tests

$(PYTHON_TOOLS): cmd/python/requirements.txt
	python3 -m venv build/python
	$@ -m pip install --quiet --disable-pip-version-check -r cmd/python/requirements.txt
	@touch $@

.PHONY: interop-mutants
interop-mutants: build ## put faults into the writers of graph files, and fail unless a reader shows each
	go run ./out/internal/interop mutants

.PHONY: install
install: ## install relgraph and its layout helper with "go install"
	go install -trimpath -ldflags "-s -w -X main.version=$(VERSION)" ./cmd/relgraph ./cmd/relgraph-layout

# The address that the manifests for Homebrew, Scoop and winget have people fetch the archives from, and whom the packages
# name as their maintainer: give your own.
DIST_URL        ?= https://example.org/relgraph
DIST_MAINTAINER ?= relgraph <relgraph@example.org>
DIST_PLATFORMS  ?=
DIST = go run -trimpath ./cmd/internal/release -version "$(VERSION)" -epoch "$$(git log -1 --format=%ct 2>/dev/null || echo 0)" \
	-home "$(DIST_URL)" -maintainer "$(DIST_MAINTAINER)" -platforms "$(DIST_PLATFORMS)"

.PHONY: dist
dist: ## write build/dist: archives, wheels, packages, manifests, bill of materials and digests for all platforms
	$(DIST) -o build/dist
	@test "$(DIST_URL)" != https://example.org/relgraph || \
		echo 'dist: the manifests name https://example.org/relgraph, where nothing is: give DIST_URL before you publish them' >&2

.PHONY: installs
installs: ## make a release twice, compare, and install it into empty folders (DIST_PLATFORMS: this one)
	$(MAKE) dist DIST_PLATFORMS="$(or $(DIST_PLATFORMS),$(shell go env GOOS)/$(shell go env GOARCH))"
	@mkdir -p build/_tmp/again/home
	TMPDIR=$(CURDIR)/build/_tmp/again GOCACHE="$$(go env GOCACHE)" GOPATH="$$(go env GOPATH)" HOME=$(CURDIR)/build/_tmp/again/home \
		$(MAKE) --no-print-directory dist-again DIST_PLATFORMS="$(or $(DIST_PLATFORMS),$(shell go env GOOS)/$(shell go env GOARCH))"
	cmp build/dist/SHA256SUMS build/dist-again/SHA256SUMS
	@command -v rpm2cpio cpio >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -q && apt-get install -q -y --no-install-recommends rpm2cpio cpio; } || \
		echo 'installs: the .rpm is not tried: no rpm2cpio and cpio, and they cannot be installed' >&2
	TMPDIR=$(CURDIR)/build/_tmp go test -tags dist -count=1 -v -run 'TestInstall|TestNewcomer|TestEveryProgram|TestSums' ./cmd/internal/release

.PHONY: dist-again
dist-again:
	$(DIST) -o build/dist-again >/dev/null

.PHONY: clean
clean: ## remove what was built
	rm -rf bin build

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /\1\t/' | expand -t 12
