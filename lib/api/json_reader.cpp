#include "api/json_reader.hpp"

#include <cmath>

namespace frameio::api {

namespace dom = simdjson::dom;

std::optional<dom::element> json_reader::find(std::string_view key) const noexcept {
    dom::object object;
    dom::element found;
    if (value_.get(object) != simdjson::SUCCESS || object.at_key(key).get(found) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    return found;
}

std::string json_reader::place() const {
    if (up_ == nullptr) {
        return {};
    }
    std::string text = up_->place() + '/';
    text += key_.empty() ? std::to_string(index_) : std::string(key_);
    return text;
}

json json_reader::text() const {
    return {simdjson::minify(value_), json::checked()};
}

bool read(const json_reader& from, std::string& to) {
    std::string_view text;
    const bool right = from.value().get(text) == simdjson::SUCCESS;
    to = text;
    return right;
}

bool read(const json_reader& from, bool& to) {
    if (from.value().get(to) == simdjson::SUCCESS) {
        return true;
    }
    std::string_view text;
    const bool right = from.value().get(text) == simdjson::SUCCESS && (text == "true" || text == "false");
    to = right && text == "true";
    return right;
}

bool read(const json_reader& from, std::int64_t& to) {
    if (from.value().get(to) == simdjson::SUCCESS) {
        return true;
    }
    double number = 0;
    constexpr double exact = 9007199254740992.0;  // what a double holds without a gap
    const bool right =
        from.value().get(number) == simdjson::SUCCESS && std::trunc(number) == number && std::abs(number) <= exact;
    to = right ? static_cast<std::int64_t>(number) : 0;
    return right;
}

bool read(const json_reader& from, double& to) {
    return from.value().get(to) == simdjson::SUCCESS;
}

bool read(const json_reader& from, timestamp& to) {
    std::string text;
    const bool right = read(from, text);
    to = timestamp(std::move(text));
    return right;
}

bool read(const json_reader& from, json& to) {
    to = from.text();
    return true;
}

bool read(const json_reader& from, media_time& to) {
    std::int64_t frame = 0;
    if (from.value().get(frame) == simdjson::SUCCESS) {
        to = frame;
        return true;
    }
    return read(from, to.emplace<std::string>());
}

}  // namespace frameio::api
