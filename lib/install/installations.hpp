#pragma once

#include "auth/key_ring.hpp"
#include "auth/vault.hpp"
#include "install/record.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frameio::install {

/// The collection of the vault that records are in, each with the key of its tenant.
inline constexpr auto collection = "installation";

/// The records of all installations. Members throw as `auth::vault` and `record_of` do. Thread-safe.
class installations {
public:
    installations(std::shared_ptr<store::engine> store, std::shared_ptr<const auth::key_ring> keys)
        : vault_(std::move(store), std::move(keys)) {}

    boost::asio::awaitable<std::optional<record>> find(tenant where) const;

    /// In the order of their tenants' keys, those behind `after` (empty: from the first one on); at most so many.
    boost::asio::awaitable<std::vector<record>> list(std::string after, std::size_t most) const;

    /// A number that is another one after each change of any of them by anybody.
    boost::asio::awaitable<std::uint64_t> change_count() const;

private:
    auth::vault vault_;
};

}  // namespace frameio::install
