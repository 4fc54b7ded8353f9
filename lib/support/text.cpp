#include "support/text.hpp"

namespace frameio {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

unsigned octet(std::string_view text, std::size_t at) noexcept {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool in_range(unsigned value, unsigned low, unsigned high) noexcept {
    return value >= low && value <= high;
}

bool continues(std::string_view text, std::size_t first, std::size_t end) noexcept {
    for (std::size_t at = first; at < end; ++at) {
        if (!in_range(octet(text, at), 0x80, 0xBF)) {
            return false;
        }
    }
    return true;
}

/// The second octet is where overlong forms, surrogates and numbers past the last character show (RFC 3629, section 4).
bool second_octet_fits(unsigned lead, unsigned second) noexcept {
    switch (lead) {
        case 0xE0:
            return in_range(second, 0xA0, 0xBF);
        case 0xED:
            return in_range(second, 0x80, 0x9F);
        case 0xF0:
            return in_range(second, 0x90, 0xBF);
        case 0xF4:
            return in_range(second, 0x80, 0x8F);
        default:
            return in_range(second, 0x80, 0xBF);
    }
}

std::size_t length_of(unsigned lead) noexcept {
    if (lead < 0x80) {
        return 1;
    }
    if (in_range(lead, 0xC2, 0xDF)) {
        return 2;
    }
    if (in_range(lead, 0xE0, 0xEF)) {
        return 3;
    }
    return in_range(lead, 0xF0, 0xF4) ? 4 : 0;
}

void append_escaped(std::string& out, unsigned character) {
    out += "\\u00";
    out += hex_digits[character >> 4U & 0xFU];
    out += hex_digits[character & 0xFU];
}

void append_json_ascii(std::string& out, char character) {
    switch (character) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    if (is_control({&character, 1})) {
        append_escaped(out, static_cast<unsigned char>(character));
    } else {
        out += character;
    }
}

}  // namespace

std::size_t utf8_character(std::string_view text) noexcept {
    const unsigned lead = octet(text, 0);
    const std::size_t length = text.empty() ? 0 : length_of(lead);
    if (length < 2) {
        return length;
    }
    return second_octet_fits(lead, octet(text, 1)) && continues(text, 2, length) ? length : 0;
}

bool is_utf8(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

bool is_control(std::string_view character) noexcept {
    const unsigned lead = octet(character, 0);
    if (character.size() == 1) {
        return lead < 0x20 || lead == 0x7F;
    }
    return character.size() == 2 && lead == 0xC2 && octet(character, 1) < 0xA0;
}

void append_json(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        const std::string_view character = text.substr(0, length);
        if (length == 1) {
            append_json_ascii(out, text.front());
        } else if (length == 0) {
            out += "\\ufffd";
        } else if (is_control(character)) {
            append_escaped(out, octet(character, 1));
        } else {
            out += character;
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out += '"';
}

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view space = " \t\r\n\f\v";
    std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace frameio
