#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::auth {

/// The keys that secrets are encrypted with before they reach a store: AES-256-GCM. The first one encrypts, all of them
/// decrypt, so that a key can be replaced while records of the one before are still there.
///
/// A sealed text is: a version (1 octet), the id of its key (8), a random nonce (12), the encrypted text, and a tag
/// (16). The tag also covers version, key id, and what the text is bound to, such as the name of its record: it cannot
/// be moved to another one.
///
/// Immutable; thread-safe.
class key_ring {
public:
    static constexpr std::size_t key_octets = 32;

    /// No keys: nothing can be sealed or opened.
    key_ring() = default;

    /// Keys as `frameio keys generate` makes them: base64 of 32 octets, separated by commas or white space, the current
    /// one first.
    /// @param source  what they come from, for messages; the keys themselves are not repeated there
    /// @throws error (`errc::invalid_configuration`)
    static key_ring parse(std::string_view text, std::string_view source);

    /// Of FRAMEIO_ENCRYPTION_KEY, or of the file that FRAMEIO_ENCRYPTION_KEY_FILE names, which only its owner may read;
    /// none if neither is set.
    /// @throws error (`errc::invalid_configuration`)
    static key_ring from_environment();

    /// A key that nobody else has, and that is gone with the program.
    static key_ring ephemeral();

    bool empty() const noexcept {
        return keys_.empty();
    }
    std::size_t size() const noexcept {
        return keys_.size();
    }

    /// The ids of the keys, for people: 16 hex digits.
    std::vector<std::string> ids() const;

    /// @throws error (`errc::no_key`) if there are no keys
    std::string seal(std::string_view text, std::string_view bound_to) const;

    /// @throws error (`errc::no_key`), naming the key that it wants, if that is not there; `errc::tampered` if it was
    /// changed, or is bound to something else
    std::string open(std::string_view sealed, std::string_view bound_to) const;

    /// Whether the first key has sealed it.
    bool is_current(std::string_view sealed) const noexcept;

    /// The id of the key that it says it was sealed with, as `ids` has it; empty if it is no sealed text. Whether that
    /// is true is known when it has been opened.
    static std::string id_of(std::string_view sealed);

private:
    using id_octets = std::array<unsigned char, 8>;

    struct key {
        explicit key(std::string given);

        std::string octets;
        id_octets id{};
    };

    void add(std::string octets);
    const key* find(std::string_view id) const noexcept;

    std::vector<key> keys_;
};

/// A key as `key_ring::parse` reads it.
std::string new_key();

}  // namespace frameio::auth
