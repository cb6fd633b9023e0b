# Each target is one command of installers/dev.py, which works the same without make (and so on Windows).
PYTHON ?= python3

.PHONY: setup run check test audit bench torture package shots words lock wheels clean
setup run check test audit bench torture package shots words lock wheels clean:
	@$(PYTHON) installers/dev.py $@ $(ARGS)
