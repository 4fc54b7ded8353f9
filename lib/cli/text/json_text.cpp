#include "cli/text/json_text.hpp"

#include "support/text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

namespace frameio::cli {
namespace {

bool is_space(char character) noexcept {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

class restyler {
public:
    restyler(std::string_view text, json_style style) : rest_(text), style_(style) {}

    std::string result() && {
        while (!rest_.empty()) {
            step();
        }
        return std::move(out_);
    }

private:
    void step() {
        char next = rest_.front();
        if (next == '"') {
            take_string();
            return;
        }
        rest_.remove_prefix(1);
        if (next == '{' || next == '[') {
            open(next);
        } else if (next == '}' || next == ']') {
            close(next);
        } else if (next == ',') {
            separate();
        } else if (next == ':') {
            out_.append(":").append(style_.after_colon);
        } else if (!is_space(next)) {
            out_.push_back(next);
        }
    }

    void take_string() {
        std::size_t end = 1;
        while (end < rest_.size() && rest_[end] != '"') {
            end += rest_[end] == '\\' ? 2U : 1U;
        }
        end = std::min(end + 1, rest_.size());
        out_.append(rest_.substr(0, end));
        rest_.remove_prefix(end);
    }

    void open(char bracket) {
        out_.push_back(bracket);
        std::size_t next = rest_.find_first_not_of(" \t\r\n");
        bool empty = next != std::string_view::npos && (rest_[next] == '}' || rest_[next] == ']');
        if (empty) {
            out_.push_back(rest_[next]);
            rest_.remove_prefix(next + 1);
            return;
        }
        ++depth_;
        new_line();
    }

    void close(char bracket) {
        --depth_;
        new_line();
        out_.push_back(bracket);
    }

    void separate() {
        out_.push_back(',');
        if (style_.indent == 0) {
            out_.append(style_.after_comma);
        }
        new_line();
    }

    void new_line() {
        if (style_.indent != 0) {
            out_.push_back('\n');
            out_.append(std::size_t{style_.indent} * depth_, ' ');
        }
    }

    std::string_view rest_;
    json_style style_;
    std::string out_;
    std::size_t depth_ = 0;
};

boost::json::object sorted_object(const boost::json::object& object) {
    std::map<std::string_view, const boost::json::value*> members;
    for (const auto& member : object) {
        members.emplace(member.key(), &member.value());
    }
    boost::json::object result;
    for (const auto& [key, value] : members) {
        result.emplace(key, sorted(*value));
    }
    return result;
}

/// Takes one character off well-formed UTF-8.
std::uint32_t take_character(std::string_view& text) {
    auto octet = [&text](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    unsigned first = octet(0);
    std::size_t length = first < 0x80 ? 1U : first < 0xE0 ? 2U : first < 0xF0 ? 3U : 4U;
    length = std::min(length, text.size());
    std::uint32_t character = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t index = 1; index < length; ++index) {
        character = character << 6 | (octet(index) & 0x3FU);
    }
    text.remove_prefix(length);
    return character;
}

void append_octets(std::string_view octets, std::string& out) {
    for (char octet : octets) {
        fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(octet));
    }
}

}  // namespace

std::optional<boost::json::value> parse_json(std::string_view text) {
    boost::system::error_code error;
    boost::json::value value = boost::json::parse(text, error);
    if (error) {
        return std::nullopt;
    }
    return value;
}

std::string restyle(std::string_view text, json_style style) {
    return restyler(text, style).result();
}

boost::json::value sorted(const boost::json::value& value) {
    if (const auto* object = value.if_object()) {
        return sorted_object(*object);
    }
    const auto* array = value.if_array();
    if (array == nullptr) {
        return value;
    }
    boost::json::array result;
    for (const boost::json::value& element : *array) {
        result.push_back(sorted(element));
    }
    return result;
}

std::string with_ascii_escapes(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::uint32_t character = take_character(text);
        if (character < 0x80) {
            out.push_back(static_cast<char>(character));
        } else if (character < 0x10000) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", character);
        } else {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xD7C0 + (character >> 10),
                           0xDC00 + (character & 0x3FF));
        }
    }
    return out;
}

std::string with_slash_escapes(std::string_view text) {
    std::string out;
    for (char character : text) {
        if (character == '/' && !out.ends_with('\\')) {
            out.push_back('\\');
        }
        out.push_back(character);
    }
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t length = utf8_character(text);
        std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
        if (character == "\n" || (length != 0 && !is_control(character))) {
            out.append(character);
        } else {
            append_octets(character, out);
        }
        text.remove_prefix(character.size());
    }
    return out;
}

std::string printable_line(std::string_view text) {
    std::string line = printable(text);
    std::ranges::replace(line, '\n', ' ');
    return line;
}

boost::json::value text_or_null(const std::string& text) {
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

std::string printable_json(const boost::json::value& value) {
    const std::string text = boost::json::serialize(value);
    std::string out;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t length = utf8_character(rest);
        const std::string_view character = rest.substr(0, std::max<std::size_t>(length, 1));
        if (length == 0) {
            out.append("\\ufffd");
        } else if (is_control(character)) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(character.back()));
        } else {
            out.append(character);
        }
        rest.remove_prefix(character.size());
    }
    return out;
}

}  // namespace frameio::cli
