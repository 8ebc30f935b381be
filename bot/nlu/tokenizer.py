"""The tokenizer of the pipeline: Rasa's whitespace tokenizer with words that hold together in every served language."""

from __future__ import annotations

from typing import List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.normalise import words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class NormalisingTokenizer(WhitespaceTokenizer):
    """Tokens are in normal form (`bot.nlu.normalise`), their offsets those of the message as it was typed."""

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        text = message.get(attribute)
        found = [Token(word.text, word.start, word.end) for word in words(text)]
        if not found and text.strip():
            # Only signs, e.g. ':)' or an emoji: the whole is one token, as Rasa does it.
            found = [Token(text.strip(), text.index(text.strip()), text.index(text.strip()) + len(text.strip()))]
        return self._apply_token_pattern(found)
