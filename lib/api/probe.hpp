#pragma once

#include <frameio/api/call.hpp>
#include <frameio/api/client.hpp>

#include "api/outgoing.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <set>
#include <string>

namespace frameio::api {

/// Whether it can be found out what a call has created: a comment, a folder, or a share that has a name.
bool can_probe(const outgoing& call);

/// What is known to have been created by other calls: their ids.
using known_effects = std::set<std::string, std::less<>>;

/// Adds what the call has created, if its like can be probed. `body` is its answer.
void note_effect(known_effects& to, const outgoing& call, const std::string& body);

/// Looks for what the call has created, if it was made since then: something in the same place with the same text or
/// name, and not known to be another call's. One that somebody else has created there at the same time cannot be told
/// from it.
/// @param known  outlives this; what is found is added at once
/// @return the answer that the call would have had; nothing if there is none
/// @throws as a call of the list
boost::asio::awaitable<std::optional<answer>> find_effect(const caller& by, const outgoing& call,
                                                          clock::wall_time since, known_effects& known);

}  // namespace frameio::api
