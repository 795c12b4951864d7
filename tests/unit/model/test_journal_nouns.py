from __future__ import annotations

from decimal import Decimal

import pytest

from judging import built_in
from lianggang.model.card_rules import Card
from lianggang.model.journal import CARD_WORDS, NO_CARD_WORD, card_of, card_words, fingerprint
from lianggang.outputs.wording import CARD_NAMES, NO_CARD


def test_the_file_says_the_words_of_the_screens() -> None:
    assert CARD_WORDS == CARD_NAMES
    assert NO_CARD_WORD == NO_CARD


@pytest.mark.parametrize("card", [*Card, None])
def test_words_and_cards(card: Card | None) -> None:
    assert card_of(card_words(card)) is card
    assert card_of(card_words(None, "待核")) is None


@pytest.mark.parametrize("words", ["", "红", "未判待核", "red"])
def test_other_words_mean_no_card(words: str) -> None:
    with pytest.raises(ValueError, match=f"^{words}$"):
        card_of(words)


def test_the_fingerprint_follows_what_is_judged_and_not_what_is_said() -> None:
    rules = built_in("default")
    own = fingerprint(rules)
    assert len(own) == 12
    assert own != fingerprint(built_in("schedule"))
    relabelled = tuple(rule.model_copy(update={"label": "别的说法"}) for rule in rules.rules)
    assert fingerprint(rules.model_copy(update={"title": "别的", "source": "别处", "rules": relabelled})) == own
    assert rules.hysteresis is not None
    stricter = rules.hysteresis.model_copy(update={"by": Decimal("0.20")})
    assert fingerprint(rules.model_copy(update={"hysteresis": stricter})) != own
    assert fingerprint(rules.model_copy(update={"rules": rules.rules[1:]})) != own
