#include "api/json_writer.hpp"

#include "support/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace frameio::api {
namespace {

template <class Number>
void write_number(json_writer& to, Number value) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    to.text.append(digits.data(), end.ptr);
}

}  // namespace

void write(json_writer& to, std::string_view value) {
    append_json(to.text, value);
}

void write(json_writer& to, bool value) {
    to.text += value ? "true" : "false";
}

void write(json_writer& to, std::int64_t value) {
    write_number(to, value);
}

void write(json_writer& to, double value) {
    if (std::isfinite(value)) {
        write_number(to, value);
    } else {
        to.text += "null";  // JSON has no others
    }
}

}  // namespace frameio::api
