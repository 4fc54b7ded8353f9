#pragma once

/// @file
/// What list operations return: a range that fetches its pages as it goes.

#include <frameio/api/values.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace frameio::api {

class page_walk;

/// The items of a list operation, in the platform's order. Nothing is asked for before the first `next`.
///
/// The parameters of the first request are kept for every page: the platform's own links leave them out (developer
/// guide, "Pagination").
///
/// @code
/// auto files = ctx.api().files().list(account_id, folder_id);
/// for (;;) {
///     auto file = co_await files.next();
///     if (!file) {
///         break;
///     }
///     …
/// }
/// @endcode
///
/// Errors and cancellation as for any call; after one, `next` goes on where it was. Not thread-safe; one `next` at a
/// time. Movable; may outlive the client that it came from.
template <class T>
class pages {
public:
    explicit pages(std::shared_ptr<page_walk> walk) : walk_(std::move(walk)) {}

    /// The next item; nothing after the last.
    /// @throws api_error (`errc::page_loop`) if the platform's links lead back to where they came from
    boost::asio::awaitable<std::optional<T>> next();

    /// The next page; the rest of the current one, if some of its items were taken. Nothing after the last.
    boost::asio::awaitable<std::optional<page<T>>> next_page();

    /// How many items there are in all, if the options asked for it and a page has come.
    std::optional<std::int64_t> total_count() const noexcept {
        return total_count_;
    }

private:
    std::shared_ptr<page_walk> walk_;
    std::vector<T> items_;
    std::size_t taken_ = 0;
    std::optional<std::string> next_;
    std::optional<std::int64_t> total_count_;
};

}  // namespace frameio::api
