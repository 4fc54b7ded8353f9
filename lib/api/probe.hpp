#pragma once

#include <frameio/api/call.hpp>
#include <frameio/api/client.hpp>

#include "api/outgoing.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace frameio::api {

/// Whether it can be found out what a call has created: a comment, a folder, or a share that has a name.
bool can_probe(const outgoing& call);

/// Looks for what the call has created, if it was made since then: something in the same place with the same text or
/// name. One that somebody else has created there at the same time cannot be told from it.
/// @return the answer that the call would have had; nothing if there is none
/// @throws as a call of the list
boost::asio::awaitable<std::optional<answer>> find_effect(const caller& by, const outgoing& call,
                                                          clock::wall_time since);

}  // namespace frameio::api
