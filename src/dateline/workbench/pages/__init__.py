"""The pages of the workbench, each in a module of its own: its PAGES are shown, its ROUTER takes what is done there."""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter

from dateline.workbench.page import Page

_MODULES = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]

PAGES: tuple[Page, ...] = tuple(page for module in _MODULES for page in getattr(module, "PAGES", ()))
ROUTERS: tuple[APIRouter, ...] = tuple(module.ROUTER for module in _MODULES if hasattr(module, "ROUTER"))
