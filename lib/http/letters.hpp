#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace frameio::http {

/// Sets of octets, by the grammar of RFC 9110 and RFC 9112.
class letters {
public:
    /// Token characters: RFC 9110 §5.6.2.
    static bool is_token(char c) noexcept {
        return has(c, token);
    }
    /// Letters, digits and the hyphen: what header names are made of in practice.
    static bool is_name(char c) noexcept {
        return has(c, name);
    }
    /// What a request target may be written with here: visible, and not meant to be escaped (RFC 3986).
    static bool is_target(char c) noexcept {
        return has(c, target);
    }
    /// A host and its port, loosely: RFC 3986 §3.2.2. What is not of these letters could be read in two ways.
    static bool is_host(char c) noexcept {
        return has(c, host);
    }
    /// A field value: visible, blank, tab, or above ASCII: RFC 9110 §5.5.
    static bool is_value(char c) noexcept {
        return has(c, value);
    }

    static bool all_host(std::string_view text) noexcept {
        for (const char c : text) {
            if (!is_host(c)) {
                return false;
            }
        }
        return true;
    }
    static bool all_target(std::string_view text) noexcept {
        for (const char c : text) {
            if (!is_target(c)) {
                return false;
            }
        }
        return true;
    }

private:
    enum set : std::uint8_t { token = 1, target = 2, host = 4, value = 8, name = 16 };

    static constexpr bool in(std::string_view marks, char c) {
        return marks.find(c) != std::string_view::npos;
    }
    static constexpr bool alphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    static constexpr std::array<std::uint8_t, 256> make() {
        std::array<std::uint8_t, 256> sets{};
        for (unsigned octet = 0; octet < 256; ++octet) {
            const char c = static_cast<char>(octet);
            unsigned all = 0;
            all |= alphanumeric(c) || in("!#$%&'*+-.^_`|~", c) ? unsigned{token} : 0U;
            all |= octet > 0x20 && octet < 0x7f && !in("#\"<>\\^`{|}", c) ? unsigned{target} : 0U;
            all |= alphanumeric(c) || in("-._~%!$&'()*+,;=:[]", c) ? unsigned{host} : 0U;
            all |= alphanumeric(c) || c == '-' ? unsigned{name} : 0U;
            all |= (octet >= 0x20 && octet != 0x7f) || octet == '\t' ? unsigned{value} : 0U;
            sets[octet] = static_cast<std::uint8_t>(all);
        }
        return sets;
    }
    static bool has(char c, set wanted) noexcept {
        return (sets_[static_cast<unsigned char>(c)] & wanted) != 0;
    }

    static const std::array<std::uint8_t, 256> sets_;
};

inline constexpr std::array<std::uint8_t, 256> letters::sets_ = letters::make();

/// Whether this is what a Host header may say.
bool is_host_and_port(std::string_view host);

}  // namespace frameio::http
