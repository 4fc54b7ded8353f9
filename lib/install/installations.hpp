#pragma once

#include <frameio/error.hpp>

#include "auth/key_ring.hpp"
#include "auth/vault.hpp"
#include "install/record.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frameio::install {

/// The collection of the vault that records are in, each with the key of its tenant.
inline constexpr auto collection = "installation";

/// Told of a record that is there and cannot be opened or read, by its key (`tenant::key`), and why.
using unreadable_handler = std::function<void(const std::string& key, const error& why)>;

/// The records of all installations. Members throw as `auth::vault` and `record_of` do. Thread-safe.
class installations {
public:
    installations(std::shared_ptr<store::engine> store, std::shared_ptr<const auth::key_ring> keys)
        : store_(store), vault_(std::move(store), std::move(keys)) {}

    boost::asio::awaitable<std::optional<record>> find(tenant where) const;

    /// In the order of their tenants' keys, those behind `after` (empty: from the first one on); at most so many, and
    /// fewer only if those are all.
    /// @param skipped  told of those that cannot be read, and that are left out; null: the first of them is thrown
    boost::asio::awaitable<std::vector<record>> list(std::string after, std::size_t most,
                                                     unreadable_handler skipped = nullptr) const;

    /// A number that is another one after each change of any of them by anybody.
    boost::asio::awaitable<std::uint64_t> change_count() const;

private:
    std::shared_ptr<store::engine> store_;
    auth::vault vault_;
};

}  // namespace frameio::install
