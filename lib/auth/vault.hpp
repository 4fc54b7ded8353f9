#pragma once

#include "auth/key_ring.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::auth {

/// The collections whose documents are sealed, all of them: what a change of keys goes through.
inline constexpr std::string_view sealed_collections[] = {"installation", "login", "outcome", "session", "token"};

/// Documents of a store that only we can read: they are sealed before they reach it, each bound to its collection and
/// key. Thread-safe.
///
/// Members throw store_error, and what `key_ring` does, with the name of the document; nothing is removed because it
/// cannot be read.
class vault {
public:
    /// The value of `store::document` in clear.
    using document = store::document;

    vault(std::shared_ptr<store::engine> store, std::shared_ptr<const key_ring> keys)
        : store_(std::move(store)), keys_(std::move(keys)) {}

    /// See `store::engine`.
    boost::asio::awaitable<std::optional<document>> read(std::string collection, std::string key) const;
    /// Only in one of `sealed_collections`.
    boost::asio::awaitable<std::optional<std::uint64_t>> write(document what) const;
    boost::asio::awaitable<bool> erase(std::string collection, std::string key, std::uint64_t version) const;

    /// Writes a new value over what was read, or removes it, unless it has another value by now. A change of keys may
    /// have sealed it anew meanwhile: it is still the same, though its version is not.
    boost::asio::awaitable<std::optional<std::uint64_t>> replace(document seen, std::string value) const;
    boost::asio::awaitable<bool> remove(document seen) const;

    boost::asio::awaitable<std::vector<document>> documents(std::string collection, std::string after,
                                                            std::size_t most) const;
    boost::asio::awaitable<std::uint64_t> change_count(std::string collection) const;

    const key_ring& keys() const noexcept {
        return *keys_;
    }

private:
    boost::asio::awaitable<bool> find_again(document& seen) const;

    std::shared_ptr<store::engine> store_;
    std::shared_ptr<const key_ring> keys_;
};

/// What a document's value is sealed for, and its value in clear.
/// @throws error as `key_ring::open`, with the name of the document
void seal(const key_ring& with, store::document& what);
void open(const key_ring& with, store::document& what);

}  // namespace frameio::auth
