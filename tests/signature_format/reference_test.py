#!/usr/bin/env python3
"""docs/signature-format.md in Python, written from that page alone: it must say enough to make the same numbers.

The expected values are the golden ones of tests/text/word_hash_test.cc and tests/sketch/signature_test.cc. Left out is what
needs XXH3 or the background table.
"""

import math
import re
import unittest

MASK = 2**64 - 1
# The first 64 bytes of the fraction of pi.
KEYS = [bytes.fromhex(key) for key in (
    "243f6a8885a308d313198a2e03707344", "a4093822299f31d0082efa98ec4e6c89",
    "452821e638d01377be5466cf34e90c6c", "c0ac29b7c97c50dd3f84d5b5b5470917")]


def multiply(a, b):
    """In GF(2^8) modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def substitute(a):
    """The S-box of FIPS 197, section 5.1.1."""
    inverse = 1
    for _ in range(254):
        inverse = multiply(inverse, a)
    bits = inverse
    for shift in range(1, 5):
        bits ^= (inverse << shift | inverse >> (8 - shift)) & 0xFF
    return bits ^ 0x63


S_BOX = bytes(substitute(a) for a in range(256))


def aes_round(state, key):
    rows = [S_BOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]  # SubBytes, ShiftRows
    mixed = bytearray()
    for i in range(16):
        a, b, c, d = (rows[i // 4 * 4 + (i + n) % 4] for n in range(4))
        mixed.append(multiply(a, 2) ^ multiply(b, 3) ^ c ^ d)
    return xor(mixed, key)


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def hash_word(word):
    word = word.encode()
    state = xor(KEYS[0], bytes(8) + len(word).to_bytes(8, "little"))
    for begin in range(0, len(word), 16):
        state = aes_round(xor(state, word[begin:begin + 16].ljust(16, b"\0")), KEYS[1])
    state = aes_round(aes_round(state, KEYS[2]), KEYS[3])
    return int.from_bytes(xor(state[:8], state[8:]), "little")


def rotl(x, bits):
    bits %= 64
    return (x << bits | x >> (64 - bits)) & MASK


def hash_shingle(tokens):
    x = sum(rotl(token, 21 * i) for i, token in enumerate(tokens)) & MASK
    y = (x ^ x >> 32) * 0x9FB21C651E98DF25 & MASK
    return y ^ y >> 29


def shingles(tokens, k):
    k = min(k, len(tokens))
    return [hash_shingle(tokens[i:i + k]) for i in range(len(tokens) - k + 1)]


def sketch(hashes, bins):
    """The value of each bin, None of an empty one."""
    ranks = [[] for _ in range(bins)]
    for value in hashes:
        ranks[value >> (64 - int(math.log2(bins)))].append(value & 0xFFFFFFFF)
    return [min(bin_ranks) & 0xFF if bin_ranks else None for bin_ranks in ranks]


def occupancy(values):
    return [sum(1 << i for i in range(64) if values[word + i] is not None) for word in range(0, len(values), 64)]


def winnow(hashes, max_window):
    window = min(max_window, max(1, len(hashes) // 6))
    kept = []
    for begin in range(max(1, len(hashes) - window + 1)):
        place = min(range(begin, min(begin + window, len(hashes))), key=lambda i: (hashes[i] >> 48, -i))
        if not kept or kept[-1][0] != hashes[place]:
            kept.append((hashes[place], place))
    return kept


TEXT = ("The harbour board voted on Tuesday to close the old swing bridge, a decision that shopkeepers on both "
        "banks had feared for years.")


class ReferenceTest(unittest.TestCase):
    def setUp(self):
        self.tokens = [hash_word(word) for word in re.findall("[a-z]+", TEXT.lower())]

    def test_word_hashes(self):
        for word, expected in {
                "": 0xFC6498538ACE7861, "the": 0x5A5440F2DC794CB7, "straße": 0xB89441499A863E9A,
                "президент": 0x9DECC91449F44C37,
                "donaudampfschifffahrtsgesellschaft": 0x655DE576A78910D0}.items():
            self.assertEqual(hash_word(word), expected, word)

    def test_occupancy(self):
        self.assertEqual(len(self.tokens), 23)
        self.assertEqual(occupancy(sketch(shingles(self.tokens, 5), 256)), [
            0x00C0000A00080008, 0x0000000100800002, 0x0001000040002000, 0x2210800004020000])

    def test_passage_fingerprints(self):
        self.assertEqual(winnow(shingles(self.tokens, 6), 15), [
            (0x3B08A654B36AA35C, 1), (0x346DF45F9E538368, 3), (0x115D6A53D9AAB718, 4), (0x016BD41D8D4E9D9E, 7),
            (0x2A8BCE1F456C062C, 9), (0x844C147EE5F1BCB0, 12), (0x7F574E30A06CC744, 14), (0x41EF41B5DBB5D56B, 15),
            (0x06F0FC9C62853920, 16)])

    def test_table_of_idf(self):
        """The levels of src/sketch/background.cc from the formula of the page."""
        def idf(frequency):
            return round(65536 * math.log(2001 / (frequency + 0.5)))
        self.assertEqual(idf(0), 543592)
        for level, expected in {0: 16, 13: 17, 20: 9327, 40: 280835, 55: 489549, 63: 533112}.items():
            self.assertEqual(idf(2000 * (1 - math.exp(-300 * math.exp(-level / 4)))), expected, level)


if __name__ == "__main__":
    unittest.main()
