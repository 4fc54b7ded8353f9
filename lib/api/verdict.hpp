#pragma once

#include <frameio/api/client.hpp>

#include "api/outgoing.hpp"
#include "api/retry.hpp"
#include "http/client/client_message.hpp"
#include "http/client/transport_error.hpp"

#include <optional>
#include <string>

namespace frameio::api {

/// How one attempt of a call ended.
struct verdict {
    std::optional<answer> result;  ///< set: it is done; the rest says why it is not
    failure kind = failure::refused;
    errc code = errc::unexpected_answer;
    std::string text;  ///< what went wrong, in a few words
    api_error::facts known;
    bool token_refused = false;
};

/// Judges an answer of the platform.
verdict judge(const outgoing& call, http::client_response got, clock::wall_time now);

/// Judges a call without one.
verdict judge(const outgoing& call, const http::transport_error& lost);

/// A call that was not sent.
verdict not_sent(errc code, std::string text, bool transient);

/// The error that a verdict comes to.
api_error to_error(const outgoing& call, verdict what, unsigned attempts);

}  // namespace frameio::api
