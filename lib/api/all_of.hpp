#pragma once

#include <frameio/api/pages.hpp>

#include <boost/asio/awaitable.hpp>

#include <utility>
#include <vector>

namespace frameio::api {

/// All items of all pages, for lists that are known to be short.
template <class Item>
boost::asio::awaitable<std::vector<Item>> all_of(pages<Item> from) {
    std::vector<Item> items;
    for (;;) {
        auto item = co_await from.next();
        if (!item) {
            break;
        }
        items.push_back(std::move(*item));
    }
    co_return items;
}

}  // namespace frameio::api
