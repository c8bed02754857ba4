"""The docs: every command, every option and every layer is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from conftest import ROOT
from dateline.cli.app import app

COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(command: Any, path: str = "dateline") -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield path, command
    for name, child in inner.items():
        yield from commands(child, f"{path} {name}")


ALL = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", ALL)
def test_a_command_is_documented_with_all_its_options(path: str) -> None:
    section = re.search(rf"^##+ `{re.escape(path)}`.*?(?=^##+ |\Z)", COMMANDS, re.M | re.S)
    assert section, f"docs/commands.md has no section `{path}`"
    assert ALL[path].help, f"{path} has no help text"
    for parameter in ALL[path].params:
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{option}" in section[0] or option == "--help", f"{option} of {path} is not in docs/commands.md"
            assert getattr(parameter, "help", None), f"{option} of {path} has no help text"


def test_no_command_is_documented_that_is_not_there() -> None:
    named = set(re.findall(r"^##+ `(dateline [a-z ]+)`", COMMANDS, re.M))
    assert named <= set(ALL)


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_page_of_the_workbench_has_a_section_and_every_group_of_keys_is_told_of() -> None:
    from dateline.workbench.pages import PAGES

    text = (ROOT / "docs" / "workbench.md").read_text(encoding="utf-8")
    sections = {
        found[1]: found[2].strip()
        for found in re.finditer(r"^## [^`\n]*`(/[^`]*)`\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    }
    for page in PAGES:
        path = re.sub(r"\{\w+\}", "ID", page.path)
        if path not in sections and re.search(rf"\*\*[^*]+\*\* \(`{path}`\)", text):
            continue  # a page of a page, told of where that is
        assert path in sections, f"docs/workbench.md has no section with `{path}` in its heading"
        assert len(sections[path]) > 200, f"docs/workbench.md says next to nothing of `{path}`"
    files = [
        *(ROOT / "src/dateline/workbench").rglob("*.j2"),
        *(ROOT / "src/dateline/workbench/static/js").glob("*.js"),
    ]
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    for group in sorted(set(re.findall(r"""(?:data-group=|\bgroup(?::| =) )"([^"{]+)\"""", source))):
        assert group in text, f"docs/workbench.md does not tell of the keys called {group!r}"


def test_every_layer_has_a_page_or_a_section() -> None:
    from dateline.reader import Reader

    text = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    for layer in Reader().layers:
        assert re.search(rf"\b{layer.name}\b", text), f"no page of docs/ tells of the {layer.name} layer"
