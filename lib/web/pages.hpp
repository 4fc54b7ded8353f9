#pragma once

#include "web/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <string_view>

namespace frameio::web {

/// What a server shows to people, beside the path for deliveries. Thread-safe.
class pages {
public:
    virtual ~pages() = default;

    /// Whether there is something at this path, as it was sent.
    virtual bool has(std::string_view path) const noexcept = 0;

    /// Asked for paths that it has, with GET, HEAD or POST. Answers HEAD as GET.
    virtual boost::asio::awaitable<response> answer(request asked) = 0;

    /// How many octets a form that is sent to that path may have.
    virtual std::size_t largest_form([[maybe_unused]] std::string_view path) const noexcept {
        return 64 * 1024;
    }
};

}  // namespace frameio::web
