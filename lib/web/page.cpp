#include "web/page.hpp"

#include "support/base64.hpp"
#include "web/built_in.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <kainjow/mustache.hpp>
#include <stdexcept>
#include <utility>

namespace frameio::web {
namespace {

namespace json = boost::json;
namespace mustache = kainjow::mustache;

mustache::data data_of(const json::value& from);

mustache::data data_of(const json::object& from) {
    mustache::data made(mustache::data::type::object);
    for (const auto& [name, value] : from) {
        made.set(std::string(name), data_of(value));
    }
    return made;
}

mustache::data data_of(const json::value& from) {
    switch (from.kind()) {
        case json::kind::object:
            return data_of(from.get_object());
        case json::kind::array: {
            mustache::data made(mustache::data::type::list);
            for (const json::value& each : from.get_array()) {
                made.push_back(data_of(each));
            }
            return made;
        }
        case json::kind::string:
            return std::string(from.get_string());
        case json::kind::bool_:
            return from.get_bool() ? mustache::data(mustache::data::type::bool_true)
                                   : mustache::data(mustache::data::type::bool_false);
        case json::kind::int64:
            return std::to_string(from.get_int64());
        case json::kind::uint64:
            return std::to_string(from.get_uint64());
        default:
            return mustache::data(mustache::data::type::bool_false);
    }
}

double channel_of(std::string_view colour, std::size_t place) {
    const std::string digits(colour.substr(1 + 2 * place, 2));
    const double part = static_cast<double>(std::strtol(digits.c_str(), nullptr, 16)) / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

/// WCAG 2.2, "relative luminance".
double luminance_of(std::string_view colour) {
    return 0.2126 * channel_of(colour, 0) + 0.7152 * channel_of(colour, 1) + 0.0722 * channel_of(colour, 2);
}

/// Black or white, whatever can be read better on it: one of them always can (4.5:1).
std::string_view text_on(std::string_view colour) {
    return luminance_of(colour) > 0.179 ? "#000000" : "#ffffff";
}

std::string style_of(const brand& look) {
    std::string made(built_in::page_css());
    made.append(":root { --primary: ").append(look.primary).append("; --on-primary: ");
    made.append(text_on(look.primary)).append("; --accent: ").append(look.accent).append("; }\n");
    return made;
}

/// CSP 3: base64 of the SHA-256.
std::string hash_source(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return "'sha256-" + encode_base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
}

std::string policy_of(const brand& look, std::string_view style) {
    std::string made = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src ";
    made += hash_source(style);
    made += look.stylesheet.empty() ? "" : " 'self'";
    made += "; img-src data:";  // for the icon that there is none
    if (!look.logo_url.empty()) {
        made += ' ' + (look.logo_url.starts_with('/') ? std::string("'self'") : look.logo_url);
    }
    return made;
}

json::value text_or_nothing(const std::string& text) {
    return text.empty() ? json::value(false) : json::value(text);
}

void add_missing(header_list& to, std::string_view name, std::string_view value) {
    if (std::ranges::none_of(to, [&](const auto& each) { return each.first == name; })) {
        to.emplace_back(name, value);
    }
}

}  // namespace

std::string fill_in(std::string_view text, const json::object& data) {
    mustache::mustache parsed{std::string(text)};
    if (!parsed.is_valid()) {
        throw std::logic_error("a page's template: " + parsed.error_message());
    }
    return parsed.render(data_of(data));
}

page_maker::page_maker(brand look)
    : look_(std::move(look)), style_(style_of(look_)), policy_(policy_of(look_, style_)) {}

response page_maker::page(unsigned status, std::string_view title, std::string_view content, json::object data) const {
    data["title"] = title;
    response made =
        response::page(fill_in(built_in::layout_html(), {{"title", title},
                                                         {"brand", look_.name},
                                                         {"description", text_or_nothing(look_.description)},
                                                         {"logo", text_or_nothing(look_.logo_url)},
                                                         {"stylesheet", text_or_nothing(look_.stylesheet)},
                                                         {"footer", look_.shows_footer},
                                                         {"style", style_},
                                                         {"content", fill_in(content, data)}}));
    made.status = status;
    made.headers.emplace_back("Content-Security-Policy", policy_);
    return made;
}

response page_maker::message(unsigned status, std::string_view title, std::string_view text, std::string_view link,
                             std::string_view label) const {
    return page(
        status, title, built_in::message_html(),
        {{"text", text}, {"bad", status >= 400}, {"link", text_or_nothing(std::string(link))}, {"label", label}});
}

void protect(response& what, bool is_secure) {
    add_missing(what.headers, "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    add_missing(what.headers, "X-Content-Type-Options", "nosniff");
    add_missing(what.headers, "X-Frame-Options", "DENY");
    add_missing(what.headers, "Referrer-Policy", "no-referrer");
    add_missing(what.headers, "Cache-Control", "no-store");
    if (is_secure) {
        add_missing(what.headers, "Strict-Transport-Security", "max-age=63072000");
    }
}

}  // namespace frameio::web
