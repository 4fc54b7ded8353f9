#pragma once

#include "simulator/calls.hpp"
#include "web/message.hpp"

namespace frameio::sim {

/// Each throws a refusal with all that is wrong.
void check_query(const call& of);
void check_headers(const call& of, const web::request& asked);
json::value read_body(const call& of, std::string_view text);

}  // namespace frameio::sim
