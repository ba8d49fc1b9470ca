# Everything here sets itself up: Python 3.11 or newer is all it needs.
PYTHON ?= python3

.PHONY: run test check bench mission shots messages lock
run test check bench mission shots messages lock:
	@$(PYTHON) tools/bootstrap.py $@ $(ARGS)
