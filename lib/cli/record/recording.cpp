#include "cli/record/recording.hpp"

#include "cli/http/headers.hpp"
#include "cli/inputs.hpp"
#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"
#include "support/base64.hpp"
#include "support/text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace frameio::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view beginning = R"({"when":")";

/// What is wrong with a line.
class line_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Texts that come from peers: what is not UTF-8 does not get into JSON as it is.
json::string clean(std::string_view text) {
    return is_utf8(text) ? json::string(text) : json::string(printable(text));
}

void put_body(const std::string& body, json::object& to) {
    if (is_utf8(body)) {
        to["body"] = body;
    } else {
        to["body_base64"] = encode_base64(body);
    }
}

json::object answer_object(const outcome& answer) {
    json::object object;
    if (answer.status == 0) {
        object["status"] = nullptr;
        object["error"] = clean(answer.error);
        return object;
    }
    object["status"] = answer.status;
    put_body(answer.body, object);
    object["latency_ms"] = std::chrono::duration<double, std::milli>(answer.latency).count();
    return object;
}

const json::value& member(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    if (found == nullptr) {
        throw line_error(fmt::format("there is no \"{}\"", name));
    }
    return *found;
}

std::string text_of(const json::value& value, std::string_view name) {
    if (!value.is_string()) {
        throw line_error(fmt::format("\"{}\" is not a text", name));
    }
    return std::string(value.get_string());
}

std::string text_member(const json::object& object, std::string_view name) {
    return text_of(member(object, name), name);
}

std::pair<std::string, std::string> read_header(const json::value& value) {
    const json::array* both = value.if_array();
    if (both == nullptr || both->size() != 2) {
        throw line_error("\"headers\" is not a list of pairs of texts");
    }
    std::pair<std::string, std::string> header(text_of(both->front(), "headers"), text_of(both->back(), "headers"));
    if (!is_header(header.first, header.second)) {
        throw line_error(fmt::format("no header can be \"{}: {}\"", printable(header.first), printable(header.second)));
    }
    return header;
}

header_list read_headers(const json::object& object) {
    const json::array* list = member(object, "headers").if_array();
    if (list == nullptr) {
        throw line_error("\"headers\" is not a list");
    }
    header_list headers;
    for (const json::value& each : *list) {
        headers.push_back(read_header(each));
    }
    return headers;
}

std::string read_recorded_body(const json::object& object) {
    if (!object.contains("body_base64")) {
        return text_member(object, "body");
    }
    const auto octets = decode_base64(text_member(object, "body_base64"));
    if (!octets) {
        throw line_error("\"body_base64\" is not base64");
    }
    return *octets;
}

recorded_delivery read_line(std::string_view line) {
    const auto value = parse_json(line);
    if (!value || !value->is_object()) {
        throw line_error("it is not a JSON object");
    }
    const json::object& object = value->get_object();
    recorded_delivery delivery;
    const auto when = read_time(text_member(object, "when"));
    if (!when) {
        throw line_error("\"when\" is not a time, such as 2026-07-17T21:34:21.954Z");
    }
    delivery.when = *when;
    delivery.method = text_member(object, "method");
    if (delivery.method != "POST") {
        throw line_error("\"method\" is not POST, which deliveries are sent with");
    }
    delivery.path = text_member(object, "path");
    if (!is_request_target(delivery.path)) {
        throw line_error("\"path\" is not one that could be sent");
    }
    delivery.headers = read_headers(object);
    delivery.body = read_recorded_body(object);
    return delivery;
}

/// Whether the octets may be the beginning of a line that was not written to its end.
bool is_torn_line(std::string_view line) {
    const std::size_t length = std::min(line.size(), beginning.size());
    return length != 0 && line.substr(0, length) == beginning.substr(0, length);
}

void take_line(const std::string& line, bool is_complete, recording& all) {
    try {
        all.deliveries.push_back(read_line(line));
    } catch (const line_error&) {
        if (is_complete || !is_torn_line(line)) {
            throw;
        }
        all.is_torn = true;
        return;
    }
    all.whole += line.size() + (is_complete ? 1 : 0);
}

}  // namespace

std::string to_line(const recorded_delivery& delivery) {
    json::array headers;
    for (const auto& [name, value] : delivery.headers) {
        if (!is_credential(name)) {
            headers.push_back(json::array{clean(name), clean(value)});
        }
    }
    json::object object;
    object["when"] = time_text(delivery.when);
    object["method"] = delivery.method;
    object["path"] = clean(delivery.path);
    object["headers"] = std::move(headers);
    put_body(delivery.body, object);
    if (delivery.answer) {
        object["answer"] = answer_object(*delivery.answer);
    }
    return json::serialize(object);
}

recording read_recording(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw usage_error(fmt::format("cannot open {}: {}", path, std::strerror(errno)));
    }
    recording all;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        try {
            take_line(line, !file.eof(), all);
        } catch (const line_error& wrong) {
            throw usage_error(fmt::format("{}, line {}: {}", path, number, wrong.what()));
        }
    }
    if (file.bad()) {
        throw usage_error(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    }
    return all;
}

}  // namespace frameio::cli
