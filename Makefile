# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Needs make and any Python from 3.11 on; everything else goes into .venv and .nox beside this file.
# make PYTHON=/path/to/python3.12 TARGET   use this Python instead of the first one that fits
# make ARGS="..." TARGET                   passed on to the emulator, to pytest, to ansible-test

PYTHON =
ARGS =
VERSION =

READY = @PYTHON="$(PYTHON)" sh tools/bootstrap.sh
NOX = @.venv/bin/python -m nox
DEMO_PYTHON = @PATH="$$PWD/.nox/demo/bin:$$PATH" .nox/demo/bin/python

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: ## start the emulator, run the demo playbook on it, show what happened, clean up
	$(READY) demo
	$(DEMO_PYTHON) tests/demo/run.py $(ARGS)

demo-rollout: ## a canary on the emulator that fails and is rolled back, one that succeeds, and their reports
	$(READY) demo
	$(DEMO_PYTHON) tests/demo/rollout.py $(ARGS)

test: ## everything CI runs (ARGS=--keep-going: go on after a failure)
	$(READY)
	@.venv/bin/python tools/check.py $(ARGS)

emulator: ## run the emulator for playbooks of your own
	$(READY) demo
	@PYTHONPATH=tests PATH="$$PWD/.nox/demo/bin:$$PATH" exec .nox/demo/bin/python -m emulator --seed demo $(ARGS)

lint: ## style, types, documentation, size limits
	$(READY)
	$(NOX) -s lint

audit: ## what users install with the collection, and known weaknesses of it
	$(READY)
	$(NOX) -s audit

units: ## unit tests on every Python and ansible-core
	$(READY)
	$(NOX) -s units -- $(ARGS)

scenarios: ## playbooks against the emulator
	$(READY)
	$(NOX) -s scenarios smoke -- $(ARGS)

test-matrix: ## playbooks against the emulator on every ansible-core, both ways of running modules (hours; ARGS='-m "not long"': one and a half)
	$(READY)
	$(NOX) -s matrix -- $(ARGS)

test-hard: ## proof of reliability and security: faults, properties, secrets, hostile input (a quarter of an hour)
	$(READY)
	$(NOX) -s hard -- $(ARGS)

test-mutants: ## small changes of engine, comparison and client: do the unit tests notice? (ten minutes)
	$(READY)
	$(NOX) -s mutants -- $(ARGS)

coverage: ## branches of plugins/ that the unit tests take, 95 % at least
	$(READY)
	$(NOX) -s coverage -- $(ARGS)

test-awx: ## jobs and rulebooks as AWX and ansible-rulebook run them (needs Java 17 for the rulebook)
	$(READY)
	$(NOX) -s awx -- $(ARGS)

sanity: ## ansible-test sanity
	$(READY)
	$(NOX) -s sanity -j 2 -- $(ARGS)

build: ## build the collection, install it, read its documentation
	$(READY)
	$(NOX) -s build

bench: ## what tasks cost beside uri, the SDK and tccli, into docs/benchmarks.md (ARGS=--help: parts of it)
	$(READY)
	$(NOX) -s bench -- $(ARGS)

docs: ## write what derives from the declarations, and build the site into build/site
	$(READY)
	$(NOX) -s docs -- $(ARGS)

docs-site: docs

drift: ## what the newest SDK has that the declarations lack, and the reverse
	$(READY)
	$(NOX) -s drift

galaxy: ## what Galaxy does with an archive when it takes it in
	$(READY)
	$(NOX) -s galaxy

release: ## make a release: VERSION=1.2.3, ARGS=--trial on a copy, ARGS="--key FINGERPRINT"
	$(READY)
	$(NOX) -s release -- $(VERSION) $(ARGS)

format: ## put the Python files into the one form that lint accepts
	$(READY)
	$(NOX) -s format

clean: ## remove everything that the other targets made
	rm -rf .venv .nox .ansible .mypy_cache .ruff_cache .pytest_cache .hypothesis build tests/output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help audit coverage test-mutants demo demo-rollout test test-matrix test-awx test-hard emulator lint units scenarios sanity build bench docs docs-site drift galaxy release format clean
