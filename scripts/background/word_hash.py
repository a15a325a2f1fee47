"""The hash of a word as src/text/word_hash.h defines it, in Python."""


def _double(a: int) -> int:
    return (a << 1 ^ (0x1B if a & 0x80 else 0)) & 0xFF


def _make_tables() -> list[list[int]]:
    power = []
    value = 1
    for _ in range(256):
        power.append(value)
        value ^= _double(value)
    box = [0x63] * 256
    for n in range(255):
        b = power[255 - n]
        rotated = 0
        for shift in range(5):
            rotated ^= b << shift | b >> (8 - shift)
        box[power[n]] = rotated & 0xFF ^ 0x63
    tables = []
    for row in range(4):
        columns = []
        for s in box:
            column = _double(s) | s << 8 | s << 16 | (_double(s) ^ s) << 24
            columns.append((column << 8 * row | column >> (32 - 8 * row)) & 0xFFFFFFFF)
        tables.append(columns)
    return tables


_TABLES = _make_tables()
_KEYS = (
    (0x886A3F24, 0xD308A385, 0x2E8A1913, 0x44737003),
    (0x223809A4, 0xD0319F29, 0x98FA2E08, 0x896C4EEC),
    (0xE6212845, 0x7713D038, 0xCF6654BE, 0x6C0CE934),
    (0xB729ACC0, 0xDD507CC9, 0xB5D5843F, 0x170947B5),
)


def _aes_round(state: list[int], key: tuple[int, ...]) -> list[int]:
    t0, t1, t2, t3 = _TABLES
    return [
        t0[state[i] & 0xFF]
        ^ t1[state[(i + 1) % 4] >> 8 & 0xFF]
        ^ t2[state[(i + 2) % 4] >> 16 & 0xFF]
        ^ t3[state[(i + 3) % 4] >> 24]
        ^ key[i]
        for i in range(4)
    ]


def hash_word(word: bytes) -> int:
    state = list(_KEYS[0])
    state[2] ^= len(word) & 0xFFFFFFFF
    state[3] ^= len(word) >> 32
    for at in range(0, len(word), 16):
        piece = word[at : at + 16].ljust(16, b"\0")
        for i in range(4):
            state[i] ^= int.from_bytes(piece[4 * i : 4 * i + 4], "little")
        state = _aes_round(state, _KEYS[1])
    state = _aes_round(_aes_round(state, _KEYS[2]), _KEYS[3])
    return (state[1] << 32 | state[0]) ^ (state[3] << 32 | state[2])
