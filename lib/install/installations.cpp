#include "install/installations.hpp"

#include <utility>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

/// Nothing, and `skipped` knows, if it cannot be read.
std::optional<record> read(const auth::key_ring& keys, store::document from, const unreadable_handler& skipped) {
    try {
        auth::open(keys, from);
        return record_of(from.value);
    } catch (const error& failure) {
        if (!skipped) {
            throw;
        }
        skipped(from.key, failure);
        return std::nullopt;
    }
}

}  // namespace

asio::awaitable<std::optional<record>> installations::find(tenant where) const {
    const auto found = co_await vault_.read(collection, where.key());
    if (!found) {
        co_return std::nullopt;
    }
    co_return record_of(found->value);
}

asio::awaitable<std::vector<record>> installations::list(std::string after, std::size_t most,
                                                         unreadable_handler skipped) const {
    std::vector<record> made;
    for (bool is_all = false; made.size() < most && !is_all;) {
        const std::size_t wanted = most - made.size();
        std::vector<store::document> found = co_await store_->documents(collection, after, wanted);
        is_all = found.size() < wanted;
        after = is_all ? after : found.back().key;
        for (store::document& each : found) {
            auto known = read(vault_.keys(), std::move(each), skipped);
            if (known) {
                made.push_back(std::move(*known));
            }
        }
    }
    co_return made;
}

asio::awaitable<std::uint64_t> installations::change_count() const {
    const std::uint64_t found = co_await vault_.change_count(collection);
    co_return found;
}

}  // namespace frameio::install
