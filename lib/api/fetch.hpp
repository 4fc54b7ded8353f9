#pragma once

#include <frameio/api/call.hpp>
#include <frameio/api/pages.hpp>

#include "api/client_state.hpp"
#include "api/codec.hpp"
#include "api/outgoing.hpp"
#include "api/page_walk.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

/// Parses an answer.
/// @throws api_error (`errc::unexpected_answer`) if it is not JSON
simdjson::dom::element parse_answer(const caller& by, const outgoing& call, const answer& got);

/// Says what was not as documented.
void note(const caller& by, const outgoing& call, const deviations& found);

/// The value under "data", or of the whole answer.
template <class T>
T decode(const caller& by, const outgoing& call, const answer& got, bool in_data) {
    deviations found;
    const json_reader whole(parse_answer(by, call, got), found);
    T value = blank<T>();
    const auto data = in_data ? whole.find("data") : std::optional(whole.value());
    if (!data) {
        whole.note_missing("data");
    } else if (const json_reader at(*data, whole, in_data ? "data" : ""); !read(at, value)) {
        at.note();
    }
    note(by, call, found);
    return value;
}

template <class T>
asio::awaitable<T> fetch_data(caller by, outgoing call) {
    const answer got = co_await perform(by, call);
    co_return decode<T>(by, call, got, true);
}

template <class T>
asio::awaitable<T> fetch_whole(caller by, outgoing call) {
    const answer got = co_await perform(by, call);
    co_return decode<T>(by, call, got, false);
}

/// Nothing if the platform goes on with it in the background.
template <class T>
asio::awaitable<std::optional<T>> fetch_maybe(caller by, outgoing call) {
    const answer got = co_await perform(by, call);
    std::optional<T> value;
    if (got.status != 202) {
        value = decode<T>(by, call, got, true);
    }
    co_return value;
}

inline asio::awaitable<void> fetch_nothing(caller by, outgoing call) {
    co_await perform(by, call);
}

template <class T>
pages<T> fetch_pages(caller by, outgoing call) {
    return pages<T>(std::make_shared<page_walk>(std::move(by), std::move(call)));
}

template <class T>
asio::awaitable<std::optional<page<T>>> pages<T>::next_page() {
    std::optional<page<T>> made;
    if (taken_ != items_.size()) {
        made.emplace();
        made->items.assign(std::make_move_iterator(items_.begin() + static_cast<std::ptrdiff_t>(taken_)),
                           std::make_move_iterator(items_.end()));
        items_.clear();
        taken_ = 0;
    } else {
        const std::optional<answer> got = co_await walk_->fetch();
        if (!got) {
            co_return made;
        }
        made.emplace();
        made->items = decode<std::vector<T>>(walk_->by(), walk_->call(), *got, true);
        total_count_ = walk_->total_count();
        next_ = walk_->next();
    }
    made->next = next_;
    made->total_count = total_count_;
    co_return made;
}

template <class T>
asio::awaitable<std::optional<T>> pages<T>::next() {
    while (taken_ == items_.size()) {
        items_.clear();
        taken_ = 0;
        std::optional<page<T>> fresh = co_await next_page();
        if (!fresh) {
            co_return std::nullopt;
        }
        items_ = std::move(fresh->items);
    }
    std::optional<T> item(std::move(items_[taken_]));
    ++taken_;
    co_return item;
}

}  // namespace frameio::api
