SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
FUZZTIME ?= 10s
KILLS ?= 1000

# Error strings of the simulator begin as Telegram's own do, hence -ST1005.
STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.8.2

# Test vectors of other form engines, where they lie beside the checkout.
vectors := $(wildcard ../shared/xlsform-vectors)
ifneq ($(vectors),)
THIDUA_XLSFORM_VECTORS ?= $(abspath $(vectors))
export THIDUA_XLSFORM_VECTORS
endif

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## play the sample campaign, then serve a page to chat on
	go run ./cmd/thidua demo

.PHONY: build
build: ## one static binary, bin/thidua
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/thidua ./cmd/thidua

.PHONY: image
image: ## the container image thidua:latest
	docker build --build-arg VERSION=$(VERSION) -t thidua .

.PHONY: test
test: tools lint ## everything that CI runs; nothing is skipped (go test ./... alone is the quick loop)
	CI=true go test -race -count=1 -timeout 14m ./...

.PHONY: tools
tools: ## install what the tests need, where it is missing
	@.ci/tools

.PHONY: lint
lint: ## gofmt, go vet, staticcheck
	@unformatted=$$(gofmt -l .); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w would change:" $$unformatted >&2; exit 1; fi
	go vet ./...
	@if $(STATICCHECK) -version; then $(STATICCHECK) -checks inherit,-ST1005 ./...; \
	else echo "staticcheck cannot be fetched here and is left out" >&2; fi

.PHONY: bench
bench: ## flows.Step, expressions, workbooks, Store.Commit, large exports, a province's board and reminders (Redis rows need redis-server)
	go test -run '^$$' -bench '^Benchmark(Step|Evaluate|Read|Commit)' -benchmem ./flows ./flows/xpath ./flows/xlsform ./store
	go test -run '^$$' -bench '^Benchmark(Stream|Scale)' -benchtime 1x ./export
	go test -run '^$$' -bench '^BenchmarkProvince$$' -benchtime 1x ./bot

.PHONY: crash
crash: ## kill bots and Redis KILLS (1000) times while 200 people answer, then compare what was kept
	THIDUA_KILLS=$(KILLS) go test -count=1 -timeout 60m -v -run '^TestCrash$$' ./cmd/thidua

.PHONY: load
load: ## updates a second on each store, in memory and of a bot that keeps nothing, a slow chat, a backlog, planned messages (PROFILE=folder: of the bots)
	THIDUA_PLANNED=100000 go test -count=1 -timeout 30m -v -run '^TestPlanned$$' ./cmd/thidua
	THIDUA_PROFILE=$(PROFILE) go test -timeout 60m -run '^$$' -bench '^Benchmark(Load|SlowChat|Backlog|Planned)$$' -benchtime 1x ./cmd/thidua

.PHONY: fuzz
fuzz: ## fuzz every target for FUZZTIME (10s)
	@grep -rEo --include='*_test.go' '^func Fuzz\w+' . | sort | while IFS=: read -r file target; do \
	  target=$${target#func }; dir=$$(dirname "$$file"); echo "$$dir $$target"; \
	  go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$dir" < /dev/null; \
	done
