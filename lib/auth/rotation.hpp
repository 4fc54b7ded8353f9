#pragma once

#include "auth/key_ring.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace frameio::auth {

/// The documents of one collection that say they are sealed with the same key.
struct sealed_share {
    sealed_share() = default;

    std::string collection;
    std::string key;          ///< its id, as `key_ring::ids` has it; empty: they are no sealed texts at all
    bool is_known = false;    ///< whether we have that key
    bool is_current = false;  ///< whether that key is the one that seals now
    std::size_t documents = 0;
    std::size_t damaged = 0;  ///< of them: they cannot be opened though the key is there, or is not named
};

/// What of a store is sealed with which keys.
class seal_survey {
public:
    seal_survey() = default;

    /// In the order of collections and key ids.
    const std::vector<sealed_share>& shares() const noexcept {
        return shares_;
    }
    /// Some of those that are damaged, as `"KEY" of "COLLECTION"`.
    const std::vector<std::string>& damaged() const noexcept {
        return damaged_;
    }

    std::size_t damaged_count() const noexcept;
    /// Those whose key we do not have.
    std::size_t without_key() const noexcept;
    /// Those that another key than the current one seals, and that could be sealed with that one.
    std::size_t with_old_key() const noexcept;
    std::size_t with_key(std::string_view id) const noexcept;
    bool is_readable() const noexcept {
        return damaged_count() + without_key() == 0;
    }

    /// Looks at one more.
    void add(const key_ring& keys, const store::document& what);

private:
    sealed_share& share_of(const key_ring& keys, const store::document& what);

    std::vector<sealed_share> shares_;
    std::vector<std::string> damaged_;
};

/// What a change of keys has done.
struct rotation_outcome {
    rotation_outcome() = default;

    std::size_t resealed = 0;
    seal_survey left;  ///< how it is now
};

/// How many documents are in memory at a time.
inline constexpr std::size_t documents_at_once = 100;

/// Opens every sealed document of a store, and changes none. Store and keys outlive it.
/// @throws store_error
boost::asio::awaitable<seal_survey> survey(store::engine& of, const key_ring& keys,
                                           std::size_t at_once = documents_at_once);

/// Seals every document with the current key that is not, while apps work on the store: they have that key, too. What
/// they write meanwhile stays as they wrote it. A document keeps the time when it expires; one that cannot be opened is
/// left as it is. It may be done again at any time. Store and keys outlive it.
/// @throws store_error; what was sealed anew until then stays so
boost::asio::awaitable<rotation_outcome> rotate(store::engine& of, const key_ring& keys,
                                                std::size_t at_once = documents_at_once);

/// Removes what says that it is sealed with this key, which is lost: users log in again then, and admins install again.
/// What is written meanwhile stays. The id is none of `keys`. Store and keys outlive it.
/// @return how many documents are gone
/// @throws store_error; what was removed until then is gone
boost::asio::awaitable<std::size_t> forget_lost(store::engine& of, std::string key,
                                                std::size_t at_once = documents_at_once);

/// The same for what cannot be opened though its key is there, or is no sealed text at all.
boost::asio::awaitable<std::size_t> forget_damaged(store::engine& of, const key_ring& keys,
                                                   std::size_t at_once = documents_at_once);

}  // namespace frameio::auth
