"""Which rule sets there are and where each is written: the built-in ones, a workspace's own, one that was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lianggang.model.card_rules import RuleSet
from lianggang.model.errors import UsageError
from lianggang.model.rule_view import ListedSet, Origin

from .rule_sets import built_in_rule_sets, load_rule_set, no_such_set, rule_set_file
from .yaml_source import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.catalogue import Catalogue


def workspace_set(catalogue: Catalogue, folder: Path, shown: str) -> ListedSet:
    """The set that the workspace uses. folder: where its catalogue lies. shown: the catalogue's path for messages.

    Raises CatalogueError as ``load_rule_set``.
    """
    if isinstance(catalogue.card_rules, RuleSet):
        return ListedSet(catalogue.card_rules, Origin.CATALOGUE, shown, is_used=True)
    return _listed(catalogue.card_rules, folder, is_used=True)


def asked_set(choice: str, folders: Sequence[Path], own: ListedSet | None) -> ListedSet:
    """The set that was asked for: built in, or a file in the first of ``folders`` that has it.

    own: the workspace's. Raises UsageError where there is none, CatalogueError where its file has mistakes.
    """
    for folder in folders:
        if rule_set_file(choice, folder) is not None:
            listed = _listed(choice, folder, is_used=False)
            return listed._replace(is_used=_is_same(listed, own))
    raise UsageError(no_such_set(choice, " .yaml 文件的路径"))


def all_sets(own: ListedSet | None) -> tuple[ListedSet, ...]:
    """The built-in sets, the default first, and the workspace's where it is none of them."""
    beside = Path(__file__).parent
    built_in = (_listed(name, beside, is_used=False) for name in built_in_rule_sets())
    listed = [one._replace(is_used=_is_same(one, own)) for one in built_in]
    if own is not None and own.origin is not Origin.BUILT_IN:
        listed.append(own)
    return tuple(listed)


def _listed(choice: str, folder: Path, *, is_used: bool) -> ListedSet:
    rules = load_rule_set(choice, folder)
    if choice in built_in_rule_sets():
        return ListedSet(rules, Origin.BUILT_IN, None, is_used)
    return ListedSet(rules, Origin.FILE, shown_path(folder / choice), is_used)


def _is_same(one: ListedSet, own: ListedSet | None) -> bool:
    return own is not None and (one.origin, one.path, one.rules.name) == (own.origin, own.path, own.rules.name)
