#include "web/message.hpp"

#include <algorithm>

namespace frameio::web {
namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
}

bool same_name(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char one, char other) { return lower(one) == lower(other); });
}

response of_type(unsigned status, std::string type, std::string body) {
    response made;
    made.status = status;
    made.headers.emplace_back("Content-Type", std::move(type));
    made.body = std::move(body);
    return made;
}

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

}  // namespace

std::string_view request::header(std::string_view name) const noexcept {
    const auto found = std::ranges::find_if(headers, [&](const auto& each) { return same_name(each.first, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

// Another host of the domain may have set one of the same name: who cannot tell which is ours, takes none.
std::string_view request::cookie(std::string_view name) const noexcept {
    std::string_view found;
    for (const auto& [header_name, value] : headers) {
        if (!same_name(header_name, "Cookie")) {
            continue;
        }
        for (std::string_view rest = value; !rest.empty();) {
            const std::string_view pair = trimmed(rest.substr(0, rest.find(';')));
            rest.remove_prefix(std::min(rest.find(';'), rest.size() - 1) + 1);
            const std::size_t equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name) {
                continue;
            }
            if (!found.empty()) {
                return {};
            }
            found = pair.substr(equals + 1);
        }
    }
    return found;
}

response response::json(unsigned status, std::string text) {
    return of_type(status, "application/json; charset=utf-8", std::move(text));
}

response response::page(std::string html) {
    return of_type(200, "text/html; charset=utf-8", std::move(html));
}

response response::redirect(std::string to) {
    response made;
    made.status = 302;
    made.headers.emplace_back("Location", std::move(to));
    return made;
}

response response::see_other(std::string to) {
    response made = redirect(std::move(to));
    made.status = 303;
    return made;
}

response response::text(unsigned status, std::string said) {
    return of_type(status, "text/plain; charset=utf-8", std::move(said));
}

void response::set_cookie(std::string_view name, std::string_view value, unsigned seconds) {
    std::string made(name);
    made.append("=").append(value).append("; Max-Age=").append(std::to_string(seconds));
    made.append("; Path=/; Secure; HttpOnly; SameSite=Lax");
    headers.emplace_back("Set-Cookie", std::move(made));
}

}  // namespace frameio::web
