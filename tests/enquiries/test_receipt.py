"""Receipt codes: read in any form, wrong ones told from right ones, found by a keyed hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries import receipt

CODE = receipt.code_for("0" * 32, "a call")
PLAIN = CODE.replace("-", "")


def test_a_code_has_its_shape_and_more_than_sixty_random_bits():
    assert [len(group) for group in CODE.split("-")] == [4, 4, 4, 2]
    assert set(PLAIN) <= set(receipt.ALPHABET) and not set("ILOU") & set(receipt.ALPHABET)
    assert 5 * (receipt.LENGTH - 1) >= 60
    codes = {receipt.code_for(receipt.new_salt(), "a call") for _ in range(2000)}
    assert len(codes) == 2000
    for place in range(receipt.LENGTH):
        seen = {code.replace("-", "")[place] for code in codes}
        assert len(seen) == 32, f"character {place} takes {len(seen)} values only"


def test_the_same_call_with_the_same_salt_has_the_same_code_and_no_other_call():
    salt = receipt.new_salt()
    assert receipt.code_for(salt, "a") == receipt.code_for(salt, "a") != receipt.code_for(salt, "b")
    assert receipt.fingerprint("a", "b\nc") != receipt.fingerprint("a\nb", "c")


@pytest.mark.parametrize(
    "written",
    [CODE.lower(), PLAIN, " ".join(PLAIN), f"  {CODE}\n", CODE.replace("-", "–"), CODE.replace("-", ".")],
)
def test_a_code_is_read_however_it_is_written(written):
    assert receipt.normalised(written) == PLAIN


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "０"])
def test_digits_of_every_script_are_read(zero):
    digits = str.maketrans({str(digit): chr(ord(zero) + digit) for digit in range(10)})
    assert receipt.normalised(CODE.translate(digits)) == PLAIN
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in PLAIN)
    assert receipt.normalised(full_width) == PLAIN


def test_letters_taken_for_digits_are_read_as_digits():
    salt = receipt.new_salt()
    code = next(code for n in range(1000) if {"0", "1"} <= set(code := receipt.code_for(salt, str(n))))
    for letters in ("OI", "ol", "Oi"):
        written = code.replace("0", letters[0]).replace("1", letters[1])
        assert receipt.normalised(written) == code.replace("-", "")


def test_every_single_mistake_and_every_swap_is_caught():
    for place, right in enumerate(PLAIN):
        for other in receipt.ALPHABET:
            if other != right:
                assert receipt.normalised(PLAIN[:place] + other + PLAIN[place + 1 :]) is None
        for later in range(place + 1, len(PLAIN)):
            if PLAIN[later] != right:
                swapped = list(PLAIN)
                swapped[place], swapped[later] = swapped[later], swapped[place]
                assert receipt.normalised("".join(swapped)) is None


@given(st.text(max_size=200))
def test_anything_can_be_typed(written):
    code = receipt.normalised(written)
    assert code is None or (len(code) == receipt.LENGTH and set(code) <= set(receipt.ALPHABET))


def test_the_hash_depends_on_the_key(settings):
    before = receipt.digest_of(CODE)
    settings.SECRET_KEY = "another key"
    assert len(before) == 64 and receipt.digest_of(CODE) != before and receipt.digest_of("no code") is None
