# Two commands matter: `make run` starts everything, `make test` tests it. Python 3.11 or later is all they need.
PYTHON ?= python3
ARGS ?=
commands := setup run test test-long check bench screenshots assets lock stop clean hooks

.PHONY: help $(commands)
.NOTPARALLEL:

help:
	@echo "make run          set up if needed, then start web, worker and beat with demo data (Ctrl-C stops all)"
	@echo "make test         install what tests need and run them     make test-long   the slow ones"
	@echo "make check        every check that hooks and CI make       make hooks       let git run it before commits"
	@echo "make setup        only set up, for manage.py               make assets      styles and scripts"
	@echo "make bench        measure the main pages                   make screenshots pictures for the README"
	@echo "make stop         stop embedded servers left running       make lock        lock requirements again"
	@echo "make clean        remove everything made here, demo data too"

$(commands):
	@$(PYTHON) -m setup $@ $(ARGS)
