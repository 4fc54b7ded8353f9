#pragma once

/// @file
/// A call of every operation.

#include <frameio/api/client.hpp>

#include <boost/asio/awaitable.hpp>

#include <string_view>
#include <vector>

namespace frameio_test {

struct sample_call {
    std::string_view id;      ///< "files.show"
    std::string_view method;  ///< "GET"
    std::string_view path;    ///< "/v4/accounts/{account_id}/files/{file_id}"
    bool documented;          ///< whether it is of the specification, as against the overlay of newer ones
    boost::asio::awaitable<void> (*make)(const frameio::api::client& to);
};

/// By the examples of the specification. Made by lib/api/generate.py.
const std::vector<sample_call>& sample_calls();

}  // namespace frameio_test
