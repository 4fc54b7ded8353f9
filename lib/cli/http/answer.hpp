#pragma once

#include "cli/http/http_client.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

/// What Frame.io would make of the body of an answer to an action.
enum class answer_kind {
    nothing,
    message,
    form,
    other  ///< JSON of another shape, or no JSON
};

std::string_view to_string(answer_kind kind) noexcept;

struct answer {
    answer_kind kind = answer_kind::nothing;
    boost::json::value json;  ///< null if the body is not JSON
};

answer read_answer(const std::string& body);

/// The answer for people: a message's text, a form with its fields, options and values.
std::string to_text(const answer& what, const std::string& body);

/// For each field that a form lets the user fill in: "name=value", with the value that the form opens with, or else a
/// word that stands for it.
std::vector<std::string> example_fields(const answer& form);

}  // namespace frameio::cli
