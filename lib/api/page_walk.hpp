#pragma once

#include <frameio/api/call.hpp>
#include <frameio/api/client.hpp>

#include "api/outgoing.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace frameio::api {

/// Goes from one page of a list operation to the next.
class page_walk {
public:
    page_walk(caller by, outgoing first);

    /// The answer with the next page; nothing after the last.
    boost::asio::awaitable<std::optional<answer>> fetch();

    const caller& by() const noexcept {
        return by_;
    }
    const outgoing& call() const noexcept {
        return call_;
    }
    /// Of the page that came last.
    std::optional<std::int64_t> total_count() const noexcept {
        return total_count_;
    }
    std::optional<std::string> next() const {
        return link_;
    }

private:
    void follow(const answer& got);
    /// What a link leads to, with the parameters of the first request; `failure_` is set if that is nowhere.
    std::string target_of(std::string_view link);
    void fail(errc code, const std::string& why);

    caller by_;
    outgoing call_;
    std::optional<std::string> target_;  // of the next page
    std::optional<std::string> link_;    // as it came
    std::set<std::size_t> seen_;         // hashes of the targets, from the first on
    std::optional<std::int64_t> total_count_;
    std::optional<api_error> failure_;  // of the link on the page that came last, which is given out first
};

}  // namespace frameio::api
