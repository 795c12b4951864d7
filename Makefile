# 两条常用命令：`make try` 核对示例数据，`make test` 运行全部测试；都会自行准备好 .venv。
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help try test check format lint types layers data screens docs bench clean

help:
	@echo "make try      核对示例区2025年第三季度填报并判定进度"
	@echo "make test     运行全部测试"
	@echo "make check    格式、静态检查、类型、分层、测试（提交前运行）"
	@echo "make data     重新生成示例数据        make screens  重新生成 README 中的屏幕"
	@echo "make docs     重新生成 docs/ 中由程序得出的内容"
	@echo "make bench    测量启动与运行耗时之比  make clean    删除 .venv 与缓存"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更高版本；可用 make PYTHON=python3.12 try 指定。" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "无法建立 .venv；Debian/Ubuntu 请先安装 python3-venv。" >&2; exit 1; }

$(VENV)/run-ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "正在准备运行环境（只在第一次需要）……" >&2
	@$(PIP) --editable .
	@touch $@

$(VENV)/dev-ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "正在准备测试环境（只在第一次需要）……" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/run-ready

try: $(VENV)/run-ready
	@$(BIN)/lianggang check data/2025Q3.csv

test: $(VENV)/dev-ready
	@$(BIN)/python -m pytest

check: $(VENV)/dev-ready lint types layers test

format: $(VENV)/dev-ready
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

lint: $(VENV)/dev-ready
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check

types: $(VENV)/dev-ready
	@$(BIN)/mypy

layers: $(VENV)/dev-ready
	@$(BIN)/lint-imports

data: $(VENV)/dev-ready
	@$(BIN)/python tools/make_example.py
	@$(BIN)/python tools/make_national.py

screens: $(VENV)/dev-ready
	@$(BIN)/python tools/readme_screens.py

docs: $(VENV)/dev-ready
	@$(BIN)/python tools/diagnostic_pages.py
	@$(BIN)/python tools/catalogue_page.py

bench: $(VENV)/dev-ready
	@$(BIN)/python benchmarks/start_up.py
	@$(BIN)/python benchmarks/assess.py

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
