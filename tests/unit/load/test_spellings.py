from __future__ import annotations

from lianggang.load.spellings import Kinds, each


def test_each_different_text_is_asked_for_once_in_order() -> None:
    asked: list[str] = []

    def answer(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert each(["b", "a", "b"], answer) == ["B", "A", "B"]
    assert asked == ["b", "a"]


def test_rows_have_the_answer_of_their_kind() -> None:
    kinds = Kinds([("C-1", "%"), ("C-2", ""), ("C-1", "%")])
    assert kinds.different == [("C-1", "%"), ("C-2", "")]
    assert kinds.of_rows([1, 2]) == [1, 2, 1]
    assert list(kinds.where(["wrong", None])) == [(0, "wrong"), (2, "wrong")]
    assert list(kinds.where([None, ""])) == []
