"""What apps keep sealed, made and read without the library: AES-256-GCM (NIST SP 800-38D), a few octets at a time."""
import base64
import hashlib
import os

BLOCK = 16
KEY_OCTETS, ID_OCTETS, NONCE_OCTETS, TAG_OCTETS = 32, 8, 12, 16


def _times_x(value):
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


def _make_sbox():
    """From FIPS 197: the inverse in GF(2^8), then an affine map."""
    box = [0x63] * 256
    power, inverse = 1, 1  # of the generator 3
    while True:
        power ^= _times_x(power)
        for shift in (1, 2, 4):
            inverse ^= (inverse << shift) & 0xFF
        inverse ^= 0x09 if inverse & 0x80 else 0
        mixed = inverse
        for turns in (1, 2, 3, 4):
            mixed ^= ((inverse << turns) | (inverse >> (8 - turns))) & 0xFF
        box[power] = mixed ^ 0x63
        if power == 1:
            return bytes(box)


SBOX = _make_sbox()


def _round_keys(key):
    words = [key[at:at + 4] for at in range(0, len(key), 4)]
    constant = 1
    while len(words) < 60:
        word = words[-1]
        if len(words) % 8 == 0:
            word = bytes(SBOX[octet] for octet in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _times_x(constant)
        elif len(words) % 8 == 4:
            word = bytes(SBOX[octet] for octet in word)
        words.append(bytes(a ^ b for a, b in zip(words[-8], word)))
    return [b"".join(words[at:at + 4]) for at in range(0, 60, 4)]


def _mix(column):
    whole = column[0] ^ column[1] ^ column[2] ^ column[3]
    return [octet ^ whole ^ _times_x(octet ^ column[(row + 1) % 4]) for row, octet in enumerate(column)]


def _encrypt_block(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number, key in enumerate(keys[1:], 1):
        state = [SBOX[state[(at + 4 * (at % 4)) % BLOCK]] for at in range(BLOCK)]
        if number < 14:
            state = [octet for at in range(0, BLOCK, 4) for octet in _mix(state[at:at + 4])]
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def _multiply(one, other):
    product = 0
    for bit in range(127, -1, -1):
        if other >> bit & 1:
            product ^= one
        one = (one >> 1) ^ (0xE1 << 120 if one & 1 else 0)
    return product


def _padded(octets):
    return octets + bytes(-len(octets) % BLOCK)


def gcm(key, nonce, beside, text, is_sealed=False):
    """The text encrypted, or decrypted, and the tag."""
    keys = _round_keys(key)
    made = b""
    for number, at in enumerate(range(0, len(text), BLOCK), 2):
        stream = _encrypt_block(keys, nonce + number.to_bytes(4, "big"))
        made += bytes(a ^ b for a, b in zip(text[at:at + BLOCK], stream))
    hidden = text if is_sealed else made
    lengths = (8 * len(beside)).to_bytes(8, "big") + (8 * len(hidden)).to_bytes(8, "big")
    covered = _padded(beside) + _padded(hidden) + lengths
    factor, tag = int.from_bytes(_encrypt_block(keys, bytes(BLOCK)), "big"), 0
    for at in range(0, len(covered), BLOCK):
        tag = _multiply(tag ^ int.from_bytes(covered[at:at + BLOCK], "big"), factor)
    mask = int.from_bytes(_encrypt_block(keys, nonce + bytes([0, 0, 0, 1])), "big")
    return made, (tag ^ mask).to_bytes(BLOCK, "big")


def id_of(key):
    """How messages call it."""
    return _id_octets(base64.b64decode(key)).hex()


def _id_octets(key):
    digest = hashlib.sha256()
    for part in (b"frameio encryption key", key):
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.digest()[:ID_OCTETS]


def _bound_to(collection, name):
    return f"{len(collection)}:{collection}:{name}".encode()


def seal(key, collection, name, text):
    """The value of a store's document."""
    octets = base64.b64decode(key)
    head, nonce = b"\x01" + _id_octets(octets), os.urandom(NONCE_OCTETS)
    hidden, tag = gcm(octets, nonce, head + _bound_to(collection, name), text)
    return head + nonce + hidden + tag


def unseal(key, collection, name, sealed):
    octets = base64.b64decode(key)
    head, rest = sealed[:1 + ID_OCTETS], sealed[1 + ID_OCTETS:]
    nonce, hidden, tag = rest[:NONCE_OCTETS], rest[NONCE_OCTETS:-TAG_OCTETS], rest[-TAG_OCTETS:]
    if head != b"\x01" + _id_octets(octets):
        raise ValueError("another key")
    text, expected = gcm(octets, nonce, head + _bound_to(collection, name), hidden, is_sealed=True)
    if tag != expected:
        raise ValueError("another tag")
    return text
