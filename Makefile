# The front door. Each target that runs the product is one call of its command line.

report_builder := .venv/bin/report-builder
runtime := .venv/runtime.stamp
dev := .venv/dev.stamp
fuzzing := .venv/fuzz.stamp
publishing := .venv/publish.stamp

# $(call given,NAME,--option): the variable's value, quoted, if it stands on make's command
# line. The environment does not count: it has a NAME of its own on some systems.
given = $(if $(filter command,$(origin $(1))),$(2) '$(subst ','\'',$(value $(1)))')

.PHONY: build draft check pages status publish validator cluster new-issue new-case-study schema test references lint bench bench-scale bench-site bench-peers fuzz lock clean distclean help
.NOTPARALLEL:

build: $(runtime) ## build every final issue into dist/ (what make alone does)
	@$(report_builder) build

draft: $(runtime) ## draft PDFs into build/drafts/ [ISSUE=…]
	@$(report_builder) build --draft $(call given,ISSUE)

check: $(runtime) ## show every problem in the content [ISSUE=…]
	@$(report_builder) check $(call given,ISSUE)

pages: $(runtime) ## lay every issue out and look for faults on its pages [ISSUE=…]
	@$(report_builder) check --pages $(call given,ISSUE)

status: $(runtime) ## show how every issue stands: published, sent out, commented, approved [ISSUE=…]
	@$(report_builder) status $(call given,ISSUE)

publish: $(publishing) ## put dist/ online, at the address in pyproject.toml [TARGET=…]
	@$(report_builder) publish $(call given,TARGET)

validator: ## install veraPDF, so that every final issue is validated
	@scripts/setup validate

cluster: ## install what a Dask cluster needs, here and on each of its machines
	@scripts/setup cluster

new-issue: $(runtime) ## start an issue [SLUG=… TITLE=…]
	@$(report_builder) new issue $(call given,SLUG) $(call given,TITLE,--title)

new-case-study: $(runtime) ## start a case study ISSUE=… NAME=… [TITLE=…]
	$(if $(and $(ISSUE),$(NAME)),,$(error name both: make new-case-study ISSUE=… NAME=…))
	@$(report_builder) new case-study $(call given,ISSUE) $(call given,NAME) $(call given,TITLE,--title)

schema: $(runtime) ## write the JSON Schema of the content files
	@$(report_builder) schema

test: $(dev) ## run the tests
	.venv/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

references: $(dev) ## renew the pictures that the samples' pages are held against
	.venv/bin/python tests/visual.py

lint: $(dev) ## check style and types
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy --strict src

bench: $(runtime) ## measure what a build costs, cold and after changes
	.venv/bin/python -m benchmarks.pipeline

bench-scale: $(runtime) ## measure series of up to a hundred issues, and a cluster
	.venv/bin/python -m benchmarks.scale

bench-site: $(runtime) ## measure the site of five hundred issues
	.venv/bin/python -m benchmarks.site

bench-peers: $(runtime) ## measure other tools on the same content
	@scripts/peers
	.venv/bin/python -m benchmarks.peers

SECONDS := 60
fuzz: $(fuzzing) ## look for content that breaks the checks [SECONDS=60]
	.venv/bin/python tests/fuzz_content.py $(SECONDS)

lock: ## renew requirements/ from pyproject.toml
	@scripts/lock

clean: ## remove build/, dist/ and caches, keep the environment
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -path ./.venv -prune -o -path ./.git -prune -o -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## remove the environment as well
	rm -rf .venv

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' Makefile

# Made anew when the checkout was moved, its Python is gone or a set-up was cut short.
ifneq ($(shell test -x .venv/bin/python && cat .venv/checkout 2>/dev/null),$(CURDIR))
stale := stale
.PHONY: stale
endif

$(runtime): requirements/runtime.txt pyproject.toml scripts/setup $(stale)
	@scripts/setup runtime

$(dev): requirements/dev.txt tests/judges/package-lock.json pyproject.toml scripts/setup $(stale)
	@scripts/setup dev

$(publishing): requirements/publish.txt pyproject.toml scripts/setup $(stale)
	@scripts/setup publish

$(fuzzing): requirements/fuzz.txt pyproject.toml scripts/setup $(stale)
	@scripts/setup fuzz
